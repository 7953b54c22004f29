"""The banks that a sitting takes its items from, each read once; and the digest that tells when an item has changed."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path

from quizzes.bank import Bank
from quizzes.errors import UnknownBank, quoted
from quizzes.items.base import Item
from quizzes.reader import bundled_bank, read_bank
from quizzes.shelf import bank_names


class Banks:
    """The bundled banks, and banks of one's own beside or before them, by name."""

    def __init__(self, *own: Bank) -> None:
        self._read = {bank.bank: bank for bank in own}

    def get(self, name: str) -> Bank:
        """The bank of that name. Raises UnknownBank where there is none, BankError where it has mistakes."""
        if name not in self._read:
            if near := difflib.get_close_matches(name, [] if name in bank_names() else self.names(), n=1):
                raise UnknownBank(f"there is no bank {quoted(name)}; did you mean {quoted(near[0])}?")
            self._read[name] = bundled_bank(name)
        return self._read[name]

    def read(self, path: Path) -> Bank:
        """The bank in a file, known by its name from now on. Raises BankError and UnknownBank as ``read_bank`` does."""
        bank = read_bank(path)
        self._read[bank.bank] = bank
        return bank

    def item(self, bank: str, item: str) -> Item | None:
        """The item, or None where the bank, or the item, is no longer there."""
        try:
            return self.get(bank).item(item)
        except UnknownBank:
            return None

    def names(self) -> list[str]:
        """All names, one's own included."""
        return sorted({*self._read, *bank_names()})


def item_digest(item: Item) -> str:
    """A short name for all that the item says, the key included: another text or key, another digest.

    Fields left at their defaults do not count, so that a field that items gain later changes no digest.
    """
    return hashlib.sha256(item.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:16]
