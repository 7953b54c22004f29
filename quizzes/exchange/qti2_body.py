"""The body of an item of QTI 2: what is taken out of its text, and the marks that stand where its fields do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, tostring

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


def inner_html(element: Element) -> str:
    """What is inside, as HTML."""
    inside = "".join(tostring(child, encoding="unicode") for child in element)
    return (escape(element.text or "", quote=False) + inside).strip()


def drop_rubrics(body: Element) -> Iterator[str]:
    """Take out what only graders and authors see, and feedback that stands in the text."""
    for element in list(body.iter()):
        views = element.get("view", "candidate").split()
        if element.tag == "rubricBlock" and "candidate" not in views:
            remove(body, element)
            yield f"a note for {', '.join(views)}"
        elif element.tag in {
            "templateBlock",
            "templateInline",
            "printedVariable",
            "infoControl",
            "endAttemptInteraction",
        }:
            remove(body, element)
            yield f"an element `{element.tag}`"


def take_units(body: Element) -> dict[str, str]:
    """Take out the units that stand behind fields, each by its field's response, as HTML."""
    units = {}
    for holder in list(body.iter()):
        children = list(holder)
        tags = [(each.tag, each.get("class")) for each in children]
        if [tag for tag, _class in tags] == ["textEntryInteraction", "span"] and tags[1][1] == "unit":
            units[children[0].get("responseIdentifier", "")] = inner_html(children[1])
            _replace(holder, children[1], "", [])
    return units


def take_lone_field(body: Element) -> bool:
    """Take out a paragraph with nothing but a field, and say whether there is one."""
    for holder in body.iter():
        if (
            holder is not body
            and holder.tag in {"p", "div"}
            and [each.tag for each in holder] == ["textEntryInteraction"]
        ):
            texts = [holder.text or "", *(each.tail or "" for each in holder)]
            if not any(text.strip() for text in texts):
                remove(body, holder)
                return True
    return False


def take_program(body: Element) -> str:
    """Take out the last program of the text; nothing where there is none."""
    programs = list(body.iter("pre"))
    if not programs:
        return ""
    remove(body, programs[-1])
    return "".join(programs[-1].itertext())


def marked(body: Element) -> Element:
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


def remove(root: Element, element: Element) -> None:
    """Take an element out, and leave what stands behind it."""
    parent = next((each for each in root.iter() if element in list(each)), None)
    if parent is not None:
        _replace(parent, element, "", [])
