"""What a student receives of an assignment, and of the course: never anything from ``solutions/``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.errors import AuthorError, OperatorError, WrongUsage


def handout_files(assignment: Assignment) -> list[Path]:
    """The files of the handout, by name. Raises AuthorError where one that every assignment has is missing."""
    wanted = [assignment.stub, assignment.stub_notebook, assignment.reading, assignment.public_checks]
    for path in wanted:
        if not path.is_file():
            raise AuthorError(
                f"`{path}` does not exist. Write it, or run `rectify generate` if it is a generated file."
            )
    return sorted([*wanted, *assignment.figures])


def copy_handout(assignment: Assignment, folder: Path) -> tuple[list[Path], list[Path]]:
    """Copy the handout into ``folder``; return what was copied, and what was there already and was left alone.

    Raises OperatorError where the folder cannot be written.
    """
    copied: list[Path] = []
    kept: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in handout_files(assignment):
            target = folder / source.name
            if os.path.lexists(target):
                kept.append(target)
            else:
                shutil.copyfile(source, target)
                copied.append(target)
    except OSError as problem:
        raise OperatorError(f"`{folder}` cannot be written: {problem.strerror}. Choose another folder.") from problem
    return copied, kept


def release_course(course: Course, assignments: Sequence[Assignment], folder: Path) -> list[Path]:
    """Write the students' course into the empty or new ``folder``: ``assignments/`` alone. Returns the files written.

    Raises WrongUsage where the folder holds something already, or lies inside the course.
    """
    target = folder.resolve()
    if target == course.root or course.root in target.parents:
        raise WrongUsage(f"`{folder}` lies inside the course itself. Choose a folder outside `{course.root}`.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(f"`{folder}` is not empty. Choose a new folder, or empty it first.")
    written = []
    try:
        for assignment in assignments:
            into = folder / "assignments" / assignment.name
            into.mkdir(parents=True)
            for source in [assignment.folder / "assignment.toml", *handout_files(assignment)]:
                shutil.copyfile(source, into / source.name)
                written.append(into / source.name)
    except OSError as problem:
        raise OperatorError(f"`{folder}` cannot be written: {problem.strerror}. Choose another folder.") from problem
    return written
