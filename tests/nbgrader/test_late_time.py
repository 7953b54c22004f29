"""Spans and dates are read in words, and follow the calendar of a place."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from autograder.nbgrader.late.spans import Deadline, Span, read_extension, read_span, words

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "days", "seconds"),
    [
        ("15 min", 0, 900),
        ("15min", 0, 900),
        ("1 Minute", 0, 60),
        ("90 s", 0, 90),
        ("1.5 h", 0, 5400),
        ("2 days", 2, 0),
        ("1 week", 7, 0),
        ("1.5 days", 1, 43200),
        ("2 days 12 hours", 2, 43200),
        ("2 days, 12 hours and 5 min", 2, 43500),
        ("48 hours", 0, 172800),
        ("0 min", 0, 0),
    ],
)
def test_a_span_is_a_number_and_a_unit(text: str, days: int, seconds: float) -> None:
    """Days are kept apart from hours: they follow the calendar."""
    assert read_span(f" {text} ") == Span(text, days, seconds)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (15, "a text with its unit.*not 15"),
        (True, "a text with its unit"),
        ("15", "no length of time: write numbers with seconds"),
        ("15 parsecs", "no length of time"),
        ("-2 days", "no length of time"),
        ("2 days later", "no length of time"),
        ("days", "no length of time"),
        ("1e9 s", "no length of time"),
        ("", "is empty"),
        ("  ", "is empty"),
        ("600 weeks", "longer than ten years"),
        ("999999999 weeks", "longer than ten years"),
        ("1 month", "no length of time"),
    ],
)
def test_what_is_no_span_is_refused_in_words(value: object, said: str) -> None:
    """A bare number has no unit, a month no length."""
    with pytest.raises(ValueError, match=said):
        read_span(value)


def test_a_span_is_empty_or_not() -> None:
    """`0 min` is none."""
    assert not read_span("0 min") and read_span("1 s") and read_span("1 day")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (date(2026, 5, 31), datetime(2026, 5, 31, 22, 0, tzinfo=UTC)),  # the whole day in Berlin, summer time
        ("2026-05-31", datetime(2026, 5, 31, 22, 0, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, 0, tzinfo=UTC)),
        (datetime.fromisoformat("2026-05-31 12:00"), datetime(2026, 5, 31, 10, 0, tzinfo=UTC)),
        ("2026-05-31T12:00", datetime(2026, 5, 31, 10, 0, tzinfo=UTC)),
        ("2026-05-31 12:00:00+05:00", datetime(2026, 5, 31, 7, 0, tzinfo=UTC)),
        (datetime(2026, 5, 31, 12, 0, tzinfo=UTC), datetime(2026, 5, 31, 12, 0, tzinfo=UTC)),
        # The hour that clocks skip, and the one that comes twice: the later reading, so nobody is late by it.
        ("2026-03-29T02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        # Years after which there are no dates.
        ("9999-12-31", datetime.max.replace(tzinfo=UTC)),
        ("9999-12-31T23:59:59-01:00", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_due_date_is_read_in_its_place(value: object, moment: datetime) -> None:
    """An offset is taken as it stands; without one, the clock of the place counts."""
    deadline = read_extension(value)
    assert isinstance(deadline, Deadline)
    assert deadline.moment(BERLIN) == moment


def test_an_extension_may_be_a_span() -> None:
    """The same words as for the grace."""
    assert read_extension("2 days") == Span("2 days", 2)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-02-30", "no date: write one such as 2026-05-31"),
        ("2026-5-1", "no date"),
        ({"lovelace": "2 days"}, "stands in quotes"),
        (3, "a text with its unit"),
        ("tomorrow", "no length of time"),
    ],
)
def test_what_is_no_extension_is_refused_in_words(value: object, said: str) -> None:
    """A day that is not in the calendar, a name that TOML has split at its dot."""
    with pytest.raises(ValueError, match=said):
        read_extension(value)


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        # Saturday 23:59 in Berlin, before the clocks go forward; two days on it is Monday 23:59, 47 hours later.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), "2 days", datetime(2026, 3, 30, 21, 59, tzinfo=UTC)),
        # And 49 hours where they go back; in hours it is as long as it says.
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), "2 days", datetime(2026, 10, 26, 22, 59, tzinfo=UTC)),
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), "48 h", datetime(2026, 10, 26, 21, 59, tzinfo=UTC)),
        (datetime(9999, 12, 30, tzinfo=UTC), "3 days", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_days_follow_the_calendar_and_hours_do_not(start: datetime, text: str, end: datetime) -> None:
    """A day ends when the clock on the wall shows the same again."""
    assert read_span(text).after(start, BERLIN) == end


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.2, "1 s"),
        (59.5, "1 min"),
        (900, "15 min"),
        (93600, "26 h"),
        (93930, "26 h 5 min 30 s"),
        (172799, "47 h 59 min 59 s"),
        (172800, "2 days"),
        (266400, "3 days 2 h"),
    ],
)
def test_seconds_in_words(seconds: float, text: str) -> None:
    """Nothing is rounded away that could decide."""
    assert words(seconds) == text
