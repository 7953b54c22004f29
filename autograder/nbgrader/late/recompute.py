"""Late penalties of a whole gradebook, anew: after manual grading, another policy, or an extension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.errors import WrongUsage
from autograder.nbgrader.late.penalty import Penalty, apportioned, penalty
from autograder.nbgrader.late.policy import EVERY, LatePolicy

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Gradebook, SubmittedAssignment

#: Penalties that differ by less, in points, are the same: databases keep floats.
_SAME = 1e-6


@dataclass(frozen=True)
class Settled:
    """What a submission loses, and which part of it each of its notebooks, by name, in points."""

    penalty: Penalty
    parts: dict[str, float]


@dataclass(frozen=True)
class Moved:
    """A submission whose penalty is another one now; ``score`` is the raw one, which stays. All in points."""

    assignment: str
    student: str
    score: float
    before: float
    after: float
    reason: str


@dataclass(frozen=True)
class Recomputed:
    """What recomputing found: how many submissions it looked at, who moved, what an instructor should look at."""

    submissions: int
    moved: tuple[Moved, ...]
    remarks: tuple[str, ...]


def settle(policy: LatePolicy, submission: SubmittedAssignment) -> Settled:
    """What a submission of nbgrader's gradebook loses, by its scores as they are now. Changes nothing.

    Raises what ``penalty`` raises.
    """
    name = submission.assignment.name
    # With an extension of its own and no due date, a submission of nbgrader's cannot say how late it is.
    due = submission.duedate if submission.assignment.duedate is not None else None
    late = submission.total_seconds_late if due else 0
    notebooks = sorted(submission.notebooks, key=lambda notebook: str(notebook.name))
    scores = [(float(notebook.score), float(notebook.max_score)) for notebook in notebooks]
    whole = sum(score for score, _ in scores)
    found = penalty(policy, submission.student_id, name, whole, float(submission.max_score), late, due=due)
    parts = apportioned(policy.rule(name), found.points, scores)
    return Settled(found, {notebook.name: part for notebook, part in zip(notebooks, parts, strict=True)})


def enter(submission: SubmittedAssignment, settled: Settled) -> None:
    """Write the penalty into the submission's notebooks, where it differs; the caller commits."""
    for notebook in submission.notebooks:
        part = settled.parts[notebook.name]
        if abs((notebook.late_submission_penalty or 0.0) - part) > _SAME:
            notebook.late_submission_penalty = part


def recompute(gradebook: Gradebook, policy: LatePolicy, name: str | None = None) -> Recomputed:
    """Bring every penalty of the gradebook, or of one assignment, to what the policy says of the scores as they are.

    Nothing else is changed, and a second time nobody moves. All is written at the end, or nothing. Raises WrongUsage
    for an assignment that is not in the gradebook, and what ``penalty`` raises.
    """
    # By name: databases differ in where they put those without a due date.
    assignments = sorted(gradebook.assignments, key=lambda assignment: str(assignment.name))
    if name is not None:
        known = ", ".join(f"`{assignment.name}`" for assignment in assignments) or "none"
        assignments = [assignment for assignment in assignments if assignment.name == name]
        if not assignments:
            raise WrongUsage(f"There is no assignment `{name}` in the gradebook; it has {known}. Name one of them.")
    moved: list[Moved] = []
    remarks = list(_unknown(gradebook, policy))
    count = 0
    for assignment in assignments:
        submissions = _submissions(gradebook, assignment)
        count += len(submissions)
        remarks += _never_late(assignment, submissions)
        moved += [one for submission in submissions if (one := _moved(policy, submission))]
    gradebook.db.commit()
    return Recomputed(count, tuple(moved), tuple(remarks))


def _moved(policy: LatePolicy, submission: SubmittedAssignment) -> Moved | None:
    settled = settle(policy, submission)
    before = sum(notebook.late_submission_penalty or 0.0 for notebook in submission.notebooks)
    score = sum(float(notebook.score) for notebook in submission.notebooks)
    enter(submission, settled)
    after = settled.penalty.points
    if abs(before - after) <= _SAME:
        return None
    return Moved(submission.assignment.name, submission.student_id, score, before, after, settled.penalty.reason)


def _submissions(gradebook: Gradebook, assignment: Assignment) -> list[SubmittedAssignment]:
    """All submissions of an assignment by their students' names, with the scores of a class in a few queries."""
    from nbgrader.api import SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select
    from sqlalchemy.orm import selectinload, undefer

    notebooks = selectinload(SubmittedAssignment.notebooks)
    query = (
        select(SubmittedAssignment)
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .order_by(SubmittedAssignment.student_id)
        .options(
            undefer(SubmittedAssignment.max_score),
            notebooks.undefer(SubmittedNotebook.score),
            notebooks.undefer(SubmittedNotebook.max_score),
        )
    )
    return list(gradebook.db.execute(query).scalars())


def _unknown(gradebook: Gradebook, policy: LatePolicy) -> Iterator[str]:
    """Names in the policy that the gradebook does not know: likely slips of the pen, by which somebody gets nothing."""
    students = {student.id for student in gradebook.students}
    assignments = {assignment.name for assignment in gradebook.assignments}
    named = set(policy.assignments)
    for student, extensions in policy.extensions.items():
        if student not in students:
            yield f"The late policy has an extension for `{student}`, and no such student is in the gradebook."
        named.update(name for name in extensions if name != EVERY)
    for name in sorted(named - assignments):
        yield f"The late policy names the assignment `{name}`, which is not in the gradebook."


def _never_late(assignment: Assignment, submissions: list[SubmittedAssignment]) -> Iterator[str]:
    """What makes work look as if it were in time."""
    if submissions and assignment.duedate is None:
        yield f"`{assignment.name}` has no due date in the gradebook: nobody is late. Set it in formgrader."
        return
    without = [submission.student_id for submission in submissions if submission.timestamp is None]
    if without:
        yield (
            f"`{assignment.name}`: {len(without)} without a time of hand-in, taken as in time ({', '.join(without[:5])}"
            f"{', …' if len(without) > 5 else ''}). No time is in `timestamp.txt`."
        )
