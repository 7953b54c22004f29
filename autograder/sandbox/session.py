"""One submission inside the sandbox: loaded once, called many times, replaced when it dies."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from autograder.errors import (
    AnswerError,
    MissingAnswer,
    SandboxBroken,
    TimedOut,
    UnusableAnswer,
    WorkerCrashed,
)
from autograder.sandbox.answers import FORGED, Answer, Problem, read_answer
from autograder.sandbox.first_uses import may_import_late
from autograder.sandbox.inside.calls import Want, worker_seed
from autograder.sandbox.inside.zygote import WORKER_FAILED
from autograder.sandbox.source import WorkerSource
from autograder.sandbox.watch import OutOfTime, WatchedStream
from autograder.wire.codec import Handle, WireError
from autograder.wire.stream import StreamClosed, receive_value, send_value

#: A file that takes long to run, and functions that end their process, must not hold up a class.
_MOST_RESTARTS = 12
#: What was called where the file's own run did not end well.
FILE_ITSELF = "the file itself"
_ENDLESS = (
    "Look for a loop that never ends, or one over single elements where one operation on the whole tensor would do."
)


@dataclass(slots=True)
class LoadReport:
    """What running the file showed: the names it defines, and the problems met on the way."""

    names: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    definitions_only: bool = False
    failure: AnswerError | None = None
    #: Why the whole file was not run, where only its definitions were.
    whole_failure: AnswerError | None = None


class Session:
    """Calls into one submission. Raises subclasses of AnswerError for what the submission does wrong."""

    def __init__(
        self,
        source: WorkerSource,
        cells: Sequence[tuple[str, str]],
        *,
        seed: int = 0,
        ready_made: Sequence[str] = (),
    ) -> None:
        """``ready_made``: functions of libraries beside torch whose calls count as operators of theirs."""
        self._source = source
        self._limits = source.limits
        self._cells = list(cells)
        self._seed = worker_seed(seed)
        self._ready_made = list(ready_made)
        self._stream: WatchedStream | None = None
        self._loaded: LoadReport | None = None
        self._pending = False
        self._restarts = 0

    @property
    def loaded(self) -> LoadReport:
        """What loading the file showed; loads it at the first look."""
        if self._loaded is None:
            if may_import_late(text for _name, text in self._cells):
                self._source.warm_up_wholly()
            self._loaded = self._load(definitions_only=False)
            if (failure := self._loaded.failure) is not None:
                self._loaded = self._load(definitions_only=True)
                self._loaded.whole_failure = failure
        return self._loaded

    def call(
        self,
        target: str | Handle,
        calls: Sequence[tuple[Sequence[Any], dict[str, Any]]],
        want: Want,
        *,
        method: str | None = None,
        driver: tuple[str, str] | None = None,
    ) -> list[Answer]:
        """Call ``target`` once for each (args, kwargs): one round trip in all."""
        return self.start_call(target, calls, want, method=method, driver=driver).answers()

    def start_call(
        self,
        target: str | Handle,
        calls: Sequence[tuple[Sequence[Any], dict[str, Any]]],
        want: Want,
        *,
        method: str | None = None,
        driver: tuple[str, str] | None = None,
    ) -> PendingCall:
        """Ask, and let the worker work: what is expected can be computed meanwhile. One call is pending at a time.

        ``driver``, the source and the name of a function of the check's own, is called instead, with the target as
        its first argument.
        """
        sent = [(tuple(args), dict(kwargs)) for args, kwargs in calls]
        request: dict[str, Any] = {"do": "call", "target": target, "method": method, "driver": driver}
        request |= {"calls": sent, "want": want.to_data()}
        self._ask(request)
        return PendingCall(self, len(sent))

    def renew(self) -> None:
        """End the worker; the next call starts a fresh one, in which objects that were kept inside are gone."""
        if self._stream is not None:
            self._pending = False
            self._end_worker()
            self._restarts -= 1

    def close(self) -> None:
        """End the worker and clear up after it. Raises SandboxBroken if that fails."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
            self._source.retire()

    def _ask(self, request: dict[str, Any]) -> None:
        if self.loaded.failure is not None:
            raise self.loaded.failure
        if self._pending:  # a check ended before it took its answers: they are nobody's
            with suppress(AnswerError):
                self._receive()
        if self._stream is None:
            self._restarts += 1
            if self._restarts > _MOST_RESTARTS:
                raise WorkerCrashed(
                    f"was not run: your submission had ended its process {_MOST_RESTARTS} times before."
                )
            again = self._load(definitions_only=self.loaded.definitions_only)
            if again.failure is not None:
                raise again.failure
        request["seed"] = self._seed
        self._send(request, self._limits.cpu_seconds, self._limits.wall_seconds)

    def receive(self, count: int) -> list[Answer]:
        """The answers to the ``count`` calls that are pending. Raises what went wrong with them all."""
        reply = self._receive()
        if reply.get("missing") is True:
            raise MissingAnswer("is not defined")
        entries = reply.get("answers")
        if not isinstance(entries, list) or len(entries) != count:
            raise UnusableAnswer(FORGED)
        return [read_answer(entry) for entry in entries]

    def _load(self, *, definitions_only: bool) -> LoadReport:
        self._stream = WatchedStream(self._source.fork_worker())
        if not self._stream.await_worker():
            self._stream.close()
            self._stream = None
            raise SandboxBroken("A worker did not come up.")
        request = {"do": "load", "cells": self._cells, "definitions_only": definitions_only}
        request["ready_made"] = self._ready_made
        seconds = self._limits.load_seconds
        try:
            self._send(request, seconds, seconds + self._limits.wall_seconds)
            reply = self._receive()
            names, problems = reply.get("names"), reply.get("problems")
            if not isinstance(names, list) or not isinstance(problems, list):
                raise UnusableAnswer(FORGED)
            found = [Problem.from_data(problem) for problem in problems]
            return LoadReport(tuple(str(name) for name in names), found, definitions_only)
        except AnswerError as problem:
            if self._stream is not None:
                self._end_worker()
            return LoadReport(failure=_while_loading(problem), definitions_only=definitions_only)

    def _send(self, request: dict[str, Any], cpu_seconds: float, wall_seconds: float) -> None:
        stream = self._stream
        assert stream is not None
        stream.begin(cpu_seconds, wall_seconds)
        self._pending = True
        with suppress(StreamClosed):  # the worker is gone: receiving says how it ended
            self._watched(lambda: send_value(stream, request, views=True))  # type: ignore[arg-type]

    def _receive(self) -> dict[str, Any]:
        stream = self._stream
        assert stream is not None
        self._pending = False
        try:
            reply = self._watched(lambda: receive_value(stream))  # type: ignore[arg-type]
        except StreamClosed:
            raise self._crash() from None
        except WireError as problem:
            self._end_worker()
            raise UnusableAnswer(f"sent back what cannot be read: {problem}") from None
        if not isinstance(reply, dict):
            self._end_worker()
            raise UnusableAnswer(FORGED)
        return reply

    def _watched(self, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except OutOfTime as late:
            self._pending = False
            self._end_worker()
            raise TimedOut(f"did not return within its time ({late}). {_ENDLESS}") from None

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
            return TimedOut(
                f"used up the {self._limits.total_seconds} s of processor time that a submission has in all, "
                "or killed its own process."
            )
        if ended.signal:
            named = ended.signal in set(signal.Signals)
            name = signal.Signals(ended.signal).name if named else f"number {ended.signal}"
            why = " Endless recursion does that, for one." if ended.signal == signal.SIGSEGV else ""
            return WorkerCrashed(f"ended the process that ran it (signal {name}).{why}")
        if ended.exit_code == WORKER_FAILED:
            return WorkerCrashed("broke the process that ran it, by something that it replaced or left there.")
        return WorkerCrashed(
            f"ended the process that ran it (exit code {ended.exit_code}). Take out calls such as `os._exit`."
        )


class PendingCall:
    """Calls that the worker is busy with."""

    def __init__(self, session: Session, count: int) -> None:
        self._session = session
        self._count = count

    def answers(self) -> list[Answer]:
        """Wait for them. Raises subclasses of AnswerError for what the submission does wrong with all of them."""
        return self._session.receive(self._count)


def _while_loading(problem: AnswerError) -> AnswerError:
    return type(problem)(f"Running the file itself {problem}", call=FILE_ITSELF)
