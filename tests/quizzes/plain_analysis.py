"""A second implementation of the analysis: plain loops over lists and exact fractions, written from the formulas alone.

It shares nothing with `quizzes.analysis`: no NumPy, other forms of the formulas, ties broken by going through every
order. A score is a Fraction, or None where the item was not shown.
"""

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from statistics import NormalDist

Score = Fraction | None
Rows = Sequence[Sequence[Score]]

Z = NormalDist().inv_cdf(0.975)


def average(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def covariance(xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Fraction:
    """E(xy) - E(x) E(y), of the students at hand."""
    return average([x * y for x, y in zip(xs, ys, strict=True)]) - average(xs) * average(ys)


def total(row: Sequence[Score], worth: Sequence[Fraction], but: int | None = None) -> Fraction | None:
    """Points earned of those that could be, for the items that the student had."""
    earned = possible = Fraction(0)
    for place, share in enumerate(row):
        if share is not None and place != but:
            earned += share * worth[place]
            possible += worth[place]
    return earned / possible if possible else None


def correlation(xs: Sequence[Score], ys: Sequence[Score]) -> float | None:
    """Of those who have both; None where one of them does not vary, or fewer than three have both."""
    both = [(x, y) for x, y in zip(xs, ys, strict=True) if x is not None and y is not None]
    if len(both) < 3:
        return None
    first, second = [x for x, _y in both], [y for _x, y in both]
    across = covariance(first, first) * covariance(second, second)
    return None if across == 0 else float(covariance(first, second)) / math.sqrt(across)


def point_biserial(right: Sequence[Fraction], scores: Sequence[Fraction]) -> float:
    """(mean of who is right - mean of who is wrong) / deviation * sqrt(p q), the textbooks' form for 0 and 1."""
    well = [score for one, score in zip(right, scores, strict=True) if one == 1]
    badly = [score for one, score in zip(right, scores, strict=True) if one == 0]
    p = Fraction(len(well), len(right))
    gap = average(well) - average(badly)
    return float(gap) / math.sqrt(covariance(scores, scores)) * math.sqrt(p * (1 - p))


def alpha(rows: Rows, worth: Sequence[Fraction]) -> float | None:
    """k/(k-1) times the share of the total's variance that covariances of different items make up."""
    whole = [[share * points for share, points in zip(row, worth, strict=True)] for row in rows if None not in row]  # type: ignore[operator]  # no None in it
    items = list(zip(*whole, strict=True))
    if len(worth) < 2 or len(whole) < 2:
        return None
    sums = [sum(row, Fraction(0)) for row in whole]
    between = Fraction(0)
    for one, other in itertools.permutations(items, 2):
        between += covariance(one, other)
    variance = covariance(sums, sums)
    return None if variance == 0 else float(Fraction(len(items), len(items) - 1) * between / variance)


def kr20(rows: Sequence[Sequence[Fraction]]) -> float:
    """By counting: k/(k-1) (1 - sum p (1-p) / variance), all in fractions."""
    n, k = len(rows), len(rows[0])
    sums = [sum(row) for row in rows]
    squares, plain = sum(one * one for one in sums), sum(sums)
    variance = Fraction(squares, n) - Fraction(plain, n) ** 2
    pq = Fraction(0)
    for place in range(k):
        right = sum(1 for row in rows if row[place] == 1)
        pq += Fraction(right, n) * Fraction(n - right, n)
    return float(Fraction(k, k - 1) * (1 - pq / variance))


def upper_lower(shares: Sequence[Fraction], totals: Sequence[Fraction]) -> Fraction:
    """D with ties broken by chance: the mean of D over every order of the students that sorts their totals."""
    n = len(totals)
    size = min(max(1, math.floor(Fraction(27, 100) * n + Fraction(1, 2))), n // 2)
    found = []
    for order in itertools.permutations(range(n)):
        ranked = sorted(order, key=lambda student: totals[student])
        low, high = ranked[:size], ranked[n - size :]
        found.append(average([shares[student] for student in high]) - average([shares[student] for student in low]))
    return average(found)


def wilson(right: int, n: int) -> tuple[float, float]:
    """The two p for which (share - p)^2 = z^2 p (1 - p) / n, by the quadratic formula."""
    share = right / n
    a, b, c = 1 + Z * Z / n, -(2 * share + Z * Z / n), share * share
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def fisher(r: float, n: int) -> tuple[float, float]:
    """By logarithms and exponentials."""
    z = 0.5 * math.log((1 + r) / (1 - r))
    low, high = z - Z / math.sqrt(n - 3), z + Z / math.sqrt(n - 3)
    return tuple((math.exp(2 * end) - 1) / (math.exp(2 * end) + 1) for end in (low, high))  # type: ignore[return-value]  # two of them
