"""One item: how hard it was, and how well it tells students apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quizzes.analysis.correlation import correlate
from quizzes.analysis.estimate import Estimate, undefined
from quizzes.analysis.groups import Groups
from quizzes.analysis.intervals import newcombe, student, wilson
from quizzes.analysis.option_statistics import OptionStatistics
from quizzes.analysis.reliability import is_constant
from quizzes.analysis.scores import Cell, Scores


@dataclass(frozen=True)
class Counts:
    """How many students had the item in which way; they add up to the class. ``scored`` count in its figures."""

    scored: int
    responded: int
    omitted: int
    not_reached: int
    not_shown: int
    ungraded: int


@dataclass(frozen=True)
class ItemStatistics:
    """The figures of one item; ``number`` counts from 1, ``reason`` says why there is no table of options.

    ``difficulty`` is the mean share of the points; ``discrimination`` the correlation with the score on the other
    items, ``item_total`` with the whole score; ``upper_lower`` the index D; ``alpha_without`` alpha of the others.
    """

    number: int
    name: str
    text: str
    possible: float
    counts: Counts
    is_dichotomous: bool
    difficulty: Estimate
    discrimination: Estimate
    item_total: Estimate
    upper_lower: Estimate
    alpha_without: Estimate
    by_group: tuple[float | None, ...]
    trace: tuple[float | None, ...]
    options: tuple[OptionStatistics, ...]
    is_open: bool
    reason: str


def counts_of(cells: NDArray[np.int8], shares: NDArray[np.float64]) -> Counts:
    """The counts of one column."""
    found = {cell: int((cells == cell).sum()) for cell in Cell}
    return Counts(
        int((~np.isnan(shares)).sum()),
        found[Cell.RESPONDED],
        found[Cell.OMITTED],
        found[Cell.NOT_REACHED],
        found[Cell.NOT_SHOWN],
        found[Cell.UNGRADED],
    )


def is_dichotomous(shares: NDArray[np.float64]) -> bool:
    """Whether every score is nothing or all."""
    known = shares[~np.isnan(shares)]
    return bool(np.isin(known, (0.0, 1.0)).all())


def difficulty(shares: NDArray[np.float64]) -> Estimate:
    """The mean share of the points: for items of 0 and 1 the proportion right, p (Lord & Novick 1968, chapter 15).

    The interval is Wilson's for a proportion; with partial credit it is the t interval, cut off at 0 and 1.
    """
    known = shares[~np.isnan(shares)]
    count = known.size
    if not count:
        return undefined(0, "nobody has a score on it")
    value = float(known.mean())
    if is_dichotomous(known):
        return Estimate(count, value, *wilson(value, count))
    if count < 2:
        return Estimate(count, value, reason="it takes two students")
    if is_constant(known):
        return Estimate(count, value, reason="every student has the same partial score")
    low, high = student(value, float(known.std(ddof=1)), count)
    return Estimate(count, value, max(0.0, low), min(1.0, high))


def upper_lower(shares: NDArray[np.float64], groups: Groups, totals: NDArray[np.float64]) -> Estimate:
    """The index D: the mean share in the highest 27 % by the whole score, less that in the lowest (Kelley 1939).

    For items of 0 and 1 it is the difference of the two proportions right (Crocker & Algina 1986, chapter 14).
    """
    known = int((~np.isnan(shares)).sum())
    if totals.size < 2:
        return undefined(known, "it compares two groups, and there are not two students")
    if is_constant(totals):
        return undefined(known, "every student has the same score")
    means, sizes = groups.shares(shares), groups.counts(shares)
    low, high = means[0], means[-1]
    if low is None or high is None:
        return undefined(known, "nobody in the highest or in the lowest group has a score on it")
    return Estimate(known, high - low, *newcombe(high, sizes[-1], low, sizes[0]))


def item_correlations(scores: Scores, place: int) -> tuple[Estimate, Estimate]:
    """The item's correlation with the score on the other items, and with the whole score.

    The first is the corrected item-total correlation: the whole score holds the item itself, and is correlated with it
    for that reason alone (Henrysson 1963, Psychometrika 28, 211-218; Crocker & Algina 1986, chapter 14).
    """
    shares = scores.shares[:, place]
    if len(scores.items) < 2:
        reason = "there is no other item"
        count = int((~np.isnan(shares)).sum())
        return undefined(count, reason), undefined(count, reason)
    rest, whole = scores.rest(place), scores.totals()
    return (
        correlate(shares, rest, what="this item", against="the other items"),
        correlate(shares, whole, what="this item", against="the whole quiz"),
    )
