"""One submitted notebook, graded: what any process can do without nbgrader, as plain data in and out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from autograder.grading.task import Task, grade_task
from autograder.nbgrader.issued import IssuedNotebook
from autograder.nbgrader.mending import DAMAGE, mend, read_as_far_as_possible
from autograder.nbgrader.results import add_results
from autograder.report import Status


@dataclass(frozen=True)
class NotebookTask:
    """One submitted notebook to grade, and what was given out."""

    task: Task
    issued: IssuedNotebook


@dataclass(frozen=True)
class GradedNotebook:
    """What became of it: the notebook for ``autograded`` in JSON, and each cell's points.

    ``points`` holds every cell that is graded: None where a person has to. ``answered`` holds every solution cell, and
    whether anything was written there. ``ungraded`` says why there is no score; then all else is empty.
    """

    text: str = ""
    points: dict[str, float | None] = field(default_factory=dict)
    answered: dict[str, bool] = field(default_factory=dict)
    damage: tuple[str, ...] = ()
    ungraded: str = ""


def grade_notebook(wanted: NotebookTask) -> GradedNotebook:
    """Grade by the engine, mend, and write the results into it. Raises AuthorError where the course is wrong."""
    report = grade_task(wanted.task)
    if report.status is Status.UNGRADED:
        return GradedNotebook(ungraded=report.message)
    notebook = mend(read_as_far_as_possible(wanted.task.path), wanted.issued)
    damage = tuple(notebook["metadata"].get(DAMAGE, ()))
    points: dict[str, float | None] = dict(add_results(notebook, report))
    sources = {}
    for cell in notebook["cells"]:
        if grade_id := cell["metadata"].get("nbgrader", {}).get("grade_id"):
            sources[grade_id] = (cell["cell_type"], cell["source"])
    answered = {
        cell.grade_id: sources.get(cell.grade_id) != (cell.kind, cell.source)
        for cell in wanted.issued.cells
        if cell.is_solution
    }
    points |= {cell.grade_id: None if answered[cell.grade_id] else 0.0 for cell in wanted.issued.cells if cell.by_hand}
    return GradedNotebook(notebook_text(notebook), points, answered, damage)


def notebook_text(notebook: dict[str, Any]) -> str:
    """The notebook as nbformat writes it: sorted, texts as lists of lines."""
    cells = [
        {
            **cell,
            "source": cell["source"].splitlines(keepends=True),
            **({"outputs": [_split(output) for output in cell["outputs"]]} if "outputs" in cell else {}),
        }
        for cell in notebook["cells"]
    ]
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _split(output: dict[str, Any]) -> dict[str, Any]:
    return {**output, "data": {kind: text.splitlines(keepends=True) for kind, text in output["data"].items()}}
