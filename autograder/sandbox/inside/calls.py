"""One call of a function, and what the check wants to know about it. The reference is called by the same code."""

from __future__ import annotations

import functools
import hashlib
import random
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch

from autograder.sandbox.inside import readymade
from autograder.sandbox.inside.recorder import OperatorRecorder
from autograder.wire.networks import Network


@dataclass(frozen=True, slots=True)
class Want:
    """What to bring back besides the value.

    ``gradients``: of the summed output with regard to every floating tensor argument, in order; ``weighted`` multiplies
    the output by fixed uneven weights first. ``arguments_after``: the arguments that are
    tensors or arrays, as the call left them.
    ``operators``: base names of the ATen operators that ran, and how many; and what other libraries lent ready-made.
    ``recorded``: the number of the one call whose operators are brought back, where not all calls' are.
    ``keep``: leave the value inside and bring a handle.
    """

    gradients: bool = False
    weighted: bool = False
    arguments_after: bool = False
    operators: bool = False
    keep: bool = False
    value: bool = True
    recorded: int | None = None

    def to_data(self) -> dict[str, bool | int]:
        """As plain data, for the wire: what differs from the default."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) is not one.default}

    def of_call(self, number: int) -> Want:
        """What to bring back from the call of that number."""
        return self if self.recorded is None else replace(self, recorded=None, operators=number == self.recorded)


def perform(function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], want: Want) -> dict[str, Any]:
    """Call ``function`` and collect what ``want`` asks for; whatever the call raises passes through.

    ``gradients`` is ``None`` where the output does not depend on any input through autograd; an entry is ``None``
    where it does not depend on that input.
    """
    tensors: list[Any] = []
    args = [_prepared(arg, tensors, gradients=want.gradients) for arg in args]
    kwargs = {name: _prepared(arg, tensors, gradients=want.gradients) for name, arg in kwargs.items()}
    recorder = OperatorRecorder() if want.operators else None
    readymade.called.clear()
    answer: dict[str, Any] = {}
    with torch.enable_grad(), recorder or nullcontext():
        value = function(*args, **kwargs)
        if want.gradients:
            answer["gradients"] = _gradients(value, tensors, weighted=want.weighted)
    if recorder is not None:
        answer["operators"], answer["operator_count"] = sorted(recorder.names | readymade.called), recorder.count
    if want.arguments_after:
        answer["after"] = [entry.detach() if isinstance(entry, torch.Tensor) else entry for entry in tensors]
    if want.value or (want.gradients and answer["gradients"] is None):
        answer["value"] = value  # without gradients, the value tells why
    return answer


def _prepared(arg: Any, tensors: list[Any], *, gradients: bool) -> Any:
    if not isinstance(arg, torch.Tensor | np.ndarray):
        return arg
    if gradients and isinstance(arg, torch.Tensor) and arg.is_floating_point():
        arg = arg.detach().requires_grad_()
    tensors.append(arg)
    return arg


def _gradients(value: Any, tensors: list[Any], *, weighted: bool) -> list[torch.Tensor | None] | None:
    leaves = [tensor for tensor in tensors if isinstance(tensor, torch.Tensor) and tensor.requires_grad]
    if not isinstance(value, torch.Tensor) or not value.requires_grad or not leaves:
        return None
    seed = uneven_weights(value) if weighted else torch.ones_like(value)
    if value.is_complex():  # has no sum to start from
        found = torch.autograd.grad(value, leaves, seed, allow_unused=True)
    else:
        # The same gradients as from `seed` itself, which would import a library for symbols: half a second's work.
        found = torch.autograd.grad((value * seed).sum(), leaves, allow_unused=True)
    return [None if gradient is None else gradient.detach() for gradient in found]


def uneven_weights(value: torch.Tensor) -> torch.Tensor:
    """Fixed weights in [0.5, 1.5) of ``value``'s shape and dtype, no two neighbours alike."""
    steps = torch.arange(value.numel(), dtype=torch.float64) * 0.6180339887498949
    return (0.5 + steps % 1).to(value.dtype).reshape(value.shape)


def copied(arg: Any) -> Any:
    """What the other side of the wall would see of an argument: a copy of its own.

    A tensor keeps its strides, so that what fails on an expanded tensor fails on the copy. A network is built.
    """
    if isinstance(arg, torch.Tensor):
        return _copied_tensor(arg)
    if isinstance(arg, np.ndarray):
        return arg.copy()
    if isinstance(arg, Network):
        return arg.build()
    if type(arg) in {list, tuple}:
        return type(arg)(map(copied, arg))
    return {key: copied(value) for key, value in arg.items()} if type(arg) is dict else arg


def _copied_tensor(arg: torch.Tensor) -> torch.Tensor:
    if arg.numel() == 0:
        return arg.clone()
    span = 1 + sum((size - 1) * stride for size, stride in zip(arg.shape, arg.stride(), strict=True))
    return arg.as_strided((span,), (1,)).clone().as_strided(arg.shape, arg.stride())


@functools.cache
def driver_function(source: str, name: str) -> Callable[..., Any]:
    """The driver function called ``name`` that ``source`` defines: it sees torch, nn and NumPy, and no closure."""
    namespace: dict[str, Any] = {"torch": torch, "nn": torch.nn, "np": np, "__name__": "driver"}
    exec(compile(source, "driver", "exec"), namespace)  # noqa: S102  (a check's own function)
    return namespace[name]  # type: ignore[no-any-return]


def worker_seed(seed: int) -> int:
    """What a worker's generators start from. It tells nothing of ``seed``, from which checks draw their inputs."""
    return int.from_bytes(hashlib.sha256(f"{seed}: inside".encode()).digest()[:7], "little")


def seed_generators(seed: int) -> None:
    """Seed the three generators that a submission may draw from."""
    torch.default_generator.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002  (submissions use the global generator)
