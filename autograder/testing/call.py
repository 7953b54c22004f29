"""One call of an exercise's function: its arguments, and how a student would write it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from autograder.wire.networks import Network

_SHOWN_ENTRIES = 8
_LONG_TEXT = 160


class Call:
    """The arguments of one call: ``Call(x, 0.2)``, ``Call(x, training=True)``.

    A module of torch's own layers travels as a description of it: the submission gets a network of the same layers,
    weights and modes. Raises ValueError for a layer that may not travel.
    """

    __slots__ = ("args", "kwargs")
    #: What the function is to return, in a message.
    wanted_kind = "A tensor"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.args = tuple(map(_sendable, args))
        self.kwargs = {name: _sendable(value) for name, value in kwargs.items()}

    def with_first(self, value: Any) -> Call:
        """The same call on another first argument."""
        return type(self)(value, *self.args[1:], **self.kwargs)

    @property
    def size(self) -> int:
        """Entries of all tensors together: the smaller, the simpler to look at."""
        every = (*self.args, *self.kwargs.values())
        return sum(int(np.prod(arg.shape)) for arg in every if isinstance(arg, torch.Tensor | np.ndarray))

    def text(self, name: str) -> str:
        """``leaky_relu(tensor([-1.0]), negative_slope=0.2)``."""
        return self._written(name, self.shown)

    def brief(self, name: str) -> str:
        """The same for a sentence: where it would be long, dicts are shown by their keys alone."""
        text = self.text(name)
        return text if len(text) <= _LONG_TEXT else self._written(name, lambda arg: _keys(arg) or self.shown(arg))

    def _written(self, name: str, shown: Callable[[Any], str]) -> str:
        parts = [*map(shown, self.args), *(f"{key}={shown(arg)}" for key, arg in self.kwargs.items())]
        return f"{name}({', '.join(parts)})"

    def shown(self, value: Any) -> str:
        """An argument, or what is expected, as the student knows it."""
        return format_value(value)

    def __repr__(self) -> str:
        return self.text("Call")


def _sendable(value: Any) -> Any:
    return Network.of(value) if isinstance(value, nn.Module) else value


Calls = Call | torch.Tensor | Sequence[Call | torch.Tensor]


def as_calls(calls: Calls) -> list[Call]:
    """One call or many, tensors or Calls, as a list of Calls."""
    entries = [calls] if isinstance(calls, Call | torch.Tensor) else list(calls)
    return [entry if isinstance(entry, Call) else Call(entry) for entry in entries]


def format_number(value: float, digits: int = 6) -> str:
    """A number as a student would write it: ``-0.5``, ``1e-07``, ``nan``; always recognisably a float."""
    text = f"{value:.{digits}g}"
    return text if any(mark in text for mark in ".einf") else f"{text}.0"


def format_pair(one: float, other: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to tell them apart."""
    for digits in (6, 9, 12, 17):
        pair = format_number(one, digits), format_number(other, digits)
        if pair[0] != pair[1]:
            break
    return pair


def format_value(value: Any) -> str:
    """A short text for any value that crosses the wall."""
    if isinstance(value, torch.Tensor):
        return _format_tensor(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fiub":
        return _format_array(value)
    if isinstance(value, float):
        return format_number(float(value))
    if isinstance(value, torch.dtype):
        return str(value)
    text = _format_container(value) if isinstance(value, dict | list | tuple) else repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"


def _format_container(value: dict[Any, Any] | list[Any] | tuple[Any, ...]) -> str:
    """As ``repr`` writes it, with what is too large to be read described: ``{'W': an array of shape (3, 4)}``."""
    parts = list(value.values()) if isinstance(value, dict) else list(value)
    if not any(isinstance(part, torch.Tensor | np.ndarray | dict | list | tuple) for part in parts):
        return repr(value)
    shown = [format_value(part) for part in parts]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {text}" for key, text in zip(value, shown, strict=True)) + "}"
    if isinstance(value, list):
        return f"[{', '.join(shown)}]"
    return f"({', '.join(shown)}{',' if len(shown) == 1 else ''})"


def _keys(value: Any) -> str:
    """``{'W': …, 'b': …}``, or nothing for what is no dict."""
    return "{" + ", ".join(f"{key!r}: …" for key in value) + "}" if isinstance(value, dict) else ""


def _format_tensor(value: torch.Tensor) -> str:
    kind = "" if value.dtype in {torch.float32, torch.int64, torch.bool} else f", dtype={value.dtype}"
    if value.numel() > _SHOWN_ENTRIES or (value.numel() == 0 and value.dim() > 1):
        return f"a tensor of shape {tuple(value.shape)}" + kind.replace(", dtype=", " and dtype ")
    return f"tensor({_nested(value)}{kind})"


def _format_array(value: np.ndarray[Any, Any]) -> str:
    if value.size > _SHOWN_ENTRIES or (value.size == 0 and value.ndim > 1):
        return f"an array of shape {value.shape}"
    return f"array({_nested(torch.from_numpy(np.array(value, order='C', copy=True)))})"


def _nested(value: torch.Tensor) -> str:
    if value.dim() == 0:
        entry = value.item()
        return format_number(entry) if isinstance(entry, float) else str(entry)
    return "[" + ", ".join(_nested(part) for part in value) + "]"


@functools.cache
def _simplicity_text(value: float) -> int:
    return len(f"{value:.12g}".lstrip("-"))


def simplicity(value: float) -> tuple[int, float, bool]:
    """Sorts numbers by how simple they are to look at: few digits first, then small ones, then positive ones."""
    return _simplicity_text(value), abs(value), value < 0
