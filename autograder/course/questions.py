"""Free-response questions of one assignment, graded by hand: ``questions.toml`` beside the reference, validated."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from autograder.errors import AuthorError

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
#: A shorter sentence may stand in a prompt and in its answer by chance.
_TELLING_LENGTH = 30
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
#: A notebook with one of these in the wrong cell is cut there, and shows students what it should hide.
_MARKER = re.compile(r"(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)")


def _plain(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError(
            "it holds a tab or another control character, as `\\tanh` and `\\frac` between double quotes become. "
            "Write the text between ''' and '''"
        )
    if marker := _MARKER.search(text):
        raise ValueError(f"it holds the notebook marker `{marker[0]}`. Reword it")
    return text


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_plain)]
_Points = Annotated[float, Field(gt=0, allow_inf_nan=False, strict=True)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Criterion(_Table):
    """One thing that an answer has or has not, and the points for it: all of them, or none."""

    points: _Points
    criterion: _Text


class CommonMistake(_Table):
    """A typical wrong answer, the points that it earns in all, and why these."""

    mistake: _Text
    points: Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]
    why: _Text


class FreeResponse(_Table):
    """One question that is answered in words and formulas, and graded by a person.

    ``prompt`` is for students; ``answer`` (a model answer), ``rubric`` and ``common_mistakes`` are for graders alone.
    All are Markdown, with formulas between dollar signs.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: _Text
    points: _Points
    prompt: _Text
    answer: _Text
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    common_mistakes: tuple[CommonMistake, ...] = ()

    @model_validator(mode="after")
    def _can_be_graded(self) -> FreeResponse:
        total = sum(one.points for one in self.rubric)
        if not math.isclose(total, self.points):
            raise ValueError(
                f"the rubric of `{self.name}` adds up to {total:g} points, the question is worth "
                f"{self.points:g}. Make them equal"
            )
        criteria = [_normal(one.criterion) for one in self.rubric]
        if len(set(criteria)) < len(criteria):
            raise ValueError(f"the rubric of `{self.name}` lists a criterion twice. Take one out")
        for mistake in self.common_mistakes:
            if mistake.points >= self.points:
                raise ValueError(
                    f"a common mistake in `{self.name}` earns {mistake.points:g} of {self.points:g} points: "
                    "it is none. Lower its points, or take it out"
                )
        if told := next(self.told_by(self.prompt), None):
            raise ValueError(
                f"the prompt of `{self.name}` holds a sentence of its answer: “{told}”. Reword one of them"
            )
        return self

    def told_by(self, text: str) -> Iterator[str]:
        """The sentences of the answer and the rubric that ``text`` holds, whatever its line breaks and capitals."""
        within = _normal(text)
        for passage in (self.answer, *(one.criterion for one in self.rubric)):
            for sentence in (" ".join(part.split()) for part in _SENTENCE_END.split(passage)):
                if len(sentence) >= _TELLING_LENGTH and _normal(sentence) in within:
                    yield sentence


class _QuestionFile(_Table):
    questions: Annotated[tuple[FreeResponse, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _names_are_unique(self) -> _QuestionFile:
        names = [question.name for question in self.questions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"question `{twice[0]}` is listed twice. Rename one of them")
        return self


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def read_questions(path: Path) -> tuple[FreeResponse, ...]:
    """The questions in the file ``path``, in its order; none where there is no such file.

    Raises AuthorError that names the file, the place (counted from 1) and the reason.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as problem:
        raise AuthorError(f"`{path}` cannot be read as TOML: {problem}. Fix the file.") from problem
    try:
        return _QuestionFile.model_validate(table).questions
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"]) or "the file"
        reason = first["msg"].removeprefix("Value error, ")
        raise AuthorError(f"`{path}`: `{place}` (counted from 1): {reason}. Fix the file.") from problem
