"""A bank's Markdown in the terminal: formulas as Unicode, code as it stands, blanks by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown
from rich.segment import Segment
from rich.text import Text

from quizzes.items.cloze import BLANK
from quizzes.markdown import SPAN
from quizzes.texts.unicode import unicode_formula

#: Signs that Markdown might take for its own; any of them may stand behind a backslash.
SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
HTML = re.compile(r"<(?=[A-Za-z/!?])")
CODE_THEME = "ansi_dark"
BACKSLASHED = r"\\\1"
STYLES = {"strong": "bold", "em": "italic"}


class Paragraphs:
    """A text as it is shown: without the empty line that a paragraph of Markdown begins with."""

    def __init__(self, text: str, blanks: Sequence[str] = ()) -> None:
        self.markdown = Markdown(to_markdown(text, blanks), code_theme=CODE_THEME, hyperlinks=False)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, from the first to the last that says something, without the spaces that fill them up."""
        lines = console.render_lines(self.markdown, options.update(height=None), pad=False)
        said = [index for index, line in enumerate(lines) if "".join(segment.text for segment in line).strip()]
        for line in lines[said[0] : said[-1] + 1] if said else []:
            yield from _without_filling(line)
            yield Segment.line()


def _without_filling(line: list[Segment]) -> list[Segment]:
    kept = list(line)
    while kept and not (kept[-1].style and kept[-1].style.bgcolor):
        last = kept.pop()
        if last.text.strip():
            return [*kept, Segment(last.text.rstrip(), last.style)]
    return kept


def to_markdown(text: str, blanks: Sequence[str] = ()) -> str:
    """The text with formulas written out and blanks numbered by their place among ``blanks``; HTML shows as typed."""
    numbers = {name: f"[{number}]" for number, name in enumerate(blanks, start=1)}

    def numbered(match: re.Match[str]) -> str:
        return numbers.get(match[1], match[0])

    def plain(words: str) -> str:
        numbered_words = BLANK.sub(lambda match: f"**{SPECIAL.sub(BACKSLASHED, numbered(match))}**", words)
        return HTML.sub(r"\<", numbered_words)

    made, end = [], 0
    for span in SPAN.finditer(text):
        made.append(plain(text[end : span.start()]))
        end = span.end()
        latex = span["inline"] or span["display"]
        if latex is None:
            made.append(BLANK.sub(numbered, span[0]))
            continue
        line = SPECIAL.sub(BACKSLASHED, unicode_formula(BLANK.sub(numbered, latex)))
        made.append(f"\n\n{line}\n\n" if span["display"] else line)
    return "".join([*made, plain(text[end:])])


def entry(text: str) -> Text | Paragraphs:
    """An option or an entry: on one line, as it needs no paragraphs, unless a block of code stands in it."""
    if any(span["fence"] for span in SPAN.finditer(text)):
        return Paragraphs(text)
    return one_line(text)


def one_line(text: str) -> Text:
    """The text on one line, with code and emphasis as Markdown has them; lists and headings are no more than text."""
    shown, styles = Text(), [""]
    for token in MarkdownIt("commonmark").parseInline(to_markdown(text).strip())[0].children or []:
        if token.nesting == 1:
            styles.append(STYLES.get(token.tag, styles[-1]))
        elif token.nesting == -1:
            styles.pop()
        else:
            words = " " if token.type in {"softbreak", "hardbreak"} else token.content
            shown.append(words, style="cyan" if token.type == "code_inline" else styles[-1])
    return shown
