"""The variables of a parameterised item, and the finite domain of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

#: An item has at most so many combinations of values, so that each can be looked at.
MAX_VARIANTS = 10_000

Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
Whole = Annotated[int, Field(ge=-(10**12), le=10**12)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^{}]*$")]


class Domain(BaseModel):
    """The values that a variable can take: a list, a range of integers, or a grid of floats, ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    values: list[Whole | Finite | Word] | None = Field(
        default=None, min_length=1, max_length=MAX_VARIANTS, description="A list of numbers or words."
    )
    integers: list[Whole] | None = Field(
        default=None, min_length=2, max_length=2, description="The first and the last integer."
    )
    grid: list[Finite] | None = Field(
        default=None, min_length=2, max_length=2, description="The first and the last float."
    )
    step: Finite | None = Field(default=None, gt=0, description="From one value to the next; 1 for integers.")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [name for name in ("values", "integers", "grid") if getattr(self, name) is not None]
        if len(given) != 1:
            raise _refuse(f"gives {' and '.join(given) or 'no domain'}", "exactly one of values, integers, grid")
        if self.values is not None:
            if self.step is not None:
                raise _refuse("gives a step between listed values", "a step goes with integers or grid")
            if len(set(self.values)) < len(self.values):
                raise _refuse("lists a value twice", "each value once")
            return self
        if self.integers and self.step is not None and self.step != int(self.step):
            raise _refuse(f"steps by {self.step} between integers", "a whole step, or a grid")
        if self.grid and self.step is None:
            raise _refuse("gives a grid without a step", "`step: 0.1`")
        if not 2 <= self.size <= MAX_VARIANTS:
            raise _refuse(f"has {self.size:,} values", f"2 to {MAX_VARIANTS:,}, the first below the last")
        return self

    @property
    def size(self) -> int:
        """How many values there are, without making them."""
        if self.values is not None:
            return len(self.values)
        low, high = self.integers or self.grid or (0, 0)
        return max(0, int((Decimal(repr(high)) - Decimal(repr(low))) / Decimal(repr(self.step or 1))) + 1) * (
            low <= high
        )

    def value(self, index: int) -> float | int | str:
        """The value of that number, counted from 0; a grid gives the float that one would write."""
        if self.values is not None:
            return self.values[index]
        if self.integers:
            return self.integers[0] + index * int(self.step or 1)
        low, _high = self.grid or (0, 0)
        return float(Decimal(repr(low)) + index * Decimal(repr(self.step)))


def _refuse(what: str, allowed: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "{what}; {allowed}", {"what": what, "allowed": allowed})


Variable = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Variables = dict[Variable, Domain]
