"""The whole quiz: how the scores lie, how reliable they are, and how far off one student's score may be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quizzes.analysis.estimate import Estimate, undefined
from quizzes.analysis.intervals import Z, chi_square, student
from quizzes.analysis.item_statistics import is_dichotomous
from quizzes.analysis.reliability import (
    Matrix,
    coefficient_alpha,
    is_constant,
    kuder_richardson_20,
    standard_error,
)
from quizzes.analysis.scores import Scores

BINS = 10


@dataclass(frozen=True)
class WholeStatistics:
    """Figures of the scores as shares of the points, 0 to 1, and of their reliability.

    ``complete`` students have a score on every item: alpha, KR-20 and the standard error, in points, are theirs.
    ``bins`` counts students by tenths of the score; ``band`` is how far a score may be off, in points.
    """

    students: int
    complete: int
    items: int
    possible: float
    mean: Estimate
    deviation: Estimate
    median: float
    lowest: float
    highest: float
    bins: tuple[int, ...]
    alpha: Estimate
    kr20: Estimate
    error: Estimate

    @property
    def band(self) -> float | None:
        """Half the width of the 95 % band about a score, in points: 1.96 standard errors of measurement."""
        return None if self.error.value is None else Z * self.error.value


def whole_statistics(scores: Scores) -> WholeStatistics:
    """The figures of a class of one student or more, each with a score on some item at least."""
    totals, count = scores.totals(), scores.students
    complete = scores.complete
    points, shares = scores.points[complete], scores.shares[complete]
    alpha = coefficient_alpha(points)
    return WholeStatistics(
        students=count,
        complete=int(complete.sum()),
        items=len(scores.items),
        possible=float(scores.possible.sum()),
        mean=_mean(totals),
        deviation=_deviation(totals),
        median=float(np.median(totals)),
        lowest=float(totals.min()),
        highest=float(totals.max()),
        bins=_bins(totals),
        alpha=alpha,
        kr20=_kr20(shares),
        error=standard_error(points, alpha),
    )


def _mean(totals: Matrix) -> Estimate:
    count, value = totals.size, float(totals.mean())
    if count < 2:
        return Estimate(count, value, reason="it takes two students")
    if is_constant(totals):
        return Estimate(count, value, reason="every student has the same score")
    low, high = student(value, float(totals.std(ddof=1)), count)
    return Estimate(count, value, max(0.0, low), min(1.0, high))


def _deviation(totals: Matrix) -> Estimate:
    count = totals.size
    if count < 2:
        return undefined(count, "it takes two students")
    if is_constant(totals):
        return Estimate(count, 0.0, reason="every student has the same score")
    value = float(totals.std(ddof=1))
    return Estimate(count, value, *chi_square(value, count))


def _bins(totals: Matrix) -> tuple[int, ...]:
    places = np.minimum((totals * BINS + 1e-9).astype(int), BINS - 1)
    return tuple(int(count) for count in np.bincount(places, minlength=BINS))


def _kr20(shares: Matrix) -> Estimate:
    if not is_dichotomous(shares):
        return undefined(shares.shape[0], "some items give partial credit; alpha is for those")
    return kuder_richardson_20(shares)
