"""A class that hands in notebooks of the assignment ``duo`` in a folder of nbgrader's, graded in this process."""

from __future__ import annotations

import json
import os
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.grading.executors import InlineExecutor
from autograder.nbgrader.class_grading import ClassGraded, grade_notebooks
from autograder.nbgrader.course_folder import write_course_folder
from autograder.nbgrader.folder import NbgraderFolder, load_folder
from tests.nbgrader.gradebook_dump import Dump, dump_gradebook
from tests.nbgrader.instructor import Instructor
from tests.nbgrader.notebooks import KINDS, NAME, Notebook, make_duo


def make_class(place: Path) -> Path:
    """In ``place``, a course, an instructor's home, and a folder of nbgrader where nobody handed in yet."""
    make_settings(place)
    instructor = Instructor(place / "given", place / "home")
    instructor.types("nbgrader", "generate_assignment", NAME)
    return place


def make_settings(place: Path) -> NbgraderFolder:
    """A folder of nbgrader as `rectify nbgrader init` writes it, and no more."""
    course = make_duo(place / "course")
    write_course_folder(course, [course.assignment(NAME)], place / "given")
    return load_folder(place / "given")


def given(made: Path) -> Notebook:
    """What students got."""
    released: Notebook = json.loads((made / "given" / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    for cell in released["cells"]:
        cell["source"] = "".join(cell["source"])
    return released


def hand_in(made: Path, folder: Path, student: str | bytes, kind: str = "right") -> Path:
    """Hand in a notebook of that kind, and return the folder it lies in."""
    place = folder / "submitted" / os.fsdecode(student) / NAME
    place.mkdir(parents=True)
    (place / f"{NAME}.ipynb").write_bytes(KINDS[kind].of(given(made)))
    return place


def graded(made: Path, folder: Path, executor: Executor | None = None, **options: Any) -> ClassGraded:
    """What became of the class."""
    executor = executor or InlineExecutor()
    return grade_notebooks(load_folder(folder), Course(made / "course"), NAME, executor, isolation="shared", **options)


def gradebook(folder: Path) -> Dump:
    """All that the gradebook holds."""
    return dump_gradebook(f"sqlite:///{folder / 'gradebook.db'}")


def checks(dump: Dump, student: str) -> float:
    """The points that the student's check cells have there."""
    prefix = f"Grade {NAME}/{student}/{NAME}/check_"
    return sum(float(grade["auto_score"]) for name, grade in dump.items() if name.startswith(prefix))


def notebooks(folder: Path) -> dict[str, bytes]:
    """What lies in ``autograded``."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.glob("autograded/*/*/*"))}
