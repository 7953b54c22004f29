"""Live functions and classes by their code: what tells which of several definitions is the one that holds now."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from typing import Any

from autograder.notebook_check.fingerprints import Fingerprint, fingerprint


def live_codes(value: Any) -> frozenset[Fingerprint]:
    """The fingerprints of a function, or of a class's methods; none for anything else."""
    return frozenset(fingerprint(function.__code__) for function in _functions(value))


def function_of(value: Any) -> types.FunctionType | None:
    """The function that ``value`` is, or the first method of the class that it is."""
    return next(_functions(value), None)


def attribute(value: Any, name: str) -> Any:
    """An attribute of whatever object, or None: an object may answer for its attributes as it likes."""
    try:
        return getattr(value, name, None)
    except Exception:  # noqa: BLE001  (see above)
        return None


def _functions(value: Any) -> Iterator[types.FunctionType]:
    # The type is asked, never the object: its `__class__` may be anything.
    is_class = issubclass(type(value), type)
    for member in list(type.__getattribute__(value, "__dict__").values()) if is_class else [value]:
        for inner in _layers(member):
            plain = _unwrapped(inner)
            if type(plain) is types.FunctionType:
                yield plain


def _layers(member: Any) -> list[Any]:
    kind = type(member)
    if issubclass(kind, property):
        return [one for one in (member.fget, member.fset, member.fdel) if one is not None]
    return [member.__func__] if issubclass(kind, staticmethod | classmethod) else [member]


def _unwrapped(value: Any) -> Any:
    try:
        return inspect.unwrap(value)
    except Exception:  # noqa: BLE001  (see above)
        return value
