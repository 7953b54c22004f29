"""Gradescope's `results.json`, as its autograder specification documents it."""

from __future__ import annotations

import json
from typing import Any

from autograder.doors.findings import check_text, check_title, is_full, report_text
from autograder.errors import OperatorError
from autograder.feedback.words import plain
from autograder.report import CheckResult, Measurement, Report


def render_results(report: Report, *, release_hidden: bool) -> str:
    """The document. Same report, same bytes.

    Every test is visible, or students would not see their total; a hidden check's output is its outcome and hint alone.
    What the autograder printed is for instructors. Raises OperatorError where there is no score: Gradescope then shows
    that the autograder failed, and not a zero.
    """
    if report.score is None:
        raise OperatorError(f"The submission was not graded: {report.message} Rerun the autograder for it.")
    facts: dict[str, Any] = {
        "score": report.score,
        "output": report_text(report),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "rectify": report.environment.rectify,
            "course_digest": report.course_digest,
            "submission_digest": report.submission.digest,
            "isolation": report.environment.isolation,
        },
        "tests": [_test(check, release_hidden=release_hidden) for check in report.checks],
    }
    measured = [entry for check in report.checks for entry in check.measurements]
    if measured:
        facts["leaderboard"] = [_entry(one) for one in measured]
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _test(check: CheckResult, *, release_hidden: bool) -> dict[str, Any]:
    return {
        "name": check_title(check),
        "score": check.earned,
        "max_score": check.possible,
        "status": "passed" if is_full(check) else "failed",
        "output": check_text(check, release_hidden=release_hidden),
        "tags": [check.exercise, check.visibility.value],
        "visibility": "visible",
    }


def _entry(found: Measurement) -> dict[str, Any]:
    name = f"{found.name} ({found.unit})" if found.unit else found.name
    return {"name": plain(name), "value": round(found.value, 4), "order": "desc"}
