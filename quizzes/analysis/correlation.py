"""The correlation of one item, or one option, with the score on the other items."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from quizzes.analysis.estimate import Estimate, undefined
from quizzes.analysis.intervals import fisher
from quizzes.analysis.reliability import ROUNDING, is_constant

#: With two students every correlation is 1 or -1.
FEWEST = 3


def correlate(values: NDArray[np.float64], scores: NDArray[np.float64], *, what: str, against: str) -> Estimate:
    """Pearson's correlation of those students who have both, with Fisher's interval.

    Where ``values`` are 0 and 1 this is the point-biserial correlation (Lord & Novick 1968, chapter 15). ``what`` and
    ``against`` name the two in the reason why there is none: "this item", "the other items".
    """
    both = ~np.isnan(values) & ~np.isnan(scores)
    x, y, count = values[both], scores[both], int(both.sum())
    if count < FEWEST:
        return undefined(
            count, f"it takes {FEWEST} students, and there {'is' if count == 1 else 'are'} {count or 'none'}"
        )
    if is_constant(x):
        return undefined(count, f"every student has the same score on {what}")
    if is_constant(y):
        return undefined(count, f"every student has the same score on {against}")
    x, y = x - x.mean(), y - y.mean()
    value = float(x @ y) / math.sqrt(float(x @ x) * float(y @ y))
    if abs(value) > 1 - ROUNDING:
        return Estimate(count, math.copysign(1.0, value), reason="a correlation of exactly 1 or -1 leaves none")
    if abs(value) < ROUNDING:
        value = 0.0  # a sum's last bits, which are each processor's own, are no sign
    if count <= FEWEST:
        return Estimate(count, value, reason="it takes 4 students")
    return Estimate(count, value, *fisher(value, count))
