"""Who chose what: each option's count, its share in groups of low and high score, and its own correlation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from quizzes.analysis.correlation import correlate
from quizzes.analysis.estimate import Estimate, undefined
from quizzes.analysis.groups import Groups
from quizzes.analysis.intervals import wilson
from quizzes.analysis.options import OptionShown, OptionTable
from quizzes.analysis.responses import Answer
from quizzes.analysis.scores import Cell

Kind = Literal["key", "distractor", "partial", "ungraded", "other", "none"]


@dataclass(frozen=True)
class OptionStatistics:
    """One option of one item: chosen by ``count`` students, a ``share`` of those who had the item.

    ``by_group`` and ``trace`` hold its share in each group, from the lowest to the highest score; ``correlation`` is
    that of choosing it with the score on the other items. ``kind`` is "other" for rare responses together, and "none"
    for no response.
    """

    label: str
    text: str
    kind: Kind
    known: bool
    count: int
    share: Estimate
    by_group: tuple[float | None, ...]
    trace: tuple[float | None, ...]
    correlation: Estimate


@dataclass(frozen=True)
class ItemColumn:
    """What the statistics of one item's options need: each student's answer, cell, share and score on other items."""

    answers: Sequence[Answer]
    cells: NDArray[np.int8]
    shares: NDArray[np.float64]
    rest: NDArray[np.float64]

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Which students count for the item: those with a score, and those whose response is not graded yet."""
        return np.asarray(~np.isnan(self.shares) | (self.cells == Cell.UNGRADED), dtype=np.bool_)


def option_statistics(
    table: OptionTable, column: ItemColumn, groups: Groups, traces: Groups
) -> tuple[OptionStatistics, ...]:
    """A row for each option, then the other responses of an open item, then no response where there are such."""
    return tuple(_row(option, kind, chosen, column, groups, traces) for option, kind, chosen in _rows(table, column))


def _rows(table: OptionTable, column: ItemColumn) -> Iterator[tuple[OptionShown, Kind, NDArray[np.bool_]]]:
    labels = {option.label for option in table.options}
    for option in table.options:
        yield option, _kind(option), np.array([option.label in answer.chosen for answer in column.answers], dtype=bool)
    if not table.options:
        return
    if table.is_open:
        rare = [bool(answer.chosen) and labels.isdisjoint(answer.chosen) for answer in column.answers]
        yield OptionShown("", "other responses", None, known=False), "other", np.array(rare, dtype=bool)
    empty = (column.cells == Cell.OMITTED) | (column.cells == Cell.NOT_REACHED)
    if (empty & column.counted).any():
        yield OptionShown("", "no response", None, known=False), "none", empty


def _kind(option: OptionShown) -> Kind:
    if option.worth is None:
        return "ungraded"
    return "key" if option.key else "partial" if option.worth > 0 else "distractor"


def _row(
    option: OptionShown,
    kind: Kind,
    chosen: NDArray[np.bool_],
    column: ItemColumn,
    groups: Groups,
    traces: Groups,
) -> OptionStatistics:
    values = np.where(column.counted, chosen.astype(float), np.nan)
    total = int(column.counted.sum())
    count = int(chosen[column.counted].sum())
    share = Estimate(total, count / total, *wilson(count / total, total)) if total else undefined(0, "nobody had it")
    return OptionStatistics(
        option.label,
        option.text,
        kind,
        option.known,
        count,
        share,
        tuple(groups.shares(values)),
        tuple(traces.shares(values)),
        correlate(values, column.rest, what="this option", against="the other items"),
    )
