"""What a course covers: ``coverage.toml``, row by row, held against the course; and the page that is made of it.

A row is one learning objective, exercise, experiment or table of a lesson that the course grew from, and says where it
is taught, practised and graded. `rectify generate` writes ``docs/COVERAGE.md``; `rectify verify` looks at both files.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from autograder.course.course import Course
from autograder.course.places import Place, Places, Practice
from autograder.errors import AuthorError

Kind = Literal["objectives", "exercises", "experiments", "tables"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
_Text = Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(_Table):
    """One thing that a lesson has, in one sentence, and the references to where the course has it."""

    what: _Text
    taught: list[str] = Field(default_factory=list)
    practised: list[str] = Field(default_factory=list)
    graded: list[str] = Field(default_factory=list)


class Lesson(_Table):
    """One lesson: its rows by kind, in the order in which the lesson has them."""

    title: _Text
    about: str = ""
    objectives: list[Row] = Field(default_factory=list)
    exercises: list[Row] = Field(default_factory=list)
    experiments: list[Row] = Field(default_factory=list)
    tables: list[Row] = Field(default_factory=list)

    def rows(self) -> Iterator[tuple[Kind, int, Row]]:
        """Each row with its kind and its number among those of its kind, from 1 on."""
        for kind in _KINDS:
            for number, row in enumerate(getattr(self, kind), 1):
                yield kind, number, row


class Coverage(_Table):
    """The whole of ``coverage.toml``. ``beyond`` gives, for exercises that no row names, what they are there for."""

    about: str = ""
    lessons: Annotated[list[Lesson], Field(min_length=1)]
    beyond: dict[str, _Text] = Field(default_factory=dict)


def coverage_file(course: Course) -> Path:
    """What the author writes; a course may have none."""
    return course.root / "coverage.toml"


def coverage_page(course: Course) -> Path:
    """What is generated from it."""
    return course.root / "docs" / "COVERAGE.md"


def read_coverage(path: Path) -> Coverage:
    """Read and validate ``coverage.toml``. Raises AuthorError that names the file, the row and the reason."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise AuthorError(f"`{path}` cannot be read as TOML: {problem}. Fix the file.") from problem
    try:
        return Coverage.model_validate(table)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"]) or "the file"
        raise AuthorError(f"`{path}`: `{place}` (counted from 1): {first['msg']}. Fix the file.") from problem


def coverage_flaws(course: Course, practice: Practice) -> list[tuple[Path, str]]:
    """Everything that is wrong with the course's coverage, each with the file to fix; none where it has no such file.

    ``practice`` is what there is to practise with beside the assignments, by kind and name.
    """
    path, page = coverage_file(course), coverage_page(course)
    if not path.is_file():
        return []
    try:
        coverage = read_coverage(path)
    except AuthorError as problem:
        return [(path, str(problem))]
    places = Places(course, practice)
    wrong = [(path, message) for message in _problems(coverage, places)]
    if wrong:
        return wrong
    if not page.is_file():
        return [(page, "does not exist. Run `rectify generate`.")]
    if page.read_text(encoding="utf-8") != _page(coverage, places, page.parent):
        return [(page, "is not what `coverage.toml` makes it. Run `rectify generate`, and edit that file instead.")]
    return []


def coverage_files(course: Course, practice: Practice) -> dict[Path, str]:
    """The page as it must be, by its path; nothing where the course has no ``coverage.toml``. Raises AuthorError."""
    path, page = coverage_file(course), coverage_page(course)
    if not path.is_file():
        return {}
    coverage, places = read_coverage(path), Places(course, practice)
    for message in _problems(coverage, places):
        raise AuthorError(f"`{path}`: {message}")
    return {page: _page(coverage, places, page.parent)}


def _problems(coverage: Coverage, places: Places) -> Iterator[str]:
    for lesson in coverage.lessons:
        if not any(lesson.rows()):
            yield f"the lesson “{lesson.title}” has no row. Write its rows, or take it out."
        for kind, number, row in lesson.rows():
            where = f"“{lesson.title}”, {kind} {number} (“{row.what}”)"
            yield from (f"{where}: {message}" for message in _row_problems(row, places))
    yield from _beyond_problems(coverage, places)


def _row_problems(row: Row, places: Places) -> Iterator[str]:
    for column, references, find in _columns(row, places):
        if not references:
            yield f"`{column}` is empty. Name a place, or write what is missing."
        for reference in sorted({one for one in references if references.count(one) > 1}):
            yield f"`{column}` names `{reference}` twice. Take one out."
        for reference in references:
            try:
                find(reference)
            except AuthorError as problem:
                yield f"`{column}`: {problem}"


def _columns(row: Row, places: Places) -> list[tuple[str, list[str], Callable[[str], Place]]]:
    return [
        ("taught", row.taught, places.taught),
        ("practised", row.practised, places.practised),
        ("graded", row.graded, places.graded),
    ]


def _beyond_problems(coverage: Coverage, places: Places) -> Iterator[str]:
    named = {
        reference for lesson in coverage.lessons for _kind, _number, row in lesson.rows() for reference in row.graded
    }
    for reference in coverage.beyond:
        try:
            places.graded(reference)
        except AuthorError as problem:
            yield f"`beyond`: {problem}"
        if reference in named:
            yield f"`beyond` lists `{reference}`, which a row names under `graded`. Take it out of one of them."
    for reference in _exercises(places.course):
        if reference not in named and reference not in coverage.beyond:
            yield f"no row names `{reference}` under `graded`. Name it in one, or list it under `[beyond]`."


def _exercises(course: Course) -> list[str]:
    return [f"{assignment.name}:{one.name}" for assignment in course.assignments for one in assignment.spec.exercises]


def _page(coverage: Coverage, places: Places, folder: Path) -> str:
    counts = {kind: sum(len(getattr(lesson, kind)) for lesson in coverage.lessons) for kind in _KINDS}
    lines = [
        "# Coverage",
        "",
        "<!-- Made by `rectify generate` from coverage.toml. Edit that file instead. -->",
        "",
        *([coverage.about.strip(), ""] if coverage.about else []),
        f"**{sum(counts.values())} rows**, each taught, practised and graded: "
        + ", ".join(f"{count} {kind}" for kind, count in counts.items())
        + f", from {len(coverage.lessons)} lessons. The course's {len(places.course.assignments)} assignments have "
        f"{len(_exercises(places.course))} exercises, {len(coverage.beyond)} of them beyond the lessons.",
        "",
    ]
    for lesson in coverage.lessons:
        lines += [f"## {lesson.title}", "", *([lesson.about.strip(), ""] if lesson.about else [])]
        lines += ["| what | kind | taught | practised | graded |", "| --- | --- | --- | --- | --- |"]
        for kind, _number, row in lesson.rows():
            cells = [
                ", ".join(_link(find(reference), folder, places.course.root) for reference in references)
                for _column, references, find in _columns(row, places)
            ]
            lines.append(f"| {' | '.join([_cell(row.what), kind.removesuffix('s'), *cells])} |")
        lines.append("")
    if coverage.beyond:
        lines += ["## Beyond the lessons", "", "| exercise | what it is there for |", "| --- | --- |"]
        for reference, reason in coverage.beyond.items():
            lines.append(f"| {_link(places.graded(reference), folder, places.course.root)} | {_cell(reason)} |")
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _link(place: Place, folder: Path, root: Path) -> str:
    """A link that works from ``folder`` on; the words alone where the file lies outside the course."""
    if not place.file.is_relative_to(root):
        return _cell(place.words)
    target = Path(os.path.relpath(place.file, folder)).as_posix()
    return f"[{_cell(place.words)}]({target}{'#' + place.anchor if place.anchor else ''})"
