"""An item of QTI 2 as any system writes it, read into plain data; QTI 3 under the names of QTI 2."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from quizzes.exchange.qti2_body import (
    BLOCKS,
    INLINE,
    drop_rubrics,
    inner_html,
    marked,
    remove,
    take_lone_field,
    take_program,
    take_units,
)
from quizzes.exchange.qti12_question import number_in

CHOICES = {"simpleChoice", "inlineChoice", "simpleAssociableChoice", "gapText"}


@dataclass(frozen=True)
class Declaration:
    """One response, its right values and what each value earns; ``case`` is true where a value's case counts."""

    cardinality: str
    base: str
    correct: tuple[str, ...]
    mapping: dict[str, float]
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
    lost = list(drop_rubrics(body))
    found = [each for each in body.iter() if each.tag in BLOCKS or each.tag in INLINE - {"gap"}]
    inside_gaps = {id(gap) for each in found if each.tag == "gapMatchInteraction" for gap in each.iter()}
    interactions = [_interaction(each) for each in found if id(each) not in inside_gaps or each.tag in BLOCKS]
    units = take_units(body)
    alone = len(interactions) == 1 and take_lone_field(body)
    program = take_program(body) if root.get("label") == "code_output" else ""
    rules = root.find("responseProcessing")
    feedback = {each.get("identifier", ""): inner_html(each) for each in root.iter("modalFeedback")}
    return Asked(
        name=root.get("identifier", ""),
        title=root.get("title", ""),
        label=root.get("label", ""),
        declared={each.get("identifier", ""): _declaration(each) for each in root.findall("responseDeclaration")},
        interactions=interactions,
        stem=inner_html(marked(body)),
        units=units,
        program=program,
        rules=rules if rules is not None else Element("responseProcessing"),
        feedback={name: html for name, html in feedback.items() if html.strip()},
        maximum=_maximum(root),
        is_alone=alone,
        lost=lost,
    )


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
    shuffle = element.get("shuffle")
    return Interaction(
        tag=element.tag,
        response=element.get("responseIdentifier", ""),
        sets=tuple(tuple(_choices(each)) for each in sets),
        shuffle=None if shuffle is None else shuffle == "true",
    )


def _choices(element: Element) -> Iterator[Choice]:
    for choice in element.iter():
        if choice.tag in CHOICES:
            inside = copy.deepcopy(choice)
            said = [each for each in inside.iter() if each.tag in {"feedbackInline", "feedbackBlock"}]
            words = " ".join(inner_html(each) for each in said)
            for feedback in said:
                remove(inside, feedback)
            yield Choice(choice.get("identifier", ""), inner_html(inside), words)
