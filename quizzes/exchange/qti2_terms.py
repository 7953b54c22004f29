"""The words of QTI 2 and 3 that every kind of item uses, under their names in QTI 2.1.

An item says in its response processing what a wholly right response is, what a partly right one earns, and which
feedback is shown; all of it in expressions of the standard, and none in those of one system.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from quizzes.exchange.xhtml import to_elements, to_inline_elements
from quizzes.exchange.xml_build import Child, node

RESPONSE, SCORE, FEEDBACK, EXPLANATION = "RESPONSE", "SCORE", "FEEDBACK", "EXPLANATION"


@dataclass
class Parts:
    """What one kind of item puts into its document.

    ``right`` is true for a response that earns all points, ``partial`` are the rules for any other, ``feedback`` those
    that choose among ``texts``: Markdown by the identifier of its feedback.
    """

    declarations: list[Element]
    body: list[Element]
    right: Element
    partial: list[Element] = field(default_factory=list)
    feedback: list[Element] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)


def identified(name: str) -> str:
    """A name of ours as an identifier, which starts with no digit; `plain_name` undoes it."""
    return f"_{name}" if name[:1].isdigit() else name


def number(value: float) -> str:
    """A number with all its digits, and no more."""
    return repr(float(value)).removesuffix(".0")


def declared(name: str, cardinality: str, base: str, correct: Iterable[str], mapping: Element | None = None) -> Element:
    """A response, with the one that is right."""
    values = [node("value", each) for each in correct]
    key = node("correctResponse", *values) if values else None
    return node("responseDeclaration", key, mapping, identifier=name, cardinality=cardinality, baseType=base)


def mapping(
    entries: Mapping[str, float], *, lowest: float | None = None, case_sensitive: bool | None = None
) -> Element:
    """What each value of a response earns; a sum below ``lowest`` counts as that."""
    case = None if case_sensitive is None else str(case_sensitive).lower()
    mapped = [
        node("mapEntry", mapKey=key, mappedValue=number(value), caseSensitive=case) for key, value in entries.items()
    ]
    return node("mapping", *mapped, defaultValue="0", lowerBound=None if lowest is None else number(lowest))


def outcome(name: str, base: str, *, cardinality: str = "single", default: str = "", most: float = 0) -> Element:
    """An outcome; the score knows its maximum."""
    value = node("defaultValue", node("value", default)) if default else None
    bounds = {"normalMaximum": number(most), "normalMinimum": "0"} if most else {}
    return node("outcomeDeclaration", value, identifier=name, cardinality=cardinality, baseType=base, **bounds)


def constant(text: str | float, base: str = "identifier") -> Element:
    """A value that stands for itself."""
    return node("baseValue", text if isinstance(text, str) else number(text), baseType=base)


def points(value: float) -> Element:
    """A number of points as a value."""
    return constant(value, "float")


def variable(name: str = RESPONSE) -> Element:
    """What was responded, or an outcome so far."""
    return node("variable", identifier=name)


def is_key(name: str = RESPONSE) -> Element:
    """Whether the response is the one that is declared as right."""
    return node("match", variable(name), node("correct", identifier=name))


def mapped(name: str = RESPONSE) -> Element:
    """What the response earns by its mapping."""
    return node("mapResponse", identifier=name)


def every(conditions: Sequence[Element]) -> Element:
    """True where all are; the one itself where it is alone."""
    return conditions[0] if len(conditions) == 1 else node("and", *conditions)


def some(conditions: Sequence[Element]) -> Element:
    """True where one is; the one itself where it is alone."""
    return conditions[0] if len(conditions) == 1 else node("or", *conditions)


def earn(expression: Element) -> Element:
    """The rule that makes the score."""
    return node("setOutcomeValue", expression, identifier=SCORE)


def earn_more(expression: Element) -> Element:
    """The rule that adds to the score."""
    return earn(node("sum", variable(SCORE), expression))


def say(*names: str) -> Element:
    """The rule that adds to the feedback shown."""
    return node("setOutcomeValue", node("multiple", variable(FEEDBACK), *map(constant, names)), identifier=FEEDBACK)


def say_chosen(name: str) -> Element:
    """The rule that shows the feedback named like what was chosen."""
    return node("setOutcomeValue", node("multiple", variable(FEEDBACK), variable(name)), identifier=FEEDBACK)


def blocks(text: str) -> Element:
    """A Markdown text as blocks under a `div`, in the HTML that QTI 2.1 has."""
    return _plain_lists(to_elements(text))


def filled(element: Element, text: str) -> Element:
    """The element with a Markdown text in it, without a paragraph around a single one."""
    content = _plain_lists(to_inline_elements(text))
    element.text = content.text
    element.extend(content)
    return element


def _plain_lists(root: Element) -> Element:
    """Numbered lists start at 1; `unheld.lists` says so."""
    for entry in root.iter("ol"):
        entry.attrib.pop("start", None)
    return root


def when(*branches: tuple[Element, Sequence[Element]], otherwise: Sequence[Element] = ()) -> Element:
    """The rules of the first condition that is true."""
    tags = ["responseIf"] + ["responseElseIf"] * (len(branches) - 1)
    inner: list[Child] = [node(tag, condition, *rules) for tag, (condition, rules) in zip(tags, branches, strict=True)]
    return node("responseCondition", *inner, node("responseElse", *otherwise) if otherwise else None)
