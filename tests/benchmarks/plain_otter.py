"""Plain ``otter run``: what a submission takes it. It grades one for each command."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from autograder.course.stub import code_cell, markdown_cell, notebook_text
from tests.benchmarks.class_answers import Answer
from tests.benchmarks.eight_checks import CHECKS, IMPORTS, NAME, POINTS, plain_checks
from tests.benchmarks.stopwatch import time_commands
from tests.nbgrader.instructor import Instructor

_CONFIG = """\
# ASSIGNMENT CONFIG
name: rectifiers
run_tests: false
export_cell: false
check_all_cell: false
generate:
  pdf: false"""


def seconds_each(folder: Path, python: Sequence[str], answers: Sequence[Answer]) -> float:
    """Seconds by the clock for each of ``answers`` but the first, which warms the disk: their median.

    Raises RuntimeError where a right answer does not get its points.
    """
    folder.mkdir()
    (folder / f"{NAME}.ipynb").write_text(notebook_text(list(_cells())), encoding="utf-8")
    instructor = Instructor(folder, folder.parent / "home")
    instructor.types(*python, "-m", "otter", "assign", f"{NAME}.ipynb", "dist")
    (autograder,) = (folder / "dist" / "autograder").glob("*.zip")
    given = json.loads((folder / "dist" / "student" / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    tagged = [n for n, cell in enumerate(given["cells"]) if "otter_answer_cell" in cell["metadata"].get("tags", ())]
    slots = dict(zip(CHECKS, tagged, strict=True))
    seconds = []
    for answer in answers:
        (folder / f"{answer.student}.ipynb").write_text(answer.notebook(given, slots), encoding="utf-8")
        command = [*python, "-m", "otter", "run", f"{answer.student}.ipynb", "-a", str(autograder), "-o", "."]
        seconds.append(time_commands([command], folder, instructor.environment).wall)
        _require_points(folder / "results.json", answer)
    return median(seconds[1:])


def _cells() -> Iterator[dict[str, Any]]:
    yield _raw(_CONFIG)
    yield code_cell(IMPORTS)
    for exercise in CHECKS:
        yield _raw(f"# BEGIN QUESTION\nname: {exercise}\npoints: {POINTS:g}")
        yield markdown_cell(f"Write `{exercise}`.")
        yield _raw("# BEGIN SOLUTION")
        yield code_cell(f"def {exercise}(x, *more):\n    return x  # SOLUTION")
        yield _raw("# END SOLUTION")
        yield _raw("# BEGIN TESTS")
        yield from map(code_cell, plain_checks(exercise))
        yield _raw("# END TESTS")
        yield _raw("# END QUESTION")


def _raw(text: str) -> dict[str, Any]:
    return {**markdown_cell(text), "cell_type": "raw"}


def _require_points(results: Path, answer: Answer) -> None:
    points = sum(test.get("score", 0.0) for test in json.loads(results.read_text(encoding="utf-8"))["tests"])
    if answer.is_right and points != POINTS * len(CHECKS):
        raise RuntimeError(f"otter gave `{answer.student}` {points:g} points:\n{results.read_text(encoding='utf-8')}")
