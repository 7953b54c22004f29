"""Items whose response is chosen: single choice, multiple response, true or false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from quizzes.errors import quoted
from quizzes.items.base import Expression, Item, Markdown, Mistake, Part, Slug, identifier, repeated
from quizzes.items.scored import OptionScoring
from quizzes.markdown import ALL_OF_THE_ABOVE


class Option(Part):
    """One option. A distractor says why it is wrong; a key may say why it is right."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text", "reason")
    PLAIN: ClassVar[tuple[str, ...]] = ("id", "proof")

    text: Markdown = Field(description="What the student reads.")
    key: bool = Field(default=False, description="Whether choosing it is right.")
    reason: Markdown | None = Field(default=None, description="Shown to whoever chose it: which misconception it is.")
    proof: Expression | None = Field(default=None, description="True for a key, false for a distractor.")
    id: Slug = Field(default="", description="Made from the text where it is left out; keeps old responses readable.")

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        if isinstance(data, dict) and "id" not in data:
            return {**data, "id": identifier(str(data.get("text")))}
        return data

    def mistakes(self) -> Iterator[Mistake]:
        """A distractor without a reason; an option that means the others."""
        if not self.key and self.reason is None:
            yield ("reason",), "is missing", "a distractor says why it is wrong"
        if ALL_OF_THE_ABOVE.fullmatch(self.text):
            yield (
                ("text",),
                f"{quoted(self.text)} points at other options",
                "each option stands alone: their order varies",
            )


Options = list[Option]


def option_mistakes(options: Options) -> Iterator[Mistake]:
    """Options that read alike, or are named alike."""
    for index in repeated([option.text for option in options]):
        yield ("options", index, "text"), f"{quoted(options[index].text)} is there twice", "options that differ"
    for index in set(repeated([option.id for option in options])) - set(repeated([o.text for o in options])):
        yield ("options", index, "id"), f"{quoted(options[index].id)} names two options", "an id of its own for each"


def one_key(options: Options) -> Iterator[Mistake]:
    """Other than one key, where one is to be chosen."""
    if (count := sum(option.key for option in options)) != 1:
        yield ("options",), f"{count or 'no'} options have `key: true`", "exactly one"


class SingleChoice(Item):
    """One option is to be chosen."""

    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, "proof")

    kind: Literal["single_choice"]
    options: Options = Field(min_length=2, max_length=10)
    shuffle: bool = Field(default=True, description="Whether the options' order varies; false keeps it as written.")
    proof: Expression | None = Field(
        default=None, description="True where the key is right; or the number that the key, and no distractor, shows."
    )

    def mistakes(self) -> Iterator[Mistake]:
        """Not one key; options that read alike."""
        yield from super().mistakes()
        yield from one_key(self.options)
        yield from option_mistakes(self.options)


class MultipleResponse(Item):
    """Every right option is to be chosen, and no other."""

    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, "proof", "scoring")

    kind: Literal["multiple_response"]
    options: Options = Field(min_length=3, max_length=10)
    scoring: OptionScoring = Field(description="How a response that is partly right is scored.")
    shuffle: bool = Field(default=True, description="Whether the options' order varies; false keeps it as written.")
    proof: Expression | None = Field(default=None, description="True where the keys are right.")

    def mistakes(self) -> Iterator[Mistake]:
        """No key, or nothing but keys; options that read alike."""
        yield from super().mistakes()
        if len({option.key for option in self.options}) < 2:
            yield ("options",), "are all keys or all distractors", "at least one of each"
        yield from option_mistakes(self.options)


class TrueFalse(Item):
    """The stem is a claim: true or false."""

    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, "proof")
    TEXTS: ClassVar[tuple[str, ...]] = (*Item.TEXTS, "reason")

    kind: Literal["true_false"]
    key: bool = Field(description="Whether the claim is true.")
    reason: Markdown = Field(description="Shown to whoever chose the other: which misconception it is.")
    proof: Expression | None = Field(default=None, description="An expression for the claim: has the value of the key.")
