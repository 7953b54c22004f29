"""What became of a hand-in: its place in the line, then its feedback; for its owner alone, and nothing hidden in it."""

from typing import Any

from sqlalchemy import event, update

from autograder.report import Status
from autograder.service import schema
from autograder.service.handins import hand_in
from autograder.service.models import HandIn, HandInKind, Kind, Person, Placement, Role
from autograder.service.standings import regrade
from tests.sample_reports import CURVE, FAILED, HIDDEN, HOSTILE, check, report, unread
from tests.web.school import HOST, School


def state(school: School, person: Person, handin: HandIn) -> Any:
    return school.browser(person).get(f"/handins/{handin.id}/state").json()


def test_one_that_waits_says_its_place(pages: School, ada: Person, units: Placement) -> None:
    """To a script, and to a browser without one, which asks anew by itself."""
    pages.hand_in(pages.person("Bo"), units, None)
    mine = pages.hand_in(ada, units, None, source="y = 1")
    assert state(pages, ada, mine) == {"words": "In line: 1 before yours.", "done": False, "html": "", "ahead": 1}
    page = pages.browser(ada).get(f"/handins/{mine.id}").text
    assert "In line: 1 before yours." in page
    assert '<noscript><meta http-equiv="refresh"' in page
    with pages.database.begin() as connection:
        connection.execute(update(schema.handins).values(state="grading"))
    assert state(pages, ada, mine)["words"] == "The checks are running."


def test_a_class_that_waits_asks_little_of_the_database(pages: School, ada: Person, units: Placement) -> None:
    """Each asks every few seconds: who it is, the hand-in, its place, its report, a statement each."""
    mine, browser = pages.hand_in(ada, units, None), pages.browser(ada)
    asked: list[str] = []
    engine = pages.database._engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_more: asked.append(statement))
    assert browser.get(f"/handins/{mine.id}/state").json()["done"] is False
    assert len([one for one in asked if one.startswith("SELECT")]) == 4


def test_feedback_is_told_in_full(pages: School, ada: Person, units: Placement) -> None:
    """The score and that it counts, the exercises, a plot without style in it; and the page asks no more."""
    found = report("ada", check(), FAILED, exercise={"curve": CURVE})
    mine = pages.hand_in(ada, units, found)
    page = pages.browser(ada).get(f"/handins/{mine.id}").text
    for wanted in (
        "<b>2</b> of 4 points",
        "this score counts",
        "Attempt 1",
        "Begin with <code>relu</code>",
        "returned 1.0, expected 0.0.",
        '<svg class="plot"',
        'class="paper"',
    ):
        assert wanted in page, wanted
    for unwanted in ("<style", "style=", "refresh", "live.js"):
        assert unwanted not in page, unwanted
    told = state(pages, ada, mine)
    assert told["done"] is True
    assert told["words"] == "Graded."
    assert '<svg class="plot"' in told["html"]


def test_hidden_checks_show_their_name_and_hint_alone(pages: School, ada: Person) -> None:
    """Until they are released."""
    found = report("ada", HIDDEN, exercise={"curve": CURVE})
    for release in (False, True):
        units = pages.placement(Kind.ASSIGNMENT, "units", title=str(release), release_hidden=release)
        mine = pages.hand_in(ada, units, found)
        for text in (pages.browser(ada).get(f"/handins/{mine.id}").text, state(pages, ada, mine)["html"]):
            assert "Negative entries become 0." in text
            assert ("returned 1.0" in text) is release
            assert ("yours and expected" in text) is release


def test_a_check_counts_for_nothing(pages: School, ada: Person, units: Placement) -> None:
    """And says so; it is no attempt."""
    mine = hand_in(pages.database, ada, units, "units.py", b"x = 1", HandInKind.CHECK)
    pages.grade(mine, report())
    page = pages.browser(ada).get(f"/handins/{mine.id}").text
    assert "<h1>Check</h1>" in page
    assert "counts for nothing" in page
    assert "These are the public checks." in page
    assert "this score counts" not in page
    assert state(pages, ada, mine)["words"] == "Checked."


def test_an_instructors_attempts_count_for_nothing(pages: School, units: Placement) -> None:
    """And no page says that they do."""
    browser = pages.browser(pages.teacher, Role.INSTRUCTOR)
    found = pages.hand_in(pages.teacher, units, report(max_score=3.0, score=2.0))
    page, feedback = browser.get(f"/assignments/{units.id}").text, browser.get(f"/handins/{found.id}").text
    assert "You teach here" in page
    assert f'href="/teaching/{units.id}"' in page
    for words in (">counts<", "The best counts", "and counts if"):
        assert words not in page
    assert "this score counts" not in feedback
    assert "counts for nothing" in feedback


def test_what_was_not_taken_leads_back_to_its_page(pages: School, ada: Person, units: Placement) -> None:
    """To a page of ours, and nowhere else; a page that was asked for without a form is left by its own links."""
    browser = pages.browser(ada)
    here, words = f"/assignments/{units.id}", "Back to where you were"
    for came_from, is_led in (
        (f"http://{HOST}{here}?from=stub", True),
        ("http://elsewhere.example/x", False),
        ("", False),
    ):
        browser.client.headers["Referer"] = came_from
        page = browser.post(f"{here}/hand-in", source=" ").text
        assert (words in page) is is_led, came_from
        assert (f'class="button" href="{here}"' in page) is is_led
    browser.client.headers["Referer"] = f"http://{HOST}{here}"
    assert words not in browser.get("/nowhere").text


def test_an_unreadable_file_says_whose_move_it_is(pages: School, ada: Person, units: Placement) -> None:
    """The reader's message, and what to do."""
    mine = pages.hand_in(ada, units, unread())
    page = pages.browser(ada).get(f"/handins/{mine.id}").text
    assert "The file is empty." in page
    assert "Hand in a file that opens" in page
    assert "Of hidden checks" not in page


def test_the_machines_fault_is_no_score(pages: School, ada: Person, units: Placement) -> None:
    """Whether a report says so, or there is none; and the machine's own words are not told."""
    mine = pages.hand_in(ada, units, unread(status=Status.UNGRADED))
    assert "no score" in pages.browser(ada).get(f"/handins/{mine.id}").text
    lost = pages.hand_in(ada, units, None, source="z = 1")
    with pages.database.begin() as connection:
        failed = {"state": "failed", "problem": "/secret/path is full"}
        connection.execute(update(schema.handins).where(schema.handins.c.id == lost.id).values(failed))
    page = pages.browser(ada).get(f"/handins/{lost.id}").text
    assert "that is not your doing" in page
    assert "/secret" not in page


def test_a_regrade_keeps_the_old_report_until_the_new_one(pages: School, ada: Person, units: Placement) -> None:
    """It says that it is under way."""
    mine = pages.hand_in(ada, units, report())
    regrade(pages.database, units, reason="A check was wrong", by=pages.teacher)
    page = pages.browser(ada).get(f"/handins/{mine.id}").text
    assert "is being graded again" in page
    assert "<b>2</b> of 2 points" in page
    assert "is being graded again" in pages.browser(ada).get(f"/handins/{mine.id}").text


def test_nobody_sees_anothers_hand_in(pages: School, ada: Person, units: Placement) -> None:
    """Not its page, its state or its file; it is as if it were not there."""
    mine = pages.hand_in(ada, units, report())
    others = (pages.browser(pages.person("Eve")), pages.browser(pages.teacher, Role.INSTRUCTOR))
    for browser in others:
        for end in ("", "/state", "/file"):
            found = browser.get(f"/handins/{mine.id}{end}")
            nothing = browser.get(f"/handins/{'0' * 32}{end}")
            assert found.status_code == 404
            assert found.text == nothing.text.replace("0" * 32, mine.id)


def test_nothing_of_a_submission_is_markup(pages: School, ada: Person, units: Placement) -> None:
    """Names, messages, remarks."""
    hostile = FAILED.model_copy(update={"message": HOSTILE, "hint": HOSTILE, "title": HOSTILE})
    mine = hand_in(pages.database, ada, units, f"{HOSTILE}.py", b"x = 1", HandInKind.HAND_IN)
    pages.grade(mine, report(HOSTILE, hostile, message=HOSTILE))
    for text in (pages.browser(ada).get(f"/handins/{mine.id}").text, state(pages, ada, mine)["html"]):
        assert "<script>" not in text
        assert "\x1b" not in text
