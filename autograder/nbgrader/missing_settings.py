"""What the settings of a course folder lack, as the lines that mend them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import ExecutePreprocessor
from nbgrader.converters import Autograde
from traitlets.utils.importstring import import_item

from autograder.nbgrader.course_settings import EXPORTER, GRADING_STEPS
from autograder.nbgrader.folder import NbgraderFolder
from autograder.nbgrader.late.plugin import PLUGIN_NAME, takes_by_policy

_CLEANING = ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata")


def missing_for_sandbox(folder: NbgraderFolder, course: Path) -> list[str]:
    """What keeps `nbgrader autograde` from grading in the sandbox alone, by the ``course``; empty where nothing does.

    A step that runs notebooks must not be there, and ours must, on a notebook that was read as ours are.
    """
    from autograder.nbgrader.exporter import SubmissionExporter
    from autograder.nbgrader.preprocessor import GradeInSandbox

    converter: Any = Autograde(coursedir=folder.coursedir, config=folder.config)
    grading = [_class_of(step) for step in converter.autograde_preprocessors]
    cleaning = [_class_of(step) for step in converter.sanitize_preprocessors]
    lines = []
    if folder.course is None:
        lines.append(f"c.GradeInSandbox.course = {str(course.resolve())!r}")
    if not issubclass(converter.exporter_class, SubmissionExporter):
        lines.append(f'c.Autograde.exporter_class = "{EXPORTER}"')
    if _any(cleaning, ExecutePreprocessor):
        names = ", ".join(f'"nbgrader.preprocessors.{one}"' for one in _CLEANING)
        lines.append(f"c.Autograde.sanitize_preprocessors = [{names}]")
    if _any(grading, ExecutePreprocessor) or not _any(grading, GradeInSandbox):
        names = ", ".join(f'"{one}"' for one in GRADING_STEPS)
        lines.append(f"c.Autograde.autograde_preprocessors = [{names}]")
    return lines


def missing_for_policy(folder: NbgraderFolder) -> list[str]:
    """What keeps `nbgrader autograde` from taking penalties by the late policy; empty where nothing does."""
    if takes_by_policy(folder.coursedir):
        return []
    return [f"c.AssignLatePenalties.plugin_class = {PLUGIN_NAME!r}"]


def _any(steps: list[type], kind: type) -> bool:
    return any(issubclass(step, kind) for step in steps)


def _class_of(step: Any) -> type:
    """The class of a step as settings may give it: a name, a class, or an object."""
    if isinstance(step, str):
        try:
            step = import_item(step)
        except ImportError:
            return object  # nbgrader stops at it
    return step if isinstance(step, type) else type(step)
