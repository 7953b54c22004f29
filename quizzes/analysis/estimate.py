"""A figure with its interval and its count; or, where it is not defined, the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

#: How sure every interval is.
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure from ``count`` students, with its 95 % interval from ``low`` to ``high``.

    Where there is no value, or no interval, ``reason`` continues the words "not defined because".
    """

    count: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    def surely_below(self, bound: float) -> bool:
        """Whether the whole interval lies below."""
        return self.high is not None and self.high < bound

    def surely_above(self, bound: float) -> bool:
        """Whether the whole interval lies above."""
        return self.low is not None and self.low > bound

    def below(self, bound: float) -> bool:
        """Whether there is a value, and it lies below."""
        return self.value is not None and self.value < bound

    def above(self, bound: float) -> bool:
        """Whether there is a value, and it lies above."""
        return self.value is not None and self.value > bound


def undefined(count: int, reason: str) -> Estimate:
    """No figure, and why: ``reason`` continues "not defined because"."""
    return Estimate(count, reason=reason)
