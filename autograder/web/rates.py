"""How often something may happen: a purse for each key, filled at a steady rate, that pays for one request each."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

#: So many purses are remembered; whose has not been used for the longest time is full again, or as good as.
MAX_KEYS = 20_000


class Rates:
    """``per_minute`` requests for each key, that many of them at once. ``clock`` gives seconds that only grow."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = per_minute, clock
        self._purses: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """Pay for one request: 0, or after how many seconds the next one can be paid for."""
        with self._lock:
            left, now = self._left(key)
            if left < 1:
                return self._seconds(left)
            self._purses[key] = left - 1, now
            self._purses.move_to_end(key)
            if len(self._purses) > MAX_KEYS:
                self._purses.popitem(last=False)
            return 0

    def _left(self, key: str) -> tuple[float, float]:
        now = self._clock()
        left, before = self._purses.get(key, (float(self._most), now))
        return min(float(self._most), left + (now - before) * self._most / 60), now

    def _seconds(self, left: float) -> int:
        return max(1, math.ceil((1 - left) * 60 / self._most))
