"""The functions that a proof may use, by name: `torch_functions` holds them, and is imported only when proofs run."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes import expressions
from quizzes.errors import ExpressionError
from quizzes.items.base import Item, Mistake

#: Beyond the functions of every expression.
FURTHER = (
    "grad", "maximum", "minimum", "argmax", "argmin", "root", "expect", "jump",
    "cross_entropy", "bce", "bce_with_logits", "mse", "parameters",
)  # fmt: skip
PROOF_FUNCTIONS = frozenset(expressions.FUNCTIONS) | frozenset(FURTHER)


def proof_mistakes(item: Item) -> Iterator[Mistake]:
    """Proofs that cannot be read, or say names that there are not; without computing any."""
    names = {*item.variables, *item.let}
    for path, proof in item.expressions():
        try:
            expressions.check_names(proof, names, PROOF_FUNCTIONS, lambdas=True)
        except ExpressionError as error:
            yield path, error.what, error.allowed
