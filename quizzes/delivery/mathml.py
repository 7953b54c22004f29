"""A formula's element as a piece of a page: in a box of its own, and broken after a relation where it is long."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element

#: After these a line may end inside a formula, as in a printed text.
BREAKS = frozenset("=≠<>≤≥≈≡≃∝∈→↦⇒⇔,;")
#: In characters: so much fits on a phone without scrolling.
NARROW = 22


def formula_html(element: Element, before: str = "", after: str = "", *, in_label: bool = False) -> str:
    """The formula inside a line, with the signs that are written close to it.

    A long one is broken; a part that is long still scrolls in its box, which the keyboard reaches but ``in_label``,
    where a stop would take the click from the field.
    """
    parts = _broken(element) if _width(element) > NARROW else [element]
    boxes = []
    for index, part in enumerate(parts):
        start, end = before if index == 0 else "", after if index == len(parts) - 1 else ""
        stop = ' tabindex="0"' if _width(part) > NARROW and not in_label else ""
        boxes.append(f'<span class="formula"{stop}>{start}{_written(part)}{end}</span>')
    return "".join(boxes)


def display_html(element: Element) -> str:
    """The formula on a line of its own."""
    stop = ' tabindex="0"' if _width(element) > NARROW else ""
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


def _broken(element: Element) -> list[Element]:
    """The formula as several: each but the last ends with a relation or a comma."""
    row = element[0] if len(element) == 1 and element[0].tag == "mrow" else element
    parts: list[list[Element]] = [[]]
    for child in row:
        parts[-1].append(child)
        if child.tag == "mo" and child.text in BREAKS and len(parts[-1]) > 1:
            parts.append([])
    return [_math(part) for part in parts if part]


def _math(children: list[Element]) -> Element:
    math, row = Element("math"), Element("mrow")
    row.extend(children)
    if children[-1].tag == "mo" and children[-1].text in BREAKS:
        # At the end of a row it would be spaced as if something were closed.
        row[-1] = Element("mo", {**children[-1].attrib, "form": "infix"})
        row[-1].text = children[-1].text
    math.append(row)
    return math
