"""What a process does once, before it serves submissions: torch's first uses, and what a submission may not change."""

from __future__ import annotations

import gc
import linecache
import sys
from typing import Any

import torch
import torch.func
import torch.nn.functional

from autograder.sandbox.inside import program, standins
from autograder.sandbox.inside.calls import Want, perform
from autograder.sandbox.inside.readymade import lenders
from autograder.sandbox.inside.worker import SubmissionWorker
from autograder.wire.codec import encode

_PROGRAM = """
import math
import numpy as np
import torch
from torch import nn

def double(x):
    return x * 2
"""


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
    _use_what_many_use(x)
    _serve_once()
    _keep_for_good()


def warm_up_wholly() -> None:
    """Import what optimizers, weighted gradients and `torch.func` import at their first use.

    It takes as long as torch itself, and most submissions use none of it.
    """
    x = torch.ones(2, requires_grad=True)
    torch.autograd.grad(x * 2, x, torch.ones(2))
    torch.func.vmap(torch.func.grad(torch.sin))(torch.ones(2))
    torch.optim.SGD([x], lr=0.1).step()
    _keep_for_good()


def _use_what_many_use(x: torch.Tensor) -> None:
    """Import the small parts that printing a tensor, building a network and loading data come to.

    Whoever came to one of them first would have all of the large ones imported, too.
    """
    repr(x)
    with torch.device("cpu"), torch.profiler.record_function("as a loader of data does"):
        pass


def _serve_once() -> None:
    """Go a worker's own way once: what it imports at its first request is imported then."""
    worker = SubmissionWorker()
    name = "the first cell"
    worker.answer({"do": "load", "cells": [(name, _PROGRAM)], "definitions_only": False, "ready_made": []})
    inputs = [torch.linspace(-2, 2, 8, dtype=dtype) for dtype in (torch.float32, torch.float64)]
    calls: list[tuple[tuple[torch.Tensor], dict[str, Any]]] = [((x,), {}) for x in inputs]
    request = {"do": "call", "target": "double", "method": None, "driver": None, "seed": 0}
    for want in (Want(), Want(gradients=True, weighted=True), Want(operators=True), Want(arguments_after=True)):
        encode(worker.answer({**request, "calls": calls, "want": want.to_data()}))
    del sys.modules[program.MODULE_NAME], linecache.cache[name]


def _keep_for_good() -> None:
    """What this process holds is never garbage: workers need not touch, and so copy, its pages."""
    lenders.read()
    gc.collect()
    gc.freeze()


def _exercise_torch(x: torch.Tensor) -> torch.Tensor:
    y = torch.where(x > 0, x, torch.exp(x)) + torch.clamp(x, min=0) * torch.maximum(x, torch.zeros_like(x))
    return y.reshape(2, 4).transpose(0, 1).sum(dim=-1) / torch.erf(x.abs().max())


def _leave_threads(_count: int) -> None:
    return None


def _uncompiled(function: Any = None, **_options: Any) -> Any:
    return function if function is not None else _uncompiled
