"""Evaluates proofs: the evaluator of every expression, over torch's functions and tensors, with ``lambda``."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

import torch

from quizzes.errors import ExpressionError, quoted
from quizzes.expressions import OPERATORS, Evaluator, check_names, number, run
from quizzes.torch_functions import TORCH_FUNCTIONS


def _for_tensors(plain: Callable[..., Any], on_tensors: Callable[..., Any]) -> Callable[..., Any]:
    """An operator that takes tensors, and treats plain values as everywhere else."""

    def operate(*operands: Any) -> Any:
        if any(isinstance(operand, torch.Tensor) for operand in operands):
            if any(isinstance(operand, str | bool) or callable(operand) for operand in operands):
                raise ExpressionError("arithmetic with something that is no number", "numbers")
            return on_tensors(*operands)
        return plain(*operands)

    return operate


ARITHMETIC: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}


class ProofEvaluator(Evaluator):
    """The evaluator with torch's functions; a ``lambda`` in a proof becomes a function of this evaluator."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        super().__init__(TORCH_FUNCTIONS, names)
        self.operators = OPERATORS | {
            kind: _for_tensors(OPERATORS[kind], on_tensors) for kind, on_tensors in ARITHMETIC.items()
        }
        self.nodes[ast.Lambda] = self._eval_lambda

    def _eval_lambda(self, node: ast.Lambda) -> Callable[..., Any]:
        parameters = [argument.arg for argument in node.args.args]
        outer = dict(self.names)

        def call(*arguments: Any) -> Any:
            if len(arguments) != len(parameters):
                raise ExpressionError(f"a lambda takes {len(parameters)} numbers, not {len(arguments)}", "as many")
            before, self.names = self.names, outer | dict(zip(parameters, arguments, strict=True))
            try:
                return self._eval(node.body)
            finally:
                self.names = before

        return call


def compute(expression: str, names: Mapping[str, Any]) -> Any:
    """The value of an expression, a tensor as it comes. Raises ExpressionError where it cannot be computed."""
    check_names(expression, names, TORCH_FUNCTIONS, lambdas=True)
    try:
        return run(ProofEvaluator(names), expression, lambdas=True)
    except (RuntimeError, IndexError) as error:  # torch's own
        raise ExpressionError(f"{quoted(expression)} cannot be computed: {error}") from None


def prove(expression: str, names: Mapping[str, Any]) -> float | bool | str:
    """What the proof computes. Raises ExpressionError where that is no finite number, no text, nor true or false."""
    value = compute(expression, names)
    if isinstance(value, torch.Tensor):
        if value.numel() != 1:
            raise ExpressionError(f"{quoted(expression)} gives {value.numel()} numbers", "one; `at(…, 0)` takes one")
        value = value.item()
    return value if isinstance(value, bool | str) else float(number(value))
