"""The 95 % intervals of proportions and their differences, of means, deviations, correlations and reliabilities."""

from __future__ import annotations

import math

from scipy import special

from quizzes.analysis.estimate import CONFIDENCE

TAIL = (1 - CONFIDENCE) / 2
#: The standard normal deviate that leaves ``TAIL`` above it: 1.96.
Z = float(special.ndtri(1 - TAIL))

Interval = tuple[float, float]


def wilson(share: float, count: float) -> Interval:
    """The score interval of a proportion, of ``count`` trials (Wilson 1927, JASA 22, 209-212).

    It stays within 0 and 1, and says something where nobody or everybody was right.
    """
    scale = 1 + Z**2 / count
    centre = (share + Z**2 / (2 * count)) / scale
    half = Z / scale * math.sqrt(share * (1 - share) / count + Z**2 / (4 * count**2))
    return max(0.0, centre - half) if share > 0 else 0.0, min(1.0, centre + half) if share < 1 else 1.0


def student(mean: float, deviation: float, count: int) -> Interval:
    """The t interval of a mean; ``deviation`` is the sample's, with n - 1 (Student 1908, Biometrika 6, 1-25)."""
    half = float(special.stdtrit(count - 1, 1 - TAIL)) * deviation / math.sqrt(count)
    return mean - half, mean + half


def fisher(correlation: float, count: int) -> Interval:
    """The interval of a correlation by Fisher's z = artanh r with standard error 1/sqrt(n - 3) (Fisher 1921, Metron 1).

    Exact for two normal variables only. For an item scored 0 or 1 it is an approximation, which is too narrow where few
    students are in the smaller of the two groups. Needs 4 students, and a correlation that is not exactly 1 or -1.
    """
    z, half = math.atanh(correlation), Z / math.sqrt(count - 3)
    return math.tanh(z - half), math.tanh(z + half)


def newcombe(first: float, first_count: float, second: float, second_count: float) -> Interval:
    """The interval of ``first - second``, two proportions (Newcombe 1998, Statistics in Medicine 17, 873-890).

    His method 10: the two score intervals, combined. A mean of shares between 0 and 1 varies at most as a proportion of
    the same size does, so for partial credit the interval is too wide rather than too narrow.
    """
    low_1, high_1 = wilson(first, first_count)
    low_2, high_2 = wilson(second, second_count)
    gap = first - second
    down = math.hypot(first - low_1, high_2 - second)
    up = math.hypot(high_1 - first, second - low_2)
    return gap - down, gap + up


def chi_square(deviation: float, count: int) -> Interval:
    """The interval of a standard deviation, of scores that are about normal (Snedecor & Cochran 1967)."""
    squares = (count - 1) * deviation**2
    quantiles = (float(special.chdtri(count - 1, tail)) for tail in (TAIL, 1 - TAIL))
    low, high = (math.sqrt(squares / quantile) for quantile in quantiles)
    return low, high


def feldt(reliability: float, students: int, items: int) -> Interval:
    """The interval of coefficient alpha, and of KR-20 (Feldt 1965, Psychometrika 30, 357-370).

    (1 - a) / (1 - A), with the sample's coefficient A and the population's a, is distributed as F with n - 1 and
    (n - 1)(k - 1) degrees of freedom, exactly where items are parallel and normal, and nearly for items of 0 and 1
    (Feldt, Woodruff & Salih 1987, Applied Psychological Measurement 11, 93-103, formulas 6 and 7).
    """
    above, below = students - 1, (students - 1) * (items - 1)
    high_f, low_f = (float(special.fdtri(above, below, share)) for share in (1 - TAIL, TAIL))
    return 1 - (1 - reliability) * high_f, 1 - (1 - reliability) * low_f
