"""Reports to look at: small ones, made by hand."""

from __future__ import annotations

from typing import Any

from autograder.report import (
    CheckResult,
    Curve,
    Environment,
    Evidence,
    ExerciseResult,
    Outcome,
    Report,
    Status,
    SubmissionFacts,
    Visibility,
)

HOSTILE = "<script>alert('x')</script>\x1b[31m& \"quoted\""


def check(name: str = "test_values", **changes: Any) -> CheckResult:
    """A public check of `relu` that passed, except for ``changes``."""
    facts: dict[str, Any] = {
        "name": f"solutions/{name}",
        "title": f"{name} holds.",
        "exercise": "relu",
        "possible": 2.0,
        "earned": 2.0,
        "outcome": Outcome.PASSED,
        "visibility": Visibility.PUBLIC,
    }
    return CheckResult(**(facts | changes))


FAILED = check(
    "test_negative",
    earned=0.0,
    outcome=Outcome.FAILED,
    message="`relu(-1.0)` returned 1.0, expected 0.0.",
    evidence=Evidence(call="relu(-1.0)", returned="1.0", expected="0.0"),
    hint="Negative entries become 0.",
)
HIDDEN = FAILED.model_copy(update={"name": "solutions/test_hidden", "visibility": Visibility.HIDDEN})
CURVE = Curve(x=[-1.0, 0.0, 1.0], submitted=[1.0, 0.0, 1.0], expected=[0.0, 0.0, 1.0])


def report(student: str = "ada", *checks: CheckResult, **changes: Any) -> Report:
    """A graded report of one exercise, made of ``checks``."""
    listed = list(checks) or [check()]
    earned, possible = sum(c.earned for c in listed), sum(c.possible for c in listed)
    exercise = ExerciseResult(
        name="relu", summary="Pass what is positive.", earned=earned, possible=possible, **changes.pop("exercise", {})
    )
    facts: dict[str, Any] = {
        "assignment": "rectifiers",
        "title": "Rectifiers",
        "course_digest": "c" * 64,
        "student": student,
        "status": Status.GRADED,
        "score": earned,
        "max_score": possible,
        "submission": SubmissionFacts(file=f"{student}.py", digest="d" * 64),
        "seed": 7,
        "environment": Environment(rectify="0.1", python="3.11", torch="2.13", numpy="2.4", isolation="shared"),
        "exercises": [exercise],
        "checks": listed,
    }
    return Report(**(facts | changes))


def unread(student: str = "bo", status: Status = Status.UNREADABLE) -> Report:
    """A report without checks."""
    score = 0.0 if status is Status.UNREADABLE else None
    return report(
        student, status=status, score=score, message="The file is empty.", exercises=[], checks=[], max_score=2.0
    )
