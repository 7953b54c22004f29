"""The texts of a bank as HTML that is safe in a page: Markdown, with formulas as MathML and raw HTML as it is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape, unescape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from quizzes.items.cloze import BLANK
from quizzes.markdown import CLOSE, KEPT, OPEN, SPAN, TAG
from quizzes.texts.formulas import formula
from quizzes.texts.mathml import Place, display_html, formula_html
from quizzes.texts.unicode import unicode_formula

#: A formula with what is written close to it, which must not begin a line: `($x$)`, `$n$-th`.
CLOSE_TO = re.compile(rf"([(\[]?){OPEN}([0-9]+){CLOSE}((?:-?\w+)?[.,;:!?)\]]*)")
#: In characters: so much of a line of code fits on a small phone, beside a sign, without scrolling.
NARROW = 20
NOTHING = Markup()


class _Latex(NamedTuple):
    latex: str
    display: bool

    def html(self, before: str, after: str, *, place: Place) -> str:
        element = formula(self.latex, display=self.display)
        if element is None:
            return f'{before}<code class="latex">{escape(self.latex)}</code>{after}'
        if self.display:
            return f"{before}{display_html(element)}{after}"
        return formula_html(element, before, after, place=place)

    @property
    def text(self) -> str:
        readable = formula(self.latex, display=self.display) is not None
        return unicode_formula(self.latex) if readable else self.latex


def to_html(
    text: str,
    blanks: Mapping[str, Markup] | None = None,
    *,
    place: Place = "across",
    markdown: MarkdownIt | None = None,
) -> Markup:
    """The text as HTML blocks; what ``blanks`` holds by name stands in place of ``[[name]]``.

    ``place`` says where it will stand. A formula that cannot be typeset is shown as its LaTeX. ``markdown`` reads texts
    that are more than a bank's; it must not let HTML through.
    """
    blanks = blanks or {}
    kept: list[_Latex | Markup] = []

    def put_by(match: re.Match[str]) -> str:
        if match[1] not in blanks:
            return match[0]
        kept.append(blanks[match[1]])
        return f"{OPEN}{len(kept) - 1}{CLOSE}"

    def put_back(match: re.Match[str]) -> str:
        before, one, after = match[1], kept[int(match[2])], match[3]
        if isinstance(one, _Latex):
            return one.html(before, after, place=place)
        return f'<span class="keep">{before}{one}{after}</span>'

    html = CLOSE_TO.sub(put_back, _rendered(BLANK.sub(put_by, text), kept, markdown or _markdown()))
    # Where Markdown has no room for a field, as in the address of a link, it comes at the end.
    lost = [blank for blank in blanks.values() if blank not in html]
    return Markup(html + "".join(f"<p>{blank}</p>" for blank in lost))  # noqa: S704  all escaped by markdown-it or here


def to_inline_html(text: str, *, place: Place = "across") -> Markup:
    """The text as HTML without the paragraph around it, where it is a single one."""
    html = to_html(text, place=place)
    alone = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4] if alone else html


def to_text(text: str) -> str:
    """The text without any markup, on one line, formulas as one types them; not escaped."""
    kept: list[_Latex | Markup] = []
    plain = unescape(TAG.sub("", _rendered(text, kept, _markdown())))
    words = KEPT.sub(lambda match: str(getattr(kept[int(match[1])], "text", "")), plain)
    return " ".join(words.split())


def code_html(code: str) -> Markup:
    """A program, or what it prints, in a box that scrolls by itself."""
    return Markup(_code_block(code.rstrip("\n")))  # noqa: S704  escaped there


def _code_block(code: str) -> str:
    stop = ' tabindex="0"' if max(map(len, code.split("\n"))) > NARROW else ""
    return f"<pre{stop}><code>{escape(code)}</code></pre>"


def _rendered(text: str, kept: list[_Latex | Markup], markdown: MarkdownIt) -> str:
    """The text as HTML, with a sign for each formula, which is put into ``kept``."""

    def keep(match: re.Match[str]) -> str:
        latex, display = match["inline"], False
        if match["display"] is not None:
            latex, display = match["display"], True
        if latex is None:
            return match[0]
        # MathML holds no fields: a blank inside a formula leaves a box there, and stands behind it.
        fields = "".join(f" {blank[0]}" for blank in KEPT.finditer(latex))
        kept.append(_Latex(" ".join(KEPT.sub(r"\\square ", latex).split()), display))
        return f"{OPEN}{len(kept) - 1}{CLOSE}{fields}"

    return str(markdown.render(SPAN.sub(keep, text))).strip()


@cache
def _markdown() -> MarkdownIt:
    # Indented code is off: the bank's format knows code in backticks and fences alone.
    made = MarkdownIt("commonmark", {"html": False}).enable("table").disable("code")
    made.add_render_rule("fence", _fence)
    made.add_render_rule("image", _image)
    made.core.ruler.push("for_a_page", _for_a_page)
    return made


def _fence(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    del renderer, options, env
    return _code_block(tokens[at].content.rstrip("\n"))


def _image(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Its words alone: the page fetches nothing."""
    return escape(renderer.renderInlineAsText(tokens[at].children or [], options, env))


def _for_a_page(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"  # the page has headings of its own above
        if style := token.attrs.pop("style", None):
            token.attrSet("class", str(style).replace("text-align:", "to-the-"))  # styles in elements are refused
