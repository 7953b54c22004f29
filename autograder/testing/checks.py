"""The checks of an assignment, collected by pytest once and then called directly for every submission."""

from __future__ import annotations

import contextlib
import inspect
import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.course.assignment import AssignmentSpec
from autograder.errors import AuthorError
from autograder.report import Visibility

#: What a check may ask for by parameter name, besides what it is parametrized with.
FIXTURES = frozenset({"submission", "reference", "rng"})


@dataclass(frozen=True)
class Check:
    """One check: its place, the function, what it is parametrized with, and what its markers say.

    ``manner``: it looks at how an answer works (from scratch, pure, fast), not at whether it is right.
    """

    name: str
    title: str
    exercise: str
    points: float
    hint: str
    manner: bool
    visibility: Visibility
    function: Callable[..., None]
    fixtures: tuple[str, ...]
    parameters: Mapping[str, Any]


_NO_PLUGINS = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"


class _Collector:
    """A pytest plugin that keeps what was collected, and what went wrong on the way."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []
        self.problems: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the items; there may be several files."""
        self.items = list(items)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the last line of each problem."""
        if report.failed:
            lines = [line for line in str(report.longrepr).splitlines() if line.strip()]
            self.problems.append(f"{report.nodeid}: {lines[-1] if lines else 'cannot be collected'}")


def collect_checks(paths: list[Path], spec: AssignmentSpec) -> list[Check]:
    """Collect the checks in ``paths``, in order. Raises AuthorError that names the file and what is wrong in it."""
    collector = _Collector()
    arguments = ["--collect-only", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:randomly"]
    # The markers are looked at below; without the plugin that declares them pytest would warn of each.
    arguments += ["-p", "no:rectify", "-W", "ignore::pytest.PytestUnknownMarkWarning"]
    # Modules are named by their path below the root: two courses in one process must not share a name.
    arguments += ["-c", os.devnull, "--rootdir", paths[0].resolve().anchor, "--import-mode=importlib"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = _as_it_comes(lambda: pytest.main([*arguments, *map(str, paths)], plugins=[collector]))
    if collector.problems:
        raise AuthorError(f"The checks cannot be collected: {collector.problems[0]}. Fix the file.")
    if not collector.items:
        raise AuthorError(
            f"There is no check in {', '.join(f'`{path}`' for path in paths)} (pytest ended with {code})."
        )
    checks = [check_of(item, spec) for item in collector.items]
    names = [check.name for check in checks]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise AuthorError(f"Two checks are called `{twice[0]}`: give each its own name.")
    return checks


def _as_it_comes(action: Callable[[], Any]) -> Any:
    """``$PYTEST_ADDOPTS`` and plugins are for whoever runs pytest: this is grading, and needs none of them."""
    before = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", _NO_PLUGINS)}
    os.environ[_NO_PLUGINS] = "1"
    try:
        return action()
    finally:
        del os.environ[_NO_PLUGINS]
        os.environ.update({name: value for name, value in before.items() if value is not None})


def check_of(item: pytest.Item, spec: AssignmentSpec) -> Check:
    """What one collected pytest function is as a check. Raises AuthorError where a marker is missing or wrong."""
    if not isinstance(item, pytest.Function):
        raise AuthorError(f"`{item.nodeid}` is not a function: a check is one.")
    where = f"`{item.path}`: `{item.name}`"
    exercise = _marker_value(item, "exercise", str, where)
    points = _marker_value(item, "points", (int, float), where)
    if exercise is None or points is None:
        raise AuthorError(f"{where} needs `@pytest.mark.exercise(name)` and `@pytest.mark.points(number)`.")
    if isinstance(points, bool) or not 0 < points < float("inf"):
        raise AuthorError(f"{where}: points are a number over zero, not `{points!r}`.")
    spec.exercise(exercise)
    title = (inspect.getdoc(item.function) or "").strip().partition("\n")[0]
    if not title:
        raise AuthorError(f"{where} needs a docstring: one sentence that says what holds.")
    parameters: Mapping[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    wanted = tuple(inspect.signature(item.function).parameters)
    unknown = sorted(set(wanted) - FIXTURES - set(parameters))
    if unknown:
        raise AuthorError(f"{where} asks for `{unknown[0]}`; a check can have {', '.join(sorted(FIXTURES))}.")
    hidden = item.path.parent.parent.name == "solutions" and item.get_closest_marker("public") is None
    visibility = Visibility.HIDDEN if hidden else Visibility.PUBLIC
    if parameters:
        title = f"{title.rstrip('.')} [{item.callspec.id}]."
    return Check(
        name=f"{item.path.parent.parent.name}/{item.name}",
        title=title,
        exercise=exercise,
        points=float(points),
        hint=_marker_value(item, "hint", str, where) or "",
        manner=item.get_closest_marker("manner") is not None,
        visibility=visibility,
        function=item.function,
        fixtures=tuple(name for name in wanted if name in FIXTURES),
        parameters=dict(parameters),
    )


def _marker_value(item: pytest.Function, name: str, kind: type | tuple[type, ...], where: str) -> Any:
    marker = item.get_closest_marker(name)
    if marker is None:
        return None
    if len(marker.args) != 1 or marker.kwargs or not isinstance(marker.args[0], kind):
        raise AuthorError(f"{where}: `@pytest.mark.{name}` takes one value.")
    return marker.args[0]


def check_points(checks: list[Check], spec: AssignmentSpec) -> None:
    """Raise AuthorError where checks do not add up to the points in ``assignment.toml``, or none looks at answers."""
    for exercise in spec.exercises:
        own = [check for check in checks if check.exercise == exercise.name]
        total = sum(check.points for check in own)
        if abs(total - exercise.points) > 1e-9:
            raise AuthorError(
                f"The checks of `{exercise.name}` add up to {total:g} points; "
                f"`assignment.toml` says {exercise.points:g}."
            )
        if all(check.manner for check in own):
            raise AuthorError(f"No check of `{exercise.name}` looks at whether the answer is right: all are `manner`.")
