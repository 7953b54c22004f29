"""What a response earned: a number with its maximum, and what to say about each part of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class PartScore(BaseModel):
    """One part of a response: an option, a pair, a place, a blank, or the whole where there are no parts.

    ``name`` is the part's id; ``feedback`` holds reasons from the bank and may be shown only when the key may.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str
    right: bool
    feedback: str = ""


class Score(BaseModel):
    """Points earned, of those possible: finite, never below zero, never above what is possible."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    earned: float = Field(ge=0, allow_inf_nan=False)
    possible: float = Field(gt=0, allow_inf_nan=False)
    parts: tuple[PartScore, ...]

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.earned > self.possible:
            raise ValueError(f"{self.earned} points of {self.possible}; at most all of them")
        return self

    @property
    def right(self) -> bool:
        """Whether all points were earned."""
        return self.earned == self.possible


def share(points: float, fraction: Fraction) -> float:
    """That part of the points: exactly all for 1, exactly none for 0."""
    return float(Fraction(points) * fraction)
