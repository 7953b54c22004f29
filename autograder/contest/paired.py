"""Is one better than the other? A one-sided paired t-test, with the interval that goes with it.

Student (1908), The probable error of a mean. The differences of pairs that share data, start and order are taken as
independent draws around a common mean; with 30 of them their own distribution matters little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev


@dataclass(frozen=True, slots=True)
class PairedTest:
    """The mean difference, its interval, and how likely one so large is where there is no difference at all.

    ``low`` and ``high`` bound the two-sided interval at ``1 - 2 * level``: the test passes where it lies above zero.
    """

    mean: float
    low: float
    high: float
    p_value: float
    level: float
    count: int

    @property
    def passes(self) -> bool:
        """Whether the differences are above zero by more than chance allows for."""
        return self.low > 0


def paired_test(differences: Sequence[float], level: float) -> PairedTest:
    """Test whether the mean of ``differences`` is above zero, at false-pass rate ``level``.

    Differences that are all the same number have no spread to test against: they pass only if there is a difference.
    Raises ValueError for fewer than two differences, or ones that are not finite.
    """
    from scipy.special import stdtr, stdtrit

    count = len(differences)
    if count < 2 or not all(map(math.isfinite, differences)):
        raise ValueError("a paired test takes two finite differences at least")
    mean, error = fmean(differences), stdev(differences) / math.sqrt(count)
    if error == 0:
        return PairedTest(mean, mean, mean, 0.0 if mean > 0 else 1.0, level, count)
    reach = float(stdtrit(count - 1, 1 - level)) * error
    p_value = float(stdtr(count - 1, -mean / error))
    return PairedTest(mean, mean - reach, mean + reach, p_value, level, count)
