"""Options that the service's commands share."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rich_click as click

from autograder.course.course import Course

_F = TypeVar("_F", bound=Callable[..., object])


def data_option() -> Callable[[_F], _F]:
    """The option ``--data``."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="RECTIFY_DATA",
        default=Path("rectify-data"),
        show_default=True,
        metavar="DIR",
        help="The service's folder: its database, where `$RECTIFY_DATABASE_URL` names no other.",
    )


def isolation_option() -> Callable[[_F], _F]:
    """The option ``--isolation``, as `rectify grade` has it."""
    return click.option(
        "--isolation",
        type=click.Choice(["shared", "fresh", "none"]),
        default="shared",
        help="`shared`: a worker per submission in one sandbox per job. `fresh`: a sandbox of its own for each. "
        "`none`: no sandbox; only for code that you trust.",
    )


def cluster_option() -> Callable[[_F], _F]:
    """The option ``--cluster``."""
    return click.option(
        "--cluster", metavar="ADDRESS", help="Grade on the Dask cluster with the scheduler at ADDRESS (`tcp://…`)."
    )


def require_gradable(course: Course, isolation: str, *, public_only: bool = False) -> None:
    """Raise where nothing could be graded here: no solutions, where they are needed, or no sandbox.

    WrongUsage or AuthorError for the course, SandboxUnavailable for the machine.
    """
    from autograder.sandbox.bubblewrap import require_sandbox

    if not public_only:
        for assignment in course.assignments:
            assignment.require_solutions()
    if isolation != "none":
        require_sandbox()


def log_to_stderr() -> None:
    """What a service says of itself goes where a terminal, systemd and containers look for it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
