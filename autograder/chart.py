"""Curves as data: what a check, a reading or a lab wants to be drawn. The views draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: The label of a student's own curve, as the student reads it; to anybody else a view says whose it is.
YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Series:
    """One curve: its label, and points of equal number; ``None`` or a value that is not finite leaves a gap."""

    label: str
    x: Sequence[float]
    y: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves on one pair of axes. ``log``: the y axis shows powers of ten; only values above zero are drawn.

    ``dots`` draws points in the place of lines.
    """

    title: str
    series: Sequence[Series]
    x_label: str = ""
    y_label: str = ""
    log: bool = False
    dots: bool = False
