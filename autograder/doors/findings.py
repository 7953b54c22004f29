"""What a check found, as plain text: what other systems show beside its points."""

from __future__ import annotations

from autograder.feedback.words import (
    OUTCOMES,
    STATUSES,
    adds_to_message,
    format_points,
    is_shown,
    measurement_text,
    next_step,
    plain,
)
from autograder.report import CheckResult, ExerciseResult, Outcome, Report, Status


def is_full(check: CheckResult) -> bool:
    """Whether the check passed and earned all its points: a manner that counts for nothing alone did not."""
    return check.outcome is Outcome.PASSED and check.earned >= check.possible


def check_title(check: CheckResult) -> str:
    """The check's sentence on one line, after its exercise's name unless it begins with that."""
    named = check.title if check.title.startswith(check.exercise) else f"{check.exercise}: {check.title}"
    return plain(" ".join(named.split()))


def check_text(check: CheckResult, *, release_hidden: bool) -> str:
    """How the check ended and why. Of a hidden one that is not released only how it ended, and the hint."""
    sign, words = OUTCOMES[check.outcome]
    lines = [f"{sign} {words}: {format_points(check.earned)} of {format_points(check.possible)} points"]
    if is_shown(check, release_hidden=release_hidden):
        lines += [check.message] if check.message else []
        if check.evidence is not None and adds_to_message(check):
            evidence = check.evidence
            lines += [f"called:   {evidence.call}", f"returned: {evidence.returned}", f"expected: {evidence.expected}"]
        lines += [f"{found.name}: {measurement_text(found)}" for found in check.measurements]
    if check.hint and check.outcome is not Outcome.PASSED:
        lines.append(f"Hint: {check.hint}")
    return plain("\n".join(lines))


def exercise_line(exercise: ExerciseResult) -> str:
    """An exercise's points and, where it is wrong and that is known, the hint."""
    hint = f" Hint: {exercise.hint}" if exercise.hint and exercise.earned < exercise.possible else ""
    points = f"{format_points(exercise.earned)} of {format_points(exercise.possible)}"
    return plain(" ".join(f"{exercise.name}: {points} points.{hint}".split()))


def report_text(report: Report) -> str:
    """The whole at a glance: how it stands, each exercise, what was remarked on reading the file."""
    lines = [next_step(report)]
    if report.status is not Status.GRADED:
        lines.append(f"The submission {STATUSES[report.status]}: {report.message}")
    lines += [exercise_line(exercise) for exercise in report.exercises]
    lines += [f"Remark: {remark}" for remark in report.submission.remarks]
    return plain("\n".join(lines))


def score_text(report: Report) -> str:
    """`7 of 10 points`, or that there is no score."""
    if report.score is None:
        return "no score"
    return f"{format_points(report.score)} of {format_points(report.max_score)} points"
