"""The course folder that nbgrader works in: its settings, the late policy, and a notebook for each assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.errors import OperatorError, WrongUsage
from autograder.nbgrader.course_settings import Needed, config_text, lacking
from autograder.nbgrader.folder import CONFIG_NAME, load_folder
from autograder.nbgrader.late.policy import POLICY_NAME, POLICY_TEMPLATE
from autograder.nbgrader.source_notebook import source_notebook

#: Where what an update replaces is kept: all that lies beside a source notebook is given out with it.
REPLACED = "replaced"


def write_course_folder(
    course: Course, assignments: Sequence[Assignment], folder: Path, *, update: bool = False
) -> dict[Path, Path | None]:
    """Write the folder, and return what was written, each with the copy of what was there instead.

    Settings and policy are the instructor's once they are there, and are never written again. Raises WrongUsage where a
    notebook there differs and ``update`` is not set, AuthorError where an assignment is wrong; then nothing is written.
    """
    first = {
        folder / CONFIG_NAME: config_text(course, folder).encode(),
        folder / POLICY_NAME: POLICY_TEMPLATE.encode(),
    }
    files = {path: content for path, content in first.items() if not path.exists()}
    for assignment in assignments:
        source = _source(folder, assignment)
        files[source / f"{assignment.name}.ipynb"] = source_notebook(assignment).encode()
        files |= {source / figure.name: figure.read_bytes() for figure in assignment.figures}
    changed = {path: content for path, content in files.items() if not _holds(path, content)}
    differing = [path for path in changed if path.is_file()]
    if differing and not update:
        raise WrongUsage(
            f"`{differing[0]}` is there already and differs from the course's. Nothing was written. Choose another "
            f"folder, or write over what differs with `--update`: what is there now goes to `{folder / REPLACED}`."
        )
    copies = {path: _keep(path, folder) for path in differing}
    _write(changed)
    (folder / "exchange").mkdir(exist_ok=True)
    return {path: copies.get(path) for path in changed}


def assignments_in(folder: Path, course: Course) -> list[Assignment]:
    """Those of the course's assignments that the folder has a notebook of."""
    return [one for one in course.assignments if (_source(folder, one) / f"{one.name}.ipynb").exists()]


def _source(folder: Path, assignment: Assignment) -> Path:
    return folder / "source" / assignment.name


def lacking_settings(course: Course, folder: Path) -> list[Needed]:
    """What an ``nbgrader_config.py`` that is there already lacks.

    Raises AuthorError where it cannot be run, WrongUsage where nbgrader's own reader of settings is not installed.
    """
    if not (folder / CONFIG_NAME).exists():
        return []
    try:
        return lacking(load_folder(folder).config, course, folder)
    except ModuleNotFoundError as problem:
        raise WrongUsage(
            f"`{folder / CONFIG_NAME}` is there already, and nbgrader is not installed here to read it. Install it "
            'with: pip install "rectify-course[nbgrader]"'
        ) from problem


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _keep(path: Path, folder: Path) -> Path:
    """Copy a file to a place of its own, under a number where its name is taken, and return where."""
    content = path.read_bytes()
    kept = name = folder / REPLACED / path.parent.name / path.name
    number = 1
    while kept.exists() and not _holds(kept, content):
        number += 1
        kept = name.with_stem(f"{name.stem} ({number})")
    _write({kept: content})
    return kept


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as problem:
            raise OperatorError(
                f"`{path}` cannot be written: {problem.strerror}. Make room there or choose another folder."
            ) from problem
