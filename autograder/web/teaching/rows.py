"""The class table: a row for everybody on the roster, sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.service.models import Kind, Placement, Standing, StandingState
from autograder.web.teaching.passback import Sent

#: How each row is sorted, by the name of its column.
SORTS: dict[str, Callable[[Row], Any]] = {
    "student": lambda row: row.standing.person.name.casefold(),
    "score": lambda row: -1.0 if row.standing.score is None else row.standing.score,
    "state": lambda row: row.words,
    "attempts": lambda row: row.standing.attempts,
    "last": lambda row: row.standing.last_at or 0.0,
    "sent": lambda row: row.sent.words if row.sent else "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One student. ``is_taking``: an attempt at the quiz goes on. ``left_at``: since when they are gone."""

    standing: Standing
    sent: Sent | None
    is_taking: bool
    left_at: float | None = None

    @property
    def is_late(self) -> bool:
        """Whether the last attempt came after the time was over."""
        return self.standing.last_at is not None and is_late(self.standing.placement, self.standing.last_at)

    @property
    def words(self) -> str:
        """How far the student is."""
        if self.is_taking:
            return "taking it"
        graded = "handed in" if self.standing.placement.kind is Kind.QUIZ else "graded"
        return {
            StandingState.NONE: "nothing yet",
            StandingState.WAITING: "being graded",
            StandingState.GRADED: graded,
            StandingState.FAILED: "could not be graded",
        }[self.standing.state]

    @property
    def said(self) -> str:
        """All that a filter looks at."""
        person = self.standing.person
        marks = [self.words, "late" if self.is_late else "", "set by hand" if self.standing.override else ""]
        marks += ["left"] if self.left_at is not None else []
        return " ".join([person.name, person.email, *marks, self.sent.words if self.sent else ""]).casefold()


def is_late(placement: Placement, at: float) -> bool:
    """Whether what came at that time, seconds since 1970, came late.

    A quiz that takes nothing late ends by itself: its sittings are counted afterwards, and none is late.
    """
    policy = placement.policy
    ends_by_itself = placement.kind is Kind.QUIZ and not policy.late
    return policy.due is not None and not ends_by_itself and at > policy.due.timestamp()


def rows_of(
    standings: Sequence[Standing], sent: dict[int, Sent], taking: Collection[str], left: Mapping[int, float]
) -> list[Row]:
    """A row for each standing; ``taking`` are the keys of those in whom an attempt goes on.

    ``left``: since when who has left is gone, by the person's number.
    """
    return [Row(one, sent.get(one.person.id), one.person.key in taking, left.get(one.person.id)) for one in standings]


def arranged(rows: Sequence[Row], sort: str, *, down: bool = False, contains: str = "") -> list[Row]:
    """The rows that contain all the words, sorted by that column; by name where there is no such one.

    Who left comes last, whichever way it is sorted.
    """
    wanted = contains.casefold().split()
    kept = [row for row in rows if all(word in row.said for word in wanted)]
    by_name = sorted(kept, key=SORTS["student"])
    found = sorted(by_name, key=SORTS.get(sort, SORTS["student"]), reverse=down)
    return sorted(found, key=lambda row: row.left_at is not None)


@dataclass(frozen=True, slots=True)
class Figures:
    """The class in numbers. ``waiting``: being graded; ``failed``: the machine could not; ``trouble``: not sent.

    Who ``left`` is counted there alone.
    """

    students: int
    left: int
    handed_in: int
    scored: int
    mean: float
    waiting: int
    failed: int
    trouble: int


def figures_of(rows: Sequence[Row]) -> Figures:
    """The class in numbers."""
    everybody, rows = len(rows), [row for row in rows if row.left_at is None]
    scores = [row.standing.score for row in rows if row.standing.score is not None]
    states = [row.standing.state for row in rows]
    return Figures(
        students=len(rows),
        left=everybody - len(rows),
        handed_in=sum(row.standing.attempts > 0 for row in rows),
        scored=len(scores),
        mean=sum(scores) / len(scores) if scores else 0.0,
        waiting=states.count(StandingState.WAITING),
        failed=states.count(StandingState.FAILED),
        trouble=sum(row.sent is not None and row.sent.is_trouble for row in rows),
    )


def has_scores(placement: Placement) -> bool:
    """Whether there is a class table of the placement."""
    return placement.kind in {Kind.ASSIGNMENT, Kind.QUIZ}
