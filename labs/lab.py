"""What a lab is: options to choose, findings to show, and a module that has both.

A lab's module has a docstring, whose first line is what the lab shows; ``OPTIONS``, what can be chosen; and
``run(chosen, progress)``, which returns its findings. `rectify lab` makes a command of each.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.chart import Chart

#: Is told how much is done, from 0 to 1.
Progress = Callable[[float], None]
Chosen = Mapping[str, Any]

_NO_LABS = {"__init__", "lab", "gallery"}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: a number within bounds, one of some names, or several of them."""

    name: str
    default: int | float | str | tuple[str, ...]
    meaning: str
    low: float = 0
    high: float = 1e9
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run shows: charts, a table (its first row is the heading), and a sentence on what to see in them."""

    charts: Sequence[Chart]
    table: Sequence[Sequence[str]]
    lesson: str


def lab_names() -> list[str]:
    """The labs by the names that commands use, in alphabetical order."""
    here = Path(__file__).parent
    return sorted(path.stem.replace("_", "-") for path in here.glob("*.py") if path.stem not in _NO_LABS)


def lab_file(name: str) -> Path:
    """The module of the lab called ``name``."""
    return Path(__file__).parent / f"{name.replace('-', '_')}.py"


def lab_text(name: str) -> str:
    """A lab's docstring, without importing it."""
    return ast.get_docstring(ast.parse(lab_file(name).read_text(encoding="utf-8"))) or ""
