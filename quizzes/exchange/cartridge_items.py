"""Items that a Common Cartridge has no profile for, taken apart into some that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import Option, SingleChoice
from quizzes.items.cloze import BLANK, Blank, ChoiceBlank, Cloze, NumericBlank
from quizzes.items.numeric import Numeric
from quizzes.items.text import ShortText

NO_REASON = "This belongs to another."
#: What stands for the blank that an item asks for, and for the others: signs that mean nothing in code or a formula.
ASKED, OTHERS = "(?)", "(…)"


def apart(item: Item) -> tuple[list[Item], list[str]]:
    """The items that leave in place of one, and what is lost by that; none for an ordering."""
    if isinstance(item, Ordering):
        return [], ["left out: a Common Cartridge has no ordering"]
    if isinstance(item, Matching):
        return list(_pairs(item)), [f"`kind`: it leaves as {len(item.pairs)} single choices, one for each pair"]
    if isinstance(item, Cloze):
        return list(_blanks(item)), [f"`kind`: it leaves as {len(item.blanks)} items, one for each blank"]
    return [item], []


def _pairs(item: Matching) -> Iterator[Item]:
    extras = {extra.id: extra.reason for extra in item.extra}
    for number, pair in enumerate(item.pairs, start=1):
        options = [
            Option(id=name, text=text, key=True)
            if name == pair.right_id
            else Option(id=name, text=text, reason=extras.get(name) or pair.reason or NO_REASON)
            for name, text in item.choices.items()
        ]
        stem = f"{item.stem}\n\n{pair.left}"
        yield SingleChoice.model_construct(
            kind="single_choice", options=options, **_common(item, number, len(item.pairs), stem)
        )


def _blanks(item: Cloze) -> Iterator[Item]:
    total = sum(blank.weight for blank in item.blanks.values())
    for number, name in enumerate(item.order, start=1):
        yield _blank(item, number, name, total)


def _blank(item: Cloze, number: int, name: str, total: int) -> Item:
    blank: Blank = item.blanks[name]
    text = BLANK.sub(lambda found: ASKED if found[1] == name else OTHERS, item.stem)
    stem = text if len(item.blanks) == 1 else f"{text}\n\nWhat stands in place of {ASKED}?"
    common = _common(item, number, total / blank.weight, stem)
    if isinstance(blank, ChoiceBlank):
        return SingleChoice.model_construct(kind="single_choice", options=blank.options, **common)
    fields = {field: getattr(blank, field) for field in type(blank).model_fields if field not in {"kind", "weight"}}
    if isinstance(blank, NumericBlank):
        return Numeric.model_construct(kind="numeric", **fields, **common)
    return ShortText.model_construct(kind="short_text", **fields, **common)


def _common(item: Item, number: int, shares: float, stem: str) -> dict[str, Any]:
    kept = ("difficulty", "objectives", "source", "explanation", "hints")
    return {
        **{name: getattr(item, name) for name in kept},
        "id": f"{item.id}-{number}",
        "stem": stem,
        "points": item.points / shares,
    }
