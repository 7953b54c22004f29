"""QTI 3.0's names for what QTI 2.1 calls otherwise, both ways: hyphens, and `qti-` before what is not HTML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from quizzes.exchange.xml_build import node

#: What `quizzes.exchange.xhtml` writes, which has the same names in every version.
HTML = {
    *("a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p"),
    *("pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
CAPITAL = re.compile("(?<=[a-z0-9])[A-Z]")


def hyphenated(name: str) -> str:
    """`maxChoices` as `max-choices`."""
    return CAPITAL.sub(lambda letter: f"-{letter[0].lower()}", name)


def joined(name: str) -> str:
    """`max-choices` as `maxChoices`."""
    return re.sub("-([a-z])", lambda letter: letter[1].upper(), name)


def as_qti2(root: Element) -> Element:
    """A document of QTI 3.0, without namespaces, under the names of QTI 2.1."""
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element.tag.startswith("qti-"):
            element.attrib.update({joined(name): element.attrib.pop(name) for name in list(element.attrib)})
            element.tag = joined(element.tag.removeprefix("qti-"))
    for parent in list(root.iter()):
        if [child.tag for child in parent] == ["contentBody"]:
            body = parent[0]
            parent.remove(body)
            parent.text = body.text
            parent.extend(body)
    return root


def renamed(root: Element) -> Element:
    """The same document under the names of QTI 3.0; feedback has its content in a body of its own."""
    for element in list(root.iter()):
        element.attrib.update({hyphenated(name): element.attrib.pop(name) for name in list(element.attrib)})
        if element.tag not in HTML:
            element.tag = f"qti-{hyphenated(element.tag)}"
    for feedback in root.iter("qti-modal-feedback"):
        body = node("qti-content-body", *feedback)
        for child in list(feedback):
            feedback.remove(child)
        feedback.append(body)
    return root
