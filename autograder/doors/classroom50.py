"""Classroom 50's `result.json`: what an autograder leaves for its runner (schema `classroom50/result/v1`).

The runner, not this file, says who handed in and when: it gives the identity in environment variables, stamps owner,
kind and times itself, and refuses a result of another repository. Points there are whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from autograder.doors.findings import check_text, check_title, is_full
from autograder.errors import OperatorError, WrongUsage
from autograder.report import CheckResult, Report

SCHEMA = "classroom50/result/v1"
#: The field of the result, and the variable that the runner sets for it.
IDENTITY = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}


def render_classroom50(
    report: Report, environment: Mapping[str, str], *, datetime: str, times: int = 1, release_hidden: bool
) -> str:
    """The document. ``datetime`` (UTC, `2026-05-31T12:00:00Z`) the runner writes over; each point counts ``times``.

    Raises WrongUsage where the runner's variables are not there or points are not whole, and OperatorError where the
    report has no score: an operator's error is not to become one.
    """
    if report.score is None:
        raise OperatorError(f"There is no score to hand on: {report.message} Run the grading again.")
    absent = [name for name in IDENTITY.values() if not environment.get(name)]
    if absent:
        raise WrongUsage(
            f"`${absent[0]}` is not set. Classroom 50's runner sets it for an `autograder.py`: run this from one."
        )
    result: dict[str, Any] = {"schema": SCHEMA} | {key: environment[name] for key, name in IDENTITY.items()}
    result["assignment_type"] = environment.get("ASSIGNMENT_TYPE") or "individual"
    result["owner"] = environment.get("OWNER") or environment.get("USERNAME") or report.student or "unknown"
    result["review"] = environment.get("REVIEW_URL") or result["commit"]
    result["datetime"] = datetime
    result["score"] = _whole(report.score, times)
    result["max-score"] = _whole(report.max_score, times)
    result["tests"] = [_test(check, times, release_hidden=release_hidden) for check in report.checks]
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _test(check: CheckResult, times: int, *, release_hidden: bool) -> dict[str, Any]:
    return {
        "test-name": check_title(check),
        "passed": is_full(check),
        "score": _whole(check.earned, times),
        "max-score": _whole(check.possible, times),
        "output": check_text(check, release_hidden=release_hidden),
    }


def _whole(points: float, times: int) -> int:
    found = points * times
    if abs(found - round(found)) > 1e-9:
        raise WrongUsage(
            f"Classroom 50 takes whole points, and {found:g} is none. Count each point several times with `--times N`."
        )
    return round(found)
