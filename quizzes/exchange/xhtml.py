r"""Markdown as XHTML, for formats whose texts are that.

A formula leaves as text between ``\(`` and ``\)``, on a line of its own between ``\[`` and ``\]``: Canvas, Moodle and
every page with MathJax or KaTeX typeset it. Canvas's own images of formulas are made by its server, so that a file
cannot bring them along. A text that only looks like a formula has a ``<span>`` between the signs.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from xml.etree.ElementTree import Element, fromstring, tostring

from markdown_it import MarkdownIt

from quizzes.markdown import CLOSE, KEPT, OPEN, SPAN, TAG

LOOKS_LIKE_A_FORMULA = re.compile(r"(\\)([()\[\]])|(\$)(?=\$)")
ALIGNED = re.compile(r' style="text-align:(left|right|center)"')


@cache
def _markdown() -> MarkdownIt:
    # Indented code is off: the bank's format knows code in backticks and fences alone.
    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table").disable("code")


def to_xhtml(text: str) -> str:
    """The text as XHTML blocks, well-formed without a root."""
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        latex, ends = match["inline"], (r"\(", r"\)")
        if match["display"] is not None:
            latex, ends = match["display"], (r"\[", r"\]")
        if latex is None:
            return match[0]
        formulas.append(f"{ends[0]}{escape(' '.join(latex.split()), quote=False)}{ends[1]}")
        return f"{OPEN}{len(formulas) - 1}{CLOSE}"

    # markdown-it folds what stands between two blocks into line breaks; they mean nothing, and are left out at the end.
    rendered = str(_markdown().render(SPAN.sub(keep, text))).strip()
    plain = _apart(rendered)
    return ALIGNED.sub(r' class="qti-align-\1"', KEPT.sub(lambda match: formulas[int(match[1])], plain))


def _apart(html: str) -> str:
    """The HTML with every accidental sign of a formula broken, in texts and not in tags or code."""
    parts, end, in_code = [], 0, False
    for tag in TAG.finditer(html):
        text = html[end : tag.start()]
        parts += [text if in_code else _broken(text), tag[0]]
        in_code = tag[0].startswith("<code") or (in_code and tag[0] != "</code>")
        end = tag.end()
    return "".join([*parts, _broken(html[end:])])


def _broken(text: str) -> str:
    return LOOKS_LIKE_A_FORMULA.sub(lambda m: f"<span>{m[1]}</span>{m[2]}" if m[1] else "<span>$</span>", text)


def to_inline_xhtml(text: str) -> str:
    """The text as XHTML without the paragraph around it, where it is a single one."""
    html = to_xhtml(text)
    alone = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4] if alone else html


def elements(html: str) -> Element:
    """The XHTML as the children of an element `div`, without the line breaks between blocks."""
    root = fromstring(f"<div>{html}</div>")  # noqa: S314  what markdown-it wrote, with every sign of ours escaped
    for element in root.iter():
        if element.tag in {"div", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr", "li"}:
            _drop_breaks(element)
    return root


def _drop_breaks(element: Element) -> None:
    if element.text and not element.text.strip():
        element.text = None
    for child in element:
        if child.tail and not child.tail.strip() and "\n" in child.tail:
            child.tail = None


def to_elements(text: str) -> Element:
    """A Markdown text as blocks under a `div`."""
    return elements(to_xhtml(text))


def to_inline_elements(text: str) -> Element:
    """A Markdown text under a `div`, without the paragraph around it where it is a single one."""
    return elements(to_inline_xhtml(text))


def inner_xhtml(root: Element) -> str:
    """What is inside an element, as text."""
    return (escape(root.text or "", quote=False)) + "".join(tostring(child, encoding="unicode") for child in root)


def is_plain(text: str) -> bool:
    """Whether a text is the same without markup: one line without formulas, code or emphasis."""
    return not re.search(r"<|\\\(|\\\[", to_inline_xhtml(text))


def to_plain(text: str) -> str:
    """The text without any markup, for places that hold nothing else: formulas as LaTeX, images as their words."""
    root = to_elements(text)
    for image in root.iter("img"):
        image.text = f"[{image.get('alt') or image.get('src', '')}]"
    # An empty heading, such as `#` alone, shows nothing: better the sign than nothing.
    return " ".join("".join(root.itertext()).split()) or " ".join(text.split())


def code_block(code: str, language: str = "python") -> str:
    """A program as a Markdown block, in a fence longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code.rstrip(chr(10))}\n{fence}"
