"""The rows as the rest of rectify sees them. Times are seconds since 1970 (UTC)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from autograder.service.policy import Policy


class Role(StrEnum):
    """Who somebody is in one context."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


class Kind(StrEnum):
    """What a placement shows. The first two have scores."""

    ASSIGNMENT = "assignment"
    QUIZ = "quiz"
    EXPLORER = "explorer"
    LEADERBOARD = "leaderboard"


class HandInKind(StrEnum):
    """A check runs the public checks and counts for nothing; a hand-in is graded and counts."""

    CHECK = "check"
    HAND_IN = "hand-in"


class HandInState(StrEnum):
    """How far a hand-in is. ``failed``: the machine could not grade it, which is no score."""

    WAITING = "waiting"
    GRADING = "grading"
    GRADED = "graded"
    FAILED = "failed"


class StandingState(StrEnum):
    """How far somebody is with a placement, by the last thing that they did."""

    NONE = "none"
    WAITING = "waiting"
    GRADED = "graded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Person:
    """A student or an instructor. ``key``: ``lti:<platform id>:<sub>`` or ``local:<name>``."""

    id: int
    key: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Context:
    """A course in an LMS, or this machine's own (``local``)."""

    id: int
    key: str
    title: str
    platform_id: int | None


@dataclass(frozen=True, slots=True)
class Placement:
    """One thing that a context offers; ``name`` is the assignment's, the bank's or the explorer's."""

    id: int
    context_id: int
    key: str
    kind: Kind
    name: str
    title: str
    max_score: float
    policy: Policy
    line_item: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a context, and as what. ``left_at``: since when the LMS lists the student no more, else None."""

    person: Person
    role: Role
    left_at: float | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an LMS said of a context's members: how many take part, who of them is new or back, and who left."""

    members: int
    came: tuple[Person, ...]
    left: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class HandIn:
    """One file that came in. ``problem`` is why the machine could not grade it, in words; else empty."""

    id: str
    person_id: int
    placement_id: int
    kind: HandInKind
    file_name: str
    digest: str
    state: HandInState
    made_at: float
    problem: str


@dataclass(frozen=True, slots=True)
class Override:
    """A score that an instructor set by hand, and why. ``by_id`` is None for the command line."""

    score: float
    reason: str
    by_id: int | None
    at: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person is with one placement: the score that counts, out of ``placement.max_score``, or None.

    ``from_handin``: the hand-in that it comes from. ``attempts``: hand-ins or sittings so far, without those that the
    machine could not grade; ``last_at``: when the last came.
    """

    person: Person
    placement: Placement
    score: float | None
    max_score: float
    from_handin: str | None
    override: Override | None
    state: StandingState
    attempts: int
    last_at: float | None
