"""When something was handed in, as far as a platform's files say it, in UTC as nbgrader keeps it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from nbgrader.utils import parse_utc

from autograder.errors import WrongUsage

#: Where Moodle's grading worksheet has the time of a submission.
SUBMITTED = "Last modified (submission)"


def zone_called(name: str) -> tzinfo | None:
    """The time zone of that name; None, which stands for this machine's, for ``""``. Raises WrongUsage."""
    try:
        return ZoneInfo(name) if name else None
    except (LookupError, ValueError, OSError) as problem:
        raise WrongUsage(f"`timezone` is `{name}`, which is no time zone. Write it as `Europe/Zurich`.") from problem


def read_time(text: str) -> datetime | None:
    """A date and time as Moodle writes them in English, `Wednesday, 14 January 2026, 10:23 AM`, or None."""
    if not re.search(r"\d{4}", text):
        return None
    try:
        moment: datetime = parse_utc(text)
    except (ValueError, OverflowError):
        return None
    return moment


def file_date(path: Path) -> datetime:
    """A file's date on this machine's clock: for one from an archive, what the clock showed where it was packed."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().replace(tzinfo=None)


def in_utc(moment: datetime, zone: tzinfo | None) -> str:
    """A moment on a clock of ``zone`` as nbgrader reads it: `2026-01-14 09:23:00`."""
    return moment.replace(tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
