"""Times in a real browser: in the reader's zone, by its name; the end of an activity typed in one's own zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from autograder.service import people
from autograder.service.models import Role
from tests.browsing import follow
from tests.web.lesson import Lesson, come_in, served_lesson

#: A moment in winter and one in summer, as each zone has them.
WINTER, SUMMER = datetime(2030, 1, 31, 23, 5, tzinfo=UTC), datetime(2030, 7, 1, 20, 0, tzinfo=UTC)
ZONES = {
    "Europe/Berlin": ("1 Feb 2030, 00:05 CET", "1 Jul 2030, 22:00 CEST"),
    "America/New_York": ("31 Jan 2030, 18:05 EST", "1 Jul 2030, 16:00 EDT"),
    "Asia/Kolkata": ("1 Feb 2030, 04:35 IST", "2 Jul 2030, 01:30 IST"),
    "America/Sao_Paulo": ("31 Jan 2030, 20:05 GMT-3", "1 Jul 2030, 17:00 GMT-3"),
    "UTC": ("31 Jan 2030, 23:05 UTC", "1 Jul 2030, 20:00 UTC"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lesson, str]]:
    with served_lesson(tmp_path_factory.mktemp("lesson")) as found:
        yield found


@contextmanager
def reading(browser: Any, lesson: Lesson, zone: str, role: Role = Role.STUDENT, **how: Any) -> Iterator[Any]:
    """A page of somebody in that zone."""
    person = lesson.school.teacher if role is Role.INSTRUCTOR else lesson.students[11]
    context = browser.new_context(timezone_id=zone, locale="de-DE", **how)
    complaints: list[str] = []
    come_in(context, lesson, person, role)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not complaints


def set_due(lesson: Lesson, due: datetime | None) -> None:
    with lesson.school.database.begin() as connection:
        policy = people.placement(connection, lesson.work.id).policy.model_copy(update={"due": due})
        people.set_policy(connection, lesson.work, policy)


def due_of(lesson: Lesson) -> datetime | None:
    with lesson.school.database.read() as connection:
        return people.placement(connection, lesson.work.id).policy.due


@pytest.mark.parametrize("zone", ZONES)
def test_times_are_told_in_the_readers_zone(browser: Any, served: tuple[Lesson, str], zone: str) -> None:
    """With its name, in winter and in summer; what they are in UTC is the title."""
    lesson, home = served
    with reading(browser, lesson, zone) as page:
        for due, words in zip((WINTER, SUMMER), ZONES[zone], strict=True):
            set_due(lesson, due)
            page.goto(f"{home}/assignments/{lesson.work.id}")
            told = page.locator(".facts time")
            assert told.inner_text() == words
            assert told.get_attribute("title") == ZONES["UTC"][0 if due is WINTER else 1]
            assert told.get_attribute("datetime") == due.isoformat(timespec="seconds")


def test_every_time_of_the_class_is_told_so(browser: Any, served: tuple[Lesson, str]) -> None:
    """None is left in UTC beside others that are not."""
    lesson, home = served
    with reading(browser, lesson, "Europe/Berlin", Role.INSTRUCTOR) as page:
        for path in (
            f"/teaching/{lesson.work.id}",
            f"/teaching/{lesson.work.id}/people/{lesson.students[0].id}",
            f"/teaching/{lesson.work.id}/handins/{lesson.handin.id}",
            f"/teaching/{lesson.work.id}/regrades",
            "/teaching/audit",
        ):
            page.goto(f"{home}{path}")
            told = page.locator("time").all_inner_texts()
            assert told and all(re.search(r", \d\d:\d\d CES?T$", one) for one in told), path


def test_without_script_a_time_says_utc(browser: Any, served: tuple[Lesson, str]) -> None:
    """And the end is typed in UTC, the only zone of the list."""
    lesson, home = served
    set_due(lesson, SUMMER)
    with reading(browser, lesson, "Europe/Berlin", Role.INSTRUCTOR, java_script_enabled=False) as page:
        page.goto(f"{home}/teaching")
        assert "1 Jul 2030, 20:00 UTC" in page.content()
        page.goto(f"{home}/teaching/{lesson.work.id}/settings")
        assert page.get_by_label("Due").input_value() == "2030-07-01T20:00"
        assert page.get_by_label("In the zone").locator("option").all_inner_texts() == ["UTC"]
        follow(page, page.get_by_role("button", name="Keep"))
    assert due_of(lesson) == SUMMER


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("2030-03-31T02:30", "2030-03-31T01:30", "2030-03-31T03:30"),  # an hour that the clocks skip
        ("2030-10-27T02:30", "2030-10-27T00:30", "2030-10-27T02:30"),  # one that they have twice: the first
        ("2030-01-01T00:30", "2029-12-31T23:30", "2030-01-01T00:30"),
        ("", None, ""),
    ],
)
def test_the_day_tells_how_far_from_utc_it_is(
    browser: Any, served: tuple[Lesson, str], typed: str, kept: str | None, shown: str
) -> None:
    """Also where clocks are changed; without an end there is none."""
    lesson, home = served
    with reading(browser, lesson, "Europe/Berlin", Role.INSTRUCTOR) as page:
        page.goto(f"{home}/teaching/{lesson.work.id}/settings")
        page.get_by_label("Due").fill(typed)
        follow(page, page.get_by_role("button", name="Keep"))
        assert page.get_by_text("The settings are kept.").is_visible()
        assert due_of(lesson) == (datetime.fromisoformat(f"{kept}Z") if kept else None)
        assert page.get_by_label("Due").input_value() == shown


def test_the_end_is_typed_in_ones_own_zone(browser: Any, served: tuple[Lesson, str]) -> None:
    """The list says which that is, for the day; it comes back as it was typed, and in another zone as it is there."""
    lesson, home = served
    set_due(lesson, WINTER)
    settings = f"{home}/teaching/{lesson.work.id}/settings"
    with reading(browser, lesson, "Europe/Berlin", Role.INSTRUCTOR) as page:
        page.goto(settings)
        due, zone = page.get_by_label("Due"), page.get_by_label("In the zone")
        assert due.input_value() == "2030-02-01T00:05"
        assert zone.locator("option").all_inner_texts() == ["Europe/Berlin (UTC+01:00)", "UTC"]
        due.fill("2030-07-01T22:00")
        assert zone.locator("option:checked").inner_text() == "Europe/Berlin (UTC+02:00)"
        follow(page, page.get_by_role("button", name="Keep"))
        assert page.get_by_text("The settings are kept.").is_visible()
        assert due_of(lesson) == SUMMER and page.get_by_label("Due").input_value() == "2030-07-01T22:00"
        page.get_by_label("In the zone").select_option("UTC")
        page.get_by_label("Attempts").fill("many")
        follow(page, page.get_by_role("button", name="Keep"))
        assert page.get_by_role("alert").is_visible()
        assert page.get_by_label("Due").input_value() == "2030-07-01T22:00"
        assert page.get_by_label("In the zone").locator("option:checked").inner_text() == "UTC"
        page.get_by_label("Attempts").fill("")
        follow(page, page.get_by_role("button", name="Keep"))
        assert page.get_by_text("The settings are kept.").is_visible()
        assert due_of(lesson) == datetime(2030, 7, 1, 22, 0, tzinfo=UTC)
    set_due(lesson, SUMMER)
    with reading(browser, lesson, "Asia/Kolkata", Role.INSTRUCTOR) as page:
        page.goto(settings)
        assert page.get_by_label("Due").input_value() == "2030-07-02T01:30"
        page.get_by_label("Attempts").fill("0")
        follow(page, page.get_by_role("button", name="Keep"))
        assert page.get_by_role("alert").is_visible()
        assert page.get_by_label("Due").input_value() == "2030-07-02T01:30"
        checked = page.get_by_label("In the zone").locator("option:checked")
        assert checked.inner_text() == "Asia/Calcutta (UTC+05:30)" or "Kolkata" in checked.inner_text()
        page.get_by_label("Attempts").fill("")
        follow(page, page.get_by_role("button", name="Keep"))
        assert page.get_by_text("The settings are kept.").is_visible()
    assert due_of(lesson) == SUMMER
