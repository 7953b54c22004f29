"""How long the tests look: with ``RECTIFY_THOROUGH=1`` the random ones try ten times as many examples."""

from __future__ import annotations

import os

THOROUGH = os.environ.get("RECTIFY_THOROUGH", "0") not in {"", "0"}


def examples(count: int) -> int:
    """So many examples: what finds mistakes while one waits, and ten times as many where nobody does."""
    return 10 * count if THOROUGH else count
