"""``late_policy.toml``: what late work loses, as data that an instructor writes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from autograder.errors import AuthorError, OperatorError
from autograder.nbgrader.late.spans import Deadline, Span, read_extension, read_span

POLICY_NAME = "late_policy.toml"

#: The entry of `[extensions.STUDENT]` that stands for all assignments without one of their own.
EVERY = "*"

POLICY_TEMPLATE = """\
# What late work loses. nbgrader keeps the score as it was earned, and the penalty beside it.
#
# As it stands, nothing is taken: late work is marked as late, and that is all. To take 10% of an assignment's points
# for each day begun, set percent = 10.
#
# nbgrader knows when an assignment is due from its gradebook (formgrader: Manage Assignments), and takes what has no
# time zone there as UTC. After a change here, or after manual grading, run: rectify nbgrader penalties

percent = 0                     # taken for each hour or day begun; or, instead of percent: points = 2
of = "points"                   # percent of what: "points", the most that one can get, or "score", what one got
per = "day"                     # "day" or "hour": one minute into the second day counts as two days
grace = "15 min"                # nobody is late so early; days and hours are counted from its end
cap = 100                       # percent that can be taken at most; 100: down to zero
# after = "7 days"              # later than that, nothing counts
# timezone = "Europe/Berlin"    # days and dates below are this place's, summer time and all; without it, UTC

# For one assignment, any of these may be something else:
#
# [assignments.NAME]
# percent = 5
# per = "hour"
# after = "never"

# More time for one student: a length of time after the due date, or a new due date (a day counts to its end).
# "*" stands for all assignments that are not named.
#
# [extensions.STUDENT]
# NAME = "2 days"
# OTHER_NAME = 2026-05-31
# "*" = "12 hours"
"""


def _zone(name: str) -> tzinfo:
    # Windows has no table of zones; UTC needs none.
    return UTC if name == "UTC" else ZoneInfo(name)


def _read_after(value: object) -> Span | None:
    return None if value == "never" else read_span(value)


_Span = Annotated[Span, BeforeValidator(read_span)]
_Percent = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
_Points = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]


_NONE = Span("0 min")


@dataclass(frozen=True)
class LateRule:
    """What one assignment's late work loses: ``percent`` of ``of``, or ``points``, for each period begun."""

    grace: Span = _NONE
    per: Literal["hour", "day"] = "day"
    percent: float = 0
    of: Literal["score", "points"] = "points"
    points: float | None = None
    cap: float = 100
    after: Span | None = None


class _RuleTable(BaseModel):
    """The keys of a rule, each of which may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    grace: _Span = LateRule.grace
    per: Literal["hour", "day"] = LateRule.per
    percent: _Percent = LateRule.percent
    of: Literal["score", "points"] = LateRule.of
    points: _Points | None = LateRule.points
    cap: _Percent = LateRule.cap
    after: Annotated[Span | None, BeforeValidator(_read_after)] = LateRule.after

    @model_validator(mode="after")
    def _takes_one_thing(self) -> _RuleTable:
        besides = sorted({"percent", "of"} & self.model_fields_set)
        if "points" in self.model_fields_set and besides:
            raise ValueError(f"`points` and `{besides[-1]}` exclude each other: keep one of them")
        return self

    def settings(self) -> dict[str, Any]:
        """What was written, by its key."""
        return {key: getattr(self, key) for key in LateRule.__dataclass_fields__ if key in self.model_fields_set}


class LatePolicy(_RuleTable):
    """The whole of ``late_policy.toml``."""

    timezone: str = "UTC"
    assignments: dict[str, _RuleTable] = Field(default_factory=dict)
    extensions: dict[str, dict[str, Annotated[Span | Deadline, BeforeValidator(read_extension)]]] = Field(
        default_factory=dict
    )

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            _zone(name)
        except (KeyError, ValueError, OSError):  # a name that is not there, that leads elsewhere, of a folder of zones
            raise ValueError(f'"{name}" is no time zone: write one such as "Europe/Berlin" or "UTC"') from None
        return name

    @property
    def zone(self) -> tzinfo:
        """The place whose calendar counts."""
        return _zone(self.timezone)

    def rule(self, assignment: str) -> LateRule:
        """What holds for one assignment: its own keys, and the common ones for the rest."""
        own = self.assignments[assignment].settings() if assignment in self.assignments else {}
        common = self.settings()
        # Percent and points are two ways to say one thing: an assignment's own way replaces the common one.
        if "points" in own:
            common = {key: value for key, value in common.items() if key not in {"percent", "of"}}
        elif {"percent", "of"} & set(own):
            common.pop("points", None)
        return LateRule(**(common | own))

    def extension(self, student: str, assignment: str) -> Span | Deadline | None:
        """A student's extension for an assignment, if there is one."""
        own = self.extensions.get(student, {})
        return own.get(assignment, own.get(EVERY))


def read_policy(path: Path) -> LatePolicy:
    """Read and validate a late policy.

    Raises AuthorError that names the file and every key that is wrong, the reason and the remedy; OperatorError where
    the file cannot be opened.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as problem:
        raise AuthorError(
            f"`{path}` does not exist, and without it nobody knows what late work loses. Write it; an empty file takes "
            "nothing."
        ) from problem
    except OSError as problem:
        raise OperatorError(f"`{path}` cannot be read: {problem.strerror}. Make it readable.") from problem
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise AuthorError(f"`{path}` is no TOML: {problem}. Mend the file.") from problem
    try:
        return LatePolicy.model_validate(table)
    except ValidationError as problem:
        lines = [f"`{path}`: {_sentence(error)} Mend the file." for error in problem.errors(include_url=False)]
        raise AuthorError("\n".join(lines)) from problem


def _sentence(error: ErrorDetails) -> str:
    """One mistake: the key, what it holds, what it may be."""
    place = ".".join(str(step) for step in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"there is no key `{place}`. {_known(error['loc'])}"
    if error["type"] == "value_error":
        reason = error["msg"].removeprefix("Value error, ")
        return f"`{place}`: {reason}." if place else f"{reason}."
    allowed = error["msg"].removeprefix("Input should be ")
    if error["type"] in {"dict_type", "model_type"}:
        allowed = f"a table: `[{place}]` on a line of its own, and its keys below it"
    return f"`{place}` is {error['input']!r}, but should be {allowed}."


def _known(place: tuple[int | str, ...]) -> str:
    fields: Mapping[str, object] = (LatePolicy if len(place) == 1 else _RuleTable).model_fields
    close = get_close_matches(str(place[-1]), fields, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"Known are {', '.join(f'`{key}`' for key in fields)}."
