"""A bank on its way out: each item as it is, or as the variants of which a student is to get one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.bank import Bank
from quizzes.errors import UsageError
from quizzes.exchange.losses import Loss
from quizzes.items.base import Item
from quizzes.items.item import AnyItem
from quizzes.variants import admitted, combinations, draw_several, instantiate

MAX_VARIANTS = 200


@dataclass(frozen=True)
class Group:
    """The variants of one item, under its id; a single one, with the same id, where nothing varies."""

    name: str
    items: tuple[AnyItem, ...]

    @property
    def points(self) -> float:
        """What the one that is drawn is worth."""
        return self.items[0].points


def groups(bank: Bank, variants: int, seed: str | int) -> list[Group]:
    """Each item of the bank, drawn where it has variables. Raises UsageError for a number of variants out of range.

    The variants of one seed are numbered, and stay the same where more of them are asked for.
    """
    if not 1 <= variants <= MAX_VARIANTS:
        raise UsageError(f"{variants} variants cannot be drawn; ask for 1 to {MAX_VARIANTS}")
    return [_group(item, variants, seed) for item in bank.items]


def _group(item: AnyItem, variants: int, seed: str | int) -> Group:
    if not item.is_template:
        return Group(item.id, (item,))
    drawn = [instantiate(item, values) for values in draw_several(item, variants, seed)]
    if len(drawn) == 1:
        return Group(item.id, (drawn[0],))
    named = [each.model_copy(update={"id": f"{item.id}-v{number}"}) for number, each in enumerate(drawn, start=1)]
    return Group(item.id, tuple(named))


def variant_losses(bank: Bank, variants: int, target: str) -> Iterator[Loss]:
    """What every format loses of parameterised items: that there are more variants, and that they are one item."""
    for item in bank.items:
        if item.is_template:
            count = sum(admitted(item, values) for values in combinations(item))
            yield Loss(target, item.id, _variant_words(item, min(count, variants), count))


def _variant_words(item: Item, drawn: int, count: int) -> str:
    fields = ", ".join(f"`{name}`" for name in ("variables", "let", "constraints") if getattr(item, name))
    if count == 1:
        return f"{fields or 'its expressions'}: written out, as the one variant that there is"
    what = f"{drawn} of {count} variants" if drawn < count else f"its {count} variants"
    return f"{fields}: it leaves as {what}, each an item of its own"
