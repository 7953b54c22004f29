"""Texts on their way to Moodle and back: Markdown, HTML, and the plain text of menus and fields."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt

from quizzes import markdown
from quizzes.exchange.html_markdown import plain_markdown, to_markdown
from quizzes.exchange.xhtml import to_inline_xhtml, to_plain, to_xhtml
from quizzes.texts.markup import to_text

FORMULA = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
ALIGNED = re.compile(r' class="qti-align-(left|right|center)"')
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
#: Beside these a line break of Moodle's own format says nothing.
BLOCK = re.compile(
    r"\s{0,99}(</?(?:p|div|ul|ol|li|table|t[rdh]|thead|tbody|h[1-6]|hr|br|blockquote|pre)\b[^<>]*>)\s{0,99}",
    re.IGNORECASE,
)
#: Inside a text, an image that a browser would show without fetching it.
DATA = re.compile(r"=\s?([\"'])data:[^\"'<>]*\1")
MAX_LINE = 500
#: In characters: five times what a text of a bank may have, for markup.
MAX_HTML, MAX_MARKDOWN = 50_000, 20_000


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
    # What word processors put there for themselves can be longer than the text.
    first, *rest = DATA.sub('="data:"', source).split("<!--")
    source = first + "".join(part.partition("-->")[2] for part in rest)
    if len(source) > MAX_HTML:
        lost.append(f"what follows the first {MAX_HTML:,} characters of {where}")
        source = re.sub(r"<[^<>]*$", "", source[:MAX_HTML])
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


def without_last(text: str, opening: str, closing: str) -> tuple[str, str | None]:
    """The text without the element that it ends with, and that element's content; None where it ends with no such."""
    whole = text.rstrip()
    start = whole.rfind(opening)
    inner = whole[start + len(opening) : -len(closing)]
    if start < 0 or not whole.endswith(closing) or closing in inner or len(whole) < start + len(opening + closing):
        return text, None
    return whole[:start].rstrip(), inner


def definitions(inner: str) -> dict[str, str]:
    """What a list of definitions holds: for each term, as HTML, what is said of it."""
    entries = (entry.partition("</dt><dd>") for entry in inner.split("<dt>")[1:])
    return {term: said.removesuffix("</dd>") for term, _sign, said in entries if said}


def as_html(text: str, how: str) -> str:
    """A text in one of Moodle's formats, named as in its XML, as HTML."""
    if how == "plain_text":
        return escape(text, quote=False).replace("\n", "<br>")
    if how == "markdown":
        return str(_foreign_markdown().render(text[:MAX_MARKDOWN]))
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
