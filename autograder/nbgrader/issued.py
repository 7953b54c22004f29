"""A notebook as it was given out: every cell that nbgrader keeps in its gradebook, in the order of the notebook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import UnreadableSubmission
from autograder.submission.notebook_json import read_cells

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True)
class IssuedCell:
    """One cell with nbgrader's marks. ``points`` is None where it earns none."""

    grade_id: str
    kind: str
    source: str
    checksum: str
    is_grade: bool = False
    is_solution: bool = False
    is_locked: bool = False
    is_task: bool = False
    points: float | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a person writes here what a person grades."""
        return self.is_grade and self.is_solution

    @property
    def marks(self) -> dict[str, Any]:
        """The metadata that nbgrader reads."""
        marks: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": self.grade_id,
            "grade": self.is_grade,
            "solution": self.is_solution,
            "locked": self.is_locked,
            "task": self.is_task,
            "cell_type": self.kind,
            "checksum": self.checksum,
        }
        return marks if self.points is None else {**marks, "points": self.points}


@dataclass(frozen=True, slots=True)
class IssuedNotebook:
    """One notebook of one assignment."""

    name: str
    kernelspec: dict[str, Any]
    cells: tuple[IssuedCell, ...]


def issued_notebook(gradebook: Gradebook, name: str, assignment: str, released: Path) -> IssuedNotebook:
    """What the gradebook holds of the notebook, in the order of the file ``released``, where that can be read.

    Raises nbgrader's MissingEntry where the gradebook does not know the notebook.
    """
    notebook = gradebook.find_notebook(name, assignment)
    graded = {cell.name: cell for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    cells = {
        cell.name: IssuedCell(
            grade_id=cell.name,
            kind=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum or "",
            is_grade=cell.name in graded and cell.name not in tasks,
            is_solution=cell.name in solutions,
            is_locked=bool(cell.locked),
            is_task=cell.name in tasks,
            points=float(graded[cell.name].max_score) if cell.name in graded else None,
        )
        for cell in notebook.source_cells
    }
    order = [grade_id for grade_id in _order(released) if grade_id in cells]
    ordered = [*dict.fromkeys(order), *(name for name in sorted(cells) if name not in order)]
    kernelspec = json.loads(notebook.kernelspec) if notebook.kernelspec else {}
    return IssuedNotebook(name, kernelspec or {}, tuple(cells[grade_id] for grade_id in ordered))


def _order(released: Path) -> list[str]:
    """The names of the cells in a released notebook; the gradebook itself keeps them in no order."""
    try:
        return [cell.grade_id for cell in read_cells(released.read_text(encoding="utf-8")).cells]
    except (OSError, UnicodeDecodeError, UnreadableSubmission):
        return []
