"""Spans and dates of a late policy, in an instructor's words, and what they mean in a time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

#: Seconds of each unit, by every word that names it; days and weeks are counted by the calendar instead.
_SECONDS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
}
_DAYS = {**dict.fromkeys(("d", "day", "days"), 1), **dict.fromkeys(("w", "week", "weeks"), 7)}
_PART = re.compile(r"\s*(?:,|\band\b)?\s*(\d{1,9}(?:\.\d{1,9})?)\s*([A-Za-z]+)")
_MOST_DAYS = 3660


@dataclass(frozen=True)
class Span:
    """A length of time as somebody wrote it: whole days, which follow the calendar, and seconds beside them."""

    text: str
    days: int = 0
    seconds: float = 0

    def after(self, moment: datetime, zone: tzinfo) -> datetime:
        """The moment that much later, in UTC: two days after a Saturday at 23:59 it is Monday, 23:59, in that zone."""
        return shifted(moment, self.days, self.seconds, zone)

    def __bool__(self) -> bool:
        return self.days > 0 or self.seconds > 0


@dataclass(frozen=True)
class Deadline:
    """A due date as somebody wrote it: a day (all of it), or a time with or without its offset from UTC."""

    text: str
    value: date

    def moment(self, zone: tzinfo) -> datetime:
        """The last moment in time, in UTC; what has no offset is read in ``zone``."""
        if not isinstance(self.value, datetime):
            return shifted(localised(datetime.combine(self.value, time()), zone), 1, 0, zone)
        if self.value.tzinfo is not None:
            return _in_utc(self.value)
        return localised(self.value, zone)


def read_span(value: object) -> Span:
    """``"15 min"``, ``"2 days 12 hours"``, ``"1.5 h"``. Raises ValueError, in a sentence, for anything else."""
    if not isinstance(value, str):
        raise ValueError(f'a length of time is a text with its unit, such as "15 min" or "2 days", not {value!r}')  # noqa: TRY004  (pydantic reports ValueError alone)
    days, seconds, end = 0, 0.0, 0
    text = value.strip()
    while end < len(text):
        part = _PART.match(text, end)
        unit = part[2].lower() if part else ""
        if part is None or (unit not in _SECONDS and unit not in _DAYS):
            raise ValueError(
                f'"{value}" is no length of time: write numbers with seconds, min, hours, days or weeks, '
                'such as "15 min" or "2 days 12 hours"'
            )
        whole = float(part[1]) * _DAYS.get(unit, 0)
        days += int(whole)
        seconds += (whole - int(whole)) * 86400 + float(part[1]) * _SECONDS.get(unit, 0)
        end = part.end()
    if not text:
        raise ValueError('a length of time is empty: write one such as "15 min", or "0 min" for none')
    if days + seconds / 86400 > _MOST_DAYS:
        raise ValueError(f'"{value}" is longer than ten years: write a shorter one')
    return Span(text, days, round(seconds, 6))


def read_extension(value: object) -> Span | Deadline:
    """A span, or a due date of TOML's or ISO 8601's. Raises ValueError, in a sentence, for anything else."""
    if isinstance(value, date):
        return Deadline(_date_text(value), value)
    if isinstance(value, str) and re.match(r"\s*\d{4}-", value):
        try:
            text = value.strip()
            return Deadline(text, date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text))
        except ValueError:
            raise ValueError(
                f'"{value}" is no date: write one such as 2026-05-31, 2026-05-31T12:00:00 or 2026-05-31T12:00:00+02:00'
            ) from None
    if isinstance(value, dict):
        raise ValueError("a name with a dot in it stands in quotes; or this table is one level too deep")  # noqa: TRY004
    return read_span(value)


def localised(naive: datetime, zone: tzinfo) -> datetime:
    """A clock's reading in a zone as a moment in UTC; the later one where clocks are put back, or skip it.

    So nobody is late by a reading that is in time.
    """
    return max(_in_utc(naive.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))


def shifted(moment: datetime, days: int, seconds: float, zone: tzinfo) -> datetime:
    """``moment`` moved on by days of the zone's calendar, then by seconds; at most to the end of all dates."""
    try:
        if days:
            moment = localised(moment.astimezone(zone).replace(tzinfo=None) + timedelta(days=days), zone)
        return moment.astimezone(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def words(seconds: float) -> str:
    """``26 h 5 min``; days from two days on; begun seconds count."""
    left = -int(-seconds // 1)
    parts = []
    for size, unit in ((86400, "days"), (3600, "h"), (60, "min"), (1, "s")):
        if size == 86400 and left < 2 * size:
            continue
        count, left = divmod(left, size)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts) or "0 s"


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # a deadline that never comes, such as 9999-12-31T23:59:59-01:00
        return datetime.max.replace(tzinfo=UTC)


def _date_text(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(" ", timespec="minutes")
