"""Where something is taught, practised or graded: references as an author writes them, and what they name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.errors import AuthorError, CourseNotFound

#: What there is to practise with beside assignments, by kind (such as ``lab``) and name, each with the file it is in.
Practice = Mapping[str, Mapping[str, Path]]

_HEADING = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?\s*")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Place:
    """What a reference names: words for it, the file it is in, and the heading there, if any."""

    words: str
    file: Path
    anchor: str = ""


@dataclass(frozen=True)
class Places:
    """All that references of a course can name."""

    course: Course
    practice: Practice = field(default_factory=dict)

    def taught(self, reference: str) -> Place:
        """The heading of a reading that ``ASSIGNMENT#anchor`` names. Raises AuthorError where there is none."""
        name, mark, anchor = reference.partition("#")
        if not (name and mark and anchor):
            raise AuthorError(f"`{reference}` is no place in a reading. Write `ASSIGNMENT#heading-anchor`.")
        assignment = self._assignment(name)
        try:
            headings = heading_anchors(assignment.reading.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as problem:
            raise AuthorError(f"`{assignment.reading}` cannot be read: {problem}. Write the reading.") from problem
        if anchor not in headings:
            known = ", ".join(f"`{known}`" for known in headings)
            raise AuthorError(f"the reading of `{name}` has no heading `#{anchor}`. It has {known}.")
        return Place(f"{name}: {headings[anchor]}", assignment.reading, anchor)

    def practised(self, reference: str) -> Place:
        """What ``KIND:NAME``, ``contest:ASSIGNMENT`` or ``ASSIGNMENT:EXERCISE`` names, the last by its public checks.

        Raises AuthorError where there is nothing of that name, or no public check of the exercise.
        """
        kind, _, name = reference.partition(":")
        if kind in self.practice:
            if name not in self.practice[kind]:
                known = ", ".join(f"`{known}`" for known in self.practice[kind])
                raise AuthorError(f"there is no {kind} `{name}`. There are {known}.")
            return Place(f"{kind}: {name}", self.practice[kind][name])
        if kind == "contest":
            assignment = self._assignment(name)
            if assignment.spec.contest is None:
                raise AuthorError(f"`{name}` holds no contest: its `assignment.toml` has no `[contest]`.")
            return Place(f"contest: {name}", assignment.reading)
        assignment, exercise = self._exercise(reference)
        if exercise not in public_names(assignment):
            raise AuthorError(f"`{reference}` has no public check to practise with in `{assignment.public_checks}`.")
        return Place(f"{kind}: {exercise}", assignment.public_checks)

    def graded(self, reference: str) -> Place:
        """The exercise that ``ASSIGNMENT:EXERCISE`` names, or the question that ``question:ASSIGNMENT/QUESTION`` names.

        Raises AuthorError where there is none.
        """
        if reference.startswith("question:"):
            return self._question(reference)
        assignment, exercise = self._exercise(reference)
        return Place(f"{assignment.name}: {exercise}", assignment.hidden_checks)

    def _question(self, reference: str) -> Place:
        name, _, wanted = reference.partition(":")[2].partition("/")
        if not (name and wanted):
            raise AuthorError(f"`{reference}` is no question. Write `question:ASSIGNMENT/QUESTION`.")
        assignment = self._assignment(name)
        for question in assignment.questions:
            if question.name == wanted:
                return Place(f"{name}: question “{question.title}”", assignment.question_file)
        known = ", ".join(f"`{question.name}`" for question in assignment.questions) or "none"
        raise AuthorError(f"`{name}` has no question `{wanted}` in `{assignment.question_file}`. It has {known}.")

    def _exercise(self, reference: str) -> tuple[Assignment, str]:
        name, _, exercise = reference.partition(":")
        if not (name and exercise):
            kinds = "".join(f", `{kind}:NAME`" for kind in self.practice)
            raise AuthorError(
                f"`{reference}` is no reference. Write `ASSIGNMENT:EXERCISE`; to practise also "
                f"`contest:ASSIGNMENT`{kinds}."
            )
        assignment = self._assignment(name)
        assignment.spec.exercise(exercise)
        return assignment, exercise

    def _assignment(self, name: str) -> Assignment:
        try:
            return self.course.assignment(name)
        except CourseNotFound as problem:
            raise AuthorError(str(problem)) from problem


def heading_anchors(text: str) -> dict[str, str]:
    """The headings of a Markdown text by the anchors that GitHub gives them, in their order."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for heading in _headings(text):
        anchor = _NOT_IN_ANCHORS.sub("", heading.lower()).replace(" ", "-")
        again = counts.get(anchor, 0)
        counts[anchor] = again + 1
        found[f"{anchor}-{again}" if again else anchor] = heading
    return found


def _headings(text: str) -> Iterator[str]:
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and (match := _HEADING.fullmatch(line)):
            yield match[1]


def public_names(assignment: Assignment) -> set[str]:
    """Every text that the public checks hold word for word: the exercises that they are of are among them.

    Their markers may come from a loop over names, so that the file is read and not searched for markers.
    Raises AuthorError where there is no such file, or no Python in it.
    """
    path = assignment.public_checks
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError) as problem:
        raise AuthorError(f"`{path}` cannot be read as Python: {problem}. Fix the file.") from problem
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
