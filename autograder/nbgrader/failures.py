"""How a plugin fails inside nbgrader's commands, which print a traceback for whatever reaches them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from traitlets import TraitError

from autograder.errors import AutograderError, WrongUsage


def log_of(parent: object) -> logging.Logger | logging.LoggerAdapter[logging.Logger]:
    """Where a plugin speaks that is still being made: the log of the command that makes it."""
    log: logging.Logger | logging.LoggerAdapter[logging.Logger] | None = getattr(parent, "log", None)
    return logging.getLogger(__name__) if log is None else log


@contextmanager
def failing_in_words(log: logging.Logger | logging.LoggerAdapter[logging.Logger]) -> Iterator[None]:
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
