"""An item of QTI 2 as any system writes it, read into plain data; QTI 3 under the names of QTI 2."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element, tostring

from quizzes.exchange.qti12_question import number_in

INLINE = {"textEntryInteraction", "inlineChoiceInteraction", "gap"}
BLOCKS = {
    *("choiceInteraction", "orderInteraction", "matchInteraction", "extendedTextInteraction", "gapMatchInteraction"),
    *(
        "associateInteraction",
        "hottextInteraction",
        "hotspotInteraction",
        "selectPointInteraction",
        "sliderInteraction",
    ),
    *(
        "graphicOrderInteraction",
        "graphicAssociateInteraction",
        "graphicGapMatchInteraction",
        "positionObjectInteraction",
    ),
    *("drawingInteraction", "uploadInteraction", "mediaInteraction", "customInteraction", "portableCustomInteraction"),
}
CHOICES = {"simpleChoice", "inlineChoice", "simpleAssociableChoice", "gapText"}
#: Paragraphs that hold a field and its unit, and nothing of the text around it.
RESPONSE_CLASS = "response"


@dataclass(frozen=True)
class Declaration:
    """One response, its right values and what each value earns; ``case`` is true where a value's case counts."""

    cardinality: str
    base: str
    correct: tuple[str, ...]
    mapping: dict[str, float]
    lowest: float | None
    case: bool


@dataclass(frozen=True)
class Choice:
    """One option: its name, its text as HTML, and what is said inside it to whoever chose it."""

    name: str
    html: str
    said: str = ""


@dataclass(frozen=True)
class Interaction:
    """One question inside an item; ``sets`` has the choices of each list, where there are several."""

    tag: str
    response: str
    sets: tuple[tuple[Choice, ...], ...]
    shuffle: bool | None
    most: int
    lines: int

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices of its first list."""
        return self.sets[0] if self.sets else ()


@dataclass
class Asked:
    """One item. In ``stem`` a field inside the text is `[[its response]]`."""

    name: str
    title: str
    label: str
    declared: dict[str, Declaration]
    interactions: list[Interaction]
    stem: str
    units: dict[str, str]
    program: str
    rules: Element
    feedback: dict[str, str]
    maximum: float | None
    is_alone: bool
    lost: list[str] = field(default_factory=list)


def read_item(root: Element) -> Asked:
    """The item of an `assessmentItem` without namespaces; what it does not have is empty."""
    body = root.find("itemBody")
    body = copy.deepcopy(body) if body is not None else Element("itemBody")
    lost = list(_drop_rubrics(body))
    found = [each for each in body.iter() if each.tag in BLOCKS or each.tag in INLINE - {"gap"}]
    inside_gaps = {id(gap) for each in found if each.tag == "gapMatchInteraction" for gap in each.iter()}
    interactions = [_interaction(each) for each in found if id(each) not in inside_gaps or each.tag in BLOCKS]
    units = _take_units(body)
    alone = len(interactions) == 1 and _take_lone_field(body)
    program = _take_program(body) if root.get("label") == "code_output" else ""
    rules = root.find("responseProcessing")
    feedback = {each.get("identifier", ""): inner_html(each) for each in root.iter("modalFeedback")}
    return Asked(
        name=root.get("identifier", ""),
        title=root.get("title", ""),
        label=root.get("label", ""),
        declared={each.get("identifier", ""): _declaration(each) for each in root.findall("responseDeclaration")},
        interactions=interactions,
        stem=inner_html(_marked(body)),
        units=units,
        program=program,
        rules=rules if rules is not None else Element("responseProcessing"),
        feedback={name: html for name, html in feedback.items() if html.strip()},
        maximum=_maximum(root),
        is_alone=alone,
        lost=lost,
    )


def inner_html(element: Element) -> str:
    """What is inside, as HTML."""
    inside = "".join(tostring(child, encoding="unicode") for child in element)
    return (escape(element.text or "", quote=False) + inside).strip()


def _declaration(element: Element) -> Declaration:
    mapping = element.find("mapping")
    entries = list(mapping) if mapping is not None else []
    values = {each.get("mapKey", ""): number_in(each.get("mappedValue", "")) or 0.0 for each in entries}
    cases = [each.get("caseSensitive", "true") != "false" for each in entries]
    return Declaration(
        cardinality=element.get("cardinality", "single"),
        base=element.get("baseType", ""),
        correct=tuple((each.text or "").strip("\r") for each in element.findall("correctResponse/value")),
        mapping=values,
        lowest=number_in(mapping.get("lowerBound", "")) if mapping is not None else None,
        case=any(cases) if cases else True,
    )


def _maximum(root: Element) -> float | None:
    """What the item is worth, by the outcomes that say so."""
    outcomes = {each.get("identifier", ""): each for each in root.findall("outcomeDeclaration")}
    if "MAXSCORE" in outcomes:
        return number_in(outcomes["MAXSCORE"].findtext("defaultValue/value") or "")
    return number_in(outcomes["SCORE"].get("normalMaximum", "")) if "SCORE" in outcomes else None


def _interaction(element: Element) -> Interaction:
    sets = [each for each in element if each.tag == "simpleMatchSet"] or [element]
    shuffle, most, lines = element.get("shuffle"), element.get("maxChoices", ""), element.get("expectedLines", "")
    return Interaction(
        tag=element.tag,
        response=element.get("responseIdentifier", ""),
        sets=tuple(tuple(_choices(each)) for each in sets),
        shuffle=None if shuffle is None else shuffle == "true",
        most=int(most) if re.fullmatch("[0-9]{1,4}", most) else 1,
        lines=int(lines) if re.fullmatch("[0-9]{1,4}", lines) else 1,
    )


def _choices(element: Element) -> Iterator[Choice]:
    for choice in element.iter():
        if choice.tag in CHOICES:
            inside = copy.deepcopy(choice)
            said = [each for each in inside.iter() if each.tag in {"feedbackInline", "feedbackBlock"}]
            words = " ".join(inner_html(each) for each in said)
            for feedback in said:
                _remove(inside, feedback)
            yield Choice(choice.get("identifier", ""), inner_html(inside), words)


def _drop_rubrics(body: Element) -> Iterator[str]:
    """Take out what only graders and authors see, and feedback that stands in the text."""
    for element in list(body.iter()):
        views = element.get("view", "candidate").split()
        if element.tag == "rubricBlock" and "candidate" not in views:
            _remove(body, element)
            yield f"a note for {', '.join(views)}"
        elif element.tag in {
            "templateBlock",
            "templateInline",
            "printedVariable",
            "infoControl",
            "endAttemptInteraction",
        }:
            _remove(body, element)
            yield f"an element `{element.tag}`"


def _take_units(body: Element) -> dict[str, str]:
    """Take out the units that stand behind fields, each by its field's response, as HTML."""
    units = {}
    for holder in list(body.iter()):
        children = list(holder)
        tags = [(each.tag, each.get("class")) for each in children]
        if [tag for tag, _class in tags] == ["textEntryInteraction", "span"] and tags[1][1] == "unit":
            units[children[0].get("responseIdentifier", "")] = inner_html(children[1])
            _replace(holder, children[1], "", [])
    return units


def _take_lone_field(body: Element) -> bool:
    """Take out a paragraph with nothing but a field, and say whether there is one."""
    for holder in body.iter():
        if (
            holder is not body
            and holder.tag in {"p", "div"}
            and [each.tag for each in holder] == ["textEntryInteraction"]
        ):
            texts = [holder.text or "", *(each.tail or "" for each in holder)]
            if not any(text.strip() for text in texts):
                _remove(body, holder)
                return True
    return False


def _take_program(body: Element) -> str:
    """Take out the last program of the text; nothing where there is none."""
    programs = list(body.iter("pre"))
    if not programs:
        return ""
    _remove(body, programs[-1])
    return "".join(programs[-1].itertext())


def _marked(body: Element) -> Element:
    """The text with a mark in place of each field inside it, without what is asked in a block of its own."""
    # Some systems write the text twice, before the question and as its prompt.
    said = {_words(each) for each in body.iter() if each.tag in {"p", "div"}}
    for element in list(body.iter()):
        for child in list(element):
            if child.tag in INLINE:
                name = child.get("responseIdentifier") or child.get("identifier", "")
                _replace(element, child, f"[[{name}]]", [])
            elif child.tag in BLOCKS:
                kept = [each for each in child if each.tag == "prompt" and _words(each) not in said]
                if child.tag == "gapMatchInteraction":
                    kept = [each for each in child if each.tag not in {"gapText", "gapImg"}]
                for each in kept:
                    each.tag = "div" if each.tag == "prompt" else each.tag
                _replace(element, child, "", kept)
    for element in body.iter():
        if element.tag in INLINE:
            element.tag = "span"
    return body


def _words(element: Element) -> str:
    """The words of a text, of which some systems escape the markup once more."""
    return " ".join(re.sub("<[^>]*>", " ", "".join(element.itertext())).split())


def _replace(parent: Element, child: Element, text: str, kept: list[Element]) -> None:
    """Put a text, or some elements, in a child's place."""
    place = list(parent).index(child)
    tail = child.tail or ""
    parent.remove(child)
    for offset, each in enumerate(kept):
        each.tail = None
        parent.insert(place + offset, each)
    if kept:
        kept[-1].tail = tail
    elif place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text + tail
    else:
        parent.text = (parent.text or "") + text + tail


def _remove(root: Element, element: Element) -> None:
    """Take an element out, and leave what stands behind it."""
    parent = next((each for each in root.iter() if element in list(each)), None)
    if parent is not None:
        _replace(parent, element, "", [])
