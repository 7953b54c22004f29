"""Live functions and classes by their code: what tells which of several definitions is the one that holds now."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from typing import Any

from autograder.notebook_check.statements import Fingerprint, fingerprint


def live_codes(value: Any) -> frozenset[Fingerprint]:
    """The fingerprints of a function, or of a class's methods; none for anything else."""
    return frozenset(fingerprint(function.__code__) for function in _functions(value))


def function_of(value: Any) -> types.FunctionType | None:
    """The function that ``value`` is, or the first method of the class that it is."""
    return next(_functions(value), None)


def _functions(value: Any) -> Iterator[types.FunctionType]:
    members = list(vars(value).values()) if isinstance(value, type) else [value]
    for member in members:
        for inner in _layers(member):
            plain = _unwrapped(inner)
            if isinstance(plain, types.FunctionType):
                yield plain


def _layers(member: Any) -> list[Any]:
    if isinstance(member, property):
        return [one for one in (member.fget, member.fset, member.fdel) if one is not None]
    return [member.__func__] if isinstance(member, staticmethod | classmethod) else [member]


def _unwrapped(value: Any) -> Any:
    try:
        return inspect.unwrap(value)
    except Exception:  # noqa: BLE001  (an object may answer for `__wrapped__` as it likes)
        return value
