"""How much one student may ask of the service."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Bounds:
    """For one kind of hand-in: how many of one person's may wait at once, and come within a minute and a day."""

    waiting: int
    per_minute: int
    per_day: int


@dataclass(frozen=True, slots=True)
class HandInLimits:
    """What is taken from one person: the largest file and all of a day's in bytes, hand-ins and checks."""

    file_bytes: int = 5 * _MEGABYTE
    bytes_per_day: int = 200 * _MEGABYTE
    hand_ins: Bounds = Bounds(waiting=3, per_minute=6, per_day=100)
    checks: Bounds = Bounds(waiting=2, per_minute=20, per_day=1000)


LIMITS = HandInLimits()
