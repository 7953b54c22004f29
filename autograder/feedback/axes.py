"""A pair of axes: what range is shown, where the ticks stand, and where a point falls in the picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 560.0, 340.0
_RIGHT, _BOTTOM = 18.0, 32.0
_DIGIT = 8.5
_HEADING, _LEGEND_ROW = 38.0, 22.0
_LABEL = 20.0
_LARGEST = 1e12
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Axes:
    """Maps values to places in the picture; y grows upwards in values and downwards in places."""

    low: float
    high: float
    y_low: float
    y_high: float
    top: float
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    width: float = _WIDTH
    height: float = _HEIGHT
    foot: float = _BOTTOM
    side: float = 0.0

    @property
    def left(self) -> float:
        """The left edge of the plotting area: as far in as the longest label needs."""
        return self.side + 18 + _DIGIT * max(3, *(len(text) for _value, text in self.y_ticks))

    @property
    def right(self) -> float:
        """The right edge of the plotting area."""
        return self.width - _RIGHT

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.height - self.foot

    def x(self, value: float) -> float:
        """Where ``value`` stands from the left."""
        return round(self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left), 2)

    def y(self, value: float) -> float:
        """Where ``value`` stands from the top."""
        return round(self.bottom - (value - self.y_low) / (self.y_high - self.y_low) * (self.bottom - self.top), 2)

    def clipped(self, value: float) -> float:
        """``value``, or the edge of the picture where it lies beyond."""
        return min(max(value, self.y_low), self.y_high)

    def visible_runs(self, xs: Sequence[float], ys: Values) -> Iterator[list[tuple[float, float]]]:
        """The stretches of a curve that lie in the picture; one that leaves is drawn up to the edge."""
        run: list[tuple[float, float]] = []
        before: tuple[float, float] | None = None
        for x, y in zip(xs, ys, strict=True):
            here = (x, y) if y is not None and abs(y) < _LARGEST else None
            inside = here is not None and self.y_low <= here[1] <= self.y_high
            if here is not None and inside:
                if not run and before is not None:
                    run.append(self._edge(here, before))
                run.append(here)
            elif run:
                if here is not None:
                    run.append(self._edge(run[-1], here))
                yield run
                run = []
            before = here
        if run:
            yield run

    def _edge(self, inner: tuple[float, float], outer: tuple[float, float]) -> tuple[float, float]:
        """Where the line from a visible point to one beyond meets the edge."""
        y = self.clipped(outer[1])
        share = (y - inner[1]) / (outer[1] - inner[1]) if outer[1] != inner[1] else 0.0
        return inner[0] + share * (outer[0] - inner[0]), y


def axes_for(
    low: float, high: float, values: Values, *, also: Values = (), rows: int = 1, labels: int = 0, log: bool = False
) -> Axes:
    """Axes that show ``values`` whole, and of ``also`` what stays within three times their span.

    ``labels`` leaves room for that many names of axes; ``log`` says that values are powers of ten.
    """
    finite = [value for value in values if value is not None and abs(value) < _LARGEST] or [0.0]
    bottom, top = min(finite), max(finite)
    span = max(top - bottom, 1e-6 * max(1.0, abs(top)))
    near = [v for v in also if v is not None and bottom - span <= v <= top + span]
    bottom, top = min([bottom, *near]), max([top, *near])
    margin = 0.06 * max(top - bottom, span)
    bottom, top = bottom - margin, top + margin
    high = high if high > low else low + 1.0
    return Axes(
        low,
        high,
        bottom,
        top,
        _HEADING + _LEGEND_ROW * rows,
        tuple(nice_ticks(low, high, 8)),
        tuple(_decades(bottom, top) if log else nice_ticks(bottom, top, 6)),
        foot=_BOTTOM + (_LABEL if labels else 0.0),
        side=_LABEL if labels > 1 else 0.0,
    )


def _decades(low: float, high: float) -> Iterator[tuple[float, str]]:
    """Up to eight whole powers of ten in [low, high]; 1, 2 and 5 times them where there are fewer than three."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last - first < 2:
        fine = [(math.log10(m) + power, m * 10.0**power) for power in range(first - 1, last + 1) for m in (1, 2, 5)]
        yield from ((place, f"{value:.3g}") for place, value in fine if low <= place <= high)
        return
    for power in range(first, last + 1, max(1, math.ceil((last - first) / 7))):
        yield float(power), "1" if power == 0 else "10" if power == 1 else "10" + str(power).translate(_RAISED)


def nice_ticks(low: float, high: float, most: int) -> Iterator[tuple[float, str]]:
    """Up to ``most`` + 1 round values in [low, high], each with its text: steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1):
        value = number * step
        yield value, f"{value:.4g}".replace("-", "−") if number else "0"  # noqa: RUF001  (a minus sign, not a hyphen)
