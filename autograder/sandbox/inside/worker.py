"""The worker: one process, one submission. It answers requests with data until the other end goes away.

    {"do": "load", "cells": [(name, text)], "definitions_only": bool}
    {"do": "call", "target": name or handle, "method": name or None, "calls": [(args, kwargs)], "want": {…}, "seed": n}
    {"do": "drive", "source": text, "function": name, "args": (…), "kwargs": {…}, "seed": n}

The trusted side believes nothing of what comes back: an answer can only be as good as the data in it.
"""

from __future__ import annotations

import random
import socket
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import torch

from autograder.sandbox.inside import program
from autograder.sandbox.inside.calls import Want, perform
from autograder.sandbox.inside.problems import describe_problem
from autograder.wire.codec import Handle, WireError, encode
from autograder.wire.stream import StreamClosed, receive_value, send_frame


class SubmissionWorker:
    """Holds the student's module and the objects that checks keep inside."""

    def __init__(self) -> None:
        self.module: ModuleType | None = None
        self.kept: dict[int, Any] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request, as data; ``answers`` has one entry per call."""
        if request["do"] == "load":
            self.module, problems = program.load(request["cells"], definitions_only=request["definitions_only"])
            return {"names": sorted(name for name in vars(self.module) if type(name) is str), "problems": problems}
        _seed(request["seed"])
        if request["do"] == "drive":
            return {"answers": [self._guarded(lambda: {"value": self._drive(request)})]}
        want = Want(**request["want"])
        try:
            function = self._target(request["target"], request["method"])
        except LookupError:
            return {"missing": True}
        return {
            "answers": [
                self._guarded(lambda args=args, kwargs=kwargs: self._call(function, args, kwargs, want))
                for args, kwargs in request["calls"]
            ]
        }

    def _call(self, function: Callable[..., Any], args: Any, kwargs: dict[str, Any], want: Want) -> dict[str, Any]:
        args = [self._resolved(arg) for arg in args]
        kwargs = {name: self._resolved(arg) for name, arg in kwargs.items()}
        answer = perform(function, args, kwargs, want)
        if want.keep:
            answer["value"] = self._keep(answer["value"])
        return answer

    def _drive(self, request: dict[str, Any]) -> Any:
        namespace: dict[str, Any] = {"torch": torch, "np": np, "__name__": "driver"}
        exec(compile(request["source"], "driver", "exec"), namespace)
        args = [self._resolved(arg) for arg in request["args"]]
        kwargs = {name: self._resolved(arg) for name, arg in request["kwargs"].items()}
        return namespace[request["function"]](self.module, *args, **kwargs)

    def _guarded(self, call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        try:
            return call()
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
    except BaseException as problem:  # noqa: BLE001  (an object of the student's may raise anything when looked at)
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


def _seed(seed: int) -> None:
    torch.default_generator.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002  (submissions use the global generator)
