"""Expressions inside text: how their values are written, and what is refused."""

import pytest

from quizzes.errors import ExpressionError
from quizzes.templates import expand, number_of


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("{{ x }} and {{y}}", "-2 and 0.333333"),
        ("${{ y | .3f }}$", "$0.333$"),
        ("3 {{ x | + }} {{ -x | + }}", "3 -2 +2"),
        ("{{ x | () }} {{ y | () }}", "(-2) 0.333333"),
        ("{{ y / 1e5 | tex }}", "3.33333 \\cdot 10^{-6}"),
        ("{{ x | tex }}", "-2"),
        ("{{ 0 * x / 3 }}", "0"),
        ("{{ -0.0001 | .2f }}", "0.00"),
        ("{{ 4.0 | d }}", "4"),
        ("{{ 'a' if x < 0 else 'b' }}", "a"),
        ("{{ [x, y] | .1f }}", "[-2.0, 0.3]"),
        ("{{ x < 0 }}", "True"),
        ("{{ y | .2e }}", "3.33e-01"),
        ("{{ y | +.2f }}", "+0.33"),
        ("10^{ {{ x }} }", "10^{ -2 }"),
        ("{{ y | + }}", "+0.333333"),
    ],
)
def test_text_is_expanded(text: str, expanded: str) -> None:
    """Each value in its format."""
    assert expand(text, {"x": -2, "y": 1 / 3}) == expanded


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ x", "without"),
        ("{{ }}", "empty"),
        ("{{ x | .3q }}", "no format"),
        ("{{ x | s }}", "no format"),
        ("{{ 0.5 | d }}", "no whole number"),
        ("{{ '{' }}{{ '{' }}", "may not hold braces"),
        ("{{ x.y }}", "Attribute"),
    ],
)
def test_a_text_that_cannot_be_expanded_is_refused(text: str, what: str) -> None:
    """In words."""
    with pytest.raises(ExpressionError, match=what):
        expand(text, {"x": 1})


@pytest.mark.parametrize(
    ("text", "what"), [("a {{ x }}", "no number"), ("{{ x }}{{ x }}", "no number"), ("{{ 'a' }}", "number is wanted")]
)
def test_a_number_is_one_expression(text: str, what: str) -> None:
    """And nothing beside it."""
    assert number_of(" {{ x / 2 }} ", {"x": 1}) == 0.5
    with pytest.raises(ExpressionError, match=what):
        number_of(text, {"x": 1})
