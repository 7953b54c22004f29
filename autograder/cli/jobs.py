"""How many things a command does at a time."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import rich_click as click

_F = TypeVar("_F", bound=Callable[..., object])


def jobs_option(what: str) -> Callable[[_F], _F]:
    """The option ``--jobs``; ``what`` begins its help. Without it the command is given None."""
    return click.option(
        "--jobs", type=click.IntRange(1, 256), default=None, metavar="N", help=f"{what} Default: one per processor."
    )


def available_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
