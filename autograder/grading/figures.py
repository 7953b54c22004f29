"""The pictures in the readings, drawn from the reference: what a student sees is what is graded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from autograder.chart import Chart, Series
from autograder.course.assignment import FigureSpec
from autograder.course.course import Assignment
from autograder.errors import AuthorError
from autograder.feedback.plot import draw_chart, draw_functions
from autograder.testing.modules import load_module

_POINTS = 241
#: In the picture's own units, of which a line is 2.6 wide.
_HAIR = 0.5
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def figure_files(assignment: Assignment) -> dict[Path, str]:
    """Each figure of ``assignment.toml`` as SVG text, by its path. Raises AuthorError where a function is not there."""
    return {assignment.folder / figure.file: _drawn(assignment, figure) for figure in assignment.spec.figures}


def _drawn(assignment: Assignment, figure: FigureSpec) -> str:
    reference = load_module(assignment.reference)
    if figure.draw:
        source = load_module(assignment.figure_source)
        draw = _function(assignment, figure, source, figure.draw, assignment.figure_source)
        try:
            chart = draw(reference)
        except Exception as problem:
            text = f"{type(problem).__name__}: {problem}"
            raise AuthorError(f"`{assignment.figure_source}`: `{figure.draw}` raised {text}. Fix it.") from problem
        if not isinstance(chart, Chart):
            raise AuthorError(f"`{assignment.figure_source}`: `{figure.draw}` must return a `Chart`.")
        return draw_chart(chart)
    series = [
        _series(name, _function(assignment, figure, reference, name, assignment.reference), figure)
        for name in figure.functions
    ]
    return draw_functions(series, title=figure.title, low=figure.low, high=figure.high)


def _function(
    assignment: Assignment, figure: FigureSpec, module: ModuleType, name: str, path: Path
) -> Callable[..., Any]:
    function: Callable[..., Any] | None = getattr(module, name, None)
    if function is None:
        raise AuthorError(
            f"`{assignment.folder / 'assignment.toml'}`: the figure `{figure.file}` asks for `{name}`, "
            f"which `{path.name}` does not define."
        )
    return function


def is_current(path: Path, text: str) -> bool:
    """Whether the file holds the text or, where it is a picture, one that shows the same."""
    if not path.is_file():
        return False
    found = path.read_text(encoding="utf-8")
    return found == text or (path.suffix == ".svg" and same_figure(found, text))


def same_figure(one: str, other: str) -> bool:
    """Whether two SVG texts show the same.

    Another processor adds up in another order, so a point of a computed curve may lie a hair beside.
    """
    words, others = _NUMBER.split(one), _NUMBER.split(other)
    if words != others:
        return False
    pairs = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= _HAIR for a, b in pairs)


def _series(name: str, function: Callable[..., Any], figure: FigureSpec) -> Series:
    x = torch.linspace(figure.low, figure.high, _POINTS, dtype=torch.float64, requires_grad=figure.derivatives)
    y = function(x)
    if figure.derivatives:
        (y,) = torch.autograd.grad(y.sum(), x)
    return Series(name, x.detach().tolist(), y.detach().tolist())
