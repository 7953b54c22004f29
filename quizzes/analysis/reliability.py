"""How reliable the score of a whole test is: coefficient alpha, KR-20, and the standard error of measurement."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from quizzes.analysis.estimate import Estimate, undefined
from quizzes.analysis.intervals import feldt

Matrix = NDArray[np.float64]

#: Differences below this are rounding, not variance.
ROUNDING = 1e-9


def is_constant(values: Matrix) -> bool:
    """Whether all values are the same, but for rounding."""
    return values.size == 0 or bool(np.ptp(values) <= ROUNDING)


def coefficient_alpha(points: Matrix) -> Estimate:
    """Coefficient alpha, k/(k-1) (1 - sum of item variances / variance of totals), with Feldt's interval.

    ``points`` has a row per student, all complete, and a column per item. Cronbach 1951, Psychometrika 16, 297-334;
    Lord & Novick 1968, chapter 4. Negative where items vary against one another: it is shown as it comes out.
    """
    items = points.shape[1]
    if items < 2:
        return undefined(len(points), "reliability compares items, and there is one alone")
    variances = points.var(axis=0, ddof=1).sum() if len(points) > 1 else 0.0
    return _alpha(float(variances), points.sum(axis=1), items)


def _alpha(variances: float, totals: Matrix, items: int) -> Estimate:
    """Alpha from the sum of the items' variances, and each student's total."""
    if reason := _why_undefined(totals):
        return undefined(totals.size, reason)
    spread = variances / float(totals.var(ddof=1))
    return _with_interval(items / (items - 1) * (1 - spread), totals.size, items)


def kuder_richardson_20(right: Matrix) -> Estimate:
    """KR-20, k/(k-1) (1 - sum of pq / variance of the number right), with Feldt's interval.

    ``right`` holds 0 and 1 alone. p is the share of students who are right, q = 1 - p, and the variance is that of the
    students at hand, with n. Kuder & Richardson 1937, Psychometrika 2, 151-160, formula 20.
    """
    students, items = right.shape
    if items < 2:
        return undefined(students, "reliability compares items, and there is one alone")
    if reason := _why_undefined(right.sum(axis=1)):
        return undefined(students, reason)
    share = right.mean(axis=0)
    spread = float((share * (1 - share)).sum() / right.sum(axis=1).var())
    return _with_interval(items / (items - 1) * (1 - spread), students, items)


def _why_undefined(totals: Matrix) -> str:
    """Why these totals of complete scores have no reliability; "" where they have one."""
    if totals.size < 2:
        return "it takes two students with a score on every item" + (", and there is one" if totals.size else "")
    return "every student has the same total" if is_constant(totals) else ""


def _with_interval(value: float, students: int, items: int) -> Estimate:
    if value > 1 - ROUNDING:
        return Estimate(students, 1.0, reason="the items agree wholly, which leaves nothing to vary")
    # 0 but for rounding is 0, and not now below it and now above, by the order of the rows.
    value = 0.0 if abs(value) < ROUNDING else value
    return Estimate(students, value, *feldt(value, students, items))


def alphas_if_deleted(points: Matrix) -> list[Estimate]:
    """For each item, coefficient alpha of all the others together."""
    items = points.shape[1]
    if items < 3:
        reason = "without the item, fewer than two are left"
        return [undefined(points.shape[0], reason) for _item in range(items)]
    variances = points.var(axis=0, ddof=1) if len(points) > 1 else np.zeros(items)
    totals, every = points.sum(axis=1), float(variances.sum())
    return [_alpha(every - float(variances[item]), totals - points[:, item], items - 1) for item in range(items)]


def standard_error(points: Matrix, alpha: Estimate) -> Estimate:
    """The standard error of measurement, s sqrt(1 - alpha), in points (Lord & Novick 1968, chapter 3).

    ``s`` is the totals' standard deviation, with n - 1. The interval follows alpha's and takes ``s`` as it is.
    """
    students = points.shape[0]
    if alpha.value is None:
        return undefined(students, f"alpha is not: {alpha.reason}")
    if alpha.value < 0:
        return undefined(students, "alpha is negative, and no reliability is")
    deviation = float(points.sum(axis=1).std(ddof=1))
    value = deviation * math.sqrt(1 - alpha.value)
    if alpha.low is None or alpha.high is None:
        return Estimate(students, value, reason=alpha.reason)
    low, high = (deviation * math.sqrt(1 - bound) for bound in (alpha.high, alpha.low))
    return Estimate(students, value, low, high)
