"""A live value as source text: numbers, text, containers of them, small tensors and arrays. Other things have none."""

from __future__ import annotations

import math
import types
from typing import Any

#: What has to stand before an expression that mentions one of them.
LIBRARIES = {"rectify_torch": "import torch as rectify_torch", "rectify_numpy": "import numpy as rectify_numpy"}

_MOST_ENTRIES = 10_000
_DEEPEST = 20
_PLAIN = (bool, int, str, bytes, type(None), types.EllipsisType, range)
_BRACKETS: dict[type, tuple[str, str]] = {list: ("[", "]"), tuple: ("(", ",)"), set: ("{", "}")}


class NotPlain(Exception):
    """The value is more than data, or too much of it."""


def literal(value: Any) -> str:
    """An expression that makes an equal value, with builtins and the names of LIBRARIES in it. Raises NotPlain."""
    return _Writer().text(value, 0)


class _Writer:
    def __init__(self) -> None:
        self._left = _MOST_ENTRIES

    def text(self, value: Any, depth: int) -> str:
        kind = type(value)
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise NotPlain
        if kind in _PLAIN:
            return self._plain(value)
        if kind in {float, complex}:
            return self._number(value)
        if kind is dict:
            pairs = (f"{self.text(k, depth + 1)}: {self.text(v, depth + 1)}" for k, v in value.items())
            return "{" + ", ".join(pairs) + "}"
        if kind in {set, frozenset} or (kind in _BRACKETS and not value):
            return f"{kind.__name__}([{self._entries(value, depth)}])"
        if kind in _BRACKETS:
            before, after = _BRACKETS[kind]
            return before + self._entries(value, depth) + after
        return self._of_library(value, depth)

    def _entries(self, values: Any, depth: int) -> str:
        return ", ".join(self.text(one, depth + 1) for one in values)

    def _plain(self, value: Any) -> str:
        if isinstance(value, str | bytes) and len(value) > _MOST_ENTRIES:
            raise NotPlain
        try:
            return repr(value)
        except ValueError as problem:  # an integer of more digits than Python writes
            raise NotPlain from problem

    def _number(self, value: complex) -> str:
        if isinstance(value, float):
            return repr(value) if math.isfinite(value) else f"float('{value}')"
        return f"complex({self._number(value.real)}, {self._number(value.imag)})"

    def _of_library(self, value: Any, depth: int) -> str:
        """Tensors, arrays and their dtypes, by the libraries' own names; neither is imported for it."""
        name = f"{type(value).__module__}.{type(value).__qualname__}"
        if name == "torch.dtype":
            return f"rectify_torch.{str(value).removeprefix('torch.')}"
        if name == "torch.Tensor":
            if value.numel() > self._left or not value.is_leaf or value.is_complex() or value.layout is not _strided():
                raise NotPlain
            dtype, grad = self._of_library(value.dtype, depth), value.requires_grad
            data = self.text(value.detach().cpu().tolist(), depth)
            shape = tuple(value.shape)
            return f"rectify_torch.tensor({data}, dtype={dtype}).reshape({shape}).requires_grad_({grad})"
        if name == "numpy.ndarray":
            if value.size > self._left or value.dtype.kind not in "biuf":
                raise NotPlain
            data = self.text(value.tolist(), depth)
            return f"rectify_numpy.array({data}, dtype='{value.dtype}').reshape({value.shape})"
        if type(value).__module__ == "numpy" and hasattr(value, "dtype") and getattr(value.dtype, "kind", "") in "biuf":
            return f"rectify_numpy.dtype('{value.dtype}').type({self.text(value.item(), depth)})"
        raise NotPlain


def _strided() -> Any:
    import torch  # there is a tensor, so it is loaded

    return torch.strided
