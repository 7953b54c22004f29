"""What goes to and comes from other formats, and what a format cannot hold of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.bank import Bank


@dataclass(frozen=True)
class Loss:
    """One thing that did not pass: the format, the item's id ("" for the bank), and what in a sentence."""

    target: str
    item: str
    what: str

    def __str__(self) -> str:
        return f"{self.target}: {f'item `{self.item}`: ' if self.item else ''}{self.what}"


def in_order(losses: list[Loss], bank: Bank) -> list[Loss]:
    """The losses as their items stand in the bank, those of the bank itself first."""
    places = {item.id: place for place, item in enumerate(bank.items)}
    return sorted(losses, key=lambda loss: places.get(loss.item, -1))


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What an exporter made: one file as ``content``, or several as ``files`` by name; a package is one file, a zip."""

    content: bytes = b""
    files: dict[str, bytes] = field(default_factory=dict)
    suffix: str
    losses: list[Loss]


@dataclass(frozen=True)
class Imported:
    """What an importer read: a sound bank, and everything of the file that is not in it or was supplied."""

    bank: Bank
    losses: list[Loss]
