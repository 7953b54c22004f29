r"""What is typed, as Moodle compares it: numbers with tolerances, texts in which ``*`` stands for anything."""

from __future__ import annotations

from quizzes.exchange.moodle_question import Answer, number_text
from quizzes.exchange.moodle_text import html
from quizzes.items.numeric import NumberWanted
from quizzes.items.text import CodeOutput, TextWanted, printed


def number_answers(wanted: NumberWanted) -> list[Answer]:
    """What is right, then what typical mistakes give: Moodle takes the first that fits.

    The first right answer is what Moodle shows as the key, so that an interval comes behind its key.
    """
    key, tolerance = float(wanted.key), wanted.tolerance
    if tolerance.interval is None:
        width = (
            float(tolerance.absolute) if tolerance.absolute is not None else abs(key) * float(tolerance.relative or 0)
        )
        right = [Answer(number_text(key), 1, tolerance=width)]
    else:
        low, high = (float(end) for end in tolerance.interval)
        width = high - key
        right = [Answer(number_text(key), 1), Answer(number_text((low + high) / 2), 1, tolerance=(high - low) / 2)]
    values = [(float(each.value), html(each.reason)) for each in wanted.wrong]
    wrong = [Answer(number_text(value), 0, reason, max(width, abs(value) * 1e-3)) for value, reason in values]
    return [*right, *wrong]


def text_answers(wanted: TextWanted) -> list[Answer]:
    """Every right text, then the typical mistakes. They are compared letter by letter, so that none is Markdown."""
    right = [Answer(starred(text), 1) for text in (wanted.key, *wanted.accept)]
    return [*right, *(Answer(starred(wrong.text), 0, html(wrong.reason)) for wrong in wanted.wrong)]


def output_answers(item: CodeOutput) -> list[Answer]:
    """The output in one line, as it stands and with as few spaces as can be; then what typical mistakes print."""
    answers: dict[str, Answer] = {}
    wrong = [(each.text, 0.0, html(each.reason)) for each in item.wrong]
    for text, fraction, reason in [(item.key, 1.0, ""), *wrong]:
        for line in (" ".join(text.split()), " ".join(printed(text))):
            answers.setdefault(line, Answer(starred(line), fraction, reason))
    return list(answers.values())


def starred(text: str) -> str:
    r"""A text for a short answer: a star that is meant as one has a backslash."""
    return text.replace("*", r"\*")
