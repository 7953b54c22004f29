"""Plain ``nbgrader autograde``: what a submission takes it, alone and as two processes over half the class each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.course.stub import code_cell, notebook_text
from tests.benchmarks.class_answers import Answer
from tests.benchmarks.eight_checks import CHECKS, IMPORTS, NAME, plain_checks
from tests.benchmarks.notebook_class import NotebookClass


def _open_class(folder: Path, python: Sequence[str]) -> NotebookClass:
    """A folder of nbgrader's as it comes, with the exercises and their checks as assertions in locked cells."""
    source = folder / "source" / NAME
    source.mkdir(parents=True)
    (source / f"{NAME}.ipynb").write_text(notebook_text(list(_cells())), encoding="utf-8")
    (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "plain"\n')
    return NotebookClass(folder, python)


def _cells() -> Iterator[dict[str, Any]]:
    yield code_cell(IMPORTS)
    for exercise in CHECKS:
        stub = f"def {exercise}(x, *more):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
        yield _marked(code_cell(stub), f"answer_{exercise}", solution=True)
        for kind, check in zip(("values", "gradients"), plain_checks(exercise), strict=True):
            yield _marked(code_cell(check), f"check_{exercise}_{kind}", grade=True, locked=True, points=1)


def _marked(cell: dict[str, Any], grade_id: str, **marks: Any) -> dict[str, Any]:
    marked = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, **marks}
    cell["metadata"]["nbgrader"] = {"grade_id": grade_id, **marked}
    return cell


def seconds_each(folder: Path, python: Sequence[str], answers: Sequence[Answer], processes: int) -> float:
    """Seconds for each submission by the clock: from the first that is graded, in each process, to the last.

    The processes share the class. Raises RuntimeError where a right answer does not get its points.
    """
    given = _open_class(folder, python)
    renamed = [replace(answer, student=f"{number % processes}_{number}") for number, answer in enumerate(answers)]
    given.hand_in(renamed)
    given.grade(*(["nbgrader", "autograde", NAME, f"--student={number}_*"] for number in range(processes)))
    given.require_scores(renamed)
    moments = given.moments(renamed)
    return (moments[-1] - moments[processes - 1]) / (len(moments) - processes)
