"""The times in Moodle's reports, as people write them: `12 February 2021  1:03 PM`, `3. März 2024, 14:05`."""

from __future__ import annotations

import re
from datetime import datetime

#: How the names of months begin in English, German, Spanish and French.
MONTHS = (
    ("jan", "ene"), ("feb", "fév", "fev"), ("mar", "mär", "maer"), ("apr", "abr", "avr"), ("may", "mai"),
    ("jun", "juin"), ("jul", "juil"), ("aug", "ago", "aoû", "aou"), ("sep",), ("oct", "okt"), ("nov",),
    ("dec", "dez", "dic", "déc"),
)  # fmt: skip
WRITTEN = re.compile(
    r"(?:\w+\.?,? )?(\d{1,2})\.?(?: de)? ([^\W\d]+)\.?(?: de)? (\d{4})[, ]+"
    r"(\d{1,2}):(\d\d)(?::(\d\d))? ?([ap]\.?m\.?)?",
    re.IGNORECASE,
)
SORTED = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")


def time_in(cell: str) -> datetime | None:
    """The time in a cell, without a zone; None where none is read."""
    flat = " ".join(cell.split())
    if match := SORTED.fullmatch(flat):
        return _time(*(int(part or 0) for part in match.groups()))
    if not (match := WRITTEN.fullmatch(flat)):
        return None
    day, name, year, hour, minute, second, half = match.groups()
    month = _month(name)
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    return None if month is None else _time(int(year), month, int(day), hours, int(minute), int(second or 0))


def _month(name: str) -> int | None:
    lower = name.lower()
    matches = [number for number, starts in enumerate(MONTHS, start=1) if lower.startswith(starts)]
    return matches[0] if matches else None


def _time(year: int, month: int, day: int, hour: int, minute: int, second: int) -> datetime | None:
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  the report does not tell its zone
    except ValueError:
        return None
