"""Several names in a sentence: the first few, and how many more; and a number of things."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 5


def listed(names: Sequence[str]) -> str:
    """``a, b, c, d, e and 2 more``."""
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def counted(number: int, one: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {one}{'s' * (number != 1)}"
