"""Expressions: what they give, and all that they refuse."""

import math

import pytest
import torch

from quizzes import activations
from quizzes.errors import ExpressionError
from quizzes.expressions import CONSTANTS, FUNCTIONS, evaluate, names_in
from quizzes.proof_names import PROOF_FUNCTIONS
from quizzes.torch_functions import ACTIVATIONS, TORCH_FUNCTIONS, grad


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2 + 3 * x", 17),
        ("x ** 2 // 2 % 7", 5),
        ("-x if x > 4 and not x == 6 else x", -5),
        ("pi", math.pi),
        ("max(1, x)", 5),
        ("at(softmax([1, 1]), 0)", 0.5),
        ("f in ['relu', 'elu']", True),
        ("'a' if True else 'b'", "a"),
        ("apply(f, -x)", 0),
        ("slope(f, x)", 1),
        ("leaky_relu(-x, 0.1)", -0.5),
        ("[x, 2 * x]", [5, 10]),
        ("round(2 / 3, 2)", 0.67),
        ("1 < x < 3", False),
        ("close(0.1 + 0.2, 0.3)", True),
        ("sum([1, 2])", 3),
        ("sign(-x)", -1),
        ("sign(0)", 0),
        ("x not in [1, 2]", True),
        ("len([1])", 1),
        ("logsumexp([0, 0])", math.log(2)),
    ],
)
def test_an_expression_has_its_value(expression: str, value: object) -> None:
    """Arithmetic, comparisons, lists and named functions."""
    assert evaluate(expression, {"x": 5, "f": "relu"}) == value


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("().__class__.__bases__", "holds Attribute"),
        ("[c for c in x]", "holds ListComp"),
        ("lambda: 1", "holds Lambda"),
        ("x[0]", "holds Subscript"),
        ("f'{x}'", "holds JoinedStr"),
        ("relu(x=1)", "holds keyword"),
        ("{1: 2}", "Dict"),
        ("(y := 1)", "NamedExpr"),
        ("1 if", "not an expression"),
        ("x; x", "not an expression"),
        ("", "not an expression"),
        ("import os", "not an expression"),
        ("x = 1", "not an expression"),
        ("1j", "`1j`"),
        ("b'a'", "`b'a'`"),
        ("None", "`None`"),
        ("...", "Ellipsis"),
        ("relu(1)(2)", "no function's name"),
        ("1 @ 2", "MatMult"),
        ("1 << 2", "LShift"),
        ("~1", "Invert"),
        ("x is x", "Is"),
        ("(" * 300, "not an expression"),
        ("[" + "1," * 101 + "]", "a list of 101"),
        ("1" + " + 1" * 200, "characters"),
        ("\0", "not an expression"),
        ("y", "no variable `y`"),
        ("open('f')", "no function `open`"),
        ("eval('1')", "no function"),
        ("x(1)", "no function `x`"),
        ("9 ** 9 ** 9", "too large"),
        ("2 ** 2000", "too large"),
        ("10.0 ** 301", "not finite|too large"),
        ("0 ** -1", "zero"),
        ("1 / (x - x)", "divides by zero"),
        ("x % 0", "divides by zero"),
        ("(0 - 1) ** 0.5", "is no number"),
        ("'a' * 9", "is no number"),
        ("True + 1", "is no number"),
        ("[1] + [2]", "is no number"),
        ("-'a'", "is no number"),
        ("1e300 * 1e300", "not finite"),
        ("1e999", "not finite"),
        ("exp(1000)", "no value"),
        ("log(0)", "no value"),
        ("sqrt(-1)", "no value"),
        ("max()", "no value"),
        ("relu('a')", "no value"),
        ("len(1)", "no value"),
        ("relu", "is no number"),
        ("['a']", "is no number"),
        ("at([1], 1)", "no entry"),
        ("round(5, -999999999)", "-20 to 20"),
        ("at([1], -1)", "no entry"),
        ("apply('Relu', 1)", "no activation"),
        ("apply(1, 1)", "no activation"),
        ("slope('relu', 0)", "no slope at 0"),
        ("1 in 2", "no value"),
        ("1 < 'a'", "no value"),
        ("9 ** 300 * 9 ** 300", "too large|not finite"),
    ],
)
def test_an_expression_is_refused_in_words(expression: str, what: str) -> None:
    """Neither Python's objects nor its exceptions come out."""
    with pytest.raises(ExpressionError, match=what):
        evaluate(expression, {"x": 5})


def test_deep_expressions_are_refused() -> None:
    """However deep within the length allowed, no RecursionError comes out."""
    for expression in ("-" * 499 + "1", "not " * 120 + "1", "(" * 90 + "1" + ")" * 90, "abs(" * 98 + "1" + ")" * 98):
        try:
            assert isinstance(evaluate(expression, {}), int)
        except ExpressionError as error:
            assert "expression" in str(error) or "value" in str(error)


def test_the_names_of_an_expression_are_its_variables_and_functions() -> None:
    """Each once."""
    assert names_in("relu(x) + x * pi") == {"relu", "x", "pi"}


@pytest.mark.parametrize("name", sorted(activations.ACTIVATIONS))
def test_activations_in_plain_python_agree_with_torch(name: str) -> None:
    """Values and slopes, in float64, over the range where accuracy is decent to ask."""
    for x in (-30.0, -5.1, -2.9, -1.5, -0.75, -0.1, 0.1, 0.9, 1.1, 2.9, 3.1, 5.9, 6.1, 30.0):
        assert activations.apply(name, x) == pytest.approx(ACTIVATIONS[name](x).item(), rel=1e-9, abs=1e-12)
        # torch's own slope of hardsigmoid is 1/6 in float32.
        assert activations.slope(name, x) == pytest.approx(grad(name, x).item(), rel=1e-7, abs=1e-12)


@pytest.mark.parametrize(("name", "parameter"), [("leaky_relu", 0.3), ("elu", 2.0), ("softplus", 3.0), ("swish", 2.5)])
def test_parameters_agree_with_torch(name: str, parameter: float) -> None:
    """Where an activation has one."""
    for x in (-2.0, 1.5):
        assert activations.apply(name, x, parameter) == pytest.approx(ACTIVATIONS[name](x, parameter).item())
        assert activations.slope(name, x, parameter) == pytest.approx(grad(name, x, parameter).item())


@pytest.mark.parametrize("x", [-1e4, 1e4])
def test_activations_in_plain_python_do_not_overflow(x: float) -> None:
    """Far out, values and slopes are finite."""
    for name in activations.ACTIVATIONS:
        assert math.isfinite(activations.apply(name, x)) and math.isfinite(activations.slope(name, x))


def test_every_function_is_there_for_proofs_by_torch() -> None:
    """Under the same name; constants are the same."""
    assert set(TORCH_FUNCTIONS) == PROOF_FUNCTIONS
    assert set(FUNCTIONS) < PROOF_FUNCTIONS
    assert not set(CONSTANTS) & PROOF_FUNCTIONS
    for name in (
        "exp",
        "log",
        "sqrt",
        "sin",
        "atan",
        "erf",
        "normal_cdf",
        "normal_pdf",
        "floor",
        "abs",
        "sign",
        "expm1",
    ):
        assert FUNCTIONS[name](0.7) == pytest.approx(torch.as_tensor(TORCH_FUNCTIONS[name](0.7)).item())
