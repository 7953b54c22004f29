"""Code objects without where they stand: equal for the same function in two places."""

from __future__ import annotations

import ast
import types
import warnings
from collections.abc import Iterator

Fingerprint = tuple[object, ...]


def codes_in(module: ast.Module) -> tuple[types.CodeType, ...]:
    """The code of every function in ``module``, inner ones too; none where it cannot be compiled."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_inner_codes(compile(module, "", "exec", dont_inherit=True)))
    except (SyntaxError, ValueError, RecursionError):  # such as an `await` where no function is
        return ()


def _inner_codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _inner_codes(constant)


def fingerprint(code: types.CodeType) -> Fingerprint:
    """What the code does, wherever it stands: its instructions, names and constants."""
    constants = tuple(
        fingerprint(one) if isinstance(one, types.CodeType) else (type(one).__name__, repr(one))
        for one in code.co_consts
    )
    return (code.co_name, code.co_code, code.co_names, code.co_varnames, code.co_freevars, constants)
