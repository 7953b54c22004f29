"""XML as it is written: elements built in one expression, laid out for a reader, the same bytes every time."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

#: What XML 1.0 cannot hold at all.
FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Inside these every space counts, so that nothing is laid out there.
PROSE = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "code", "a", "em", "strong", "span"),
    *("mattext", "fieldentry", "simpleChoice", "inlineChoice", "simpleAssociableChoice", "modalFeedback"),
    *("qti-simple-choice", "qti-inline-choice", "qti-simple-associable-choice", "qti-content-body"),
}

Child = Element | str | None


def node(tag: str, /, *children: Child, **attributes: str | None) -> Element:
    """An element; a child that is None, and an attribute that is, is left out."""
    element = Element(tag, {name.rstrip("_"): text for name, text in attributes.items() if text is not None})
    for child in children:
        append(element, child)
    return element


def append(element: Element, child: Child) -> None:
    """Put an element or a text behind what is there."""
    if isinstance(child, Element):
        element.append(child)
    elif child:
        if len(element):
            element[-1].tail = (element[-1].tail or "") + cleaned(child)
        else:
            element.text = (element.text or "") + cleaned(child)


def cleaned(text: str) -> str:
    """The text as XML can hold it: a replacement character for what it cannot, line breaks of one kind."""
    return FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def document(root: Element) -> bytes:
    """The whole file. Namespaces are attributes that the caller has given the root."""
    _lay_out(root, "\n")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _lay_out(element: Element, line: str) -> None:
    children = list(element)
    if not children or element.tag in PROSE or element.text or any(child.tail for child in children):
        return
    element.text = line + "  "
    for child in children:
        _lay_out(child, line + "  ")
        child.tail = line + "  "
    children[-1].tail = line


def has_forbidden(text: str) -> bool:
    """Whether a text holds a character that no XML can."""
    return bool(FORBIDDEN.search(text.replace("\r", "\n")))
