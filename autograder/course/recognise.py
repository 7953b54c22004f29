"""Which assignment a file answers: by its name, by its folder's, or by the functions that it defines."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.errors import UnknownAssignment
from autograder.submission.source import read_submission


def assignment_of(course: Course, file: Path) -> Assignment:
    """The assignment that ``file`` answers.

    Raises UnreadableSubmission where the file is not there, and UnknownAssignment where nothing tells.
    """
    for text in (file.stem, file.resolve().parent.name):
        named = [one for one in course.assignments if one.name == text]
        named = named or [one for one in course.assignments if one.name in text.lower()]
        if len(named) == 1:
            return named[0]
    source = "\n".join(cell.text for cell in read_submission(file).cells)
    defined = set(re.findall(r"(?m)^\s*(?:def|class)\s+(\w+)", source))
    counts = {one.name: len(defined & {exercise.name for exercise in one.spec.exercises}) for one in course.assignments}
    most = max(counts.values(), default=0)
    best = [name for name, count in counts.items() if count == most > 0]
    if len(best) == 1:
        return course.assignment(best[0])
    names = ", ".join(f"`{name}`" for name in counts)
    raise UnknownAssignment(
        f"Nothing in `{file.name}` tells which assignment it answers. Say it with `--assignment NAME`, one of {names}."
    )
