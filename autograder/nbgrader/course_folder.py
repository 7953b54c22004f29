"""The course folder that nbgrader works in: its settings, the late policy, and a notebook for each assignment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.errors import OperatorError, WrongUsage
from autograder.nbgrader.folder import CONFIG_NAME
from autograder.nbgrader.late.policy import POLICY_NAME, POLICY_TEMPLATE
from autograder.nbgrader.source_notebook import source_notebook

_CONFIG = """\
# Settings of nbgrader for this course. Every command of nbgrader reads them here; change what you like.
import os
import warnings
from pathlib import Path

c = get_config()  # noqa: F821
here = Path(__file__).parent

# nbgrader's gradebook makes SQLAlchemy speak of each new submission. It means nothing.
warnings.filterwarnings("ignore", "Object of type <Submitted")

c.CourseDirectory.course_id = "{course_id}"

# The gradebook: `gradebook.db` here, or any database that SQLAlchemy knows, such as
# postgresql+psycopg://user:password@host/gradebook. From the environment, so that no password stands in a file.
if os.environ.get("RECTIFY_GRADEBOOK_URL"):
    c.CourseDirectory.db_url = os.environ["RECTIFY_GRADEBOOK_URL"]

# Where students fetch and hand in with nbgrader's own commands. On a machine that they share with you, name a folder
# that everybody may write to, such as /srv/nbgrader/exchange.
c.Exchange.root = os.environ.get("RECTIFY_EXCHANGE") or str(here / "exchange")

# What students get: the same stubs as in the course's Python files.
c.ClearSolutions.code_stub = {{"python": "raise NotImplementedError"}}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
# Rubrics stand in the locked cells of the questions. Those have an id, which is all that this check is for.
c.ClearMarkScheme.enforce_metadata = False

# Grading: submitted notebooks are read as text and run in the sandbox alone. Nothing in them reaches a kernel here.
c.GradeInSandbox.course = {course!r}
c.Autograde.exporter_class = "autograder.nbgrader.exporter.SubmissionExporter"
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.preprocessor.GradeInSandbox",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Late work: the policy is data, in {policy}.
c.AssignLatePenalties.plugin_class = "autograder.nbgrader.late.plugin.LatePenalty"

# `nbgrader zip_collect`: file names as Canvas and Moodle write them.
c.ZipCollectApp.collector_plugin = "autograder.nbgrader.collecting.collector.PlatformCollector"
c.ZipCollectApp.extractor_plugin = "autograder.nbgrader.collecting.collector.SafeExtractor"

# Feedback shows the rubric, and keeps the model answers to the graders.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.nbgrader.model_answers.HideModelAnswers",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
"""


def write_course_folder(
    course: Course, assignments: Sequence[Assignment], folder: Path, *, update: bool = False
) -> list[Path]:
    """Write the folder, and return what was written.

    Settings and policy are the instructor's once they are there, and are never written again. Raises WrongUsage where a
    notebook there differs and ``update`` is not set, AuthorError where an assignment is wrong; then nothing is written.
    """
    first = {
        folder / CONFIG_NAME: _config(course, folder).encode(),
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


def _config(course: Course, folder: Path) -> str:
    course_id = re.sub(r"[^A-Za-z0-9_-]+", "-", folder.resolve().name).strip("-") or "course"
    return _CONFIG.format(course_id=course_id, course=str(course.root.resolve()), policy=POLICY_NAME)


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
