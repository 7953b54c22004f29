"""A formula's element as a piece of a page: in a box of its own, and broken after a relation where it is long."""

from __future__ import annotations

from html import escape
from typing import Literal
from xml.etree.ElementTree import Element

#: After these a line may end inside a formula, as in a printed text; after the second where the first do not suffice.
BREAKS = frozenset("=≠<>≤≥≈≡≃∝∈→↦⇒⇔,;")
LATER_BREAKS = frozenset("+\u2212±·\u00d7\u22c5")
#: Where a text stands: across the page, beside buttons, or in the label of a field.
Place = Literal["across", "beside", "label"]
#: In characters: so much fits there on a phone without scrolling.
ROOM: dict[Place, int] = {"across": 22, "beside": 8, "label": 8}


def formula_html(element: Element, before: str = "", after: str = "", *, place: Place = "across") -> str:
    """The formula inside a line, with the signs that are written close to it.

    A long one is broken; a part that is long still scrolls in its box, which the keyboard reaches but in a label, where
    a stop would take the click from the field.
    """
    room = ROOM[place]
    parts = [shorter for part in _broken(element, BREAKS, room) for shorter in _broken(part, LATER_BREAKS, room)]
    boxes = []
    for index, part in enumerate(parts):
        start, end = before if index == 0 else "", after if index == len(parts) - 1 else ""
        stop = ' tabindex="0"' if _width(part) > room and place != "label" else ""
        boxes.append(f'<span class="formula"{stop}>{start}{_written(part)}{end}</span>')
    return "".join(boxes)


def display_html(element: Element) -> str:
    """The formula on a line of its own."""
    stop = ' tabindex="0"' if _width(element) > ROOM["across"] else ""
    math = Element("math", {"display": "block"})
    math.extend(element)
    return f'<span class="display"{stop}>{_written(math)}</span>'


def _written(element: Element) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    inner = escape(element.text or "", quote=False) + "".join(_written(child) for child in element)
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"


def _width(element: Element) -> int:
    """About how many characters wide: of a fraction and of lines above one another, the widest."""
    widths = [_width(child) for child in element]
    if element.tag in {"mfrac", "mtable"}:
        return max(widths, default=0)
    return sum(widths) + len(element.text or "") + (element.text in BREAKS and element.tag == "mo")


def _broken(element: Element, signs: frozenset[str], room: int) -> list[Element]:
    """The formula, or where it is longer than the room several: each but the last ends with one of the signs."""
    if _width(element) <= room:
        return [element]
    row = element[0] if len(element) == 1 and element[0].tag == "mrow" else element
    parts: list[list[Element]] = [[]]
    for child in row:
        parts[-1].append(child)
        if child.tag == "mo" and child.text in signs and child.get("form") != "prefix" and len(parts[-1]) > 1:
            parts.append([])
    return [_math(part, signs) for part in parts if part]


def _math(children: list[Element], signs: frozenset[str]) -> Element:
    math, row = Element("math"), Element("mrow")
    row.extend(children)
    if children[-1].tag == "mo" and children[-1].text in signs:
        # At the end of a row it would be spaced as if something were closed.
        row[-1] = Element("mo", {**children[-1].attrib, "form": "infix"})
        row[-1].text = children[-1].text
    math.append(row)
    return math
