"""What a process does once, before it serves submissions: torch's first uses, and what a submission may not change."""

from __future__ import annotations

import gc
from typing import Any

import torch
import torch.func
import torch.nn.functional

from autograder.sandbox.inside import standins
from autograder.sandbox.inside.calls import Want, perform
from autograder.wire.codec import encode


def warm_up() -> None:
    """Use once what submissions will use, so that a worker finds it done."""
    torch.set_num_threads(1)
    torch.set_num_threads = _leave_threads  # type: ignore[assignment]  # a thread pool of a submission's would trip over the thread limit
    torch.set_num_interop_threads = _leave_threads  # type: ignore[assignment]
    torch.compile = _uncompiled  # type: ignore[assignment]  # there is no compiler inside; the plain function is the same function
    standins.install()
    for dtype in (torch.float32, torch.float64, torch.bfloat16):
        x = torch.linspace(-2, 2, 8, dtype=dtype)
        encode(perform(_exercise_torch, [x], {}, Want(gradients=True, operators=True))["gradients"])
    # A submission's own `backward(weights)` imports what this imports, and must not pay for it.
    x = torch.ones(2, requires_grad=True)
    torch.autograd.grad(x * 2, x, torch.ones(2))
    torch.func.vmap(torch.func.grad(torch.sin))(torch.ones(2))
    gc.collect()
    gc.freeze()  # what the zygote holds is never garbage: workers need not touch, and so copy, its pages


def _exercise_torch(x: torch.Tensor) -> torch.Tensor:
    y = torch.where(x > 0, x, torch.exp(x)) + torch.clamp(x, min=0) * torch.maximum(x, torch.zeros_like(x))
    return y.reshape(2, 4).transpose(0, 1).sum(dim=-1) / torch.erf(x.abs().max())


def _leave_threads(_count: int) -> None:
    return None


def _uncompiled(function: Any = None, **_options: Any) -> Any:
    return function if function is not None else _uncompiled
