"""Banks as GIFT, the text format of Moodle that many tools read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quizzes.bank import Bank
from quizzes.exchange.gift_signs import escaped, unmistakable
from quizzes.exchange.groups import groups, variant_losses
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.moodle_answers import number_answers, text_answers
from quizzes.exchange.moodle_question import Answer, Pair, Question, nearest_fraction, number_text
from quizzes.exchange.moodle_questions import question_of
from quizzes.exchange.moodle_text import apart, html, inline_html, is_plain
from quizzes.exchange.unheld import hints, parts_of
from quizzes.items.arrangement import Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice
from quizzes.items.cloze import ChoiceBlank, Cloze, NumericBlank
from quizzes.items.text import CodeOutput, TextWanted
from quizzes.texts.markup import to_text

TARGET = "gift"
#: It has no escape, and makes a matching of every question that has it in an answer.
ARROW = "->"


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The bank as one file of GIFT. A cloze with several blanks is left out: the format has one."""
    title = to_text(bank.title).replace("\\", "")
    top = f"$CATEGORY: $course$/top/{title.replace('/', '//')}"
    blocks = [top]
    losses = [*variant_losses(bank, variants, TARGET), *_header_losses(bank, title)]
    inside = False
    for group in groups(bank, variants, seed):
        several = len(group.items) > 1
        if several or inside:
            blocks.append(f"{top}/{group.name}" if several else top)
        inside = several
        for item in group.items:
            block, lost = _block(item)
            blocks += [block] if block else []
            losses += (Loss(TARGET, group.name, what) for what in lost)
    text = "\n\n".join(blocks) + "\n"
    return Exported(content=text.encode(), suffix=".gift", losses=in_order(list(dict.fromkeys(losses)), bank))


def _header_losses(bank: Bank, title: str) -> Iterator[Loss]:
    if bank.description:
        yield Loss(TARGET, "", "`description`: no place for it")
    yield Loss(TARGET, "", "`objectives`: their names are tags, their sentences have no place")
    if not is_plain(bank.title, title):
        yield Loss(TARGET, "", "`title`: formulas and marks, which a category's name has not")


def _block(item: Item) -> tuple[str, list[str]]:
    """The question, or nothing where GIFT has none for the item; and what is lost."""
    if isinstance(item, Cloze) and len(item.blanks) > 1:
        return "", [f"left out, with its `blanks`: one blank may stand in a text, here are {len(item.blanks)}"]
    question, lost = question_of(item)
    lost += _lost_of(item)
    text = _cloze(item, question) if isinstance(item, Cloze) else (question.text, "")
    if isinstance(item, Ordering):
        _as_places(item, question)
    if question.kind == "shortanswer" and any(ARROW in answer.text for answer in question.answers):
        question.answers = [answer for answer in question.answers if ARROW not in answer.text]
        if not any(answer.fraction == 1 for answer in question.answers):
            return "", [f"left out, with its `key`: `{ARROW}` would make a matching of it"]
        lost.append(f"`key`, `accept`, `wrong`: texts with `{ARROW}`, which would make a matching of it")
    return _written(question, text), lost


def _lost_of(item: Item) -> Iterator[str]:
    yield from hints(item)
    if item.points != 1 and not isinstance(item, Cloze):
        yield "`points`: every question is worth the same"
    if isinstance(item, SingleChoice | MultipleResponse) and not item.shuffle:
        yield "`shuffle`: whether options keep their order is the system's choice"
    if any(isinstance(part, TextWanted) and "case" not in part.ignore for part in parts_of(item)):
        yield "`ignore`: a difference in case does not count"
    if isinstance(item, CodeOutput):
        yield "`key`, `wrong`: a difference in case does not count"
    if isinstance(item, Ordering):
        yield "`entries`: they are matched with their places, in a menu, without formulas and marks"
        if item.scoring != "per_position":
            yield "`scoring`: each entry in its place earns its share"
    if isinstance(item, Cloze):
        yield "`weight`, `points`: there is one blank, and every question is worth the same"


def _as_places(item: Ordering, question: Question) -> None:
    question.kind = "match"
    question.tags.append("kind:ordering")
    texts = apart([entry.text for entry in item.entries])
    question.pairs = [Pair(f"{place}.", _safe(text)) for place, text in enumerate(texts, start=1)]


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cloze(item: Cloze, question: Question) -> tuple[str, str]:
    """What stands before and behind the blank; the question becomes one that asks for it."""
    question.tags.append("kind:cloze")
    [(name, blank)] = item.blanks.items()
    word = next(each for each in (f"blank{number}x" for number in range(len(item.stem))) if each not in item.stem)
    unit = f" {blank.unit}" if isinstance(blank, NumericBlank) and blank.unit else ""
    before, _word, behind = html(item.stem.replace(f"[[{name}]]", word + unit)).partition(word)
    if isinstance(blank, ChoiceBlank):
        question.kind = "multichoice"
        options = [(each, html(each.reason) if each.reason else "") for each in blank.options]
        question.answers = [Answer(inline_html(each.text), float(each.key), reason) for each, reason in options]
    elif isinstance(blank, NumericBlank):
        question.kind, question.answers = "numerical", number_answers(blank)
    else:
        question.kind, question.answers = "shortanswer", text_answers(blank)
    return before, behind


def _written(question: Question, text: tuple[str, str]) -> str:
    before, behind = map(escaped, text)
    marks = " ".join([f"[id:{question.idnumber}]", *(f"[tag:{tag}]" for tag in question.tags)])
    feedback = f"\t####{escaped(question.feedback)}"
    answers = "\n".join([*ANSWERS[question.kind](question), feedback])
    start = "#\n" if question.kind == "numerical" else "" if question.kind == "truefalse" else "\n"
    return f"// {marks}\n::{escaped(question.name)}::[html]{before}{{{start}{answers}\n}}{behind}"


def _multichoice(question: Question) -> Iterator[str]:
    for answer in question.answers:
        text = unmistakable(escaped(answer.text), "html")
        if answer.fraction == 1 and question.single:
            sign = "="
        elif answer.fraction == 0 and not text.startswith("%"):
            sign = "~"
        else:
            sign = f"~%{number_text(nearest_fraction(answer.fraction))}%"
        yield f"\t{sign}{text}{_feedback(answer)}"


def _truefalse(question: Question) -> Iterator[str]:
    right = next(answer for answer in question.answers if answer.fraction == 1)
    wrong = next(answer for answer in question.answers if answer.fraction != 1)
    yield f"{right.text.upper()}#{escaped(wrong.feedback)}"


def _shortanswer(question: Question) -> Iterator[str]:
    for answer in question.answers:
        text = unmistakable(escaped(answer.text), "plain")
        yield f"\t=%{100 * answer.fraction:g}%{text}{_feedback(answer)}"


def _numerical(question: Question) -> Iterator[str]:
    for answer in question.answers:
        number = f"{_digits(float(answer.text))}:{_digits(answer.tolerance)}"
        yield f"\t=%{100 * answer.fraction:g}%{number}{_feedback(answer)}"


def _digits(number: float) -> str:
    """The number without an exponent, which not every reader knows."""
    return format(Decimal(number_text(number)), "f")


def _match(question: Question) -> Iterator[str]:
    for pair in question.pairs:
        yield f"\t={unmistakable(escaped(pair.left), 'html')} -> {escaped(pair.right)}"


def _feedback(answer: Answer) -> str:
    return f"#{escaped(answer.feedback)}" if answer.feedback else ""


ANSWERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "match": _match,
}
