"""Banks as Moodle XML: a category with the items, and below it one for each parameterised item, with its variants."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizzes.bank import Bank
from quizzes.exchange.groups import groups, variant_losses
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.moodle_question import Answer, Question, nearest_fraction, number_text
from quizzes.exchange.moodle_questions import question_of
from quizzes.exchange.moodle_text import html, inline_html, is_plain
from quizzes.exchange.xml_build import append, document, node
from quizzes.items.base import Item
from quizzes.texts.markup import to_text

TARGET = "moodle"
#: Moodle cuts a longer tag.
MAX_TAG = 50
#: Of the points, what each further try costs where a quiz allows several.
PENALTY = "0.3333333"
HOW_TO_DRAW = (
    "These are variants of one question. In a quiz choose Add, a random question, and this category: "
    "each student then gets one of them."
)


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The bank as one file of Moodle XML."""
    quiz = node("quiz")
    losses = [*variant_losses(bank, variants, TARGET), *_header_losses(bank)]
    title = to_text(bank.title)
    top = ["$course$", "top", title]
    quiz.append(_category(top, info=_info(bank), idnumber=bank.bank))
    inside = False
    for group in groups(bank, variants, seed):
        apart = len(group.items) > 1
        if apart or inside:
            info = f"<p>{HOW_TO_DRAW}</p>" if apart else ""
            quiz.append(_category([*top, group.name] if apart else top, info=info))
        inside = apart
        for item in group.items:
            question, lost = question_of(item)
            quiz.append(_element(question))
            losses += (Loss(TARGET, group.name, what) for what in [*lost, *_tag_losses(item)])
    return Exported(content=document(quiz), suffix=".xml", losses=in_order(list(dict.fromkeys(losses)), bank))


def _header_losses(bank: Bank) -> Iterator[Loss]:
    if not is_plain(bank.title, to_text(bank.title)):
        yield Loss(TARGET, "", "`title`: formulas and marks, which a category's name has not")


def _tag_losses(item: Item) -> Iterator[str]:
    if any(len(objective) > MAX_TAG for objective in item.objectives):
        yield f"`objectives`: Moodle cuts the names to {MAX_TAG} characters"


def _info(bank: Bank) -> str:
    """What is said of the category: the description, and each objective's sentence."""
    described = html(bank.description) if bank.description else ""
    entries = "".join(f"<dt>{name}</dt><dd>{inline_html(text)}</dd>" for name, text in bank.objectives.items())
    return f'{described}<dl class="objectives">{entries}</dl>'


def _category(path: list[str], *, info: str = "", idnumber: str = "") -> Element:
    # In a name, Moodle writes a slash twice.
    names = "/".join(name.replace("/", "//") for name in path)
    category = node("question", node("category", node("text", names)), type="category")
    if info:
        category.append(_text("info", info))
    category.append(node("idnumber", idnumber))
    return category


def _text(tag: str, text: str, **attributes: str) -> Element:
    return node(tag, node("text", text), format="html", **attributes)


def _element(question: Question) -> Element:
    element = node(
        "question",
        node("name", node("text", question.name)),
        _text("questiontext", question.text),
        _text("generalfeedback", question.feedback),
        node("defaultgrade", number_text(question.points or 1)),
        node("penalty", "1" if question.kind == "truefalse" else PENALTY),
        node("hidden", "0"),
        node("idnumber", question.idnumber),
        type="matching" if question.kind == "match" else question.kind,
    )
    for child in BODIES[question.kind](question):
        append(element, child)
    for hint in question.hints:
        append(element, _text("hint", hint))
    append(element, node("tags", *(node("tag", node("text", tag)) for tag in question.tags)))
    return element


def _multichoice(question: Question) -> Iterator[Element]:
    yield node("single", _truth(question.single))
    yield node("shuffleanswers", _truth(question.shuffle))
    yield node("answernumbering", "abc")
    yield node("showstandardinstruction", "1")
    yield from _combined_feedback()
    yield from (_answer(answer, "html") for answer in question.answers)


def _typed(question: Question) -> Iterator[Element]:
    yield node("usecase", str(int(question.case_counts)))
    yield from (_answer(answer, "plain_text") for answer in question.answers)


def _numerical(question: Question) -> Iterator[Element]:
    for answer in question.answers:
        element = _answer(answer, "plain_text")
        append(element, node("tolerance", number_text(answer.tolerance)))
        yield element
    if question.unit:
        unit = node("unit", node("multiplier", "1"), node("unit_name", to_text(question.unit)))
        yield node("units", unit)
    # The unit is shown, and may be typed; it earns and costs nothing.
    yield node("unitgradingtype", "0")
    yield node("unitpenalty", "0.1")
    yield node("showunits", "0" if question.unit else "3")
    yield node("unitsleft", "0")


def _matching(question: Question) -> Iterator[Element]:
    yield node("shuffleanswers", "true")
    yield from _combined_feedback()
    for pair in question.pairs:
        yield node("subquestion", node("text", pair.left), node("answer", node("text", pair.right)), format="html")


def _ordering(question: Question) -> Iterator[Element]:
    yield node("layouttype", "VERTICAL")
    yield node("selecttype", "ALL")
    yield node("selectcount", str(len(question.answers)))
    yield node("gradingtype", question.grading)
    yield node("showgrading", "SHOW")
    yield node("numberingstyle", "none")
    yield from _combined_feedback()
    for place, answer in enumerate(question.answers, start=1):
        yield node("answer", node("text", answer.text), fraction=str(place), format="html")


def _truefalse(question: Question) -> Iterator[Element]:
    yield from (_answer(answer, "moodle_auto_format") for answer in question.answers)


def _cloze(_question: Question) -> Iterator[Element]:
    # The blanks stand in the text.
    yield from ()


def _answer(answer: Answer, how: str) -> Element:
    fraction = number_text(nearest_fraction(answer.fraction))
    return node("answer", node("text", answer.text), _text("feedback", answer.feedback), fraction=fraction, format=how)


def _combined_feedback() -> Iterator[Element]:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        yield _text(name, "")
    yield node("shownumcorrect")


def _truth(value: bool) -> str:  # noqa: FBT001  it is what is written
    return "true" if value else "false"


BODIES = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "numerical": _numerical,
    "shortanswer": _typed,
    "match": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
}
