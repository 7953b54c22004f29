"""One check from end to end: find what is meant, rebuild it, have it graded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from autograder.course.course import find_course
from autograder.errors import AutograderError, WrongUsage
from autograder.grading.own_fault import note_own_fault
from autograder.notebook_check.grader_process import ask_grader
from autograder.notebook_check.live import live_names
from autograder.notebook_check.rebuild import Rebuilt
from autograder.notebook_check.view import CheckView
from autograder.notebook_check.which import Wanted, find_wanted
from autograder.report import Report


def checked(target: Any, assignment: str | None, caller: Mapping[str, Any]) -> tuple[CheckView, float]:
    """What to show, and the points of the assignment that the public checks come to.

    ``caller``: the global names of whoever asks. Raises nothing but what is no Exception: an interrupt.
    """
    try:
        wanted = find_wanted(find_course(), live_names(caller), target, assignment)
        view = _graded(wanted)
    except AutograderError as problem:
        return CheckView(None, str(problem)), 0.0
    except Exception as problem:  # noqa: BLE001  (a mistake of ours is told in words, too)
        return CheckView(None, note_own_fault(problem)), 0.0
    worth = sum(one.points for one in wanted.assignment.spec.exercises if one.name in wanted.exercises)
    return view, worth * (view.earned / view.possible) if view.possible else 0.0


def _graded(wanted: Wanted) -> CheckView:
    rebuilt = Rebuilt(wanted.live, wanted.exercises)
    if wanted.exercise in rebuilt.lost:
        raise WrongUsage(
            f"The source of `{wanted.exercise}` cannot be found: it was not defined in a cell. Define it in one, with "
            "`def` or `class`, and check again."
        )
    lost = [f"The source of `{name}` cannot be found: define it in a cell." for name in rebuilt.lost]
    cells = [(cell.name, cell.text) for cell in rebuilt.cells]
    request = {
        "course": str(wanted.assignment.folder.parent.parent),
        "assignment": wanted.assignment.name,
        "exercise": wanted.exercise,
        "file": wanted.live.title or "notebook",
        "digest": hashlib.sha256(repr(cells).encode()).hexdigest(),
        "cells": cells,
        "remarks": list(dict.fromkeys([*rebuilt.remarks, *lost])),
    }
    answer = ask_grader(request, wanted.assignment)
    if "report" not in answer:
        return CheckView(None, str(answer["message"]))
    return CheckView(Report.model_validate_json(answer["report"]))
