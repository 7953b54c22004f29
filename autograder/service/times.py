"""A moment in words, as pages and refusals write it."""

from __future__ import annotations

from datetime import UTC, datetime


def in_words(moment: datetime) -> str:
    """``26 Nov 2026, 22:14 UTC``, of an aware datetime."""
    when = moment.astimezone(UTC)
    return f"{when.day} {when:%b %Y, %H:%M} UTC"
