"""A small gradebook, made by nbgrader's own API: what exports and collectors are tested on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

DUE = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - in UTC without saying so, as nbgrader keeps times


@dataclass(frozen=True)
class Work:
    """A submission: points of the checks, points given by hand (None: not graded yet), penalty, hours late."""

    auto: float | None = 0.0
    manual: float | None = 0.0
    penalty: float = 0.0
    hours_late: float = 0.0


def new_gradebook(folder: Path, *assignments: str) -> str:
    """Make ``gradebook.db`` in ``folder``, each assignment out of 6 points by checks and 4 by hand; return its URL."""
    url = f"sqlite:///{folder / 'gradebook.db'}"
    fill_gradebook(url, *assignments)
    return url


def fill_gradebook(url: str, *assignments: str) -> None:
    """Make the same in an empty database."""
    from nbgrader.api import Gradebook

    with pytest.MonkeyPatch.context() as patch:
        # For a new gradebook, nbgrader starts a program that knows the schema's version: seconds, and not looked at.
        patch.setattr("nbgrader.api.get_alembic_version", lambda: "e43177bfe90b")
        gradebook = Gradebook(url)
    with gradebook:
        for number, name in enumerate(assignments):
            gradebook.add_assignment(name, duedate=DUE + timedelta(days=number))
            gradebook.add_notebook(name, name)
            gradebook.add_grade_cell("check", name, name, max_score=6, cell_type="code")
            gradebook.add_grade_cell("question", name, name, max_score=4, cell_type="markdown")
            gradebook.add_solution_cell("question", name, name)


def add_student(url: str, student: str, work: Mapping[str, Work], **details: Any) -> None:
    """Add a student and what they handed in, by assignment."""
    from nbgrader.api import Gradebook

    with Gradebook(url) as gradebook:
        gradebook.add_student(student, **details)
        for name, done in work.items():
            due = gradebook.find_assignment(name).duedate
            # SQLAlchemy warns of how nbgrader makes a submission, unless it waits for the whole of it.
            with gradebook.db.no_autoflush:
                gradebook.add_submission(name, student, timestamp=due + timedelta(hours=done.hours_late))
            notebook = gradebook.find_submission_notebook(name, name, student)
            notebook.late_submission_penalty = done.penalty
            check = gradebook.find_grade("check", name, name, student)
            check.auto_score, check.needs_manual_grade = done.auto, done.auto is None
            question = gradebook.find_grade("question", name, name, student)
            question.manual_score, question.needs_manual_grade = done.manual, done.manual is None
        gradebook.db.commit()
