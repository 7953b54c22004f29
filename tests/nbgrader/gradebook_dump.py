"""All that matters of one of nbgrader's gradebooks, as plain data: two that should hold the same are equal.

A record has a name of its own and no ids, so that pytest shows a difference as the record's name and its two values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

#: What is said of an object of each class of ``nbgrader.api``.
FIELDS = {
    "Assignment": "duedate course_id num_submissions max_score max_code_score max_written_score max_task_score",
    "Notebook": "kernelspec needs_manual_grade num_submissions max_score",
    "GradeCell": "cell_type max_score",
    "TaskCell": "cell_type max_score",
    "SolutionCell": "",
    "SourceCell": "cell_type locked source checksum",
    "Student": "first_name last_name email lms_user_id score max_score",
    "SubmittedAssignment": "timestamp extension score max_score code_score written_score task_score "
    "late_submission_penalty needs_manual_grade",
    "SubmittedNotebook": "score max_score late_submission_penalty needs_manual_grade failed_tests flagged",
    "Grade": "auto_score manual_score extra_credit score max_score needs_manual_grade failed_tests",
    "Comment": "auto_comment manual_comment comment",
}

Dump = dict[str, dict[str, Any]]


def dump_gradebook(url: str) -> Dump:
    """The gradebook at ``url``: a record for each object in it, sorted by name."""
    from nbgrader.api import Gradebook

    with Gradebook(url) as gradebook:
        return dict(sorted(_records(gradebook)))


def _records(gradebook: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (_record(student, student.id) for student in gradebook.students)
    for assignment in gradebook.assignments:
        yield _record(assignment, assignment.name)
        for notebook in assignment.notebooks:
            place = [assignment.name, notebook.name]
            yield _record(notebook, *place)
            cells = [*notebook.grade_cells, *notebook.task_cells, *notebook.solution_cells, *notebook.source_cells]
            yield from _all(cells, place)
        for submission in assignment.submissions:
            place = [assignment.name, submission.student.id]
            yield _record(submission, *place)
            for notebook in submission.notebooks:
                yield _record(notebook, *place, notebook.name)
                yield from _all([*notebook.grades, *notebook.comments], [*place, notebook.name])


def _all(objects: Iterable[Any], place: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    return (_record(one, *place, one.name) for one in objects)


def _record(one: Any, *place: str) -> tuple[str, dict[str, Any]]:
    kind = type(one).__name__
    return f"{kind} {'/'.join(place)}", {field: _plain(getattr(one, field)) for field in FIELDS[kind].split()}


def _plain(value: Any) -> Any:
    # The last digit of a sum depends on the order in which the database adds.
    return round(value, 9) if isinstance(value, float) else value
