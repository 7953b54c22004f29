"""Banks as Markdown that a person reads, with the key in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.bank import Bank
from quizzes.exchange import unheld
from quizzes.exchange.groups import Group, groups, variant_losses
from quizzes.exchange.losses import Exported, Loss, in_order
from quizzes.exchange.markdown_key import key
from quizzes.exchange.markdown_quiz import quiz
from quizzes.exchange.printable_sheet import Asked, asked

TARGET = "markdown"


def export_bank(bank: Bank, *, variants: int, seed: str | int) -> Exported:
    """The bank as two files: the questions, and their key."""
    found = groups(bank, variants, seed)
    questions = [list(_asked(group, number, str(seed))) for number, group in enumerate(found, start=1)]
    files = {
        f"{bank.bank}.md": quiz(bank, questions).encode(),
        f"{bank.bank}-key.md": key(bank, questions).encode(),
    }
    losses = list(variant_losses(bank, variants, TARGET))
    losses += (Loss(TARGET, item.id, what) for item in bank.items for what in unheld.everywhere(item))
    return Exported(files=files, suffix=".md", losses=in_order(losses, bank))


def _asked(group: Group, number: int, seed: str) -> Iterator[Asked]:
    if len(group.items) == 1:
        yield asked(group.items[0], str(number), seed)
        return
    yield from (asked(item, f"{number}.{place}", seed) for place, item in enumerate(group.items, start=1))
