"""One submission inside the sandbox: loaded once, called many times, replaced when it dies."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.errors import (
    AnswerError,
    MissingAnswer,
    OutOfMemory,
    SandboxBroken,
    TimedOut,
    UnusableAnswer,
    WorkerCrashed,
)
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.watch import OutOfTime, WatchedStream
from autograder.sandbox.zygote import WorkerSource
from autograder.wire.codec import Handle, WireError
from autograder.wire.stream import StreamClosed, receive_value, send_value

_ENDLESS = "Look for a loop that never ends, or one over single elements where one operation on the whole tensor would do."


@dataclass(frozen=True, slots=True)
class Problem:
    """An exception inside the sandbox, as it described itself; none of it is trusted to be true."""

    kind: str
    message: str
    place: str = ""
    line: int = 0
    text: str = ""
    memory: bool = False

    @classmethod
    def from_data(cls, data: Any) -> Problem:
        """Read what a worker sent. Raises UnusableAnswer where it is no problem's shape."""
        expected = {"kind": str, "message": str, "place": str, "line": int, "text": str, "memory": bool}
        if not isinstance(data, dict) or any(type(data.get(key)) is not kind for key, kind in expected.items()):
            raise UnusableAnswer("the sandbox was sent a frame that no worker writes")
        return cls(**{key: data[key] for key in expected})

    @property
    def where(self) -> str:
        """``rectifiers.py, line 12``, or nothing where it is unknown."""
        return f"{self.place}, line {self.line}" if self.place and self.line else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call brought back: its value and extras, or why there is none."""

    value: Any = None
    gradients: Sequence[Any] | None = None
    after: Sequence[Any] = ()
    operators: Sequence[str] = ()
    problem: Problem | None = None
    unusable: str = ""


@dataclass(slots=True)
class LoadReport:
    """What running the file showed: the names it defines, and the problems met on the way."""

    names: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    definitions_only: bool = False
    failure: AnswerError | None = None


class Session:
    """Calls into one submission. Raises subclasses of AnswerError for what the submission does wrong."""

    def __init__(self, source: WorkerSource, cells: Sequence[tuple[str, str]], *, seed: int = 0) -> None:
        self._source = source
        self._limits = source.limits
        self._cells = list(cells)
        self._seed = seed % 2**63
        self._stream: WatchedStream | None = None
        self._loaded: LoadReport | None = None

    @property
    def loaded(self) -> LoadReport:
        """What loading the file showed; loads it at the first look."""
        if self._loaded is None:
            self._loaded = self._load(definitions_only=False)
            if self._loaded.failure is not None:
                self._loaded = self._load(definitions_only=True)
        return self._loaded

    def call(
        self,
        target: str | Handle,
        calls: Sequence[tuple[Sequence[Any], dict[str, Any]]],
        want: Want,
        *,
        method: str | None = None,
    ) -> list[Answer]:
        """Call ``target`` once for each (args, kwargs): one round trip in all."""
        sent = [(tuple(args), dict(kwargs)) for args, kwargs in calls]
        request = {"do": "call", "target": target, "method": method, "calls": sent, "want": want.to_data()}
        reply = self._ask(request)
        if reply.get("missing") is True:
            raise MissingAnswer(f"`{target}` is not defined")
        return self._answers(reply, len(sent))

    def drive(self, source: str, function: str, args: Sequence[Any], kwargs: dict[str, Any]) -> Answer:
        """Run a check's own driver function inside, with the student's module as its first argument."""
        request = {"do": "drive", "source": source, "function": function, "args": tuple(args), "kwargs": dict(kwargs)}
        return self._answers(self._ask(request), 1)[0]

    def close(self) -> None:
        """End the worker and clear up after it. Raises SandboxBroken if that fails."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
            self._source.reap()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        if self.loaded.failure is not None:
            raise self.loaded.failure
        if self._stream is None:
            again = self._load(definitions_only=self.loaded.definitions_only)
            if again.failure is not None:
                raise again.failure
        request["seed"] = self._seed
        return self._exchange(request, self._limits.cpu_seconds, self._limits.wall_seconds)

    def _load(self, *, definitions_only: bool) -> LoadReport:
        self._stream = WatchedStream(self._source.fork_worker())
        if not self._stream.await_worker():
            raise SandboxBroken("A worker did not come up.")
        request = {"do": "load", "cells": self._cells, "definitions_only": definitions_only}
        seconds = self._limits.load_seconds
        try:
            reply = self._exchange(request, seconds, seconds + self._limits.wall_seconds)
            names, problems = reply.get("names"), reply.get("problems")
            if not isinstance(names, list) or not isinstance(problems, list):
                raise UnusableAnswer("the sandbox was sent a frame that no worker writes")
            found = [Problem.from_data(problem) for problem in problems]
            return LoadReport(tuple(str(name) for name in names), found, definitions_only)
        except AnswerError as problem:
            return LoadReport(failure=_while_loading(problem), definitions_only=definitions_only)

    def _exchange(self, request: dict[str, Any], cpu_seconds: float, wall_seconds: float) -> dict[str, Any]:
        stream = self._stream
        assert stream is not None
        stream.begin(cpu_seconds, wall_seconds)
        try:
            send_value(stream, request, views=True)  # type: ignore[arg-type]
            reply = receive_value(stream)  # type: ignore[arg-type]
        except OutOfTime as late:
            self._end_worker()
            clock = "of processor time" if late.processor else "by the clock"
            raise TimedOut(f"did not return within {late.seconds:g} s {clock}. {_ENDLESS}") from None
        except StreamClosed:
            raise self._crash() from None
        except WireError as problem:
            self._end_worker()
            raise UnusableAnswer(f"sent back what cannot be read: {problem}") from None
        if not isinstance(reply, dict):
            self._end_worker()
            raise UnusableAnswer("the sandbox was sent a frame that no worker writes")
        return reply

    def _end_worker(self) -> None:
        assert self._stream is not None
        self._stream.close()
        self._stream = None
        self._source.reap()

    def _crash(self) -> AnswerError:
        assert self._stream is not None
        self._stream.close()
        self._stream = None
        ended = self._source.reap()
        if ended is None:
            return WorkerCrashed("ended the process that ran it.")
        if ended.signal in {signal.SIGKILL, signal.SIGXCPU}:
            return TimedOut(f"used up the {self._limits.total_seconds} s of processor time that a submission has in all.")
        if ended.signal:
            name = signal.Signals(ended.signal).name
            return WorkerCrashed(f"ended the process that ran it (signal {name}). Endless recursion does that, for one.")
        return WorkerCrashed(
            f"ended the process that ran it (exit code {ended.exit_code}). Take out calls such as `os._exit`."
        )

    def _answers(self, reply: dict[str, Any], count: int) -> list[Answer]:
        entries = reply.get("answers")
        if not isinstance(entries, list) or len(entries) != count:
            raise UnusableAnswer("the sandbox was sent a frame that no worker writes")
        return [_answer(entry) for entry in entries]


def _answer(entry: Any) -> Answer:
    if not isinstance(entry, dict):
        raise UnusableAnswer("the sandbox was sent a frame that no worker writes")
    if "raised" in entry:
        problem = Problem.from_data(entry["raised"])
        if problem.memory:
            raise OutOfMemory("asked for more memory than a submission may have.")
        return Answer(problem=problem)
    if "unusable" in entry:
        return Answer(unusable=str(entry["unusable"]))
    gradients, after, operators = entry.get("gradients"), entry.get("after", []), entry.get("operators", [])
    if not isinstance(gradients, list | None) or not isinstance(after, list) or not isinstance(operators, list):
        raise UnusableAnswer("the sandbox was sent a frame that no worker writes")
    return Answer(entry.get("value"), gradients, after, tuple(str(name) for name in operators))


def _while_loading(problem: AnswerError) -> AnswerError:
    return type(problem)(f"Running the file itself {problem}")
