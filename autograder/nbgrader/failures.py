"""How a plugin fails inside nbgrader's commands, which print a traceback for whatever reaches them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from traitlets import TraitError

from autograder.errors import AutograderError, WrongUsage


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
