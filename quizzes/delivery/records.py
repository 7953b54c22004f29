"""What is kept of sittings and attempts, as plain data. Times are aware datetimes in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

#: Whether the key is shown after each response (practice) or not before the end (graded).
Mode = Literal["practice", "graded"]
#: When a learner may see scores and keys: after each response, after the sitting's end, or never.
Reveal = Literal["at_once", "afterwards", "never"]
#: How a sitting ended: handed in, or left for a new one.
Ending = Literal["finished", "abandoned"]


@dataclass(frozen=True)
class Entry:
    """One place in a sitting: an item, its points, and the seed of its variant and order."""

    bank: str
    item: str
    points: float
    seed: str


@dataclass(frozen=True)
class Plan:
    """What a sitting is begun with. ``bank`` is empty where the items come from several banks.

    ``due`` tells practice of what was missed from a sitting of the whole bank.
    """

    learner: str
    bank: str
    mode: Mode
    reveal: Reveal
    seed: str
    entries: tuple[Entry, ...]
    due: bool = False


@dataclass(frozen=True)
class SittingRecord:
    """One sitting. ``ended`` and ``ending`` are None while it goes on."""

    id: str
    plan: Plan
    began: datetime
    ended: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True)
class NewAttempt:
    """A response with its score, before it is kept. ``number`` is the item's place in the sitting, from 1.

    ``digest`` is that of the item that was graded; ``seed`` draws the variant and the order that the learner saw;
    ``hints`` counts those taken before.
    """

    sitting: str
    number: int
    learner: str
    bank: str
    item: str
    digest: str
    mode: Mode
    seed: str
    response: Any
    earned: float
    possible: float


@dataclass(frozen=True)
class Attempt(NewAttempt):
    """A response as it was kept: ``id`` rises with each, whatever the clock says; ``hints`` were taken before it."""

    id: int
    hints: int
    at: datetime
