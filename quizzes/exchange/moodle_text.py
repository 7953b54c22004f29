"""Texts on their way to Moodle and back: Markdown, HTML, and the plain text of menus and fields."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt

from quizzes import markdown
from quizzes.delivery.markup import to_text
from quizzes.exchange.html_markdown import plain_markdown, to_markdown
from quizzes.exchange.xhtml import to_inline_xhtml, to_plain, to_xhtml

FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
ALIGNED = re.compile(r' class="qti-align-(left|right|center)"')
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: Beside these a line break of Moodle's own format says nothing.
BLOCK = re.compile(
    r"\s*(</?(?:p|div|ul|ol|li|table|t[rdh]|thead|tbody|h[1-6]|hr|br|blockquote|pre)\b[^<>]*>)\s*", re.IGNORECASE
)
MAX_LINE = 500


def html(text: str) -> str:
    """A Markdown text as blocks of HTML."""
    return _with_styles(to_xhtml(text))


def inline_html(text: str) -> str:
    """A Markdown text as HTML, without the paragraph around it where it is a single one."""
    return _with_styles(to_inline_xhtml(text))


def _with_styles(xhtml: str) -> str:
    return ALIGNED.sub(r' style="text-align:\1"', xhtml)


def apart(texts: list[str]) -> list[str]:
    """Texts as lines that differ where the texts do: as typed, else with LaTeX, else as they stand in the bank."""
    for way in (to_text, to_plain):
        lines = [way(text) for text in texts]
        if len(set(lines)) == len(texts) and all(lines):
            return lines
    return [" ".join(text.split()) for text in texts]


def is_plain(text: str, shown: str) -> bool:
    """Whether the line shows all that the text does: nothing but words and signs."""
    return to_inline_xhtml(plain_markdown(shown) or " ") == to_inline_xhtml(" ".join(text.split()))


def markdown_of(source: str, lost: list[str], where: str) -> str:
    """HTML as Markdown; what of it is not in there is put with ``lost``, as found in ``where``."""
    text, gone = to_markdown(source)
    lost += [f"{each}, in {where}" for each in dict.fromkeys(gone)]
    return text


def line_of(source: str, lost: list[str], where: str) -> str:
    """HTML as one line of Markdown, cut where it is too long for one."""
    line = " ".join(markdown_of(source, lost, where).split())
    if len(line) <= MAX_LINE and markdown.problem_in(line or "-") is None:
        return line
    lost.append(f"the layout of {where}")
    return plain_markdown(" ".join(re.sub(r"[$`\\{}]", " ", line).split())[: MAX_LINE // 2])


def as_html(text: str, how: str) -> str:
    """A text in one of Moodle's formats, named as in its XML, as HTML."""
    if how == "plain_text":
        return escape(text, quote=False).replace("\n", "<br>")
    if how == "markdown":
        return str(_foreign_markdown().render(text))
    if how == "moodle_auto_format":
        return _auto_format(text)
    return text


def _auto_format(text: str) -> str:
    """Moodle's own format: HTML in which line breaks show, and a blank line starts a paragraph."""
    if not TAG.search(text):
        # An ampersand or a sign "less than" that is no markup means itself.
        text = re.sub(r"<(?![a-zA-Z/!])", "&lt;", text)
    tidy = BLOCK.sub(r"\1", text.strip())
    paragraphs = re.split(r"\n[ \t]*\n\s*", tidy)
    broken = [each.strip().replace("\n", "<br>") for each in paragraphs]
    return broken[0] if len(broken) == 1 else "".join(f"<p>{each}</p>" for each in broken)


@cache
def _foreign_markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")
