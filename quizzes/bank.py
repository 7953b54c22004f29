"""A bank: a named set of items with the objectives that they serve. Data of one file; `reader` reads it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from quizzes.errors import UnknownBank, quoted
from quizzes.items.base import Line, Markdown, Slug
from quizzes.items.item import AnyItem


class Header(BaseModel):
    """What a bank says of itself, before its items."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    bank: Slug = Field(description="The bank's name: the file's, without `.yaml`.")
    title: Line = Field(description="What a student sees in a list of banks.")
    description: Markdown | None = Field(default=None, description="What the bank asks about, in a sentence or two.")
    objectives: dict[Slug, Line] = Field(
        min_length=1, max_length=100, description="What a student learns: each objective's name, and a sentence for it."
    )


class Bank(Header):
    """A bank with its items."""

    items: Annotated[list[AnyItem], Field(min_length=1, max_length=1000)]

    def item(self, name: str) -> AnyItem:
        """The item of that id. Raises UnknownBank where there is none."""
        for item in self.items:
            if item.id == name:
                return item
        raise UnknownBank(f"the bank {quoted(self.bank)} has no item {quoted(name)}")

    @property
    def points(self) -> float:
        """What all items together are worth."""
        return sum(item.points for item in self.items)
