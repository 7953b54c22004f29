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


def write_course_folder(
    course: Course, assignments: Sequence[Assignment], folder: Path, *, update: bool = False
) -> list[Path]:
    """Write the folder, and return what was written.

    Settings and policy are the instructor's once they are there, and are never written again. Raises WrongUsage where a
    notebook there differs and ``update`` is not set, AuthorError where an assignment is wrong; then nothing is written.
    """
    first = {
        folder / CONFIG_NAME: config_text(course, folder).encode(),
        folder / POLICY_NAME: POLICY_TEMPLATE.encode(),
    }
    files = {path: content for path, content in first.items() if not path.exists()}
    for assignment in assignments:
        source = folder / "source" / assignment.name
        files[source / f"{assignment.name}.ipynb"] = source_notebook(assignment).encode()
        files |= {source / figure.name: figure.read_bytes() for figure in assignment.figures}
    changed = {path: content for path, content in files.items() if not _holds(path, content)}
    differing = [path for path in changed if path.exists()]
    if differing and not update:
        raise WrongUsage(
            f"`{differing[0]}` is there already and differs from the course's. Nothing was written. Choose another "
            "folder, or write over the notebooks with `--update`."
        )
    _write(changed)
    (folder / "exchange").mkdir(exist_ok=True)
    return list(changed)


def lacking_settings(course: Course, folder: Path) -> list[Needed]:
    """What an ``nbgrader_config.py`` that is there already lacks. Raises AuthorError where it cannot be run."""
    return lacking(load_folder(folder).config, course, folder) if (folder / CONFIG_NAME).exists() else []


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as problem:
            raise OperatorError(
                f"`{path}` cannot be written: {problem.strerror}. Make room there or choose another folder."
            ) from problem
