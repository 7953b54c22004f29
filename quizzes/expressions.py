"""Expressions in banks: arithmetic, comparisons and named functions, evaluated by ``simpleeval``, never by Python.

What a bank's author may write is listed by syntax here and checked before anything is evaluated: an expression that
is not on the list is refused, whatever the evaluator would have made of it.
"""

from __future__ import annotations

import ast
import math
import operator
import warnings
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

from simpleeval import InvalidExpression, SimpleEval

from quizzes import activations
from quizzes.errors import ExpressionError, quoted

Value = float | int | bool | str | list[float]

MAX_CHARACTERS = 500
MAX_EXPONENT = 1000
MAX_MAGNITUDE = 1e300
MAX_ENTRIES = 100

#: The syntax that an expression is made of.
SYNTAX: tuple[type[ast.AST], ...] = (
    ast.Expression, ast.Constant, ast.Name, ast.Load, ast.Call, ast.List, ast.IfExp,
    ast.UnaryOp, ast.UAdd, ast.USub, ast.Not,
    ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow,
    ast.BoolOp, ast.And, ast.Or,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
)  # fmt: skip
ALLOWED_SYNTAX = "allowed: numbers, words in quotes, names, lists, + - * / // % **, comparisons, and, or, not, if/else"


def number(value: object) -> float:
    """The value itself, where it is a finite number of a size that arithmetic can go on with."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ExpressionError(f"{quoted(value)} is no number", "arithmetic takes real numbers")
    if not abs(value) <= MAX_MAGNITUDE:
        raise ExpressionError("a number in it is not finite, or too large", f"at most {MAX_MAGNITUDE:g} in size")
    return value


def _arithmetic(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda left, right: number(function(number(left), number(right)))


def power(base: float, exponent: float) -> float:
    """``base ** exponent``, where it is real and of a decent size. The estimate comes first: digits cost time."""
    if abs(exponent) > MAX_EXPONENT or (base and abs(exponent) * abs(math.log2(abs(base))) > MAX_EXPONENT):
        raise ExpressionError(f"{base} ** {exponent} is too large", f"exponents up to {MAX_EXPONENT}")
    return number(base**exponent)


OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: _arithmetic(operator.add),
    ast.Sub: _arithmetic(operator.sub),
    ast.Mult: _arithmetic(operator.mul),
    ast.Div: _arithmetic(operator.truediv),
    ast.FloorDiv: _arithmetic(operator.floordiv),
    ast.Mod: _arithmetic(operator.mod),
    ast.Pow: _arithmetic(power),
    ast.UAdd: number,
    ast.USub: lambda value: -number(value),
    ast.Not: operator.not_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, values: value in values,
    ast.NotIn: lambda value, values: value not in values,
}


def entry(values: list[float], index: int) -> float:
    """The entry of a list, counted from 0."""
    if not 0 <= index < len(values):
        raise ExpressionError(f"there is no entry {index}", f"the list has {len(values)}, counted from 0")
    return values[index]


def rounded(value: float, digits: int = 0) -> float:
    """The number with so many digits after the point; a whole number where none are asked for."""
    if not -20 <= digits <= 20:
        raise ExpressionError(f"round to {digits:g} digits", "-20 to 20 digits")
    return round(value, int(digits)) if digits else round(value)


def close(left: float, right: float, tolerance: float = 1e-6) -> bool:
    """Whether two numbers agree, relative to the larger, or absolutely near 0."""
    return math.isclose(left, right, rel_tol=tolerance, abs_tol=tolerance)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **activations.ACTIVATIONS,
    "apply": activations.apply,
    "slope": activations.slope,
    "softmax": activations.softmax,
    "logsumexp": activations.logsumexp,
    "normal_cdf": activations.normal_cdf,
    "normal_pdf": activations.normal_pdf,
    **{name: getattr(math, name) for name in ("exp", "expm1", "log", "log1p", "log2", "log10", "sqrt", "erf", "erfc")},
    **{name: getattr(math, name) for name in ("sin", "cos", "sinh", "cosh", "atan", "floor", "ceil")},
    "abs": abs,
    "sign": lambda value: math.copysign(1, value) if value else 0,
    "min": min,
    "max": max,
    "round": rounded,
    "sum": math.fsum,
    "len": len,
    "at": entry,
    "close": close,
}
CONSTANTS: dict[str, Value] = {"pi": math.pi, "e": math.e, "True": True, "False": False}
RESERVED = frozenset(FUNCTIONS) | frozenset(CONSTANTS)


@lru_cache(maxsize=4096)
def parsed(expression: str, *, lambdas: bool = False) -> ast.expr:
    """The expression's syntax, every part of it on the list. Raises ExpressionError for anything else."""
    if len(expression) > MAX_CHARACTERS:
        raise ExpressionError(f"an expression of {len(expression)} characters", f"at most {MAX_CHARACTERS}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionError(f"{quoted(expression)} is not an expression", ALLOWED_SYNTAX) from None
    extra = (ast.Lambda, ast.arguments, ast.arg) if lambdas else ()
    for node in ast.walk(tree):
        if not isinstance(node, SYNTAX + extra):
            raise ExpressionError(f"{quoted(expression)} holds {type(node).__name__}", ALLOWED_SYNTAX)
        if isinstance(node, ast.Constant) and not isinstance(node.value, int | float | str):
            raise ExpressionError(f"{quoted(expression)} holds {quoted(node.value)}", ALLOWED_SYNTAX)
        if isinstance(node, ast.List) and len(node.elts) > MAX_ENTRIES:
            raise ExpressionError(f"a list of {len(node.elts)} entries", f"at most {MAX_ENTRIES}")
        if isinstance(node, ast.Call) and not isinstance(node.func, ast.Name):
            raise ExpressionError(f"{quoted(expression)} calls what is no function's name", ALLOWED_SYNTAX)
    return tree.body


def check_names(expression: str, names: Collection[str], functions: Collection[str], *, lambdas: bool = False) -> None:
    """Raise ExpressionError where the expression says a name that is neither a variable nor a function."""
    tree = parsed(expression, lambdas=lambdas)
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in functions and (id(node) in called or node.id not in own):
            if id(node) in called:
                raise ExpressionError(f"there is no function {quoted(node.id)}", f"allowed: {listed(functions)}")
            if node.id not in names and node.id not in CONSTANTS:
                raise ExpressionError(f"there is no variable {quoted(node.id)}", f"here are: {listed(names)}")


def names_in(expression: str) -> set[str]:
    """Every name that an expression says."""
    return {node.id for node in ast.walk(parsed(expression)) if isinstance(node, ast.Name)}


def listed(names: Collection[str]) -> str:
    """Names in order, or the word for none."""
    return ", ".join(sorted(names)) or "none"


class Evaluator(SimpleEval):  # type: ignore[misc]  # simpleeval comes without annotations
    """simpleeval with our operators, our functions, and nothing of its own."""

    names: dict[str, Any]

    def __init__(self, functions: Mapping[str, Callable[..., Any]], names: Mapping[str, Any]) -> None:
        super().__init__(operators=OPERATORS, functions=functions, names=dict(CONSTANTS) | dict(names))
        self.nodes[ast.List] = lambda node: [self._eval(element) for element in node.elts]


@lru_cache(maxsize=4096)
def _known(expression: str, names: frozenset[str]) -> None:
    """One look at each expression is enough: thousands of variants share it."""
    check_names(expression, names, FUNCTIONS)


def evaluate(expression: str, names: Mapping[str, Value]) -> Value:
    """The expression's value: a finite number, true or false, a text, or a list of finite numbers.

    Raises ExpressionError for whatever is not allowed or has no such value.
    """
    _known(expression, frozenset(names))
    value = run(Evaluator(FUNCTIONS, names), expression)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return [number(element) for element in value]
    return number(value)


def run(evaluator: SimpleEval, expression: str, *, lambdas: bool = False) -> Any:
    """What the evaluator makes of the expression; everything that may go wrong is an ExpressionError."""
    tree = parsed(expression, lambdas=lambdas)
    try:
        return evaluator.eval(expression, previously_parsed=tree)
    except ExpressionError as error:
        raise ExpressionError(f"{quoted(expression)}: {error.what}", error.allowed) from None
    except ZeroDivisionError:
        raise ExpressionError(f"{quoted(expression)} divides by zero", "add a constraint that rules it out") from None
    except (InvalidExpression, ArithmeticError, TypeError, ValueError, RecursionError, AttributeError) as error:
        raise ExpressionError(f"{quoted(expression)} has no value: {error}", "every variant needs one") from None
