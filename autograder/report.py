"""The report: all that one grading found, as data. Every other format is a view of it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from autograder.chart import Chart

REPORT_FORMAT = 1


class Outcome(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    SKIPPED = "skipped"


class Visibility(StrEnum):
    """Whether the student may see the check itself, or only its name and hint."""

    PUBLIC = "public"
    HIDDEN = "hidden"


class Status(StrEnum):
    """What became of the submission as a whole."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    UNGRADED = "ungraded"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Curve(_Model):
    """The student's function over the reference on the same inputs: three lists of equal length.

    ``None`` in ``submitted`` or ``expected`` stands where the value is not finite.
    """

    x: list[float]
    submitted: list[float | None]
    expected: list[float | None]


class Evidence(_Model):
    """What was called, what came back and what was expected, on the simplest input that fails."""

    call: str
    returned: str
    expected: str


class Measurement(_Model):
    """A number that a check found out, with the interval that it lies in where there is one.

    ``nickname``: what its owner wants to be called in public; empty for those who did not say.
    """

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    unit: str = ""
    nickname: str = ""


class CheckResult(_Model):
    """One check: its points, how it ended, and why."""

    name: str
    title: str
    exercise: str
    possible: float
    earned: float
    outcome: Outcome
    visibility: Visibility
    message: str = ""
    evidence: Evidence | None = None
    hint: str = ""
    misconception: str = ""
    measurements: list[Measurement] = Field(default_factory=list)
    charts: list[Chart] = Field(default_factory=list)
    seconds: float | None = None


class ExerciseResult(_Model):
    """One exercise: its points, the misconception it behaves like, and its curve where it is wrong."""

    name: str
    summary: str
    earned: float
    possible: float
    hint: str = ""
    misconception: str = ""
    curve: Curve | None = None


class SubmissionFacts(_Model):
    """What was graded: the name of the file, the digest of its bytes, and what the reader remarked on it."""

    file: str
    digest: str
    remarks: list[str] = Field(default_factory=list)


class Environment(_Model):
    """What the grading ran on: enough to repeat it."""

    rectify: str
    python: str
    torch: str
    numpy: str
    isolation: str


class Report(_Model):
    """All that one grading of one submission found.

    ``score`` is ``None`` where there is none: an operator's error yields no score at all, never zero.
    """

    format: int = REPORT_FORMAT
    assignment: str
    title: str
    course_digest: str
    student: str
    status: Status
    message: str = ""
    score: float | None
    max_score: float
    submission: SubmissionFacts
    seed: int
    environment: Environment
    exercises: list[ExerciseResult] = Field(default_factory=list)
    checks: list[CheckResult] = Field(default_factory=list)

    def without_times(self) -> Report:
        """The same report with every ``seconds`` left out: equal for equal submissions."""
        return self.model_copy(update={"checks": [check.model_copy(update={"seconds": None}) for check in self.checks]})

    def to_json(self) -> str:
        """The report as JSON text: same report, same bytes."""
        return self.model_dump_json(indent=1) + "\n"
