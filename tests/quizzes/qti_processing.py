"""A small engine of QTI 2 response processing, written from the standard: a second opinion on what exports score."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.exchange.xml_safety import parse_xml, without_namespaces

Value = Any


class Attempt:
    """One item and one response to it; values are None, scalars, lists, or tuples for ordered ones."""

    def __init__(self, document: bytes, responses: dict[str, Value]) -> None:
        self.root = without_namespaces(parse_xml(document, "item.xml"))
        self.declared = {each.get("identifier", ""): each for each in self.root.iter("responseDeclaration")}
        self.values: dict[str, Value] = dict.fromkeys(self.declared) | responses
        for each in self.root.iter("outcomeDeclaration"):
            default = each.find("defaultValue/value")
            is_number = each.get("baseType") == "float"
            value: Value = 0.0 if is_number else None
            if default is not None and default.text:
                value = float(default.text) if is_number else default.text
            self.values[each.get("identifier", "")] = value

    def run(self) -> tuple[float, set[str]]:
        """The score, and the identifiers of the feedback shown that there is."""
        self.rules(self.root.find("responseProcessing"))
        shown = set(_listed(self.values["FEEDBACK"]))
        return self.values["SCORE"], {
            name for each in self.root.iter("modalFeedback") if (name := each.get("identifier", "")) in shown
        }

    def rules(self, holder: Element | None) -> None:
        """Run each rule inside an element."""
        assert holder is not None
        for rule in holder:
            if rule.tag == "setOutcomeValue":
                self.values[rule.get("identifier", "")] = self.value(rule[0])
            elif rule.tag == "responseCondition":
                self.branch(rule)

    def branch(self, rule: Element) -> None:
        """Run the rules of the first branch whose condition is true."""
        for part in rule:
            inner = list(part)
            if part.tag == "responseElse" or self.value(inner[0]) is True:
                body = Element("body")
                body.extend(inner if part.tag == "responseElse" else inner[1:])
                self.rules(body)
                return

    def value(self, expression: Element) -> Value:
        """What an expression gives; None is QTI's NULL."""
        if expression.tag in SPECIAL:
            return SPECIAL[expression.tag](self, expression)
        inner = [self.value(child) for child in expression]
        if expression.tag in {"isNull", "multiple"}:
            return OPERATORS[expression.tag](expression, *inner)
        return None if None in inner else OPERATORS[expression.tag](expression, *inner)

    def constant(self, expression: Element) -> Value:
        """A base value."""
        text = expression.text or ""
        return float(text) if expression.get("baseType") == "float" else text

    def correct(self, expression: Element) -> Value:
        """The response declared as right."""
        declaration = self.declared[expression.get("identifier", "")]
        values = [each.text or "" for each in declaration.iterfind("correctResponse/value")]
        shapes = {"multiple": list, "ordered": tuple}
        shape = shapes.get(declaration.get("cardinality", ""))
        return shape(values) if shape else values[0]

    def mapped(self, expression: Element) -> Value:
        """What the response earns by its mapping."""
        name = expression.get("identifier", "")
        mapping = self.declared[name].find("mapping")
        assert mapping is not None
        total = 0.0
        for response in set(_listed(self.values[name])):
            for entry in mapping:
                key, case = entry.get("mapKey", ""), entry.get("caseSensitive", "true") == "true"
                if key == response or (not case and key.casefold() == response.casefold()):
                    total += float(entry.get("mappedValue", ""))
                    break
        return max(total, float(mapping.get("lowerBound", "-inf")))


def _listed(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _match(expression: Element, one: Value, other: Value) -> bool:
    del expression
    return sorted(one) == sorted(other) if isinstance(one, list) else one == other


def _equal(expression: Element, one: float, other: float) -> bool:
    mode = expression.get("toleranceMode")
    below, above = (float(each) for each in expression.get("tolerance", "0 0").split())
    if mode == "relative":
        return other * (1 - below / 100) <= one <= other * (1 + above / 100)
    return one == other if mode == "exact" else other - below <= one <= other + above


def _same_text(expression: Element, one: str, other: str) -> bool:
    return one == other if expression.get("caseSensitive") == "true" else one.casefold() == other.casefold()


def _index(expression: Element, values: tuple[Value, ...]) -> Value:
    place = int(expression.get("n", ""))
    return values[place - 1] if place <= len(values) else None


SPECIAL: dict[str, Callable[[Attempt, Element], Value]] = {
    "baseValue": Attempt.constant,
    "variable": lambda attempt, expression: attempt.values[expression.get("identifier", "")],
    "correct": Attempt.correct,
    "mapResponse": Attempt.mapped,
}
OPERATORS: dict[str, Callable[..., Value]] = {
    "match": _match,
    "equal": _equal,
    "stringMatch": _same_text,
    "index": _index,
    "isNull": lambda _e, value: value is None,
    "not": lambda _e, value: not value,
    "and": lambda _e, *values: all(values),
    "or": lambda _e, *values: any(values),
    "sum": lambda _e, *values: sum(values),
    "gt": lambda _e, one, other: one > other,
    "gte": lambda _e, one, other: one >= other,
    "lte": lambda _e, one, other: one <= other,
    "member": lambda _e, one, many: one in many,
    "multiple": lambda _e, *values: [each for value in values for each in _listed(value)],
}
