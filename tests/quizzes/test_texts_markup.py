"""Every text of a bank becomes HTML that is safe, with its formulas typeset."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from markupsafe import Markup

from quizzes.items.base import Item, Part
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from quizzes.texts.formulas import formula
from quizzes.texts.markup import code_html, to_html, to_inline_html, to_text
from quizzes.variants import draw_several, instantiate

VARIANTS = 25
SOURCE = re.compile(r"<code[^>]*>.*?</code>", re.DOTALL)


def texts_of(part: Part) -> Iterator[str]:
    """Every Markdown text that a student can see."""
    for name in part.TEXTS:
        value = getattr(part, name)
        yield from [value] if isinstance(value, str) else value or []
    for _path, below in part.parts():
        yield from texts_of(below)


def variants_of(item: Item) -> Iterator[Item]:
    if not item.is_template:
        yield item
        return
    for values in draw_several(item, VARIANTS, "typeset"):
        yield instantiate(item, values)


class Reader(HTMLParser):
    """Collects elements, their attributes, and whether everything opened is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more element is open."""
        self.seen.append((tag, dict(attrs)))
        if tag not in {"br", "hr", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It closes the one that was opened last."""
        assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize("name", bank_names())
def test_every_text_of_a_bundled_bank_typesets(name: str) -> None:
    """In many variants of each item: no formula is left as LaTeX, no dollar sign and no backslash outside code."""
    for item in bundled_bank(name).items:
        for variant in variants_of(item):
            for text in texts_of(variant):
                html = to_html(text)
                read(html)
                assert 'class="latex"' not in html, (item.id, text)
                bare = SOURCE.sub("", html)
                assert "\\" not in bare, (item.id, text)
                assert bare.count("$") == text.count(r"\$"), (item.id, text)
                assert "\ue000" not in html
                plain = to_text(re.sub(r"`[^`]+`", "", text))
                assert "\\" not in plain, (item.id, text)


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"\mathrm{ReLU}(x)", "<mi>ReLU</mi><mo"),
        (r"\operatorname{ReLU}(x)", "<mi>ReLU</mi><mo"),
        (r"\tanh x", '<mi>tanh</mi><mspace width="0.167em"></mspace><mi>x</mi>'),
        (r"\mathrm{d}x", '<mi mathvariant="normal">d</mi>'),
        ("(-3, x - 1)", '<mo form="prefix">−</mo><mn>3</mn>'),  # noqa: RUF001  a minus sign
        ("(-3, x - 1)", "<mi>x</mi><mo>−</mo><mn>1</mn>"),  # noqa: RUF001  a minus sign
        ("|x|", 'form="postfix" lspace="0" rspace="0">|</mo>'),
        ("1{,}000", '<mo lspace="0" rspace="0">,</mo>'),
        (r"\infty", "<mi>∞</mi>"),
        (r"\lfloor x \rfloor", '<mo form="prefix" stretchy="false">⌊</mo>'),
        (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", '<mo form="prefix" stretchy="true">(</mo>'),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "<mtable"),
        (r"\begin{cases} x & x > 0 \\ 0 & \text{else} \end{cases}", "<mtable"),
        (r"\mathtt{relu}", '<mi mathvariant="monospace">relu</mi>'),
        (r"x < y", "<mo>&lt;</mo>"),
    ],
)
def test_a_formula_is_mended_for_browsers(latex: str, wanted: str) -> None:
    """Names are words, signs are no sums, fences are fences."""
    assert wanted in to_html(f"${latex}$")


@pytest.mark.parametrize(
    "latex",
    [r"\unknown x", r"\frac{1", r"\frac{1}", "x^", "x & y", r"}{", r"\newcommand{\x}{\x\x}\x", "{" * 3000 + "}" * 3000],
)
def test_what_cannot_be_typeset_is_shown_as_it_is_written(latex: str) -> None:
    """Never an error, and never half a formula."""
    assert formula(latex) is None
    assert '<code class="latex">' in to_html(f"so ${latex}$.")
    assert to_text(f"${latex}$") == " ".join(latex.split())


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\style{position:fixed}{x}$ $\class{card}{x}$ $\color{red}{x}$",
        r"$\text{<script>alert(1)</script>}$",
        "$<script>$",
        "`<script>`",
        "```\n<script>\n```",
        '[x](https://example.org/"onclick=alert(1))',
        '| a |\n|:-:|\n| <b style="x"> |',
        "&lt;script&gt;",
        "$\\unknown<script>$",
    ],
)
def test_nothing_in_a_text_acts(text: str) -> None:
    """No script, no handler, no style, no image, no address but that of a link."""
    for tag, attributes in read(to_html(text)).seen:
        assert tag not in {"script", "img", "style", "b"}
        assert not {name for name in attributes if name.startswith("on") or name in {"style", "src"}}
        assert not attributes.get("href", "").startswith("javascript:")
    assert "<" not in str(to_inline_html("<i>")).replace("&lt;", "")


def test_a_formula_keeps_what_is_written_close_to_it() -> None:
    """A full stop does not begin a line."""
    html = to_html("So ($x$), an $n$-th.")
    assert "(<math><mi>x</mi></math>),</span>" in html
    assert "<math><mi>n</mi></math>-th.</span>" in html


def test_a_long_formula_may_break_and_a_long_part_can_be_scrolled_by_keys() -> None:
    """Not inside a label, where the stop would take the click from the field."""
    assert to_html("$a = b$").count("<math>") == 1
    assert to_html("$a = 1, b = 22, c = 333, d = 4444, e = 5$").count("<math>") == 10
    assert to_html(f"${' + '.join('abcdefghijklmnopq')}$").count('<mo form="infix">+</mo></mrow></math>') == 16
    wide = f"${'a' * 40}$"
    assert 'tabindex="0"' in to_html(wide)
    assert "tabindex" not in to_html(wide, place="label")
    assert to_html("$a + b + c + d + e$", place="beside").count("<math>") == 5
    assert 'tabindex="0"' in to_html("$abcdefghijkl$", place="beside")
    assert '<span class="display" tabindex="0">' in to_html(f"${wide}$")


def test_code_is_shown_as_it_stands() -> None:
    """Dollars, stars and underlines in it mean nothing; a wide program can be scrolled by keys."""
    assert to_html("`$a$ *b*`") == "<p><code>$a$ *b*</code></p>"
    assert code_html("a < b\n") == "<pre><code>a &lt; b</code></pre>"
    assert code_html("x" * 80).startswith('<pre tabindex="0">')
    assert to_html("```python\n$a$ = [[1]]\n```") == "<pre><code>$a$ = [[1]]</code></pre>"


def test_blanks_stand_where_the_text_names_them() -> None:
    """In a line, in code, behind a formula, and at the end where there is no room for a field."""
    blanks = {name: Markup(f"<input name={name}>") for name in "abcd"}
    html = to_html("One [[a]], `f([[b]])`, $x = [[c]]$, [link]([[d]]), [[other]].", blanks)
    assert (
        'One <span class="keep"><input name=a>,</span> <code>f<span class="keep">(<input name=b>)</span></code>' in html
    )
    assert '</math></span> <span class="keep"><input name=c>,</span>' in html
    assert html.endswith("<p><input name=d></p>")
    assert "[[other]]" in html


def test_headings_and_tables_keep_to_the_page() -> None:
    """A heading stands below the page's own; a column is turned by a class, since styles are refused."""
    html = to_html("# One\n\n| a |\n|--:|\n| 1 |")
    assert "<h3>One</h3>" in html
    assert '<td class="to-the-right">1</td>' in html


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"$[0, \infty)$", "[0, ∞)"),
        (r"$\frac{1}{1 + e^{-x}}$", "1/(1 + e⁻ˣ)"),
        (r"$\frac{1}{2x}$", "1/(2x)"),
        (r"$\sqrt{2\pi}$", "√(2π)"),
        (r"$\sqrt[3]{x}$", "³√x"),
        (r"$x_{i+1} = -3x_i^2$", "xᵢ₊₁ = −3xᵢ²"),  # noqa: RUF001  a minus sign
        ("$f'(x)$", "f\u2032(x)"),
        (r"$e^{-y/2}$", "e^(−y/2)"),  # noqa: RUF001  a minus sign
        (r"$\sum_{k=1}^n k$", "Σₖ₌₁ⁿ k"),
        (r"$\max_{y} y$", "max_y y"),
        (r"$1{,}000$", "1,000"),
        (r"$\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$", "(1 2; 3 4)"),
        ("**bold** `x < y` & <i>", "bold x < y & <i>"),
        (r"\$5", "$5"),
    ],
)
def test_a_text_in_plain_words(text: str, wanted: str) -> None:
    """For the entries of a list that opens."""
    assert to_text(text) == wanted
