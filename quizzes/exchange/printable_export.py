"""Banks as pages to print: versions A, B, C, each with its key in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.bank import Bank
from quizzes.errors import UsageError
from quizzes.exchange import unheld
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.printable_key import key
from quizzes.exchange.printable_paper import paper
from quizzes.exchange.printable_sheet import LETTERS, sheets
from quizzes.items.base import Item
from quizzes.variants import admitted, combinations

TARGET = "printable"


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """So many versions of the quiz, and their keys. Raises UsageError for a number of versions out of range."""
    if not 1 <= variants <= len(LETTERS):
        raise UsageError(f"{variants} versions cannot be printed; ask for 1 to {len(LETTERS)}")
    files: dict[str, bytes] = {}
    for sheet in sheets(bank, variants, seed):
        files[f"{bank.bank}-{sheet.letter}.html"] = paper(sheet)
        files[f"{bank.bank}-{sheet.letter}-key.html"] = key(sheet)
    losses = [Loss(TARGET, item.id, what) for item in bank.items for what in _lost_of(item, variants)]
    if bank.description:
        losses.append(Loss(TARGET, "", "`description`: no place for it"))
    losses.append(Loss(TARGET, "", "`objectives`: the key has their names, not their sentences"))
    return Exported(files=files, suffix=".html", losses=in_order(losses, bank))


def _lost_of(item: Item, versions: int) -> Iterator[str]:
    if item.is_template:
        possible = sum(admitted(item, values) for values in combinations(item))
        yield f"`variables`: each version has one variant, {min(versions, possible)} of {possible} in all"
    yield from unheld.everywhere(item)
    yield from unheld.hints(item)
    if any("![" in text for text in _texts(item)):
        yield "images: their words stand in their place"


def _texts(item: Item) -> Iterator[str]:
    for part in unheld.parts_of(item):
        for name in part.TEXTS:
            value = getattr(part, name)
            yield from value if isinstance(value, list) else [value or ""]
