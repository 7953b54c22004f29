"""The rows that grading one assignment leaves in nbgrader's gradebook, as its own preprocessors would leave them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from autograder.errors import WrongUsage
from autograder.nbgrader.folder import NbgraderFolder
from autograder.nbgrader.graded import GradedNotebook
from autograder.submission.source import shown

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Gradebook, SubmittedAssignment, SubmittedNotebook

#: The width of the gradebook's column: PostgreSQL refuses what is longer, and the whole commit with it.
_LONGEST_NAME = 128
_NO_RESPONSE = "No response."


class GradebookRows:
    """Writes students' scores into an open gradebook; nothing is kept before ``commit``."""

    def __init__(self, folder: NbgraderFolder, gradebook: Gradebook, assignment: str) -> None:
        from nbgrader.api import Student, SubmittedAssignment
        from nbgrader.converters import Autograde
        from nbgrader.preprocessors import AssignLatePenalties

        from autograder.nbgrader.late.plugin import policy_for, takes_by_policy

        self._gradebook, self._name = gradebook, assignment
        self._assignment: Assignment = gradebook.find_assignment(assignment)
        self._cells = _Cells(self._assignment)
        self._students = {row.id for row in gradebook.db.query(Student.id)}
        handed_in = gradebook.db.query(SubmittedAssignment.student_id)
        self._submitted = {row.student_id for row in handed_in.filter_by(assignment_id=self._assignment.id)}
        self._scored = self._submitted - self._without_scores()
        converter = Autograde(coursedir=folder.coursedir, config=folder.config)
        self._late: Any = AssignLatePenalties(parent=converter)
        if takes_by_policy(converter):
            policy_for(converter)  # a wrong policy is said before anything is written
        self._late.init_plugin()

    @property
    def notebooks(self) -> list[str]:
        """The names of the assignment's notebooks."""
        return list(self._cells.notebook_names.values())

    def has_scores(self, student: str) -> bool:
        """Whether the gradebook held the student's points when this was made."""
        return student in self._scored

    def require_student(self, student: str) -> None:
        """Raise WrongUsage where the gradebook cannot hold a student of that name."""
        if len(student) > _LONGEST_NAME or not _is_text(student):
            raise WrongUsage(
                f"`{shown(student[:40])}` is no name that the gradebook can hold: it takes {_LONGEST_NAME} characters, "
                "in UTF-8. Rename the student's folder."
            )

    def write(self, student: str, timestamp: dt.datetime | None, notebooks: Mapping[str, GradedNotebook]) -> None:
        """The points of one student's ``notebooks``; those of the assignment that are not among them earn nothing."""
        submission = self._submission(student)
        if timestamp is not None:
            submission.timestamp = timestamp
        for notebook in submission.notebooks:
            name = self._cells.notebook_names[notebook.notebook_id]
            graded = notebooks.get(name)
            self._grade(notebook, graded)
            if graded is not None:
                self._comment(notebook, graded)
        if submission.total_seconds_late > 0:
            self._penalise(student, submission, set(notebooks))
        else:
            for notebook in submission.notebooks:
                notebook.late_submission_penalty = None

    def commit(self) -> None:
        """Keep what was written."""
        self._gradebook.db.commit()

    def _without_scores(self) -> set[str]:
        """Who has a submission in which a check cell has no points: none was graded to the end."""
        from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook

        found = (
            self._gradebook.db.query(SubmittedAssignment.student_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .filter(SubmittedAssignment.assignment_id == self._assignment.id, Grade.cell_id.in_(self._cells.checks))
            .filter(Grade.auto_score.is_(None), Grade.manual_score.is_(None))
        )
        return {row.student_id for row in found.distinct()}

    def _submission(self, student: str) -> SubmittedAssignment:
        from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook

        if student in self._submitted:
            return self._gradebook.find_submission(self._name, student)
        if student not in self._students:
            self._gradebook.db.add(Student(id=student))
            self._students.add(student)
        submission = SubmittedAssignment(assignment_id=self._assignment.id, student_id=student)
        submission.assignment = self._assignment
        for notebook_id in self._cells.notebook_names:
            notebook = SubmittedNotebook(notebook_id=notebook_id, assignment=submission)
            notebook.grades = [Grade(cell_id=cell) for cell in self._cells.graded[notebook_id]]
            notebook.comments = [Comment(cell_id=cell) for cell in self._cells.commented[notebook_id]]
        self._gradebook.db.add(submission)
        self._submitted.add(student)
        return submission

    def _grade(self, notebook: SubmittedNotebook, graded: GradedNotebook | None) -> None:
        points = {} if graded is None else graded.points
        for grade in notebook.grades:
            name = self._cells.names[grade.cell_id]
            if graded is None:
                grade.auto_score, grade.needs_manual_grade = 0, False
            elif name in points:
                grade.auto_score = points[name]
                # A person looked at another version of it, or nobody has yet.
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None

    def _comment(self, notebook: SubmittedNotebook, graded: GradedNotebook) -> None:
        for comment in notebook.comments:
            name = self._cells.names[comment.cell_id]
            answered = graded.answered.get(name, True)
            comment.auto_comment = None if answered else _NO_RESPONSE

    def _penalise(self, student: str, submission: SubmittedAssignment, handed_in: set[str]) -> None:
        """By the plugin that the settings name, as nbgrader asks it: once for each notebook."""
        self._gradebook.db.flush()
        self._late.gradebook, self._late.assignment_id, self._late.student_id = self._gradebook, self._name, student
        for notebook in submission.notebooks:
            self._late.notebook_id = self._cells.notebook_names[notebook.notebook_id]
            if self._late.notebook_id not in handed_in:
                continue
            self._gradebook.db.refresh(notebook)
            late, score = submission.total_seconds_late, notebook.score
            penalty = self._late.plugin_inst.late_submission_penalty(student, score, late)
            notebook.late_submission_penalty = None if penalty is None else min(max(penalty, 0), score)


def _is_text(name: str) -> bool:
    """Whether it can be written as UTF-8, which the name of a folder need not be."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in name


class _Cells:
    """The assignment's notebooks and cells by their ids in the gradebook, read once."""

    def __init__(self, assignment: Assignment) -> None:
        self.notebook_names = {notebook.id: notebook.name for notebook in assignment.notebooks}
        self.names: dict[str, str] = {}
        self.graded: dict[str, list[str]] = {}
        self.commented: dict[str, list[str]] = {}
        #: Those that nobody grades by hand.
        self.checks: list[str] = []
        for notebook in assignment.notebooks:
            graded = [*notebook.grade_cells, *notebook.task_cells]
            commented = [*notebook.solution_cells, *notebook.task_cells]
            self.names |= {cell.id: cell.name for cell in (*graded, *commented)}
            self.graded[notebook.id] = [cell.id for cell in graded]
            self.commented[notebook.id] = [cell.id for cell in commented]
            by_hand = {cell.name for cell in notebook.solution_cells}
            self.checks += [
                cell.id for cell in notebook.grade_cells if cell.cell_type == "code" and cell.name not in by_hand
            ]
