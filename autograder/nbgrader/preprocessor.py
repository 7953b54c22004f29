"""Grading inside `nbgrader autograde`: in the place of running the notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Unicode

from autograder.course.course import Course, find_course
from autograder.course.secret import course_secret
from autograder.errors import AuthorError
from autograder.grading.task import Task, grade_task
from autograder.nbgrader.failures import stopping_grading
from autograder.nbgrader.results import add_results
from autograder.report import Report, Status


class GradeInSandbox(NbGraderPreprocessor):
    """For ``c.Autograde.autograde_preprocessors``, where nbgrader has ``Execute``.

    The submitted file is graded as `rectify grade` grades it, and the report written into the check cells' outputs.
    """

    course = Unicode("", help="The course: a folder with `assignments/` and `solutions/` in it.").tag(config=True)
    isolation = Enum(
        ["shared", "fresh"], "shared", help="One sandbox for all submissions of a run, or one for each."
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Write each check cell's points and explanation into ``nb``, and return both.

        Where there can be no score, this submission has none and the next one is graded; where the course is wrong, the
        command ends, in words.
        """
        names = resources["nbgrader"]
        folders = self.parent.parent.coursedir
        submitted = folders.format_path(folders.submitted_directory, names["student"], names["assignment"])
        with stopping_grading(self.log):
            report = self._report(Path(submitted, f"{names['notebook']}.ipynb"), names["student"])
            if report.status is not Status.UNGRADED:
                add_results(nb, report)
                nb = nbformat.from_dict(nb)
        if report.status is Status.UNGRADED:
            raise NbGraderException(f"`{names['student']}` has no score, for no fault of theirs: {report.message}")
        return nb, resources

    def _report(self, path: Path, student: str) -> Report:
        course = self._course()
        assignment = course.assignment(path.stem)
        assignment.require_solutions()
        return grade_task(Task(assignment, student, path, "", (), self.isolation, course_secret(course.root)))

    def _course(self) -> Course:
        if not self.course:
            raise AuthorError(
                "`nbgrader_config.py` does not say where the course is: set `c.GradeInSandbox.course` to the folder "
                "with `assignments/` and `solutions/` in it."
            )
        return find_course(Path(self.course))
