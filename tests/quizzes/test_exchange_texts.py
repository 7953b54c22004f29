"""Markdown to XHTML and back: what is read renders as what was written, and nothing is run or fetched."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzes.exchange.html_markdown import plain_markdown, to_markdown
from quizzes.exchange.html_tree import parse_html
from quizzes.exchange.xhtml import code_block, to_elements, to_inline_xhtml, to_plain, to_xhtml
from quizzes.markdown import problem_in
from quizzes.shelf import BUNDLED
from tests.thorough import examples

WORDS = st.text(st.sampled_from(list("ab1 .*_#-+>[]()<&|~!=`\\$'\"{}:/")), max_size=14)
FORMULA = st.sampled_from(
    ["$x$", "$a < b$", "$$\\frac{1}{2}$$", "$x_1 * y_2 | z$", "`code $x$`", "`` a ` b ``", "**b**"]
)
LINE = st.lists(st.one_of(WORDS, FORMULA), min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map(lambda line: f"> {line}\n>\n> more"),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n\n".join(f"3. {line}" for line in lines)),
    LINE.map(lambda line: f"- {line}\n  1. inner\n  2. {line}"),
    LINE.map(lambda line: f"## {line}"),
    LINE.map(lambda line: f"| a | {line} |\n|:--|--:|\n| {line} | `x` |"),
    st.text(st.sampled_from("ab`$\\<& \n"), max_size=20).map(code_block),
    st.just("---"),
)
BROKEN = [
    *("<p>", "</p>", "<ul>", "<li>", "</ul>", "<pre>", "<table>", "<td>", "<b>", "<i x>", "</b>", "<br/>", "<!--"),
    *("&", "<", "a", "$", "\\(", "\\)", "`", "{{", "*"),
]
TEXT = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


def same(html: str) -> str:
    """The HTML with every run of spaces as one: that is how it shows, except in code."""
    return " ".join(html.split())


def there_and_back(text: str) -> tuple[str, str, list[str]]:
    """How the text renders, how it does after it was read back, and what was lost."""
    html = to_xhtml(text)
    back, lost = to_markdown(html)
    assert problem_in(back) is None
    before, after = (same(each).replace("{ {", "{{").replace("&quot;", '"') for each in (html, to_xhtml(back)))
    return before, after, lost


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n  b\n- c\n\n* d",
        "1\\. not a list",
        "a  \nb",
        "# \\# x",
        "| a | `1 ``code |\n|:--|--:|\n| `x ` | `y` |",
        "- - +",
        "- - - +",
        "**a *b* c** d",
    ],
)
def test_what_is_read_back_renders_as_what_was_written(text: str) -> None:
    """With nothing lost."""
    before, after, lost = there_and_back(text)
    assert (after, lost) == (before, [])


@settings(max_examples=examples(400), deadline=None)
@given(TEXT)
@example("*_1_ 1*1")
@example("*`1` 1*1")
def test_whatever_is_read_back_renders_so_or_is_said(text: str) -> None:
    """For every text that a bank may hold: Markdown cannot nest all that its own reader makes."""
    if problem_in(text) is None and not to_xhtml(text).startswith("<hr"):
        before, after, lost = there_and_back(text)
        assert after == before or lost


def test_a_nesting_that_markdown_cannot_hold_is_said() -> None:
    """A list of entries that are rules, or emphasis right in emphasis."""
    _text, lost = to_markdown("<p><em><em>1</em> 1</em>1</p>")
    assert lost == ["how its lists, emphasis or code are nested"]


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts_in(each)]
    return [value] if isinstance(value, str) and value.strip() and "{{" not in value else []


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.yaml")), ids=lambda path: path.stem)
def test_texts_of_the_bundled_banks_come_back(path: Path) -> None:
    """As they render."""
    for text in texts_in(yaml.safe_load(path.read_text(encoding="utf-8"))):
        if problem_in(text) is None:
            back, lost = to_markdown(to_xhtml(text))
            assert (same(to_xhtml(back)), lost) == (same(to_xhtml(text)), [])


@settings(max_examples=examples(300), deadline=None)
@given(st.text(max_size=60))
@example("{{ x }} `$`\\")
def test_any_plain_text_is_a_text_of_a_bank(text: str) -> None:
    """Whatever it holds, no sign in it means anything; characters that do not print are left out."""
    back = plain_markdown(text)
    if back:
        assert problem_in(back) is None and "{{" not in back


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.sampled_from(BROKEN)))
def test_no_html_is_too_broken(parts: list[str]) -> None:
    """What comes out is a text that a bank may hold, or nothing."""
    back, _lost = to_markdown(" ".join(parts))
    assert not back or problem_in(back) is None


def test_formulas_leave_between_brackets() -> None:
    """Text that only looks like one is kept apart; code is left alone."""
    assert to_xhtml("$a<b$ and $$c$$") == "<p>\\(a&lt;b\\) and \\[c\\]</p>"
    assert to_xhtml("\\\\(a) \\$\\$ `\\(`") == "<p><span>\\</span>(a) <span>$</span>$ <code>\\(</code></p>"


def test_one_paragraph_stands_without_its_mark() -> None:
    """Where text is wanted inside a line; several stay paragraphs."""
    assert to_inline_xhtml("a *b*") == "a <em>b</em>"
    assert to_inline_xhtml("a\n\nb") == "<p>a</p>\n<p>b</p>"


def test_html_in_a_bank_is_text() -> None:
    """It shows as it is typed."""
    assert to_xhtml("<script>x</script>") == "<p>&lt;script&gt;x&lt;/script&gt;</p>"


def test_elements_have_no_breaks_between_blocks() -> None:
    """For XML whose elements hold elements only."""
    assert (
        tostring(to_elements("a\n\n- b\n- c"), encoding="unicode") == "<div><p>a</p><ul><li>b</li><li>c</li></ul></div>"
    )


def test_a_plain_text_keeps_its_latex() -> None:
    """Where a format holds no markup."""
    assert to_plain("*a* $x^2$\n\n`b`") == "a \\(x^2\\)b"


def test_a_program_stands_in_a_fence_that_it_does_not_close() -> None:
    """However many backticks it holds."""
    assert code_block('print("```")') == '````python\nprint("```")\n````'


FOREIGN = {
    '<img class="equation_image" data-equation-content="x^2" src="/e">': ("$x^2$", []),
    '<img src="a.png" alt="A plot">': ("[A plot]", ["the image `a.png`"]),
    "x<sup>2</sup> and H<sub>2</sub>O": ("x$^{2}$ and H$_{2}$O", []),
    "x<sup>*</sup>": ("x*", ["that `*` stands higher"]),
    '<a href="javascript:x()">y</a>': ("y", ["a link to `javascript:x()`"]),
    '<a href="https://a.org/b">y</a>': ("[y](https://a.org/b)", []),
    "<script>x</script>y": ("y", ["an element `script`"]),
    "<div>a<div>b</div></div>": ("a\n\nb", []),
    "<p>a<p>b": ("a\n\nb", []),
    "<p>a<br></p><p>b\\<br><br>": ("a\n\nb&#92;", []),
    "<b>bold </b>x": ("**bold** x", []),
    "<b></b>": ("", []),
    "a&nbsp;b\u200b": ("a b", []),
    "$$x$$": ("$$x$$", []),
    "costs $5": ("costs \\$5", []),
    "<table></table>": ("", ["an element `table`"]),
    '<table><tr><td colspan="2">a</td></tr></table>': ("| a |\n| --- |", ["cells of a table that span several"]),
    '<math><annotation encoding="application/x-tex">x</annotation></math>': ("$x$", []),
    "<math><mi>x</mi></math>": ("x", ["the layout of a formula in MathML"]),
    "<iframe><p>x</p></iframe>": ("", ["an element `iframe`"]),
}


@pytest.mark.parametrize("html", FOREIGN)
def test_html_of_other_systems_is_read(html: str) -> None:
    """With what is lost of it."""
    assert to_markdown(html) == FOREIGN[html]


def test_html_nests_without_end() -> None:
    """Levels beyond sixty are flat."""
    assert to_markdown("<div>" * 5000 + "x")[0] == "x"
    assert parse_html("<b>" * 100 + "x").text == "x"
