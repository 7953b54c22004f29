r"""Expressions inside text: ``{{ x + 1 }}``, ``{{ sigmoid(x) | .3f }}``, ``{{ b | + }}``.

After the bar stands how a number is written: a format of Python's (``.3f``, ``+.2g``), ``+`` for a number with its
sign, ``()`` for a negative number in brackets, ``tex`` for LaTeX (``2 \cdot 10^{-5}``). Without one, a number shows at
most six significant digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from quizzes.errors import ExpressionError, quoted
from quizzes.expressions import Value, evaluate

TEMPLATE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
FORMAT = re.compile(r"\+?(\.[0-9]{1,2})?[efgd]?")
FORMATS_ALLOWED = "after the bar: .3f, .2g, .1e, + for a sign, () around a negative number, tex"


def is_template(text: str) -> bool:
    """Whether the text holds, or starts, an expression."""
    return "{{" in text


@lru_cache(maxsize=4096)
def expressions_in(text: str) -> tuple[tuple[str, str], ...]:
    """Each expression of a text and the format after its bar. Raises ExpressionError for braces without a partner."""
    found = []
    for match in TEMPLATE.finditer(text):
        expression, _bar, how = match[1].partition("|")
        if not expression.strip():
            raise ExpressionError("`{{ }}` is empty", "an expression stands between the braces")
        if how.strip() not in {"()", "tex"} and not FORMAT.fullmatch(how.strip()):
            raise ExpressionError(f"{quoted(how.strip())} is no format", FORMATS_ALLOWED)
        found.append((expression.strip(), how.strip()))
    if is_template(TEMPLATE.sub("", text)):
        raise ExpressionError("`{{` without `}}`", "`{{ x }}` for an expression; write `{ {` for two plain braces")
    return tuple(found)


def number_of(template: str, names: Mapping[str, Value]) -> float:
    """The value of a text that is one expression and nothing else, as where a number is wanted."""
    found = expressions_in(template)
    if len(found) != 1 or not TEMPLATE.fullmatch(template.strip()):
        raise ExpressionError(f"{quoted(template)} is no number", "a number, or one expression: `{{ 2 * x }}`")
    value = evaluate(found[0][0], names)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ExpressionError(f"{quoted(template)} gives {quoted(value)}", "a number is wanted here")
    return float(value)


def expand(text: str, names: Mapping[str, Value]) -> str:
    """The text with the value of each expression in its place."""
    found = iter(expressions_in(text))

    def value(_match: re.Match[str]) -> str:
        expression, how = next(found)
        return written(evaluate(expression, names), how)

    expanded = TEMPLATE.sub(value, text)
    if is_template(expanded):
        raise ExpressionError("an expression writes `{{`", "its value may not hold braces")
    return expanded


def written(value: Value, how: str = "") -> str:
    """A value as text, in one of the formats above."""
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(written(entry, how) for entry in value) + "]"
    if how == "tex":
        return tex(value)
    if how == "()":
        return f"({written(value)})" if value < 0 else written(value)
    if how.endswith("d") and value != int(value):
        raise ExpressionError(f"{value} is no whole number", "use .0f, or round it")
    if how.endswith("d"):
        return format(int(value), how)
    if how in {"", "+"}:
        return format(value, f"{how}d") if isinstance(value, int) else positive_zero(format(value, f"{how}.6g"))
    return positive_zero(format(float(value), how))


def positive_zero(text: str) -> str:
    """The number without the sign of a negative zero, which means nothing to a reader."""
    return text.removeprefix("-") if not text.strip("-0.") else text


def tex(value: float) -> str:
    """The number for a formula: with a power of ten where Python would write an ``e``."""
    digits, _e, exponent = written(value).partition("e")
    return f"{digits} \\cdot 10^{{{int(exponent)}}}" if exponent else digits
