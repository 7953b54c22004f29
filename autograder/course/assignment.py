"""One assignment as its author wrote it: ``assignment.toml``, validated."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from autograder.errors import AuthorError

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExerciseSpec(_Table):
    """One function or class to write, and its points in all."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
    points: Annotated[float, Field(gt=0)]
    summary: str


class LimitsSpec(_Table):
    """What one submission may use up; seconds and megabytes."""

    cpu_seconds: Annotated[float, Field(gt=0, le=600)] = 2.0
    wall_seconds: Annotated[float, Field(gt=0, le=1200)] = 5.0
    load_seconds: Annotated[float, Field(gt=0, le=600)] = 4.0
    memory_mb: Annotated[int, Field(ge=64, le=65536)] = 512


class FromScratchSpec(_Table):
    """What an answer may not use: names of ready-made forms, and ATen operators that differ from those names."""

    ready_made: list[str] = Field(default_factory=list)
    operators: list[str] = Field(default_factory=list)


class FigureSpec(_Table):
    """A picture for the reading, drawn from the reference.

    Either curves of ``functions`` on [low, high], or the chart that the function ``draw`` of the solution's
    ``figures.py`` returns for the reference.
    """

    file: Annotated[str, Field(pattern=r"^[a-z0-9_]+\.svg$")]
    title: str = ""
    functions: list[str] = Field(default_factory=list)
    low: float = -4.0
    high: float = 4.0
    derivatives: bool = False
    draw: str = ""

    @model_validator(mode="after")
    def _has_one_source(self) -> FigureSpec:
        if bool(self.functions) == bool(self.draw):
            raise ValueError("a figure has either `functions` or `draw`")
        return self


class ContestSpec(_Table):
    """The exercise whose module competes: what `rectify contest` trains, and what the leaderboard lists."""

    exercise: str


class AssignmentSpec(_Table):
    """The whole of ``assignment.toml``."""

    title: str
    summary: str
    version: str
    order: int = 1000
    objectives: Annotated[list[str], Field(min_length=1)]
    limits: LimitsSpec = LimitsSpec()
    from_scratch: FromScratchSpec = FromScratchSpec()
    exercises: Annotated[list[ExerciseSpec], Field(min_length=1)]
    figures: list[FigureSpec] = Field(default_factory=list)
    contest: ContestSpec | None = None

    @model_validator(mode="after")
    def _names_are_unique(self) -> AssignmentSpec:
        names = [exercise.name for exercise in self.exercises]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"exercise `{twice[0]}` is listed twice")
        if self.contest is not None and self.contest.exercise not in names:
            raise ValueError(f"the contest is of `{self.contest.exercise}`, which is no exercise here")
        return self

    @property
    def max_score(self) -> float:
        """The points of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)

    def exercise(self, name: str) -> ExerciseSpec:
        """The exercise called ``name``. Raises AuthorError where there is none."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        known = ", ".join(f"`{exercise.name}`" for exercise in self.exercises)
        raise AuthorError(f"There is no exercise `{name}` in this assignment; it has {known}.")


def read_assignment(path: Path) -> AssignmentSpec:
    """Read and validate one ``assignment.toml``. Raises AuthorError that names the file, the place and the reason."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise AuthorError(f"`{path}` does not exist. Every assignment folder needs one.") from problem
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise AuthorError(f"`{path}` cannot be read as TOML: {problem}. Fix the file.") from problem
    try:
        return AssignmentSpec.model_validate(table)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise AuthorError(f"`{path}`: `{place}`: {first['msg']}. Fix the file.") from problem


def is_assignment_name(name: str) -> bool:
    """Whether a folder of this name can be an assignment: a plain lower-case Python name."""
    return _NAME.fullmatch(name) is not None
