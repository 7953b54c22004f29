"""Texts of QTI 1.2 as HTML, whatever a system calls them: plain, HTML, markup in XML, Blackboard's formatted texts."""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element, tostring

RESPONSES = {"response_lid", "response_str", "response_num", "response_grp", "response_xy"}
LOOKS_LIKE_HTML = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)(\s[^<>]*)?/?>|&(#\d+|\w+);")


def solutions_of(feedback: Element) -> str:
    """What a feedback gives as a solution, as HTML."""
    return " ".join(html_of(each) for each in feedback.iter("solutionmaterial"))


def several_in(element: Element) -> list[str]:
    """The HTML of each part of a text, where it has several."""
    flows = element.findall("flow_mat")
    return [html_of(each) for each in flows] if len(flows) > 1 else [html_of(element)]


def html_of(element: Element) -> str:
    """All text inside an element, as HTML, but for hints and solutions, which stand for themselves."""
    found = []
    for child in element:
        if child.tag in {"mattext", "mat_formattedtext", "matemtext"}:
            found.append(_text(child))
        elif child.tag == "matimage" and child.get("uri"):
            found.append(f'<img src="{escape(child.get("uri", ""))}"/>')
        elif child.tag == "matbreak":
            found.append("<br/>")
        elif child.tag not in {"hint", "solution", "altmaterial", *RESPONSES}:
            found.append(html_of(child))
    return " ".join(part for part in found if part)


def _text(element: Element) -> str:
    if len(element):
        inside = "".join(tostring(child, encoding="unicode") for child in element)
        return escape(element.text or "", quote=False) + inside
    text = element.text or ""
    kind = element.get("texttype", element.get("type", "")).lower()
    is_html = kind in {"html", "smart_text"} or "html" in kind or (not kind and LOOKS_LIKE_HTML.search(text))
    return text.strip() if is_html else _plain(escape(text.strip(), quote=False))


def _plain(text: str) -> str:
    """Plain text with its line breaks, where they are no more than how the document is laid out."""
    first, *rest = text.split("\n")
    is_laid_out = all(line.startswith((" ", "\t")) for line in rest if line.strip())
    return text if is_laid_out else "<br/>".join([first, *rest])
