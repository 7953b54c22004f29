"""A quiz on paper: items in an order, each with what is chosen from under letters. For a seed always the same."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizzes.bank import Bank
from quizzes.items.base import Item
from quizzes.items.choice import TrueFalse
from quizzes.variants import draw_several, instantiate
from quizzes.views import shuffled, student_view

LETTERS = string.ascii_uppercase


@dataclass(frozen=True)
class Choice:
    """Something to choose, under its letter; ``text`` is Markdown."""

    letter: str
    id: str
    text: str


@dataclass(frozen=True)
class BlankAsked:
    """A blank of a text: its number, and what to choose from or the unit behind it."""

    number: int
    name: str
    kind: str
    choices: tuple[Choice, ...]
    unit: str


@dataclass(frozen=True)
class Asked:
    """One item under its number, as it stands on a sheet."""

    number: str
    item: Item
    choices: tuple[Choice, ...] = ()
    lefts: tuple[Choice, ...] = ()
    blanks: tuple[BlankAsked, ...] = ()

    def letter_of(self, name: str) -> str:
        """The letter of what has that id."""
        return next(choice.letter for choice in self.choices if choice.id == name)


@dataclass(frozen=True)
class Sheet:
    """One version of a quiz, under its letter."""

    letter: str
    title: str
    questions: tuple[Asked, ...]

    @property
    def points(self) -> float:
        """What all questions together are worth."""
        return sum(asked.item.points for asked in self.questions)


def sheets(bank: Bank, count: int, seed: str | int) -> list[Sheet]:
    """So many versions: each with its variants and its order; the first has the bank's own order of questions."""
    drawn = [_drawn(item, count, seed) for item in bank.items]
    return [
        Sheet(letter, bank.title, tuple(_numbered([each[version] for each in drawn], version, f"{seed}/{letter}")))
        for version, letter in enumerate(LETTERS[:count])
    ]


def _drawn(item: Item, count: int, seed: str | int) -> list[Item]:
    """The item for each version: different variants, as far as there are so many."""
    if not item.is_template:
        return [item] * count
    variants = [instantiate(item, values) for values in draw_several(item, count, seed)]
    return [variants[version % len(variants)] for version in range(count)]


def _numbered(items: list[Item], version: int, seed: str) -> Iterable[Asked]:
    order = shuffled(items, f"{seed}/order") if version else items
    return (asked(item, str(number), seed) for number, item in enumerate(order, start=1))


def asked(item: Item, number: str, seed: str) -> Asked:
    """The item under that number; what is chosen from stands in an order by the seed. The item has no variables."""
    if isinstance(item, TrueFalse):
        return Asked(number, item)
    view = student_view(item, seed)
    entries = view.get("options") or view.get("right") or view.get("entries") or []
    lefts = tuple(
        Choice(str(place), each["id"], each["text"]) for place, each in enumerate(view.get("left", []), start=1)
    )
    blanks = tuple(_blank(place, name, each) for place, (name, each) in enumerate(view.get("blanks", {}).items(), 1))
    return Asked(number, item, _lettered(entries), lefts, blanks)


def _lettered(entries: Iterable[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(letter, each["id"], each["text"]) for letter, each in zip(LETTERS, entries, strict=False))


def _blank(number: int, name: str, view: Mapping[str, Any]) -> BlankAsked:
    return BlankAsked(number, name, view["kind"], _lettered(view.get("options", [])), view.get("unit") or "")
