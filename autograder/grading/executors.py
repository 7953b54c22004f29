"""Where submissions are graded: in this process, or in several of this machine. All behind ``concurrent.futures``."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from autograder.errors import OperatorError

_P = ParamSpec("_P")
_T = TypeVar("_T")


class InlineExecutor(Executor):
    """Runs each call at once, in this process: what one job needs, and what tests can follow."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Run ``fn`` now; the future is done when this returns."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001  (a future holds whatever its call raised)
            future.set_exception(problem)
        return future


def local_executor(jobs: int) -> Executor:
    """An executor for ``jobs`` at a time on this machine; each process has a sandbox of its own."""
    if jobs == 1:
        return InlineExecutor()
    return ProcessPoolExecutor(max_workers=jobs, mp_context=forking_context(), initializer=end_with_parent)


def forking_context() -> Any:
    """Processes forked from one that has torch and the grader, and no threads; elsewhere each imports its own."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["autograder.grading.grader"])
    return context


def end_with_parent() -> None:
    """See to it that this process, and its sandbox with it, does not outlive a parent that was killed."""
    Thread(target=_await_parents_end, daemon=True).start()


def _await_parents_end() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def tasks_ahead(executor: Executor) -> int:
    """How many tasks to have under way: enough that no process waits, and few enough that results come one by one.

    An inline executor works inside ``submit``, so that what it was given is done before the next is looked at.
    """
    return 4 * max(1, int(getattr(executor, "_max_workers", 1) or 1))


def process_ended() -> OperatorError:
    """What is to be said where the executor broke."""
    return OperatorError(
        "A grading process ended by itself, perhaps for want of memory. What was graded is kept: run the same command "
        "again, with fewer `--jobs`."
    )
