"""Groups of students by their score: lowest, middle, highest. Those who tie at a border belong to both sides in part.

Nothing depends on the order of rows: where three students tie for the last place of a group, each counts a third there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

#: The share of the class in the highest and in the lowest group (Kelley 1939, J. Educational Psychology 30, 17-24).
KELLEY = 0.27
#: From so many students on, trace lines are drawn over fifths of the class.
FIFTHS_FROM = 100


@dataclass(frozen=True)
class Groups:
    """Groups from the lowest score to the highest: their names, sizes, and each student's part in each.

    ``weights`` has a row per group and a column per student; each row sums to the group's size, each column to 1.
    """

    names: tuple[str, ...]
    sizes: tuple[float, ...]
    weights: NDArray[np.float64]

    def shares(self, values: NDArray[np.float64]) -> list[float | None]:
        """The mean of ``values`` in each group, of those students for whom it is no NaN; None where there are none."""
        known = ~np.isnan(values)
        found: list[float | None] = []
        for row in self.weights:
            size = float(row[known].sum())
            found.append(float(row[known] @ values[known]) / size if size > 0 else None)
        return found

    def counts(self, values: NDArray[np.float64]) -> list[float]:
        """How many students of each group have a value."""
        return [float(row[~np.isnan(values)].sum()) for row in self.weights]


def outer_groups(scores: NDArray[np.float64]) -> Groups:
    """The lowest 27 %, the middle and the highest 27 %: whole numbers of students, rounded, at least one."""
    count = scores.size
    outer = min(max(1, int(KELLEY * count + 0.5)), count // 2)
    return _grouped(scores, ("lowest 27 %", "middle", "highest 27 %"), (0, outer, count - outer, count))


def trace_groups(scores: NDArray[np.float64]) -> Groups:
    """Fifths of a class that is large enough, else the same three groups as in the tables."""
    count = scores.size
    if count < FIFTHS_FROM:
        return outer_groups(scores)
    names = ("lowest fifth", "second", "third", "fourth", "highest fifth")
    return _grouped(scores, names, [count * part / 5 for part in range(6)])


def _grouped(scores: NDArray[np.float64], names: Sequence[str], borders: Sequence[float]) -> Groups:
    """Ranks run from 0 to n; whoever ties shares the ranks of all who tie with them."""
    ordered = np.sort(scores)
    start = np.searchsorted(ordered, scores, side="left").astype(float)
    end = np.searchsorted(ordered, scores, side="right").astype(float)
    rows = [
        np.clip(np.minimum(end, high) - np.maximum(start, low), 0, None) / (end - start)
        for low, high in pairwise(borders)
    ]
    sizes = tuple(high - low for low, high in pairwise(borders))
    return Groups(tuple(names), sizes, np.array(rows).reshape(len(names), scores.size))
