"""A course: any folder with ``assignments/`` in it and, on an instructor's machine, ``solutions/``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from autograder.course.assignment import AssignmentSpec, is_assignment_name, read_assignment
from autograder.course.questions import FreeResponse, read_questions
from autograder.errors import AuthorError, CourseNotFound, WrongUsage

_BUNDLED = Path(__file__).parent / "bundled"
_NOT_CONTENT = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache", "class", "figures.py", ".DS_Store"}


@dataclass(frozen=True)
class Assignment:
    """One assignment's folders. ``solution_folder`` may not exist: a student has no solutions."""

    name: str
    folder: Path
    solution_folder: Path

    @cached_property
    def spec(self) -> AssignmentSpec:
        """What ``assignment.toml`` says."""
        return read_assignment(self.folder / "assignment.toml")

    @property
    def stub(self) -> Path:
        """The file that a student fills in."""
        return self.folder / f"{self.name}.py"

    @property
    def stub_notebook(self) -> Path:
        """The same as a notebook."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def reading(self) -> Path:
        """The assignment's reading."""
        return self.folder / "README.md"

    @property
    def public_checks(self) -> Path:
        """The checks that a student sees."""
        return self.folder / f"test_{self.name}.py"

    @property
    def hidden_checks(self) -> Path:
        """The checks that run at grading only."""
        return self.solution_folder / f"test_{self.name}.py"

    @property
    def reference(self) -> Path:
        """The reference solution."""
        return self.solution_folder / f"{self.name}.py"

    @property
    def figure_source(self) -> Path:
        """The functions that draw the reading's charts, where it has some."""
        return self.solution_folder / "figures.py"

    @property
    def question_file(self) -> Path:
        """The questions that a person grades; an assignment may have none."""
        return self.solution_folder / "questions.toml"

    @cached_property
    def questions(self) -> tuple[FreeResponse, ...]:
        """What ``questions.toml`` says: prompts, and for the grader model answers and rubrics. Raises AuthorError."""
        return read_questions(self.question_file)

    @property
    def alternatives(self) -> list[Path]:
        """Other right answers, by name."""
        return sorted((self.solution_folder / "alternatives").glob("*.py"))

    @property
    def misconceptions(self) -> list[Path]:
        """Typical wrong answers, by name."""
        return sorted((self.solution_folder / "misconceptions").glob("*.py"))

    @property
    def figures(self) -> list[Path]:
        """The reading's pictures, by name."""
        return sorted(self.folder.glob("*.svg"))

    @property
    def bundled_class(self) -> Path:
        """The submissions that come with the course, for the demo and the tests."""
        return self.solution_folder / "class"

    @property
    def has_solutions(self) -> bool:
        """Whether the hidden half of the assignment is here."""
        return self.hidden_checks.is_file() and self.reference.is_file()

    def require_solutions(self) -> None:
        """Raise where grading is asked for and the hidden half is not here.

        WrongUsage where this is a students' course, which has no solutions at all; AuthorError where one is missing.
        """
        if not self.solution_folder.parent.is_dir():
            raise WrongUsage(
                f"The course here has no `solutions/`, so `{self.name}` cannot be graded with it: it is what students "
                "receive. Name the instructor's course with `--course DIR`; `rectify check` runs the public checks."
            )
        for path in (self.hidden_checks, self.reference):
            if not path.is_file():
                raise AuthorError(f"`{path}` does not exist, so `{self.name}` cannot be graded. Write it.")

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that decides a grade: specification, checks, reference, misconceptions."""
        total = hashlib.sha256()
        for path in self.graded_by():
            relative = path.relative_to(
                self.folder if path.is_relative_to(self.folder) else self.solution_folder.parent
            )
            total.update(f"{relative.as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def graded_by(self) -> Iterator[Path]:
        """The files that decide a grade: specification, checks, reference, alternatives, misconceptions."""
        yield self.folder / "assignment.toml"
        yield self.public_checks
        for path in sorted(self.solution_folder.rglob("*.py")):
            if not _NOT_CONTENT & set(path.relative_to(self.solution_folder).parts):
                yield path


@dataclass(frozen=True)
class Course:
    """A course's root folder and what is found in it."""

    root: Path

    @cached_property
    def assignments(self) -> list[Assignment]:
        """Every assignment, in the course's order. Raises AuthorError where a folder is none."""
        folders = [entry for entry in sorted((self.root / "assignments").iterdir()) if self._counts(entry)]
        for folder in folders:
            if not is_assignment_name(folder.name):
                raise AuthorError(
                    f"`{folder}` is no name for an assignment: use lower-case letters, digits and underscores."
                )
        found = [Assignment(folder.name, folder, self.root / "solutions" / folder.name) for folder in folders]
        return sorted(found, key=lambda assignment: (assignment.spec.order, assignment.name))

    @staticmethod
    def _counts(entry: Path) -> bool:
        return entry.is_dir() and not entry.name.startswith((".", "_"))

    def assignment(self, name: str) -> Assignment:
        """The assignment called ``name``. Raises CourseNotFound that lists what there is."""
        names = [assignment.name for assignment in self.assignments]
        if name in names:
            return self.assignments[names.index(name)]
        holders = [one.name for one in self.assignments if any(e.name == name for e in one.spec.exercises)]
        if holders:
            raise CourseNotFound(f"`{name}` is an exercise of the assignment `{holders[0]}`: name that one.")
        near = get_close_matches(name, names, 1)
        guess = f"Did you mean `{near[0]}`?" if near else "There are: " + ", ".join(f"`{n}`" for n in names) + "."
        raise CourseNotFound(f"There is no assignment `{name}` in `{self.root}`. {guess}")


def find_course(given: Path | None = None) -> Course:
    """The course at ``given``, else at $RECTIFY_COURSE, else around the working folder, else the bundled one.

    Raises CourseNotFound where the folder has no ``assignments/``.
    """
    if given is None and os.environ.get("RECTIFY_COURSE"):
        given = Path(os.environ["RECTIFY_COURSE"])
    if given is not None:
        return _course_at(given.expanduser().resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_course(folder):
            return Course(folder)
    if _is_course(_BUNDLED):
        return Course(_BUNDLED)
    checkout = Path(__file__).parent.parent.parent
    if _is_course(checkout):
        return Course(checkout)
    raise CourseNotFound(
        f"There is no course around `{here}`. Name one with `--course DIR`: a folder that has `assignments/` in it."
    )


def _is_course(folder: Path) -> bool:
    return any((folder / "assignments").glob("*/assignment.toml"))


def _course_at(folder: Path) -> Course:
    if not _is_course(folder):
        raise CourseNotFound(f"`{folder}` is no course: it has no `assignments/NAME/assignment.toml`.")
    return Course(folder)
