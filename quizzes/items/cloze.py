"""A text with several blanks, each of which is chosen, typed or calculated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from quizzes.errors import quoted
from quizzes.items.base import Expression, Item, Mistake, Name, Part
from quizzes.items.choice import Options, one_key, option_mistakes
from quizzes.items.numeric import NumberWanted
from quizzes.items.scored import BlankScoring
from quizzes.items.text import TextWanted

#: Where a blank stands in the stem: `[[name]]`.
BLANK = re.compile(r"\[\[([a-z][a-z0-9_]*)\]\]")


class ChoiceBlank(Part):
    """One option is to be chosen from a list inside the text."""

    PLAIN: ClassVar[tuple[str, ...]] = ("kind", "proof")

    kind: Literal["choice"]
    options: Options = Field(min_length=2, max_length=8)
    weight: int = Field(default=1, ge=1, le=10, description="The blank's share of the points, against the others'.")
    proof: Expression | None = Field(
        default=None, description="True where the key is right; or the number that the key, and no distractor, shows."
    )

    def mistakes(self) -> Iterator[Mistake]:
        """Not one key; options that read alike."""
        yield from one_key(self.options)
        yield from option_mistakes(self.options)


class NumericBlank(NumberWanted):
    """A number is to be given."""

    PLAIN: ClassVar[tuple[str, ...]] = ("kind", *NumberWanted.PLAIN)

    kind: Literal["numeric"]
    weight: int = Field(default=1, ge=1, le=10, description="The blank's share of the points, against the others'.")


class TextBlank(TextWanted):
    """A word or a few are to be typed."""

    PLAIN: ClassVar[tuple[str, ...]] = ("kind", *TextWanted.PLAIN)

    kind: Literal["short_text"]
    weight: int = Field(default=1, ge=1, le=10, description="The blank's share of the points, against the others'.")


Blank = Annotated[ChoiceBlank | NumericBlank | TextBlank, Field(discriminator="kind")]


class Cloze(Item):
    """The stem holds blanks, written `[[name]]`; each is described under `blanks`."""

    PLAIN: ClassVar[tuple[str, ...]] = (*Item.PLAIN, "scoring")

    kind: Literal["cloze"]
    blanks: dict[Name, Blank] = Field(min_length=1, max_length=12, description="Each blank of the stem, by its name.")
    scoring: BlankScoring = Field(description="How a response that is partly right is scored.")

    def mistakes(self) -> Iterator[Mistake]:
        """Blanks that stand in the stem and are not described, or the other way round, or twice."""
        yield from super().mistakes()
        standing = BLANK.findall(self.stem)
        for name in dict.fromkeys(standing):
            if name not in self.blanks:
                yield (
                    ("stem",),
                    f"has the blank {quoted(name)}, which is not described",
                    f"here are: {', '.join(self.blanks)}",
                )
            if standing.count(name) > 1:
                yield ("stem",), f"has the blank {quoted(name)} twice", "each blank once"
        for name in self.blanks:
            if name not in standing:
                yield ("blanks", name), "does not stand in the stem", f"`[[{name}]]` in the stem"

    @property
    def order(self) -> list[str]:
        """The names of the blanks as they stand in the stem."""
        return BLANK.findall(self.stem)
