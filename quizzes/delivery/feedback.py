"""What a sitting tells: an item before its response, the score and the key after it, and the sums at the end."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Self

from quizzes.delivery.records import Attempt
from quizzes.items.base import Item
from quizzes.score import PartScore
from quizzes.scoring import grade
from quizzes.views import key_text

#: An item of a sitting waits for its response, has it, or is no longer in its bank.
State = Literal["open", "answered", "gone"]


@dataclass(frozen=True)
class View:
    """An item as a learner sees it, with nothing of its key. ``item`` is the `student_view`.

    ``hints`` are the texts of those taken, ``more_hints`` says how many are left. ``response`` is the one given in this
    sitting so far, or None.
    """

    number: int
    of: int
    bank: str
    item: dict[str, Any]
    state: State
    hints: tuple[str, ...]
    more_hints: int
    response: Any


@dataclass(frozen=True)
class Feedback:
    """What a learner is told of a response: the score, reasons by part, the key in words, and the explanation.

    ``changed``: the item is no longer what was graded; the score stands, and there is nothing else to show.
    """

    number: int
    item: str
    response: Any
    earned: float
    possible: float
    hints: int
    parts: tuple[PartScore, ...] = ()
    key: tuple[str, ...] = ()
    explanation: str = ""
    source: str = ""
    changed: bool = False

    @property
    def right(self) -> bool:
        """Whether all points were earned."""
        return self.earned == self.possible


def feedback_on(attempt: Attempt, variant: Item | None) -> Feedback:
    """The feedback on an attempt; ``variant`` is the item as it was graded, None where that is no longer there."""
    told = (attempt.number, attempt.item, attempt.response, attempt.earned, attempt.possible, attempt.hints)
    if variant is None:
        return Feedback(*told, changed=True)
    parts = grade(variant, attempt.response).parts
    return Feedback(*told, parts, tuple(key_text(variant)), variant.explanation, variant.source)


@dataclass(frozen=True)
class Tally:
    """Points earned of those possible, and how many items of how many have a response."""

    earned: float = 0.0
    possible: float = 0.0
    answered: int = 0
    items: int = 0

    @classmethod
    def of(cls, tallies: Iterable[Self]) -> Self:
        """The sum of several."""
        each = list(tallies)
        return cls(
            math.fsum(one.earned for one in each),
            math.fsum(one.possible for one in each),
            sum(one.answered for one in each),
            sum(one.items for one in each),
        )

    @property
    def percent(self) -> int:
        """The share of the points in whole percent; 100 only for all of them, 0 only for none."""
        if not self.possible or not self.earned:
            return 0
        share = round(100 * self.earned / self.possible)
        return 100 if self.earned == self.possible else min(99, max(1, share))


@dataclass(frozen=True)
class ObjectiveTally:
    """The sum over the items that serve an objective; an item that serves two counts for both."""

    bank: str
    name: str
    title: str
    tally: Tally


@dataclass(frozen=True)
class Summary:
    """Where a sitting stands. ``total``, ``objectives`` and ``missed`` are None, or empty, while scores are kept back.

    ``missed`` are the numbers of the items that did not earn all their points, ``partly`` of those that earned some.
    """

    answered: int
    items: int
    finished: bool
    total: Tally | None
    objectives: tuple[ObjectiveTally, ...]
    missed: tuple[int, ...]
    partly: tuple[int, ...] = ()
