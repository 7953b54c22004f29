"""Formulas and Markdown of banks, as the terminal shows them."""

# ruff: noqa: RUF001  the signs themselves are what is wanted
import io
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from quizzes.delivery.terminal.texts import Paragraphs, entry, one_line, to_markdown
from quizzes.items.base import Part
from quizzes.markdown import SPAN
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names
from quizzes.texts.unicode import unicode_formula, unknown_commands
from quizzes.variants import draw
from tests.thorough import examples


def texts_of(part: Part) -> Iterator[str]:
    """Every text in an item, hints and reasons included."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for one in value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]:
            if isinstance(one, str):
                yield one
            elif isinstance(one, Part):
                yield from texts_of(one)


@pytest.mark.parametrize("name", bank_names())
def test_every_formula_of_the_bundled_banks_can_be_read(name: str) -> None:
    """No backslash is left, no command is shown by its name, no brace stands alone."""
    for item in bundled_bank(name).items:
        for text in texts_of(draw(item, seed="1")):
            for span in SPAN.finditer(text):
                latex = span["inline"] or span["display"]
                if latex:
                    line = unicode_formula(latex)
                    assert line, latex
                    assert not {"\\", "{", "}"} & {*line} or "\\{" in latex, latex
                    assert not unknown_commands(latex), latex


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\sigma'(x) = \sigma(x)\,(1 - \sigma(x))", "σ′(x) = σ(x) (1 \u2212 σ(x))"),
        (r"\frac{1}{1 + e^{-x}}", "1/(1 + e⁻ˣ)"),
        (r"\frac{e^x - e^{-x}}{e^x + e^{-x}}", "(eˣ \u2212 e⁻ˣ)/(eˣ + e⁻ˣ)"),
        (r"\frac 1 2 x (1 + \tanh(cx))", "½x(1 + tanh(cx))"),
        (r"\frac12", "½"),
        (r"\frac{\pi^2}{3} a^2", "(π²/3)a²"),
        (r"\tfrac{x + y}{2h}", "(x + y)/(2h)"),
        (r"\frac{\partial L}{\partial x}", "∂L/∂x"),
        (r"\frac{e^{-x}}{(1 + e^{-x})^2}", "e⁻ˣ/(1 + e⁻ˣ)²"),
        (r"x \cdot \frac{\min(x, 6)}{6}", "x · min(x, 6)/6"),
        (r"\frac{\ln 10}{-\ln 0.7}", "(ln 10)/(\u2212ln 0.7)"),
        (r"\frac{ -1.2 }{3}", "\u22121.2/3"),
        (r"\frac{a}{b} / c", "(a/b)/c"),
        (r"{\frac{a}{b}}^2", "(a/b)²"),
        (r"\ln \frac{1 + s}{1 - s}", "ln((1 + s)/(1 \u2212 s))"),
        (r"\frac{1}{f(x)}", "1/f(x)"),
        (r"\frac{1}{(a)(b)}", "1/((a)(b))"),
        (r"\sqrt{2\pi}", "√(2π)"),
        (r"\sqrt 2", "√2"),
        (r"\sqrt[3]{x + 1}", "³√(x + 1)"),
        (r"W_{10} \cdots W_1 x", "W₁₀⋯W₁x"),
        (r"h_{l-1}", "hₗ₋₁"),
        (r"x_{\max}", "xₘₐₓ"),
        (r"w^\top x", "wᵀx"),
        (r"e^{-x^2/2}", "e^(\u2212x²/2)"),
        (r"e^{-\ln 6}", "e^(\u2212ln 6)"),
        (r"e^{0.5}", "e^0.5"),
        (r"x^{n}_{i}", "xⁿᵢ"),
        (r"\sum_{j=1}^{n} e^{z_j}", "Σⱼ₌₁ⁿ e^(zⱼ)"),
        (r"\int_{-x}^{\infty} z\,dz", "∫₋ₓ^∞ z dz"),
        (r"x \le -1", "x ≤ \u22121"),
        (r"h = -3x -2, \qquad y = 1", "h = \u22123x \u2212 2, y = 1"),
        (r"(-1) \cdot (-4)", "(\u22121) · (\u22124)"),
        (r"2\tanh x", "2 tanh x"),
        (r"\mathrm{ReLU6}(x) / 6", "ReLU6(x)/6"),
        (r"\text{dim} \cdot n", "dim · n"),
        (r"1{,}000", "1,000"),
        (r"3.5e-04", "3.5e-04"),
        (r"24\%", "24%"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"\left.\frac{d y}{d x}\right|_{x=0}", "(dy/dx)|ₓ₌₀"),
        (r"W \in \mathbb{R}^{n}", "W ∈ ℝⁿ"),
        (r"\mathcal{N}(0, 1)", "N(0, 1)"),
        (r"\hat{y}", "y\u0302"),
        (r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", "{ x, x > 0; 0, otherwise }"),
        (r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}", "(1 0; 0 1)"),
        (r"\begin{array}{cc} 1 & 0 \end{array}", "1 0"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a = b; c = d"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"\overset{!}{=}", "="),
        (r"\underbrace{a}", "a"),
        (r"a\phantom{b}c", "ac"),
        (r"a \\ b", "ab"),
        (r"\big(x\big)", "(x)"),
        (r"\nosuch x", "nosuch x"),
    ],
)
def test_a_formula_is_one_line_of_unicode(latex: str, shown: str) -> None:
    """With brackets where LaTeX shows by height what belongs together."""
    assert unicode_formula(latex) == shown


def test_commands_that_are_not_known_are_told() -> None:
    """So that a bank that needs one is noticed."""
    assert unknown_commands(r"\frac{\nosuch{x}}{\sigma}") == {"nosuch"}


@settings(max_examples=examples(200), deadline=None)
@given(st.text(alphabet="\\{}^_&[]().,'/ abx12-+" + "\u03c3", max_size=40))
def test_no_text_breaks_the_formulas(latex: str) -> None:
    """Whatever stands between dollars, one line comes back, without a backslash."""
    shown = unicode_formula(latex)
    assert "\\" not in shown
    assert "\n" not in shown


@pytest.mark.parametrize(
    "latex", ["\\sqrt" * 3000, "{" * 5000 + "x" + "}" * 5000, "\\begin{cases}" * 2000, "x^" * 3000]
)
def test_nesting_without_end_comes_to_an_end(latex: str) -> None:
    """A hostile bank costs its own readability alone."""
    assert "\\" not in unicode_formula(latex)


def shown(*renderables: RenderableType, width: int = 60) -> str:
    console = Console(width=width, file=io.StringIO(), color_system=None)
    console.print(*renderables)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_markdown_keeps_code_and_writes_formulas_out() -> None:
    """Emphasis is emphasis, code is code, a dollar in code is a dollar; HTML shows as typed."""
    text = "A *net* gives `f($x$)` and $x_1*x_2*x_3$ <b>for</b> \\$5.\n\n```python\ny = '$x$'\n```"
    lines = [line.strip() for line in shown(Paragraphs(text)).splitlines()]
    assert lines[0] == "A net gives f($x$) and x₁ ∗ x₂ ∗ x₃ <b>for</b> $5."
    assert "y = '$x$'" in lines


def test_a_formula_of_its_own_stands_on_its_own_line() -> None:
    """Between the text before it and after it."""
    assert shown(Paragraphs("Then $$\\frac{1}{2}$$ it is.")).split() == ["Then", "½", "it", "is."]
    assert "\n½\n" in shown(Paragraphs("Then $$\\frac{1}{2}$$ it is."))


def test_blanks_are_numbered_wherever_they_stand() -> None:
    """In text, in a formula, in code; what only looks like one stays."""
    text = to_markdown("[[b]] and $x = [[a]]$ and `y = [[b]]` and [[c]]", ["a", "b"])
    assert shown(Paragraphs("[[b]] and $x = [[a]]$ and `y = [[b]]` and [[c]]", ["a", "b"])).strip() == (
        "[2] and x = [1] and y = [2] and [[c]]"
    )
    assert text.startswith(r"**\[2\]**")


@pytest.mark.parametrize("text", ["1. x", "- x", "# x", "+ 1", "> 3", "-1", "    x", "[0, 1)"])
def test_an_option_is_text_and_no_list(text: str) -> None:
    """What would begin a list or a heading is shown as it is."""
    assert one_line(text).plain == text.strip()


def test_an_option_keeps_code_and_emphasis() -> None:
    """On one line, also where the bank breaks it."""
    line = one_line("ELU with\n`alpha` and **bold** $\\alpha$")
    assert line.plain == "ELU with alpha and bold α"
    assert [(line.plain[span.start : span.end], span.style) for span in line.spans if span.style] == [
        ("alpha", "cyan"),
        ("bold", "bold"),
    ]


def test_an_option_of_several_lines_of_code_keeps_them() -> None:
    """A block of code is no line."""
    lines = shown(entry("```python\nx = 1\ny = 2\n```")).splitlines()
    assert [line.strip() for line in lines] == ["x = 1", "y = 2"]


def test_lines_end_where_the_text_ends() -> None:
    """No spaces fill them up; nothing is shown of a text without words."""
    lines = shown(Paragraphs("One.\n\nTwo.")).split("\n")
    assert lines == ["One.", "", "Two.", ""]
    assert all(not before.isspace() for before, _after in pairwise(lines))
    assert shown(Paragraphs("")) == ""
