"""A class of notebooks, in parallel: what `nbgrader autograde` does one by one, with the same gradebook in the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.course import Assignment, Course
from autograder.course.secret import course_secret
from autograder.errors import AutograderError, WrongUsage
from autograder.grading.executors import process_ended, tasks_ahead
from autograder.grading.task import Task
from autograder.nbgrader.autograded_folder import AutogradedFolder
from autograder.nbgrader.folder import NbgraderFolder
from autograder.nbgrader.gradebook_rows import GradebookRows
from autograder.nbgrader.graded import GradedNotebook, NotebookTask, grade_notebook
from autograder.nbgrader.issued import IssuedNotebook, issued_notebook

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

#: A commit waits for the disk; so many students share one.
_TOGETHER = 16
_UNFORESEEN = "Grading it met an error that is not the student's: please report it"


@dataclass
class ClassGraded:
    """What became of a class: who was graded now, before, and not at all and why; whose notebook had to be mended.

    ``ungraded`` are those with whom this machine failed, ``refused`` those whose files cannot be graded as they lie
    there, ``empty`` those whose folder holds nothing. ``passed_over`` names notebooks that are not the assignment's.
    """

    graded: list[str] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)
    ungraded: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    passed_over: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mended: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class _Student:
    """One student's notebooks on their way; those that were not handed in are not among them."""

    name: str
    waiting: set[str]
    done: dict[str, GradedNotebook] = field(default_factory=dict)


def grade_notebooks(
    folder: NbgraderFolder,
    course: Course,
    name: str,
    executor: Executor,
    *,
    isolation: str,
    force: bool = False,
    progress: Callable[[str, int], None] = lambda _student, _count: None,
) -> ClassGraded:
    """Grade all submissions of the nbgrader assignment ``name`` that are not graded yet, or all with ``force``.

    ``progress`` is told each student who is done, and of how many. A student's folder in ``autograded`` appears when
    the gradebook holds the scores: an interrupted run goes on where it was. Raises WrongUsage where nbgrader does not
    know the assignment or nothing was handed in, AuthorError where the course is wrong.
    """
    with folder.gradebook() as gradebook:
        issued = _issued(folder, gradebook, name)
        assignments = {notebook: course.assignment(notebook) for notebook in issued}
        for assignment in assignments.values():
            assignment.require_solutions()
        output = AutogradedFolder(folder, name, force=force)
        students = output.students()
        if not students:
            raise WrongUsage(
                f"Nobody handed in `{name}`: there is no notebook in `{folder.root}`, by its settings in "
                f"`{output.submitted('STUDENT')}`. Run `nbgrader collect` or `nbgrader zip_collect`, or name another "
                "assignment."
            )
        rows = GradebookRows(folder, gradebook, name)
        # A folder outlives the scores: the assignment or the student was removed, or the gradebook is another one.
        resumed = [one for one in students if rows.has_scores(one) and not output.is_wanted(one)]
        result = ClassGraded(resumed=resumed, empty=output.empty())
        wanted = sorted(set(students) - set(resumed))
        run = _Run(output, rows, result, lambda student: progress(student, len(wanted)))
        run.grade(executor, _tasks(wanted, output, issued, assignments, course, isolation))
    return result


def _issued(folder: NbgraderFolder, gradebook: Gradebook, name: str) -> dict[str, IssuedNotebook]:
    from nbgrader.api import MissingEntry

    released = Path(folder.coursedir.format_path(folder.coursedir.release_directory, ".", name))
    try:
        names = [notebook.name for notebook in gradebook.find_assignment(name).notebooks]
    except MissingEntry:
        names = []
    if not names:
        raise WrongUsage(
            f"The gradebook does not know `{name}`. Run `nbgrader generate_assignment {name}` in `{folder.path}` first."
        )
    return {one: issued_notebook(gradebook, one, name, released / f"{one}.ipynb") for one in names}


def _tasks(
    students: Sequence[str],
    output: AutogradedFolder,
    issued: dict[str, IssuedNotebook],
    assignments: dict[str, Assignment],
    course: Course,
    isolation: str,
) -> Iterator[tuple[_Student, dict[str, NotebookTask]]]:
    secret = course_secret(course.root)
    for student in students:
        here = {name: output.submitted(student) / f"{name}.ipynb" for name in issued}
        tasks = {
            name: NotebookTask(Task(assignments[name], student, path, "", (), isolation, secret), issued[name])
            for name, path in here.items()
            if os.path.lexists(path)
        }
        yield _Student(student, set(tasks)), tasks


class _Run:
    """The grading of one class: tasks out, results in, and for each few students one commit."""

    def __init__(
        self, output: AutogradedFolder, rows: GradebookRows, result: ClassGraded, progress: Callable[[str], None]
    ) -> None:
        self._output, self._rows, self._result, self._progress = output, rows, result, progress
        self._waiting: dict[Future[GradedNotebook], tuple[_Student, str]] = {}
        self._finished: list[_Student] = []

    def grade(self, executor: Executor, work: Iterator[tuple[_Student, dict[str, NotebookTask]]]) -> None:
        """Grade everything, a few ahead of the executor. What is finished is kept, whatever ends the run."""
        ahead = tasks_ahead(executor)
        try:
            for student, tasks in work:
                if reason := self._refusal(student.name):
                    self._result.refused[student.name] = reason
                    self._progress(student.name)
                    continue
                if others := self._output.other_notebooks(student.name, self._rows.notebooks):
                    self._result.passed_over[student.name] = others
                for name, task in tasks.items():
                    self._waiting[executor.submit(grade_notebook, task)] = (student, name)
                while len(self._waiting) >= ahead:
                    self._take()
            while self._waiting:
                self._take()
        except BrokenExecutor as problem:
            raise process_ended() from problem
        finally:
            self._keep()

    def _take(self) -> None:
        done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        # In the order of the class, so that what broke in the end costs nothing of what was done before.
        future = next(one for one in self._waiting if one in done)
        student, name = self._waiting.pop(future)
        try:
            student.done[name] = future.result()
        except (AutograderError, BrokenExecutor):
            raise
        except Exception as problem:  # noqa: BLE001  (no submission stops the class, whatever nobody thought of)
            student.done[name] = GradedNotebook(ungraded=f"{_UNFORESEEN} ({type(problem).__name__}: {problem}).")
        if student.waiting == set(student.done):
            self._finish(student)

    def _refusal(self, student: str) -> str:
        """Why a student's hand-in cannot be graded as it lies there, or ``""``."""
        try:
            self._rows.require_student(student)
            self._output.timestamp(student)
        except WrongUsage as problem:
            return str(problem)
        return self._output.nothing_of(student, self._rows.notebooks)

    def _finish(self, student: _Student) -> None:
        reasons = [graded.ungraded for graded in student.done.values() if graded.ungraded]
        if reasons:
            self._result.ungraded[student.name] = reasons[0]
        else:
            self._finished.append(student)
            if len(self._finished) >= _TOGETHER:
                self._keep()
        self._progress(student.name)

    def _keep(self) -> None:
        """First the gradebook, then the folders: a folder says that its scores are kept."""
        students, self._finished = self._finished, []
        if not students:
            return
        for student in students:
            self._rows.write(student.name, self._output.timestamp(student.name), student.done)
        self._rows.commit()
        for student in students:
            self._output.write(student.name, {name: graded.text for name, graded in student.done.items()})
            self._result.graded.append(student.name)
            damage = tuple(said for graded in student.done.values() for said in graded.damage)
            if damage:
                self._result.mended[student.name] = damage
