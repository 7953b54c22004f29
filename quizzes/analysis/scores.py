"""The scores of a class as a table of numbers: a row per student, a column per item, and what became of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from quizzes.analysis.responses import Answer, ItemSeen, Sitting, State

#: What a missing response is worth: nothing; nothing if omitted and left out if not reached; left out either way.
Missing = Literal["zero", "reached", "ignore"]

#: Shares of points that differ by less are the same.
DIGITS = 12
#: Fewer points than these are what rounding leaves of none.
SMALLEST = 1e-9


class Cell(IntEnum):
    """What became of an item in an attempt."""

    RESPONDED = 0
    OMITTED = 1
    NOT_REACHED = 2
    NOT_SHOWN = 3
    UNGRADED = 4


@dataclass(frozen=True)
class Scores:
    """``shares`` holds earned / possible from 0 to 1, NaN where an answer counts for nothing; ``cells`` says why."""

    items: tuple[ItemSeen, ...]
    shares: NDArray[np.float64]
    cells: NDArray[np.int8]

    @property
    def students(self) -> int:
        """How many students there are."""
        return len(self.shares)

    @property
    def possible(self) -> NDArray[np.float64]:
        """The points of each item."""
        return np.array([item.possible for item in self.items], dtype=float)

    @property
    def points(self) -> NDArray[np.float64]:
        """Points earned; NaN where an answer counts for nothing."""
        return self.shares * self.possible

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Which students have a score on every item."""
        return np.asarray(~np.isnan(self.shares).any(axis=1), dtype=np.bool_)

    def totals(self) -> NDArray[np.float64]:
        """Each student's share of the points of all items that count for them; NaN where none counts.

        Where everybody has every item this is the number of points, divided by the same number for all.
        """
        return _shares(self._earned, self._possible)

    def rest(self, place: int) -> NDArray[np.float64]:
        """As ``totals``, of all items but one."""
        own = self.shares[:, place]
        worth = np.where(np.isnan(own), 0.0, self.items[place].possible)
        return _shares(self._earned - np.nan_to_num(own) * worth, self._possible - worth)

    @cached_property
    def _earned(self) -> NDArray[np.float64]:
        return np.asarray(np.nan_to_num(self.points).sum(axis=1), dtype=np.float64)

    @cached_property
    def _possible(self) -> NDArray[np.float64]:
        return np.asarray((~np.isnan(self.shares) * self.possible).sum(axis=1), dtype=np.float64)


def _shares(earned: NDArray[np.float64], possible: NDArray[np.float64]) -> NDArray[np.float64]:
    """Earned of possible, NaN where nothing could be earned."""
    counts = possible > SMALLEST
    return np.where(counts, np.round(earned / np.where(counts, possible, 1.0), DIGITS), np.nan)


def scores_of(items: Sequence[ItemSeen], sittings: Sequence[Sitting], missing: Missing) -> Scores:
    """The table of these attempts, one for each student, with missing responses counted by the policy."""
    cells = np.array([_cells(sitting.answers) for sitting in sittings], dtype=np.int8).reshape(
        len(sittings), len(items)
    )
    earned = np.array(
        [[np.nan if answer.earned is None else answer.earned for answer in sitting.answers] for sitting in sittings],
        dtype=float,
    ).reshape(len(sittings), len(items))
    shares = earned / np.array([item.possible for item in items], dtype=float)
    if missing != "zero":
        shares[cells == Cell.NOT_REACHED] = np.nan
    if missing == "ignore":
        shares[cells == Cell.OMITTED] = np.nan
    return Scores(tuple(items), shares, cells)


def _cells(answers: Sequence[Answer]) -> list[Cell]:
    """Missing responses at the end of an attempt were not reached; those before another response were omitted."""
    last = max((place for place, answer in enumerate(answers) if answer.state is State.GIVEN), default=-1)
    return [_cell(answer, reached=place <= last) for place, answer in enumerate(answers)]


def _cell(answer: Answer, *, reached: bool) -> Cell:
    if answer.state is State.NOT_SHOWN:
        return Cell.NOT_SHOWN
    if answer.state is State.MISSING:
        return Cell.OMITTED if reached else Cell.NOT_REACHED
    return Cell.UNGRADED if answer.earned is None else Cell.RESPONDED
