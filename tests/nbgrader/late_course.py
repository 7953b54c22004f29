"""A tiny course of nbgrader's alone: one assignment of two notebooks, graded without running anything.

A submitted notebook's own outputs are its points, so that a test says what was earned.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

ASSIGNMENT = "hw"
#: Saturday, 23:59 in Berlin, as the gradebook has it; in that night clocks are put back.
DUE = datetime.fromisoformat("2026-10-24 21:59")
#: The points of the checks in each notebook; the second has 10 more, for a question that is graded by hand.
MOST = {"p1": 10, "p2": 20}

SETTINGS = """\
c = get_config()
steps = ["SaveAutoGrades", "AssignLatePenalties"]
c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.OverwriteCells"]
c.Autograde.autograde_preprocessors = [f"nbgrader.preprocessors.{step}" for step in steps]
c.AssignLatePenalties.plugin_class = "autograder.nbgrader.late.plugin.LatePenalty"
"""


def write_course(root: Path, policy: str, settings: str = SETTINGS) -> None:
    """Write settings, policy and gradebook; the assignment is made by nbgrader's own generate_assignment."""
    from nbgrader.api import Gradebook
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    source = root / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    (root / "late_policy.toml").write_text(policy, encoding="utf-8")
    for name in MOST:
        (source / f"{name}.ipynb").write_text(_notebook(name, None), encoding="utf-8")
    # nbgrader calls the program alembic, which lies beside Python.
    with patch.dict(os.environ, PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"):
        made = NbGraderAPI(CourseDirectory(root=str(root))).generate_assignment(ASSIGNMENT)
    assert made["success"], made
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate=DUE)


def hand_in(root: Path, student: str, points: dict[str, float], at: str | None) -> None:
    """Put a submission where nbgrader collects it: notebooks with points, and the time of hand-in."""
    folder = root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    for name, earned in points.items():
        (folder / f"{name}.ipynb").write_text(_notebook(name, earned), encoding="utf-8")
    if at is not None:
        (folder / "timestamp.txt").write_text(at, encoding="utf-8")


def _notebook(name: str, earned: float | None) -> str:
    result = {
        "output_type": "execute_result",
        "data": {"text/plain": str(earned)},
        "metadata": {},
        "execution_count": 1,
    }
    check = _cell("code", "check(relu)", _marks("check", points=MOST[name]))
    cells = [check | {"execution_count": None, "outputs": [] if earned is None else [result]}]
    if name == "p2":
        answer = "Why?" if earned is None else "Because."
        cells.append(_cell("markdown", answer, _marks("question", points=10, solution=True)))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4})


def _cell(kind: str, source: str, marks: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {"nbgrader": marks}}


def _marks(name: str, *, points: float, solution: bool = False) -> dict[str, Any]:
    return {
        "grade_id": name,
        "points": points,
        "grade": True,
        "solution": solution,
        "locked": not solution,
        "task": False,
        "schema_version": 3,
    }
