"""One call of a function, and what the check wants to know about it. The reference is called by the same code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from typing import Any

import torch

from autograder.sandbox.inside.recorder import OperatorRecorder


@dataclass(frozen=True, slots=True)
class Want:
    """What to bring back besides the value.

    ``gradients``: of the summed output with regard to every floating tensor argument, in order; ``weighted`` multiplies
    the output by fixed uneven weights first. ``arguments_after``: the tensor arguments as the call left them.
    ``operators``: base names of the ATen operators that ran. ``keep``: leave the value inside and bring a handle.
    """

    gradients: bool = False
    weighted: bool = False
    arguments_after: bool = False
    operators: bool = False
    keep: bool = False
    value: bool = True

    def to_data(self) -> dict[str, bool]:
        """As plain data, for the wire."""
        return asdict(self)


def perform(function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], want: Want) -> dict[str, Any]:
    """Call ``function`` and collect what ``want`` asks for; whatever the call raises passes through.

    ``gradients`` is ``None`` where the output does not depend on any input through autograd; an entry is ``None``
    where it does not depend on that input.
    """
    tensors: list[torch.Tensor] = []
    args = [_prepared(arg, tensors, want.gradients) for arg in args]
    kwargs = {name: _prepared(arg, tensors, want.gradients) for name, arg in kwargs.items()}
    recorder = OperatorRecorder() if want.operators else None
    answer: dict[str, Any] = {}
    with torch.enable_grad(), recorder or nullcontext():
        value = function(*args, **kwargs)
        if want.gradients:
            answer["gradients"] = _gradients(value, tensors, want.weighted)
    if recorder is not None:
        answer["operators"] = sorted(recorder.names)
    if want.arguments_after:
        answer["after"] = [tensor.detach() for tensor in tensors]
    if want.value:
        answer["value"] = value
    return answer


def _prepared(arg: Any, tensors: list[torch.Tensor], gradients: bool) -> Any:
    if not isinstance(arg, torch.Tensor):
        return arg
    if gradients and arg.is_floating_point():
        arg = arg.detach().requires_grad_()
    tensors.append(arg)
    return arg


def _gradients(value: Any, tensors: list[torch.Tensor], weighted: bool) -> list[torch.Tensor | None] | None:
    leaves = [tensor for tensor in tensors if tensor.requires_grad]
    if not isinstance(value, torch.Tensor) or not value.requires_grad or not leaves:
        return None
    seed = uneven_weights(value) if weighted else torch.ones_like(value)
    found = torch.autograd.grad(value, leaves, seed, allow_unused=True)
    return [None if gradient is None else gradient.detach() for gradient in found]


def uneven_weights(value: torch.Tensor) -> torch.Tensor:
    """Fixed weights in [0.5, 1.5) of ``value``'s shape and dtype, no two neighbours alike."""
    steps = torch.arange(value.numel(), dtype=torch.float64) * 0.6180339887498949
    return (0.5 + steps % 1).to(value.dtype).reshape(value.shape)
