"""The class's grades as nbgrader's gradebook has them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from autograder.errors import OperatorError, WrongUsage
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.nbgrader.students import students_of

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


def read_gradesheet(gradebook: Gradebook, assignments: Collection[str], students: Collection[str]) -> Gradesheet:
    """Read the named assignments and students, all of them where none is named.

    Raises WrongUsage where a name is not the gradebook's, or there is no assignment in it; OperatorError where the
    database refuses.
    """
    from sqlalchemy.exc import SQLAlchemyError

    try:
        return _read(gradebook, assignments, students)
    except SQLAlchemyError as problem:
        reason = str(problem).partition("\n")[0]
        raise OperatorError(f"The gradebook cannot be read: {reason}. `nbgrader db upgrade` may help.") from problem


def _read(gradebook: Gradebook, assignments: Collection[str], students: Collection[str]) -> Gradesheet:
    by_id = {one.id: Assignment(one.name, float(one.max_score), one.duedate) for one in gradebook.assignments}
    known = list(by_id.values())
    if not known:
        raise WrongUsage("The gradebook has no assignment yet. Run `nbgrader generate_assignment` first.")
    _require_known(assignments, [one.name for one in known], "assignment")
    everyone = students_of(gradebook)
    _require_known(students, [one.identifier for one in everyone], "student")
    chosen = [one for one in known if not assignments or one.name in assignments]
    people = [one for one in everyone if not students or one.identifier in students]
    graded = _graded(gradebook)
    grades = {}
    for submission in _submissions(gradebook):
        assignment = by_id.get(submission.assignment_id)
        if assignment in chosen:
            grade = _grade(submission, assignment, is_graded=submission.id in graded)
            grades[submission.student_id, assignment.name] = grade
    return Gradesheet(chosen, people, grades)


def _submissions(gradebook: Gradebook) -> Iterable[Any]:
    """All submissions in one query, which nbgrader's own way to them makes three for each."""
    from nbgrader.api import SubmittedAssignment as Submitted
    from sqlalchemy.orm import undefer

    wanted = (Submitted.score, Submitted.late_submission_penalty, Submitted.needs_manual_grade)
    found: Iterable[Any] = gradebook.db.query(Submitted).options(*map(undefer, wanted))
    return found


def _graded(gradebook: Gradebook) -> set[str]:
    """The submissions with any grade at all: autograding that fails leaves a submission without."""
    from nbgrader.api import Grade as Cell
    from nbgrader.api import SubmittedNotebook

    rows = gradebook.db.query(SubmittedNotebook.assignment_id).join(Cell, Cell.notebook_id == SubmittedNotebook.id)
    return {identifier for (identifier,) in rows.distinct()}


def _grade(submission: Any, assignment: Assignment, *, is_graded: bool) -> Grade:
    raw, penalty = float(submission.score), float(submission.late_submission_penalty)
    if (not is_graded and assignment.max_score > 0) or not (math.isfinite(raw) and math.isfinite(penalty)):
        return Grade(Status.NOT_GRADED, max_score=assignment.max_score, submitted=submission.timestamp)
    status = Status.NEEDS_MANUAL_GRADING if submission.needs_manual_grade else Status.GRADED
    # Without a due date nobody is late, though nbgrader would add an extension to it.
    late = submission.total_seconds_late if assignment.due is not None else 0
    return Grade(status, raw, penalty, assignment.max_score, submission.timestamp, float(late))


def _require_known(names: Collection[str], known: list[str], what: str) -> None:
    for name in names:
        if name not in known:
            has = ", ".join(f"`{one}`" for one in known[:20]) + (" and more" if len(known) > 20 else "")
            raise WrongUsage(f"The gradebook has no {what} `{name}`. It has {has or 'none'}.")
