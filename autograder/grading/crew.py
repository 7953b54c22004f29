"""The processes that grade a class, each with a sandbox of its own; what takes long starts at once and is done once."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograder.course.course import Assignment
from autograder.grading.executors import InlineExecutor, end_with_parent, local_executor
from autograder.grading.task import kept_graders
from autograder.sandbox.limits import Limits
from autograder.sandbox.opening import KeptSandbox

if TYPE_CHECKING:
    from autograder.grading.grader import CheckSet


@contextmanager
def crew(assignment: Assignment | None, isolation: str, jobs: int) -> Iterator[Executor]:
    """An executor for ``jobs`` tasks at a time, most of them of ``assignment``; None: of any, or perhaps of none.

    The sandboxes start first: while torch is imported in them, it is imported here, and the checks are collected. The
    grading processes are then forked from this one. Raises AuthorError where the checks are wrong, SandboxUnavailable
    where there are no walls.
    """
    if assignment is None or isolation == "fresh" or not _may_fork():
        with local_executor(jobs) as executor:
            yield executor
        return
    limits = Limits.of(assignment.spec.limits)
    sandboxes = [KeptSandbox(walled=isolation != "none") for _ in range(jobs)]
    try:
        for sandbox in sandboxes:
            sandbox.workers(limits)
        checks = _collected(assignment)
        if jobs == 1:
            _keep(checks, isolation, sandboxes[0])
            yield InlineExecutor()
            return
        context = multiprocessing.get_context("fork")
        turns = context.SimpleQueue()
        for number in range(jobs):
            turns.put(number)
        with ProcessPoolExecutor(jobs, context, _join, (checks, isolation, sandboxes, turns)) as pool:
            yield pool
    finally:
        kept_graders.release()
        for sandbox in sandboxes:
            sandbox.close()


def _may_fork() -> bool:
    """A process with threads, or one that has used macOS's frameworks, is not safe to fork."""
    return sys.platform == "linux" and threading.active_count() == 1


def _collected(assignment: Assignment) -> CheckSet:
    gc.disable()  # nothing of what is imported is garbage
    try:
        import torch

        from autograder.grading.grader import CheckSet

        torch.set_num_threads(1)  # threads that torch had started would be missing in a forked process
        checks = CheckSet(assignment)
        _ = checks.checks, checks.misconceptions
    finally:
        gc.enable()
    gc.freeze()
    return checks


def _keep(checks: CheckSet, isolation: str, sandbox: KeptSandbox) -> None:
    from autograder.grading.grader import Grader, Isolation

    kept_graders.keep(Grader(checks, Isolation(isolation), sandbox))


def _join(checks: CheckSet, isolation: str, sandboxes: list[KeptSandbox], turns: Any) -> None:
    """What a forked process begins with: one of the sandboxes is its own, and it lets go of the others."""
    end_with_parent()
    own = turns.get()
    for number, sandbox in enumerate(sandboxes):
        if number == own:
            _keep(checks, isolation, sandbox)
        else:
            sandbox.let_go()
