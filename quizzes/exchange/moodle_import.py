"""Moodle XML as a bank: what Moodle itself and instructors' tools write, files and unknown types on the loss list."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizzes.exchange.losses import Imported
from quizzes.exchange.moodle_bank import bank_of
from quizzes.exchange.moodle_cloze import embedded
from quizzes.exchange.moodle_question import Answer, Category, Pair, Question
from quizzes.exchange.moodle_text import as_html
from quizzes.exchange.refusals import ImportRefused
from quizzes.exchange.xml_safety import parse_xml, without_namespaces

TARGET = "moodle"
ROOT = re.compile(r"<quiz[\s>/]")
HEAD_BYTES = 65_536
MAX_BLANKS = 12
GAP = re.compile(r"\[\[([0-9]{1,3})\]\]")
#: What Moodle itself says to a response as a whole, where an author says nothing.
USUAL = {
    *("your answer is correct.", "your answer is partially correct.", "your answer is incorrect."),
    *("that answer is correct.", "that answer is partially correct.", "that answer is incorrect.", ""),
}


def recognises(data: bytes, name: str) -> bool:  # noqa: ARG001  every importer is asked alike
    """Whether the first element is Moodle's, in whatever encoding, sound or not."""
    head = data[:HEAD_BYTES].replace(b"\0", b"").decode("latin-1")
    return head.lstrip("\xef\xbb\xbf\xff\xfe \t\r\n").startswith("<") and bool(ROOT.search(head))


def import_bank(data: bytes, name: str) -> Imported:
    """The bank in a file of Moodle XML. Raises ImportRefused where there is none that can be read safely."""
    root = without_namespaces(parse_xml(data, name))
    if root.tag != "quiz":
        what = f"is no Moodle XML: it starts with `{root.tag}`, not with `quiz`"
        raise ImportRefused(name, what, "export it from Moodle's question bank as Moodle XML")
    return bank_of(list(_read(root)), TARGET, name)


def _read(root: Element) -> Iterator[Category | Question]:
    category = Category()
    for element in root.findall("question"):
        if element.get("type") == "category":
            category = _category(element)
            yield category
        else:
            question = _question(element)
            question.category = category
            yield question


def _category(element: Element) -> Category:
    path = _plain(element.find("category")).strip()
    # In a name, Moodle writes a slash twice.
    names = [name.replace("\0", "/").strip() for name in path.replace("//", "\0").split("/")]
    info = element.find("info")
    return Category(tuple(names), _html(info) if info is not None else "", _plain(element.find("idnumber")).strip())


def _question(element: Element) -> Question:
    kind = (element.get("type") or "").strip()
    text = element.find("questiontext")
    how = _format(text)
    question = Question(
        kind=kind,
        name=_plain(element.find("name")).strip(),
        text=_html(text),
        feedback=_html(element.find("generalfeedback"), how),
        points=_number(element.findtext("defaultgrade")),
        answers=[_answer(each, how, kind) for each in element.findall("answer")],
        pairs=[Pair(_html(each, how), _plain(each.find("answer"))) for each in element.findall("subquestion")],
        hints=[hint for each in element.findall("hint") if (hint := _html(each, how)).strip()],
        tags=[tag for each in element.iter("tag") if (tag := " ".join(_plain(each).split()))],
        idnumber=_plain(element.find("idnumber")).strip(),
        single=_truth(element.findtext("single"), default=True),
        shuffle=_truth(element.findtext("shuffleanswers"), default=False),
        case_counts=_truth(element.findtext("usecase"), default=False),
        grading=(element.findtext("gradingtype") or "").strip().upper(),
    )
    _units(element, question)
    if kind in {"gapselect", "ddwtos"}:
        _embed_gaps(element, question)
    question.lost += _lost_of(element, question)
    return question


def _answer(element: Element, how: str, kind: str) -> Answer:
    is_html = kind not in {"shortanswer", "numerical", "truefalse"}
    fraction = _number(element.get("fraction")) or 0.0
    tolerance = _number(element.findtext("tolerance")) or 0.0
    text = _html(element, how) if is_html else _plain(element)
    return Answer(text, fraction / 100, _html(element.find("feedback"), how), tolerance)


def _units(element: Element, question: Question) -> None:
    units = [_plain(unit).strip() for unit in element.iter("unit_name")]
    question.unit = units[0] if units else ""
    if len(units) > 1:
        question.lost.append(f"its other units: {', '.join(units[1:])}")
    if _number(element.findtext("unitgradingtype")):
        question.lost.append("that a wrong unit costs points")


def _embed_gaps(element: Element, question: Question) -> None:
    """Make of gaps, which are numbered by the option that is right, menus of the options of the same group."""
    options = [
        (_plain(each), each.findtext("group") or "1")
        for each in element.iter()
        if each.tag in {"selectoption", "dragbox"}
    ]

    def menu(gap: re.Match[str]) -> str:
        right = int(gap[1]) - 1
        if not 0 <= right < len(options):
            return gap[0]
        same = [index for index, option in enumerate(options) if option[1] == options[right][1]]
        return embedded("MULTICHOICE_S", 1, [Answer(options[index][0], float(index == right)) for index in same])

    if len(GAP.findall(question.text)) > MAX_BLANKS:
        question.kind = ""
        question.lost.append(f"left out: it has more than {MAX_BLANKS} gaps")
        return
    question.kind = "cloze"
    question.text = GAP.sub(menu, question.text)


def _lost_of(element: Element, question: Question) -> Iterator[str]:
    seen = "".join([question.text, question.feedback, *(answer.text + answer.feedback for answer in question.answers)])
    for name in dict.fromkeys(file.get("name", "") for file in element.iter("file")):
        if name not in seen:
            yield f"the file `{name}`"
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        if re.sub(r"<[^<>]*>", "", _html(element.find(name))).strip().casefold() not in USUAL:
            yield f"what it says to a response as a whole (`{name}`)"
    shown = element.findtext("selecttype") or "ALL"
    if shown.strip().upper() != "ALL":
        yield f"that only {element.findtext('selectcount')} of its entries are shown: here, all are"


def _format(element: Element | None) -> str:
    return "html" if element is None else element.get("format", "html")


def _html(element: Element | None, how: str = "html") -> str:
    """The text of an element as HTML; ``how`` it is written where the element does not say."""
    return as_html(_plain(element), element.get("format", how)) if element is not None else ""


def _plain(element: Element | None) -> str:
    """The text of an element as it stands; old files have no element `text` in it."""
    if element is None:
        return ""
    text = element.find("text")
    if text is None and len(element):
        return ""
    return "".join((element if text is None else text).itertext())


def _number(text: str | None) -> float | None:
    try:
        number = float((text or "").strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _truth(text: str | None, *, default: bool) -> bool:
    return default if text is None or not text.strip() else text.strip().casefold() in {"1", "true"}
