"""NumPy exercises through the helpers for tensors: what goes in becomes arrays, what comes back becomes tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from autograder.sandbox.answers import Answer
from autograder.sandbox.inside.calls import Want
from autograder.testing.call import Call, Calls, as_calls, format_value
from autograder.testing.data import as_numbers
from autograder.testing.difference import Expected
from autograder.testing.submission import Pending, RemoteFunction
from autograder.testing.tolerance import Tolerance


class ArrayFunction(RemoteFunction):
    """A NumPy function of the submission that takes and returns float64 tensors, as far as a check can see.

    The dtype of an answer is not looked at, nor whether a single number comes as an array or as a float.
    """

    def __init__(self, function: RemoteFunction) -> None:
        self._function = function
        self.name = function.name

    def as_calls(self, calls: Calls) -> list[Call]:
        """Calls that are written with arrays, as the student gets them."""
        return [_WrittenWithArrays(*call.args, **call.kwargs) for call in as_calls(calls)]

    def start(
        self,
        calls: Sequence[Call],
        want: Want = Want(),  # noqa: B008  (frozen)
        kinks: Sequence[float] = (),
        tolerance: Tolerance | None = None,
    ) -> Pending:
        """Ask with arrays in the place of tensors."""
        return _PendingArrays(self._function.start([_array_call(call) for call in calls], want, kinks, tolerance))


class _WrittenWithArrays(Call):
    __slots__ = ()
    wanted_kind = "An array"

    def shown(self, value: Any) -> str:
        """With an array in the place of a tensor."""
        return format_value(_array(value))


class _PendingArrays:
    def __init__(self, pending: Pending) -> None:
        self._pending = pending

    def answers(self) -> list[Answer]:
        """The answers with tensors in the place of arrays."""
        return [
            replace(answer, value=_float64(answer.value), after=[_float64(entry) for entry in answer.after])
            for answer in self._pending.answers()
        ]


def on_arrays(function: Expected) -> Expected:
    """The NumPy function of a reference, taking and returning float64 tensors."""

    def on_tensors(*args: Any, **kwargs: Any) -> Any:
        call = _array_call(Call(*args, **kwargs))
        return _float64(function(*call.args, **call.kwargs))

    return on_tensors


def _array_call(call: Call) -> Call:
    kwargs = {name: _array(value) for name, value in call.kwargs.items()}
    return Call(*map(_array, call.args), **kwargs)


def _array(value: Any) -> Any:
    return value.detach().numpy().copy() if isinstance(value, torch.Tensor) else value


def _float64(value: Any) -> Any:
    numbers = None if isinstance(value, bool | np.bool_) else as_numbers(value)
    return value if numbers is None or numbers.is_complex() else numbers.to(torch.float64)
