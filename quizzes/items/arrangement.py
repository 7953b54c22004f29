"""Items whose response is an arrangement: matching and ordering."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from quizzes.errors import quoted
from quizzes.items.base import Expression, Item, Markdown, Mistake, Part, Slug, identifier, repeated
from quizzes.items.scored import OrderScoring, PairScoring


class Pair(Part):
    """What stands on the left, and what on the right belongs to it. Several may share what is on the right."""

    TEXTS: ClassVar[tuple[str, ...]] = ("left", "right", "reason")
    PLAIN: ClassVar[tuple[str, ...]] = ("id", "right_id", "proof")

    left: Markdown = Field(description="What is given a partner.")
    right: Markdown = Field(description="Its partner.")
    reason: Markdown | None = Field(default=None, description="Shown to whoever gave it another: why this one.")
    proof: Expression | None = Field(default=None, description="An expression that is true where the pair is right.")
    id: Slug = Field(default="", description="The left side's name; made from its text where it is left out.")
    right_id: Slug = Field(default="", description="The right side's name; made from its text where it is left out.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        made = {
            name: identifier(side, str(data.get(side)))
            for name, side in (("id", "left"), ("right_id", "right"))
            if name not in data
        }
        return {**data, **made}


class Extra(Part):
    """A text on the right that belongs to nothing."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text", "reason")
    PLAIN: ClassVar[tuple[str, ...]] = ("id",)

    text: Markdown = Field(description="What the student reads.")
    reason: Markdown = Field(description="Shown to whoever chose it: which misconception it is.")
    id: Slug = Field(default="", description="Made from the text where it is left out.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        if isinstance(data, dict) and "id" not in data:
            return {**data, "id": identifier("right", str(data.get("text")))}
        return data


class Matching(Item):
    """Each text on the left is to be given its partner from the right."""

    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, "scoring")

    kind: Literal["matching"]
    pairs: list[Pair] = Field(min_length=2, max_length=12)
    extra: list[Extra] = Field(default=[], max_length=6, description="Texts on the right that belong to nothing.")
    scoring: PairScoring = Field(description="How a response that is partly right is scored.")

    def mistakes(self) -> Iterator[Mistake]:
        """Texts that read alike where they must differ; names that clash; nothing to choose."""
        yield from super().mistakes()
        for index in repeated([pair.left for pair in self.pairs]):
            yield ("pairs", index, "left"), f"{quoted(self.pairs[index].left)} is there twice", "texts that differ"
        for index in set(repeated([p.id for p in self.pairs])) - set(repeated([p.left for p in self.pairs])):
            yield ("pairs", index, "id"), f"{quoted(self.pairs[index].id)} names two", "an id of its own for each"
        named: dict[str, str] = {}
        texts: dict[str, str] = {}
        for index, pair in enumerate(self.pairs):
            text = " ".join(pair.right.split())
            if named.setdefault(pair.right_id, text) != text or texts.setdefault(text, pair.right_id) != pair.right_id:
                at = ("pairs", index, "right")
                yield at, f"{quoted(pair.right)} and its id do not go together", "one id for each text, as without ids"
        for index, extra in enumerate(self.extra):
            if " ".join(extra.text.split()) in texts or extra.id in named:
                yield (
                    ("extra", index, "text"),
                    f"{quoted(extra.text)} is there already",
                    "a text that belongs to nothing",
                )
            texts[" ".join(extra.text.split())] = named[extra.id] = extra.id
        if len(named) < 2:
            yield ("pairs",), "all have the same right side", "at least two texts to choose from"

    @property
    def choices(self) -> dict[str, str]:
        """Every text on the right by its id, each once, in the order written."""
        rights = {pair.right_id: pair.right for pair in self.pairs}
        return rights | {extra.id: extra.text for extra in self.extra}


class Entry(Part):
    """One of the texts to be put in order."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)
    PLAIN: ClassVar[tuple[str, ...]] = ("id", "proof")

    text: Markdown = Field(description="What the student reads.")
    proof: Expression | None = Field(
        default=None, description="A number that orders the entry: along the key they rise strictly."
    )
    id: Slug = Field(default="", description="Made from the text where it is left out.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        if isinstance(data, dict) and "id" not in data:
            return {**data, "id": identifier(str(data.get("text")))}
        return data


class Ordering(Item):
    """Texts are to be put in order; the bank lists them in the right one."""

    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, "scoring")

    kind: Literal["ordering"]
    entries: list[Entry] = Field(min_length=2, max_length=10, description="In the right order, first one first.")
    scoring: OrderScoring = Field(description="How a response that is partly right is scored.")

    def mistakes(self) -> Iterator[Mistake]:
        """Entries that read alike; some with a proof and some without."""
        yield from super().mistakes()
        for index in repeated([entry.text for entry in self.entries]):
            yield ("entries", index, "text"), f"{quoted(self.entries[index].text)} is there twice", "texts that differ"
        for index in set(repeated([e.id for e in self.entries])) - set(repeated([e.text for e in self.entries])):
            yield ("entries", index, "id"), f"{quoted(self.entries[index].id)} names two", "an id of its own for each"
        if 0 < sum(entry.proof is None for entry in self.entries) < len(self.entries):
            yield ("entries",), "have a proof here and none there", "a proof for each entry, or for none"
