"""What ``nbgrader_config.py`` says for this course: written where there is none, asked for where there is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.course import Course
from autograder.nbgrader.folder import GRADEBOOK_VARIABLE
from autograder.nbgrader.late.policy import POLICY_NAME

if TYPE_CHECKING:
    from traitlets.config.loader import Config

_SANDBOX = "autograder.nbgrader.preprocessor.GradeInSandbox"
#: What reads a submitted notebook, and the steps that grade it: ours in the place of a kernel.
EXPORTER = "autograder.nbgrader.exporter.SubmissionExporter"
GRADING_STEPS = (
    _SANDBOX,
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
_HIDING = "autograder.nbgrader.model_answers.HideModelAnswers"
#: What runs a notebook in a kernel beside the grader.
_RUNNING = {"Execute", "ExecutePreprocessor"}

_HEAD = f"""\
# Settings of nbgrader for this course. Every command of nbgrader reads them here; change what you like.
import os
import warnings
from pathlib import Path

c = get_config()  # noqa: F821
here = Path(__file__).parent

# nbgrader's gradebook makes SQLAlchemy speak of each new submission. It means nothing.
warnings.filterwarnings("ignore", "Object of type <Submitted")

# The gradebook: `gradebook.db` here, or any database that SQLAlchemy knows, such as
# postgresql+psycopg://user:password@host/gradebook. From the environment, so that no password stands in a file.
if os.environ.get("{GRADEBOOK_VARIABLE}"):
    c.CourseDirectory.db_url = os.environ["{GRADEBOOK_VARIABLE}"]

# Where students fetch and hand in with nbgrader's own commands. On a machine that they share with you, name a folder
# that everybody may write to, such as /srv/nbgrader/exchange.
c.Exchange.root = os.environ.get("RECTIFY_EXCHANGE") or str(here / "exchange")

# What students get: the same stubs as in the course's Python files.
c.ClearSolutions.code_stub = {{"python": "raise NotImplementedError"}}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
"""


@dataclass(frozen=True, slots=True)
class Needed:
    """Lines that the course cannot do without, and ``until`` they are there, what happens.

    They are Python; ``holds`` says whether settings that were loaded, by whatever lines, do as well.
    """

    lines: str
    until: str
    holds: Callable[[Config], bool]


def config_text(course: Course, folder: Path) -> str:
    """The whole ``nbgrader_config.py`` of a new course folder."""
    return "\n".join([_HEAD, *(f"{one.lines}\n" for one in _needed(course, folder))])


def lacking(config: Config, course: Course, folder: Path) -> list[Needed]:
    """What the loaded settings of a course folder lack. What an instructor chose otherwise, and may, is not named."""
    return [one for one in _needed(course, folder) if not one.holds(config)]


def _needed(course: Course, folder: Path) -> list[Needed]:
    return [
        Needed(
            "# The name of the course in the gradebook and the exchange.\n"
            f'c.CourseDirectory.course_id = "{_id(folder)}"',
            "`nbgrader release_assignment` stops, for the course has no name",
            lambda config: bool(str(config.CourseDirectory.get("course_id", "")).strip()),
        ),
        Needed(
            "# Rubrics stand in the locked cells of the questions. Those have an id, which is all that this check is "
            "for.\nc.ClearMarkScheme.enforce_metadata = False",
            "`nbgrader generate_assignment` stops at the questions",
            lambda config: config.ClearMarkScheme.get("enforce_metadata") is False,
        ),
        Needed(
            "# Grading: submitted notebooks are read as text and run in the sandbox alone. Nothing in them reaches a "
            f"kernel here.\nc.GradeInSandbox.course = {str(course.root.resolve())!r}",
            "the grader does not know the course",
            lambda config: bool(config.GradeInSandbox.get("course", "")),
        ),
        Needed(
            f'# They are mended before, as far as they are damaged.\nc.Autograde.exporter_class = "{EXPORTER}"',
            "a damaged notebook stops `nbgrader autograde`",
            lambda config: _is(config.Autograde.get("exporter_class"), EXPORTER),
        ),
        Needed(
            "\n".join(["c.Autograde.autograde_preprocessors = [", *(f'    "{one}",' for one in GRADING_STEPS), "]"]),
            "`nbgrader autograde` RUNS STUDENTS' CODE OUTSIDE THE SANDBOX",
            _runs_in_the_sandbox_alone,
        ),
        Needed(
            f"# Late work: the policy is data, in {POLICY_NAME}.\n"
            'c.AssignLatePenalties.plugin_class = "autograder.nbgrader.late.plugin.LatePenalty"',
            f"`{POLICY_NAME}` is not read",
            lambda config: "plugin_class" in config.AssignLatePenalties,
        ),
        Needed(
            "# `nbgrader zip_collect`: file names as Canvas and Moodle write them.\n"
            'c.ZipCollectApp.collector_plugin = "autograder.nbgrader.collecting.collector.PlatformCollector"\n'
            'c.ZipCollectApp.extractor_plugin = "autograder.nbgrader.collecting.collector.SafeExtractor"',
            "`nbgrader zip_collect` knows neither Canvas nor Moodle, and unpacks what it should not",
            lambda config: {"collector_plugin", "extractor_plugin"} <= set(config.ZipCollectApp),
        ),
        Needed(
            "# Feedback shows the rubric, and keeps the model answers to the graders.\n"
            "c.GenerateFeedback.preprocessors = [\n"
            '    "nbgrader.preprocessors.GetGrades",\n'
            f'    "{_HIDING}",\n'
            '    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",\n'
            "]",
            "feedback shows students the model answers",
            lambda config: any(_is(one, _HIDING) for one in _all(config.GenerateFeedback.get("preprocessors"))),
        ),
    ]


def _id(folder: Path) -> str:
    """A name for the exchange's folder. One that is not all of the folder's name has a sign of the rest.

    Courses of other names would get the same, and share the exchange.
    """
    name = folder.resolve().name
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")
    if plain and name.isascii():
        return plain
    return f"{plain or 'course'}-{hashlib.sha256(name.encode(errors='surrogateescape')).hexdigest()[:6]}"


def _runs_in_the_sandbox_alone(config: Config) -> bool:
    steps = config.Autograde.get("autograde_preprocessors")
    # What is added to nbgrader's own steps leaves its kernel among them.
    if _adds(steps):
        return False
    found = _all(steps)
    return not any(_last_name(one) in _RUNNING for one in found) and any(_is(one, _SANDBOX) for one in found)


def _all(value: Any) -> list[Any]:
    """A list as settings have it: as such, or as what is to be added to nbgrader's own."""
    if _adds(value):
        return list(value.get_value([]))
    return list(value) if isinstance(value, (list, tuple)) else []


def _adds(value: Any) -> bool:
    # Imported where settings were loaded, and so are there: a folder is written without nbgrader and all that it needs.
    from traitlets.config.loader import LazyConfigValue

    return isinstance(value, LazyConfigValue)


def _last_name(value: Any) -> str:
    return str(getattr(value, "__name__", value)).rpartition(".")[2]


def _is(value: Any, name: str) -> bool:
    """Whether settings name that class, or one derived from it."""
    if value == name or _name_of(value) == name:
        return True
    if isinstance(value, str) and value.startswith(("nbgrader.", "nbconvert.")):
        return False  # Known to be another, and slow to import.
    found, wanted = _imported(value), _imported(name)
    return isinstance(found, type) and isinstance(wanted, type) and issubclass(found, wanted)


def _name_of(value: Any) -> str:
    return f"{value.__module__}.{value.__qualname__}" if isinstance(value, type) else ""


def _imported(value: Any) -> Any:
    module, _, name = value.rpartition(".") if isinstance(value, str) else ("", "", "")
    if not module:
        return value
    try:
        return getattr(import_module(module), name, None)
    except ImportError:
        return None
