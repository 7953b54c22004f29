"""How a plugin fails inside nbgrader's commands, which print a traceback for whatever reaches them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from traitlets import TraitError

from autograder.errors import AutograderError, WrongUsage

_Log = logging.Logger | logging.LoggerAdapter[logging.Logger]


class GradingStopped(SystemExit, KeyboardInterrupt):
    """Ends ``nbgrader autograde`` in the middle of a submission, which is then not graded.

    Every other exception nbgrader logs with its traceback, once for each student that it meets. At KeyboardInterrupt it
    removes what it had begun to write, as it should, and stops; Python ends a program at SystemExit without a word.
    """


@contextmanager
def stopping_grading(log: _Log, then: str = "") -> Iterator[None]:
    """Log one of our errors that the block raises, and ``then``, and stop grading, with the error's exit code."""
    try:
        yield
    except AutograderError as problem:
        log_failure(log, problem, then)
        raise GradingStopped(problem.exit_code) from None


def log_failure(log: _Log, problem: AutograderError, then: str = "") -> None:
    """An error of ours in the log, line by line, and what follows from it."""
    for line in [*str(problem).splitlines(), *([then] if then else [])]:
        log.error("%s", line)


def log_of(parent: object) -> _Log:
    """Where a plugin speaks that is still being made: the log of the command that makes it."""
    log: _Log | None = getattr(parent, "log", None)
    return logging.getLogger(__name__) if log is None else log


@contextmanager
def failing_in_words(log: _Log) -> Iterator[None]:
    """End the command by a logged sentence and the error's exit code, where the block raises one of our errors.

    A setting that a plugin does not take is one of them: nbgrader makes its plugins where nothing catches it.
    """
    failure: AutograderError | None = None
    try:
        yield
    except AutograderError as problem:
        failure = problem
    except TraitError as problem:
        failure = WrongUsage(f"A setting cannot be used: {problem}")
    if failure is not None:
        log.error("%s", failure)
        sys.exit(int(failure.exit_code))
