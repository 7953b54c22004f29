"""Items as questions of Moodle: each kind as the type that asks and scores most nearly the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from quizzes.exchange.moodle_answers import number_answers, output_answers, text_answers
from quizzes.exchange.moodle_cloze import write_cloze
from quizzes.exchange.moodle_losses import lost_of_any, lost_of_cloze, lost_of_number
from quizzes.exchange.moodle_question import Answer, Pair, Question
from quizzes.exchange.moodle_text import apart, html, inline_html, is_plain
from quizzes.exchange.xhtml import code_block
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice, TrueFalse
from quizzes.items.cloze import Cloze
from quizzes.items.numeric import Numeric
from quizzes.items.text import CodeOutput, ShortText

#: How Moodle names the ways to score an order.
GRADINGS = {
    "all_or_nothing": "ALL_OR_NOTHING",
    "per_position": "ABSOLUTE_POSITION",
    "adjacent_pairs": "RELATIVE_NEXT_EXCLUDE_LAST",
}
ONE_LINE = "Write the whole output in one line, with a space where a new line starts."


@dataclass
class _Writing:
    """One item on its way: its question so far, and what is lost."""

    question: Question
    lost: list[str]


def question_of(item: Item) -> tuple[Question, list[str]]:
    """The question, and what of the item is not in it. The item has no variables."""
    source = f'<p class="source">Source: {inline_html(item.source)}</p>'
    reasons = _reasons(item) if isinstance(item, Matching) else ""
    question = Question(
        kind="",
        name=item.id,
        text=html(item.stem),
        feedback=f"{html(item.explanation)}\n{reasons}{source}",
        points=item.points,
        hints=[html(hint) for hint in item.hints],
        tags=[*item.objectives, f"difficulty:{item.difficulty}", *_tags(item)],
        idnumber=item.id,
    )
    writing = _Writing(question, list(lost_of_any(item)))
    WRITERS[type(item)](item, writing)
    return question, writing.lost


def _tags(item: Item) -> list[str]:
    """What tells the importer more than the question's type does."""
    tags = [f"kind:{item.kind}"] if isinstance(item, CodeOutput) else []
    scoring = getattr(item, "scoring", None)
    return [*tags, f"scoring:{scoring}"] if scoring else tags


def _single_choice(item: SingleChoice, writing: _Writing) -> None:
    writing.question.kind = "multichoice"
    writing.question.shuffle = item.shuffle
    writing.question.answers = [
        Answer(inline_html(option.text), float(option.key), _feedback(option.reason)) for option in item.options
    ]


def _multiple_response(item: MultipleResponse, writing: _Writing) -> None:
    writing.question.kind = "multichoice"
    writing.question.single = False
    writing.question.shuffle = item.shuffle
    keys = sum(option.key for option in item.options)
    # Whoever chooses every option gets nothing, whatever the scoring.
    less = {"right_minus_wrong": -1 / (len(item.options) - keys), "per_option": -1 / keys, "all_or_nothing": -1.0}
    writing.question.answers = [
        Answer(inline_html(option.text), 1 / keys if option.key else less[item.scoring], _feedback(option.reason))
        for option in item.options
    ]
    if item.scoring == "all_or_nothing" and keys > 1:
        writing.lost.append("`scoring`: some of the keys earn some of the points")
    if item.scoring == "per_option":
        writing.lost.append("`scoring`: a distractor left alone earns nothing, one that is chosen costs a key's share")


def _true_false(item: TrueFalse, writing: _Writing) -> None:
    writing.question.kind = "truefalse"
    writing.question.answers = [
        Answer("true" if truth else "false", float(truth == item.key), "" if truth == item.key else html(item.reason))
        for truth in (True, False)
    ]


def _numeric(item: Numeric, writing: _Writing) -> None:
    writing.question.kind = "numerical"
    writing.question.answers = number_answers(item)
    if item.unit:
        writing.question.unit = item.unit
        writing.question.text += f'\n<p class="unit">Unit: {inline_html(item.unit)}</p>'
    writing.lost += lost_of_number(item)


def _short_text(item: ShortText, writing: _Writing) -> None:
    writing.question.kind = "shortanswer"
    writing.question.case_counts = "case" not in item.ignore
    writing.question.answers = text_answers(item)


def _code_output(item: CodeOutput, writing: _Writing) -> None:
    writing.question.kind = "shortanswer"
    writing.question.case_counts = True
    writing.question.text += "\n" + html(code_block(item.code))
    writing.question.answers = output_answers(item)
    writing.lost.append("`key`: spaces in the output count; it is right as it stands, and with as few as can be")
    if "\n" in item.key.strip() or any("\n" in wrong.text.strip() for wrong in item.wrong):
        writing.question.text += f'\n<p class="note">{ONE_LINE}</p>'
        writing.lost.append("`key`, `wrong`: an output of several lines is typed in one")


def _matching(item: Matching, writing: _Writing) -> None:
    writing.question.kind = "match"
    choices = item.choices
    shown = dict(zip(choices, apart(list(choices.values())), strict=True))
    # Moodle takes what looks like a tag out of a menu's texts, and shows entities as their signs.
    safe = {name: escape(text, quote=False) for name, text in shown.items()}
    pairs = [Pair(inline_html(pair.left), safe[pair.right_id]) for pair in item.pairs]
    writing.question.pairs = [*pairs, *(Pair("", safe[extra.id]) for extra in item.extra)]
    if any(pair.reason for pair in item.pairs) or item.extra:
        writing.lost.append("`reason`: all stand together behind the explanation, not with the pair that is wrong")
    if item.scoring == "all_or_nothing":
        writing.lost.append("`scoring`: each pair earns its share, also where not all are right")
    if not all(is_plain(text, shown[name]) for name, text in choices.items()):
        writing.lost.append(
            "`right`, `text` of what belongs to nothing: they stand in a menu, without formulas and marks"
        )


def _reasons(item: Matching) -> str:
    """Why what belongs to what: a question of that type says nothing of its pairs."""
    pairs = [(pair.left, pair.reason) for pair in item.pairs if pair.reason]
    entries = [*pairs, *((extra.text, extra.reason) for extra in item.extra)]
    listed = "".join(f"<dt>{inline_html(text)}</dt><dd>{html(reason)}</dd>" for text, reason in entries)
    return f'<dl class="reasons">{listed}</dl>\n' if listed else ""


def _ordering(item: Ordering, writing: _Writing) -> None:
    writing.question.kind = "ordering"
    writing.question.grading = GRADINGS[item.scoring]
    writing.question.answers = [Answer(inline_html(entry.text), 1) for entry in item.entries]


def _cloze(item: Cloze, writing: _Writing) -> None:
    writing.question.kind = "cloze"
    writing.question.text = write_cloze(item)
    writing.lost += lost_of_cloze(item)


def _feedback(reason: str | None) -> str:
    return html(reason) if reason else ""


WRITERS: dict[type[Item], Callable[[Any, _Writing], None]] = {
    SingleChoice: _single_choice,
    MultipleResponse: _multiple_response,
    TrueFalse: _true_false,
    Numeric: _numeric,
    ShortText: _short_text,
    CodeOutput: _code_output,
    Matching: _matching,
    Ordering: _ordering,
    Cloze: _cloze,
}
