"""What late work loses: the arithmetic, its sentence, and what must hold for every policy."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import OperatorError, WrongUsage
from autograder.nbgrader.late.penalty import apportioned, penalty
from autograder.nbgrader.late.policy import LatePolicy, LateRule

HOUR, DAY = 3600, 86400


def policy(**keys: object) -> LatePolicy:
    return LatePolicy.model_validate(keys)


@pytest.mark.parametrize(
    ("keys", "seconds", "points", "reason"),
    [
        ({"percent": 10}, 0, 0, "in time"),
        ({"percent": 10}, -5, 0, "in time"),
        ({"percent": 10, "grace": "15 min"}, 900, 0, "15 min late, 15 min grace: in time, nothing is taken"),
        ({}, 26 * HOUR, 0, "26 h late: the policy takes nothing"),
        ({"points": 0}, 26 * HOUR, 0, "26 h late: the policy takes nothing"),
        ({"percent": 10}, 1, 4, "1 s late: 1 day begun, 1 x 10% of 40 = 4 points"),
        ({"percent": 10}, DAY, 4, "24 h late: 1 day begun, 1 x 10% of 40 = 4 points"),
        ({"percent": 10}, DAY + 0.5, 8, "24 h 1 s late: 2 days begun, 2 x 10% of 40 = 8 points"),
        ({"percent": 10, "of": "score"}, 1, 3.2, "1 s late: 1 day begun, 1 x 10% of the score 32 = 3.2 points"),
        ({"percent": 5, "per": "hour"}, 2 * HOUR, 4, "2 h late: 2 hours begun, 2 x 5% of 40 = 4 points"),
        ({"points": 1, "per": "hour"}, HOUR, 1, "1 h late: 1 hour begun, 1 x 1 point = 1 point"),
        ({"points": 2.5}, 3 * DAY, 7.5, "3 days late: 3 days begun, 3 x 2.5 points = 7.5 points"),
        (
            {"percent": 10, "cap": 50},
            9 * DAY,
            20,
            "9 days late: 9 days begun, 9 x 10% of 40 = 36 points, at most 50% of 40 = 20 points",
        ),
        (
            {"percent": 10},
            9 * DAY,
            32,
            "9 days late: 9 days begun, 9 x 10% of 40 = 36 points, but no more than the score of 32",
        ),
        (
            {"points": 3, "cap": 10},
            5 * DAY,
            4,
            "5 days late: 5 days begun, 5 x 3 points = 15 points, at most 10% of 40 = 4 points",
        ),
        (
            {"percent": 10, "of": "score", "cap": 25},
            9 * DAY,
            8,
            "9 days late: 9 days begun, 9 x 10% of the score 32 = 28.8 points, at most 25% of the score 32 = 8 points",
        ),
        (
            {"percent": 1, "after": "7 days"},
            7 * DAY,
            2.8,
            "7 days late: 7 days begun, 7 x 1% of 40 = 2.8 points",
        ),
        (
            {"percent": 1, "cap": 10, "after": "7 days"},
            7 * DAY + 1,
            32,
            "7 days 1 s late: nothing counts after 7 days, all 32 are taken",
        ),
    ],
)
def test_a_penalty_and_its_sentence(keys: dict[str, object], seconds: float, points: float, reason: str) -> None:
    """32 of 40 points, handed in late."""
    found = penalty(policy(**keys), "ada", "relu", 32, 40, seconds)
    assert (found.points, found.reason) == (points, reason)


def test_an_extension_and_the_grace_come_first() -> None:
    """Periods are counted from the end of both."""
    given_time = policy(percent=5, per="hour", grace="15 min", extensions={"ada": {"relu": "24 h"}})
    found = penalty(given_time, "ada", "relu", 32, 40, 26 * HOUR)
    assert found.points == 4
    assert found.reason == "26 h late, 24 h extension, 15 min grace: 2 hours begun, 2 x 5% of 40 = 4 points"
    assert penalty(given_time, "ada", "relu", 32, 40, 25.25 * HOUR).points == 2
    assert penalty(given_time, "ada", "relu", 32, 40, 24.25 * HOUR).points == 0
    assert penalty(given_time, "bob", "relu", 32, 40, 2 * HOUR).points == 4
    assert penalty(given_time, "ada", "gelu", 32, 40, 2 * HOUR).points == 4


def test_what_counts_no_more_is_counted_from_the_extension_too() -> None:
    """`after` is later than what the student was given."""
    strict = policy(after="1 day", grace="1 h", extensions={"ada": {"*": "2 days"}})
    assert penalty(strict, "ada", "relu", 32, 40, 73 * HOUR).points == 0
    assert penalty(strict, "ada", "relu", 32, 40, 73 * HOUR + 1).points == 32


def test_extra_credit_goes_too_where_the_cap_is_all() -> None:
    """A cap of 100 is down to zero; one below is a share of the maximum."""
    assert penalty(policy(percent=50), "ada", "relu", 44, 40, 9 * DAY).points == 44
    assert penalty(policy(percent=50, cap=99), "ada", "relu", 44, 40, 9 * DAY).points == 39.6


def test_a_score_below_zero_loses_nothing() -> None:
    """A grader may take points away by hand."""
    assert penalty(policy(percent=50), "ada", "relu", -3, 40, 9 * DAY).points == 0


@pytest.mark.parametrize("numbers", [(float("nan"), 40, 9), (3, float("inf"), 9), (3, 40, float("nan"))])
def test_a_number_that_is_none_gives_no_penalty(numbers: tuple[float, float, float]) -> None:
    """Neither zero nor all: an error."""
    with pytest.raises(OperatorError, match="a number that is none for `ada` in `relu`.*Grade this submission again"):
        penalty(policy(), "ada", "relu", *numbers)


# Dates and clocks: nbgrader keeps due dates in UTC and without an offset.

#: Saturday, 23:59 in Berlin; that night clocks are put back.
AUTUMN = datetime.fromisoformat("2026-10-24 21:59")


def test_a_new_due_date_counts_in_its_time_zone() -> None:
    """The day ends at midnight there, an hour before it does in UTC."""
    until = policy(percent=10, timezone="Europe/Berlin", extensions={"ada": {"relu": "2026-12-31"}})
    due = datetime.fromisoformat("2026-12-24 23:00")
    late = datetime.fromisoformat("2026-12-31 23:00") - due
    assert penalty(until, "ada", "relu", 32, 40, late.total_seconds(), due=due).points == 0
    found = penalty(until, "ada", "relu", 32, 40, late.total_seconds() + 1, due=due)
    assert found.reason == "7 days 1 s late, extension to 2026-12-31: 1 day begun, 1 x 10% of 40 = 4 points"


def test_a_new_due_date_before_the_old_one_changes_nothing() -> None:
    """And the sentence says so: it is a slip of the pen."""
    slip = policy(percent=10, extensions={"ada": {"relu": datetime(2025, 10, 31, 12, tzinfo=UTC)}})
    found = penalty(slip, "ada", "relu", 32, 40, 60, due=AUTUMN)
    assert found.points == 4
    assert "extension to 2025-10-31 12:00+00:00 (which is not after the due date): 1 day begun" in found.reason


def test_a_due_date_that_never_comes_is_never_missed() -> None:
    """The last day of the calendar has no next one."""
    never = policy(percent=10, timezone="America/New_York", extensions={"ada": {"relu": "9999-12-31"}})
    assert penalty(never, "ada", "relu", 32, 40, 9999 * DAY, due=AUTUMN).points == 0


def test_a_new_due_date_needs_the_old_one() -> None:
    """How late somebody is says nothing of the day."""
    with pytest.raises(WrongUsage, match="extension of `ada` for `relu` is a date.*Set the assignment's due date"):
        penalty(policy(extensions={"ada": {"relu": "2026-12-31"}}), "ada", "relu", 32, 40, 60)


@pytest.mark.parametrize(("zone", "points"), [("Europe/Berlin", 4), ("UTC", 8)])
def test_a_day_with_25_hours_is_one_day(zone: str, points: float) -> None:
    """Sunday, 23:30: late by a clock that runs on in UTC, in time by the clock on the wall."""
    found = penalty(policy(percent=10, timezone=zone), "ada", "relu", 32, 40, 24.5 * HOUR, due=AUTUMN)
    assert found.points == points


def test_an_extension_of_two_days_ends_at_the_hour_when_the_work_was_due() -> None:
    """Monday, 23:59, which is 49 hours on."""
    two = policy(percent=10, timezone="Europe/Berlin", extensions={"ada": {"relu": "2 days"}})
    assert penalty(two, "ada", "relu", 32, 40, 49 * HOUR, due=AUTUMN).points == 0
    assert penalty(two, "ada", "relu", 32, 40, 49 * HOUR + 1, due=AUTUMN).points == 4


def test_hours_are_hours_whatever_the_clocks_show() -> None:
    """The night that is an hour longer costs an hour more."""
    hourly = policy(percent=1, per="hour", timezone="Europe/Berlin")
    assert penalty(hourly, "ada", "relu", 40, 40, 25 * HOUR, due=AUTUMN).points == 10


def test_the_place_where_the_work_is_graded_does_not_count() -> None:
    """The same moment in another offset is the same."""
    daily = policy(percent=10, timezone="Europe/Berlin")
    elsewhere = AUTUMN.replace(tzinfo=UTC).astimezone(timezone(timedelta(hours=-7)))
    for late in (1, 24.5 * HOUR, 25.5 * HOUR):
        here = penalty(daily, "ada", "relu", 32, 40, late, due=AUTUMN)
        assert penalty(daily, "ada", "relu", 32, 40, late, due=elsewhere) == here


# What holds for every policy.

SPANS = st.builds(
    lambda days, hours, minutes: f"{days} days {hours} h {minutes} min",
    st.integers(0, 9),
    st.integers(0, 30),
    st.integers(0, 90),
)
PERCENT = st.floats(0, 100) | st.integers(0, 100)
TAKEN = st.one_of(
    st.fixed_dictionaries({"percent": PERCENT, "of": st.sampled_from(["score", "points"])}),
    st.fixed_dictionaries({"points": st.floats(0, 50)}),
)
RULES = st.builds(
    lambda taken, rest: taken | rest,
    TAKEN,
    st.fixed_dictionaries(
        {
            "timezone": st.sampled_from(
                ["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]
            )
        },
        optional={"grace": SPANS, "per": st.sampled_from(["hour", "day"]), "cap": PERCENT, "after": SPANS},
    ),
)
SCORES = st.tuples(st.floats(0, 60), st.floats(0, 50))
LATE = st.floats(0, 30 * DAY) | st.integers(0, 30 * 24).map(lambda hours: hours * HOUR)
#: Around the nights in which clocks change, and a day left out altogether (Samoa, 30 December 2011).
DUES = st.sampled_from(["2026-10-24 21:59", "2026-10-25 00:30", "2026-03-28 22:59", "2011-12-30 09:00"]).map(
    datetime.fromisoformat
)


@given(RULES, SCORES, LATE, DUES)
def test_a_penalty_lies_between_zero_and_the_score(
    keys: dict[str, object], scores: tuple[float, float], late: float, due: datetime
) -> None:
    """And its sentence says how late the work was."""
    found = penalty(policy(**keys), "ada", "relu", *scores, late, due=due)
    assert 0 <= found.points <= scores[0]
    assert found.reason == "in time" or " late" in found.reason


@given(RULES, SCORES, LATE, LATE, DUES)
def test_later_is_never_cheaper(
    keys: dict[str, object], scores: tuple[float, float], late: float, later: float, due: datetime
) -> None:
    """Monotone in lateness, across every change of clocks."""
    found = [penalty(policy(**keys), "ada", "relu", *scores, at, due=due).points for at in sorted((late, later))]
    assert found[0] <= found[1]


@given(RULES, SCORES, LATE, DUES, SPANS | st.datetimes(AUTUMN - timedelta(hours=3), AUTUMN + timedelta(days=5)))
def test_an_extension_never_makes_it_worse(
    keys: dict[str, object], scores: tuple[float, float], late: float, due: datetime, extension: str | datetime
) -> None:
    """Not even a date in the past, or one in the hour that comes twice."""
    extended = keys | {"extensions": {"ada": {"relu": extension}}}
    without = penalty(policy(**keys), "ada", "relu", *scores, late, due=due)
    assert penalty(policy(**extended), "ada", "relu", *scores, late, due=due).points <= without.points


@given(RULES, SCORES, st.integers(0, 30), st.integers(0, HOUR - 1))
def test_without_clocks_that_change_a_day_is_24_hours(
    keys: dict[str, object], scores: tuple[float, float], days: int, seconds: int
) -> None:
    """In UTC the due date does not matter."""
    keys = keys | {"timezone": "UTC"}
    late = days * DAY + seconds
    assert penalty(policy(**keys), "ada", "relu", *scores, late, due=AUTUMN) == penalty(
        policy(**keys), "ada", "relu", *scores, late
    )


# Several notebooks.


@pytest.mark.parametrize(
    ("rule", "points", "notebooks", "parts"),
    [
        (LateRule(points=3), 3, [(10, 10), (20, 20)], [1, 2]),
        (LateRule(points=3), 3, [(0, 10), (20, 20)], [0, 3]),  # what one cannot bear, the other does
        (LateRule(points=9), 9, [(1, 10), (2, 10), (20, 10)], [1, 2, 6]),
        (LateRule(points=9), 9, [(1, 10), (2, 10)], [1, 2]),
        (LateRule(percent=10, of="score"), 1.5, [(10, 10), (5, 10)], [1, 0.5]),
        (LateRule(percent=10), 2, [(10, 10), (5, 10)], [1, 1]),
        (LateRule(points=1), 1, [(2, 0)], [1]),  # extra credit alone
        (LateRule(points=1), 1, [(-2, 5), (5, 5)], [0, 1]),
        (LateRule(points=1), 0, [(5, 5)], [0]),
        (LateRule(points=1), 1, [], []),
        (LateRule(points=4), 4, [(5, 2.3e-308)], [4]),
        (LateRule(points=1), 1, [(0, 5)], [0]),
    ],
)
def test_an_assignments_penalty_is_shared_by_its_notebooks(
    rule: LateRule, points: float, notebooks: list[tuple[float, float]], parts: list[float]
) -> None:
    """It is taken once, however many notebooks there are."""
    assert apportioned(rule, points, notebooks) == parts


@given(st.lists(SCORES, max_size=6), st.floats(0, 100), st.sampled_from(["score", "points"]))
def test_parts_are_together_the_whole(notebooks: list[tuple[float, float]], points: float, of: str) -> None:
    """None is above its notebook's score, none below zero."""
    parts = apportioned(LateRule(of=of), points, notebooks)  # type: ignore[arg-type]  # one of the two words
    assert all(0 <= part <= score for part, (score, _) in zip(parts, notebooks, strict=True))
    assert sum(parts) == pytest.approx(min(points, sum(score for score, _ in notebooks)), abs=1e-6)


def test_the_sentence_of_each_begun_hour() -> None:
    """Every hour costs the same."""
    hourly = policy(percent=5, per="hour")
    taken = [penalty(hourly, "ada", "relu", 40, 40, hours * HOUR).points for hours in range(12)]
    assert {round(later - earlier, 9) for earlier, later in pairwise(taken)} == {2}
