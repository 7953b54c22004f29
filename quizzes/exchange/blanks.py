"""The stem of a cloze as XHTML, with something else where each blank stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from quizzes.items.cloze import BLANK

#: A formula as `to_xhtml` writes it: nothing can stand in its middle.
FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)


def fill_blanks(root: Element, make: Callable[[str], Element]) -> set[str]:
    """Put what ``make`` gives in the place of each blank of a stem's elements; the names of those that have one.

    A blank inside a formula has none: the formula shows its name in a box.
    """
    placed: set[str] = set()
    for element in list(root.iter()):
        children = list(element)
        element.text, first = _split(element.text, make, placed)
        tails = [_split(child.tail, make, placed) for child in children]
        for child, (tail, _fields) in zip(children, tails, strict=True):
            child.tail = tail
        for child in children:
            element.remove(child)
        element.extend(first)
        for child, (_tail, fields) in zip(children, tails, strict=True):
            element.append(child)
            element.extend(fields)
    return placed


def _split(text: str | None, make: Callable[[str], Element], placed: set[str]) -> tuple[str | None, list[Element]]:
    """The text before its first blank, and an element for each blank with the text behind it."""
    if not text or not BLANK.search(text):
        return text, []
    boxed = FORMULA.sub(lambda formula: BLANK.sub(_box, formula[0]), text)
    before, *rest = BLANK.split(boxed)
    fields = []
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        field = make(name)
        field.tail = after
        fields.append(field)
        placed.add(name)
    return before, fields


def _box(blank: re.Match[str]) -> str:
    return r"\boxed{\text{" + blank[1].replace("_", r"\_") + "}}"
