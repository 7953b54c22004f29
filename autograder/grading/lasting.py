"""Grading processes of a service that goes on: each is alone in its pool, so that one that dies costs its own task."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from queue import SimpleQueue
from typing import ParamSpec, TypeVar

from autograder.errors import OperatorError
from autograder.grading.executors import end_with_parent, forking_context

_P = ParamSpec("_P")
_T = TypeVar("_T")


class EndProcess(OperatorError):
    """Raised by a task whose process is to be replaced before the next one."""


class SeparateProcesses(Executor):
    """``jobs`` processes, each with its own pool; a dead one, or one whose task raised EndProcess, is replaced.

    Submit as many tasks as there are processes, and no more before one is done: `submit` waits for a free one.
    """

    def __init__(self, jobs: int) -> None:
        self._max_workers = jobs
        self._pools = [_pool() for _ in range(jobs)]
        self._free: SimpleQueue[int] = SimpleQueue()
        for number in range(jobs):
            self._free.put(number)

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Run ``fn`` in a free process. Its future has BrokenProcessPool where that process died."""
        number = self._free.get()
        try:
            future = self._pools[number].submit(fn, *args, **kwargs)
        except BrokenProcessPool:  # it died while it waited
            self._replace(number)
            future = self._pools[number].submit(fn, *args, **kwargs)
        future.add_done_callback(lambda done: self._done(number, done))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (as Executor has it)
        """End the processes, after their tasks where ``wait``, at once where not."""
        for pool in self._pools:
            if not wait:
                _kill(pool)
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _done(self, number: int, future: Future[_T]) -> None:
        if not future.cancelled() and isinstance(future.exception(), BrokenProcessPool | EndProcess):
            self._replace(number)
        self._free.put(number)

    def _replace(self, number: int) -> None:
        self._pools[number].shutdown(wait=False)
        self._pools[number] = _pool()


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=forking_context(), initializer=_begin)


def _begin() -> None:
    """Ctrl-C is for the process that gives out the work: it says when this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _kill(pool: ProcessPoolExecutor) -> None:
    processes = getattr(pool, "_processes", None) or {}
    for process in list(processes.values()):
        with contextlib.suppress(OSError, ValueError):
            process.kill()
