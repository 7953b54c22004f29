"""An assignment's reading as HTML: formulas as MathML, pictures from our own address, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from autograder.course.course import Assignment
from quizzes.texts.markup import to_html

#: Wide tables scroll in a box of their own, which the keyboard reaches.
_TABLE = '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'
_PICTURE = re.compile(r"[a-z0-9_]+\.svg")
#: Code, a displayed formula or a dollar sign, which stay as they are; or a formula that goes on in the next line.
_SPAN = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[ \t]*$|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|\\\$|\$\$.+?\$\$|\$(?P<inline>(?:[^$`\n]|\n(?![ \t]*\n))+?)\$",
    re.MULTILINE | re.DOTALL,
)


def reading_html(assignment: Assignment, pictures: str) -> Markup:
    """The reading without its first heading, which is the page's; ``pictures`` is the path that its figures lie under.

    Raises OSError where it cannot be read.
    """
    return _typeset(assignment.reading.read_text(encoding="utf-8"), pictures)


@lru_cache(maxsize=128)
def _typeset(text: str, pictures: str) -> Markup:
    return to_html(_SPAN.sub(_on_one_line, text), markdown=_markdown(pictures))


def _on_one_line(found: re.Match[str]) -> str:
    """A formula that the author's editor broke, as the typesetter reads it."""
    return re.sub(r"\s*\n\s*", " ", found[0]) if found["inline"] else found[0]


def _markdown(pictures: str) -> MarkdownIt:
    def picture(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        words = escape(renderer.renderInlineAsText(tokens[at].children or [], options, env))
        name = str(tokens[at].attrs.get("src", ""))
        if not _PICTURE.fullmatch(name):
            return words
        source = f"{escape(pictures)}/{name}"
        return f'<img class="picture" src="{source}" alt="{words}" width="560" height="340" loading="lazy">'

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("image", picture)
    made.add_render_rule(
        "table_open", lambda *_given: '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'
    )
    made.add_render_rule("table_close", lambda *_given: "</table></div>")
    made.core.ruler.push("for_this_page", _for_this_page)
    return made


def _for_this_page(state: StateCore) -> None:
    if state.tokens and state.tokens[0].tag == "h1":
        del state.tokens[:3]
    for token in state.tokens:
        if style := token.attrs.pop("style", None):
            token.attrSet("class", str(style).replace("text-align:", "to-the-"))  # styles in elements are refused
        for child in token.children or []:
            if child.type == "link_open":
                # In an LMS's frame a link would lead the frame away.
                child.attrSet("target", "_blank")
                child.attrSet("rel", "noopener noreferrer")
