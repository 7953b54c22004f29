"""Items whose response is a number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from quizzes.errors import quoted
from quizzes.items.base import Expression, Item, Line, Markdown, Mistake, Number, Part, refuse, repeated

#: What floats lose on the way: 0.26 is within 0.01 of 0.25, though 0.26 - 0.25 is more than 0.01.
SLACK = 1e-9


class Tolerance(Part):
    """How far from the key a response may be: one of ``absolute``, ``relative``, ``interval``."""

    NUMBERS: ClassVar[tuple[str, ...]] = ("absolute", "relative", "interval")

    absolute: Number | None = Field(default=None, description="At most so far from the key; 0 for exactly the key.")
    relative: Number | None = Field(default=None, description="At most this fraction of the key away: 0.01 is 1%.")
    interval: list[Number] | None = Field(default=None, min_length=2, max_length=2, description="Lowest and highest.")

    @model_validator(mode="before")
    @classmethod
    def _form(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise refuse(
                f"{quoted(data)} is no tolerance", "`{absolute: 0.01}`, `{relative: 0.01}`, `{interval: [a, b]}`"
            )
        return data

    def mistakes(self) -> Iterator[Mistake]:
        """Not exactly one form; a negative width; ends that are the wrong way round."""
        given = [name for name in ("absolute", "relative", "interval") if getattr(self, name) is not None]
        if len(given) != 1:
            yield (), f"gives {' and '.join(given) or 'nothing'}", "exactly one of absolute, relative, interval"
        if isinstance(self.absolute, float) and self.absolute < 0:
            yield ("absolute",), f"{self.absolute:g} is negative", "0 or more"
        if isinstance(self.relative, float) and not 0 < self.relative < 1:
            yield ("relative",), f"{self.relative:g} is no fraction", "more than 0 and less than 1"
        if self.interval:
            low, high = self.interval
            if isinstance(low, float) and isinstance(high, float) and low >= high:
                yield ("interval",), f"{low:g} is not below {high:g}", "the lowest, then the highest"

    def ends(self, key: float) -> tuple[float, float]:
        """The lowest and the highest number that is accepted, with the slack of floats. Needs plain numbers."""
        if self.interval is not None:
            low, high = (float(end) for end in self.interval)
        else:
            width = float(self.absolute) if self.absolute is not None else abs(key) * float(self.relative or 0)
            low, high = key - width, key + width
        slack = SLACK * max(abs(low), abs(high))
        return low - slack, high + slack

    def accepts(self, key: float, number: float) -> bool:
        """Whether a number is near enough to the key."""
        low, high = self.ends(key)
        return math.isfinite(number) and low <= number <= high


class WrongNumber(Part):
    """A number that a typical mistake leads to, and what to say about it."""

    TEXTS: ClassVar[tuple[str, ...]] = ("reason",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("value",)

    value: Number = Field(description="What the mistake gives.")
    reason: Markdown = Field(description="Shown to whoever answers it: which mistake it is.")


class NumberWanted(Part):
    """A number with its tolerance and its proof: a numeric item, or a blank of a cloze."""

    TEXTS: ClassVar[tuple[str, ...]] = ("unit",)
    NUMBERS: ClassVar[tuple[str, ...]] = ("key",)
    PLAIN: ClassVar[tuple[str, ...]] = ("proof", "unproven")

    key: Number = Field(description="The right number, or an expression for it.")
    tolerance: Tolerance = Field(description="How far from the key a response may be.")
    unit: Line | None = Field(default=None, description="Shown behind the number's field; no part of the response.")
    wrong: list[WrongNumber] = Field(default=[], max_length=6, description="Numbers that typical mistakes lead to.")
    proof: Expression | None = Field(default=None, description="Computes the key from torch's own functions.")
    unproven: Line | None = Field(default=None, description="Why no computation gives the key: `a year`.")

    def mistakes(self) -> Iterator[Mistake]:
        """Proof missing; a key that its own tolerance refuses; a typical mistake that is accepted."""
        yield from super().mistakes()
        if (self.proof is None) == (self.unproven is None):
            what = "is missing" if self.proof is None else "stands beside `unproven`"
            yield ("proof",), what, "either `proof:` or `unproven:` with the reason why nothing computes it"
        key, tolerance = self.key, self.tolerance
        if not isinstance(key, float) or any(True for _text in tolerance.templates()):
            return
        if tolerance.relative is not None and key == 0:
            yield ("tolerance", "relative"), "is nothing of a key that is 0", "an absolute tolerance"
        if not tolerance.accepts(key, key):
            yield ("key",), f"{key:g} lies outside its interval", "a key between its ends"
        for index in repeated([repr(wrong.value) for wrong in self.wrong]):
            yield ("wrong", index, "value"), f"{self.wrong[index].value:g} is there twice", "numbers that differ"
        for index, wrong in enumerate(self.wrong):
            if isinstance(wrong.value, float) and tolerance.accepts(key, wrong.value):
                yield (
                    ("wrong", index, "value"),
                    f"{wrong.value:g} is accepted as right",
                    "a number beyond the tolerance",
                )


class Numeric(NumberWanted, Item):
    """A number is to be given."""

    TEXTS: ClassVar[tuple[str, ...]] = (*Item.TEXTS, *NumberWanted.TEXTS)
    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, *NumberWanted.PLAIN)

    kind: Literal["numeric"]
