"""The worker: one process, one submission. It answers requests with data until the other end goes away.

    {"do": "load", "cells": [(name, text)], "definitions_only": bool, "ready_made": [name]}
    {"do": "call", "target": name or handle, "method": name or None, "driver": (source, name) or None,
     "calls": [(args, kwargs)], "want": {…}, "seed": n}

With a driver, the check's own small function is called instead, with the target as its first argument.

The trusted side believes nothing of what comes back: an answer can only be as good as the data in it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import torch

from autograder.sandbox.inside import program
from autograder.sandbox.inside.calls import Want, driver_function, perform, seed_generators
from autograder.sandbox.inside.problems import describe_problem
from autograder.wire.codec import Handle, WireError, encode
from autograder.wire.networks import Network
from autograder.wire.stream import StreamClosed, receive_value, send_frame


class SubmissionWorker:
    """Holds the student's module and the objects that checks keep inside."""

    def __init__(self) -> None:
        self.module: ModuleType | None = None
        self.kept: dict[int, Any] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request, as data; ``answers`` has one entry per call."""
        if request["do"] == "load":
            only, ready_made = request["definitions_only"], request["ready_made"]
            self.module, problems = program.load(request["cells"], definitions_only=only, ready_made=ready_made)
            return {"names": sorted(name for name in vars(self.module) if type(name) is str), "problems": problems}
        _restore_defaults()
        seed_generators(request["seed"])
        want = Want(**request["want"])
        try:
            function = self._target(request["target"], request["method"])
        except LookupError:
            return {"missing": True}
        if request["driver"] is not None:
            function = partial(driver_function(*request["driver"]), function)
        calls = request["calls"]
        return {
            "answers": [
                self._guarded(self._call, function, args, kwargs, want.of_call(number))
                for number, (args, kwargs) in enumerate(calls)
            ]
        }

    def _call(self, function: Callable[..., Any], args: Any, kwargs: dict[str, Any], want: Want) -> dict[str, Any]:
        args = [self._resolved(arg) for arg in args]
        kwargs = {name: self._resolved(arg) for name, arg in kwargs.items()}
        answer = perform(function, args, kwargs, want)
        if want.keep:
            answer["value"] = self._keep(answer["value"])
        return answer

    def _guarded(self, action: Callable[..., dict[str, Any]], *args: Any) -> dict[str, Any]:
        try:
            return action(*args)
        except BaseException as problem:  # noqa: BLE001  (whatever the student's code raises is an answer)
            return {"raised": describe_problem(problem)}

    def _target(self, target: str | Handle, method: str | None) -> Callable[..., Any]:
        if isinstance(target, Handle):
            found = self.kept[target.number]
        elif target in vars(self.module):
            found = vars(self.module)[target]
        else:
            raise LookupError(target)
        return found if method is None else getattr(found, method)  # type: ignore[no-any-return]

    def _keep(self, value: Any) -> Handle:
        number = len(self.kept) + 1
        self.kept[number] = value
        return Handle(number, type(value).__name__)

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, Network):
            return value.build()
        return self.kept[value.number] if isinstance(value, Handle) else value


def serve(connection: socket.socket) -> None:
    """Answer requests until the other end closes."""
    worker = SubmissionWorker()
    while True:
        try:
            request = receive_value(connection, views=True)
        except StreamClosed:
            return
        send_frame(connection, _frame_of(worker.answer(request)))


def _frame_of(answer: dict[str, Any]) -> bytes:
    try:
        return encode(answer)
    except BaseException as problem:
        if "answers" not in answer:
            raise
        return encode({"answers": [_usable(entry, problem) for entry in answer["answers"]]})


def _usable(entry: dict[str, Any], problem: BaseException) -> dict[str, Any]:
    try:
        encode(entry)
    except WireError as reason:
        return {"unusable": str(reason)}
    except BaseException:  # noqa: BLE001
        return {"raised": describe_problem(problem)}
    return entry


def _restore_defaults() -> None:
    """Undo what a submission set for the whole process: one exercise's mistake must not fail another's checks."""
    torch.set_default_dtype(torch.float32)
    torch.set_default_device(None)
    torch.set_grad_enabled(True)
    if torch.are_deterministic_algorithms_enabled():  # to set it at all imports torch's compiler
        torch.use_deterministic_algorithms(False)  # noqa: FBT003  (torch has no keyword for it)
    torch.autograd.set_detect_anomaly(False)
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
