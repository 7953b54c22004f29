"""Numbers as spreadsheets write them: with a decimal point or a decimal comma, never with both."""

from __future__ import annotations

import re

NUMERAL = re.compile(r"[-+\u2212]?\d{1,15}(?:[.,]\d{1,15})?")
#: What stands in a cell where the export has nothing to say.
NOTHING = ("", "-", "\u2013", "\u2014")


def number_in(cell: str) -> float | None:
    """The number in a cell; None where it holds something else, or nothing. Thousands are not separated."""
    if not NUMERAL.fullmatch(cell):
        return None
    return float(cell.replace("\u2212", "-").replace(",", "."))
