"""Quizzes in the tool: begun, answered and handed in; the policy kept, the score counted once, nobody else's seen."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from autograder.course.course import Course
from autograder.service import schema
from autograder.service.models import Kind, Person, Placement, Role
from autograder.service.scores import standing
from autograder.web.quizzes.records import erase_sittings, exported_sittings, open_record, record_path
from quizzes.bank import Bank
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting
from quizzes.errors import BankError, Problem
from tests.quizzes.web_site import SECRETS, every_kind
from tests.web.school import Browser, School

BANK = every_kind("true_false", "numeric", "ordering")
#: The places of the items, and what is right.
TRUE_FALSE, NUMERIC = 1, 2
RIGHT = {"value": "0.71828"}
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path, Course(ROOT), [BANK])
    yield made
    made.database.close()


@pytest.fixture
def ada(school: School) -> Person:
    return school.person("Ada Lovelace")


def quiz(school: School, **policy: Any) -> Placement:
    return school.placement(Kind.QUIZ, "sample", max_score=BANK.points, **policy)


def begin(browser: Browser, placement: Placement, mode: str = "graded") -> str:
    """Begin, or go on; the sitting's path."""
    found = browser.post(f"/quizzes/{placement.id}/begin", mode=mode)
    assert found.status_code == 200, found.text
    return str(found.url.path).partition("/items/")[0].removesuffix("/end")


def take(browser: Browser, placement: Placement, **fields: str) -> str:
    """A whole attempt in which the number is answered; the sitting's path."""
    sitting = begin(browser, placement)
    browser.post(f"{sitting}/items/{NUMERIC}", **(fields or RIGHT))
    assert browser.post(f"{sitting}/finish").url.path == f"{sitting}/end"
    return sitting


def score_of(school: School, person: Person, placement: Placement) -> float | None:
    with school.database.read() as connection:
        return standing(connection, person, placement).score


def outbox(school: School) -> list[Any]:
    with school.database.read() as connection:
        return list(connection.execute(select(schema.outbox).order_by(schema.outbox.c.id)))


def test_an_attempt_is_taken_item_by_item_and_told_at_its_end(school: School, ada: Person) -> None:
    """From the first page, over responses that are kept, to the result with keys and reasons."""
    browser, placement = school.browser(ada), quiz(school)
    first = browser.get(f"/quizzes/{placement.id}")
    assert "3 items · " in first.text and "Begin" in first.text and "What you learn" in first.text
    sitting = begin(browser, placement)
    page = browser.post(f"{sitting}/items/{NUMERIC}", **RIGHT)
    assert "Your response to item 2 is kept." in page.text and "explained-afterwards" not in page.text
    page = browser.post(f"{sitting}/finish")
    assert f"<b>6</b> of {BANK.points:g} points" in page.text
    assert "explained-afterwards: numeric" in browser.get(f"{sitting}/items/{NUMERIC}").text
    again = browser.get(f"/quizzes/{placement.id}").text
    assert "Your score" in again and "Attempt 1</a>" in again and f"6 of {BANK.points:g}" in again


def test_before_the_end_no_key_is_sent(school: School, ada: Person) -> None:
    """On no page of a graded sitting."""
    browser, placement = school.browser(ada), quiz(school)
    sitting = begin(browser, placement)
    pages = [browser.get(f"/quizzes/{placement.id}").text, browser.get(f"{sitting}/end").text]
    for number in (1, 2, 3):
        where = f"{sitting}/items/{number}"
        pages += [browser.get(where).text, browser.post(where, action="hint").text, browser.post(where, value="x").text]
    assert not [secret for secret in SECRETS for page in pages if secret in unescape(page)]


def test_a_response_that_is_none_asks_again(school: School, ada: Person) -> None:
    """With what was typed."""
    browser = school.browser(ada)
    sitting = begin(browser, quiz(school))
    page = browser.post(f"{sitting}/items/{NUMERIC}", value="many")
    assert page.status_code == 422 and 'value="many"' in page.text and 'role="alert"' in page.text


def test_entries_move_without_a_script(school: School, ada: Person) -> None:
    """What was moved is remembered from one request to the next."""
    browser = school.browser(ada)
    sitting = begin(browser, quiz(school))
    page = browser.post(f"{sitting}/items/3", entry=["a", "b", "c", "d"], move="down:a")
    assert page.status_code == 200 and page.url.path == f"{sitting}/items/3"


def test_the_score_is_counted_and_sent_once(school: School, ada: Person) -> None:
    """A second handing in of the same sitting changes nothing."""
    browser, placement = school.browser(ada), quiz(school)
    sitting = take(browser, placement)
    browser.post(f"{sitting}/finish")
    browser.get(f"/quizzes/{placement.id}")
    assert score_of(school, ada, placement) == 6
    assert [(row.score, row.state) for row in outbox(school)] == [(6.0, "waiting")]


def test_the_lms_hears_that_an_attempt_goes_on(school: School, ada: Person) -> None:
    """Before there is a score; once there is one it stays while the next attempt goes on."""
    browser, placement = school.browser(ada), quiz(school)
    begin(browser, placement)
    assert [(row.activity, row.grading, row.score) for row in outbox(school)] == [("InProgress", "NotReady", None)]
    take(browser, placement)
    begin(browser, placement)
    assert [(row.grading, row.score) for row in outbox(school)] == [("FullyGraded", 6.0)]


def test_without_an_lms_nothing_waits_to_be_sent(tmp_path: Path) -> None:
    """A local course has no gradebook elsewhere."""
    school = School(tmp_path, Course(ROOT), [BANK], platform_id=None)
    begin(school.browser(school.person("Ada")), quiz(school))
    assert outbox(school) == []
    school.database.close()


def test_the_best_attempt_counts_or_the_latest(school: School, ada: Person) -> None:
    """As the policy says."""
    browser = school.browser(ada)
    for counts, expected in (("best", 6.0), ("latest", 0.0)):
        placement = school.placement(Kind.QUIZ, "sample", max_score=BANK.points, title=counts, counts=counts)
        take(browser, placement)
        take(browser, placement, value="3")
        assert score_of(school, ada, placement) == expected


def test_a_score_is_a_share_of_what_the_placement_is_worth(school: School, ada: Person) -> None:
    """The gradebook's maximum may be another than the bank's points."""
    placement = school.placement(Kind.QUIZ, "sample", max_score=10)
    take(school.browser(ada), placement)
    assert score_of(school, ada, placement) == pytest.approx(60 / BANK.points)


def test_no_more_attempts_than_allowed(school: School, ada: Person) -> None:
    """The page says so, and the form is refused all the same."""
    browser, placement = school.browser(ada), quiz(school, attempts=2)
    assert "of 2" in browser.get(f"/quizzes/{placement.id}").text
    take(browser, placement)
    refused = browser.post(f"/quizzes/{placement.id}/begin", mode="practice")
    assert refused.status_code == 409 and "may be practised once" in refused.text
    take(browser, placement)
    assert "all 2 attempts are used" in browser.get(f"/quizzes/{placement.id}").text
    assert browser.post(f"/quizzes/{placement.id}/begin", mode="graded").status_code == 409
    assert "/items/1" in browser.post(f"/quizzes/{placement.id}/begin", mode="practice").url.path


def test_an_attempt_that_goes_on_is_gone_on_with(school: School, ada: Person) -> None:
    """Beginning again takes no further attempt."""
    browser, placement = school.browser(ada), quiz(school, attempts=1)
    assert begin(browser, placement) == begin(browser, placement)
    assert "Go on: 0 of 3 answered" in browser.get(f"/quizzes/{placement.id}").text


def test_the_shelf_says_where_one_is_with_a_quiz(school: School, ada: Person) -> None:
    """Before, in practice, in an attempt, after it and when the time is over; to nobody else."""
    browser, placement = school.browser(ada), quiz(school)

    def shelf(of: Browser = browser) -> str:
        return " ".join(unescape(of.get("/").text.split('stands">')[1].split("</p>")[0]).split())

    points = f"{BANK.points:g} points"
    assert shelf() == f"not begun · {points}"
    sitting = begin(browser, placement, "practice")
    browser.post(f"{sitting}/items/{NUMERIC}", **RIGHT)
    assert shelf() == f"not begun · practice: 1 of 3 answered · {points}"
    begin(browser, placement)
    assert shelf() == f"begun: 0 of 3 answered · {points}"
    assert shelf(school.browser(school.person("Bob"))) == f"not begun · {points}"
    for value in ("3", "0.71828"):
        browser.post(f"{begin(browser, placement)}/items/{NUMERIC}", value=value)
        assert shelf() == f"begun: 1 of 3 answered · {points}"
    take(browser, placement)
    begin(browser, placement)
    assert shelf().endswith(f"of {BANK.points:g} · begun: 0 of 3 answered")
    set_due(school, placement, late=False)
    assert "time is over: 0 of 3 answered" in shelf()
    browser.get(f"/quizzes/{placement.id}")
    assert "practice: 1 of 3 answered" in shelf()


def test_a_record_that_cannot_be_read_leaves_the_shelf(school: School, ada: Person) -> None:
    """The other activities are still reached from it."""
    placement = quiz(school)
    path = record_path(school.folder, placement)
    path.parent.mkdir()
    path.write_text("no database " * 100)
    found = school.browser(ada).get("/")
    assert found.status_code == 200 and "not begun" in found.text


def test_when_the_time_is_over_what_was_answered_counts(school: School, ada: Person) -> None:
    """A sitting that goes on is handed in, and none can be begun; practice can."""
    browser, placement = school.browser(ada), quiz(school)
    sitting = begin(browser, placement)
    browser.post(f"{sitting}/items/{NUMERIC}", **RIGHT)
    set_due(school, placement, late=False)
    assert browser.post(f"{sitting}/items/{NUMERIC}", value="3").status_code == 409
    assert "its time is over" in browser.get(f"/quizzes/{placement.id}").text
    assert score_of(school, ada, placement) == 6
    assert begin(browser, placement, "practice")
    teacher = school.browser(school.teacher, Role.INSTRUCTOR)
    for page in (browser.get(f"/quizzes/{placement.id}"), teacher.get(f"/teaching/{placement.id}")):
        assert "late</span>" not in page.text and "· late" not in page.text


def test_what_comes_late_is_said_to_be(school: School, ada: Person) -> None:
    """Where it is taken."""
    browser, placement = school.browser(ada), quiz(school)
    set_due(school, placement, late=True)
    take(browser, placement)
    assert "· late" in browser.get(f"/quizzes/{placement.id}").text


def set_due(school: School, placement: Placement, *, late: bool) -> None:
    from autograder.service.people import set_policy
    from autograder.service.policy import Policy

    with school.database.begin() as connection:
        set_policy(connection, placement, Policy(due=datetime.now(UTC) - timedelta(hours=1), late=late))


def test_nobody_sees_or_answers_anothers_sitting(school: School, ada: Person) -> None:
    """Nor does an instructor by that address; the words are those for a sitting that never was."""
    sitting = begin(school.browser(ada), quiz(school))
    for other, role in ((school.person("Bob"), Role.STUDENT), (school.teacher, Role.INSTRUCTOR)):
        browser = school.browser(other, role)
        for path in ("", "/items/1", "/end"):
            found = browser.get(sitting + path)
            assert found.status_code == 404 and "there is no sitting" in found.text.lower()
        assert browser.post(f"{sitting}/items/{NUMERIC}", **RIGHT).status_code == 404
        assert browser.post(f"{sitting}/finish").status_code == 404


def test_a_sitting_of_one_placement_is_none_of_another(school: School, ada: Person) -> None:
    """The same bank twice: what goes on in one is not gone on with in the other."""
    browser, one = school.browser(ada), quiz(school)
    other = school.placement(Kind.QUIZ, "sample", title="Again")
    sitting = begin(browser, one)
    assert begin(browser, other) != sitting
    assert browser.get(sitting.replace(f"/quizzes/{one.id}/", f"/quizzes/{other.id}/")).status_code == 404


def test_what_an_instructor_tries_counts_for_nothing(school: School) -> None:
    """Nothing is kept beside the record, nothing sent."""
    browser, placement = school.browser(school.teacher, Role.INSTRUCTOR), quiz(school)
    assert "nothing of it counts" in browser.get(f"/quizzes/{placement.id}").text
    take(browser, placement)
    assert score_of(school, school.teacher, placement) is None and outbox(school) == []


def test_only_who_belongs_to_the_course_comes_in(school: School) -> None:
    """A placement of another course, one of another kind, and one that is not there look the same."""
    with school.database.begin() as connection:
        from autograder.service.people import find_or_add_context

        elsewhere = find_or_add_context(connection, "lti:1:1:other", "Other")
    stranger = school.person("Eve", context=elsewhere)
    placement, assignment = quiz(school), school.placement(Kind.ASSIGNMENT, "rectifiers")
    assert school.browser(stranger).get(f"/quizzes/{placement.id}").status_code == 404
    assert school.browser(school.person("Bob")).get(f"/quizzes/{assignment.id}").status_code == 404


def test_a_form_without_the_persons_token_does_nothing(school: School, ada: Person) -> None:
    """Though it comes from our own origin."""
    browser, placement = school.browser(ada), quiz(school)
    found = browser.client.post(f"/quizzes/{placement.id}/begin", data={"mode": "graded"})
    assert found.status_code == 403


def test_a_sitting_that_ended_before_a_crash_is_counted_later(school: School, ada: Person) -> None:
    """The record has it; the next page that is opened counts it."""
    placement = quiz(school)
    with open_record(school.folder, placement) as store:
        sitting = Sitting.open(store, Banks(BANK), "sample", ada.key, mode="graded")
        sitting.answer("0.71828", NUMERIC)
        sitting.finish()
    assert score_of(school, ada, placement) is None
    school.browser(ada).get(f"/quizzes/{placement.id}")
    assert score_of(school, ada, placement) == 6


def test_a_quiz_that_is_gone_says_so(school: School, ada: Person) -> None:
    """And whose fault that is not."""
    placement = school.placement(Kind.QUIZ, "no_such_bank")
    found = school.browser(ada).get(f"/quizzes/{placement.id}")
    assert found.status_code == 404 and "There is no bank" in found.text


def test_a_bank_with_mistakes_is_its_authors_fault(
    school: School, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The student reads no line of it."""
    problem = Problem("sample.yaml", 3, "one", "key", "the key is wrong", "give another")

    def broken(_banks: Banks, _name: str) -> Bank:
        raise BankError([problem])

    monkeypatch.setattr(Banks, "get", broken)
    found = school.browser(ada).get(f"/quizzes/{quiz(school).id}")
    assert found.status_code == 503 and "has a mistake" in found.text and "the key is wrong" not in found.text


def test_a_record_that_cannot_be_read_is_the_machines_fault(school: School, ada: Person) -> None:
    """The page names no file of the machine."""
    placement = quiz(school)
    path = record_path(school.folder, placement)
    path.parent.mkdir()
    path.write_text("no database " * 100)
    found = school.browser(ada).get(f"/quizzes/{placement.id}")
    assert found.status_code == 503 and str(path) not in found.text


def test_one_persons_sittings_are_exported_and_erased(school: School, ada: Person) -> None:
    """Without seeds; another's stay."""
    placement, bob = quiz(school), school.person("Bob")
    path = record_path(school.folder, placement)
    assert exported_sittings(path, ada) == [] and erase_sittings(path, ada) == 0
    for person in (ada, bob):
        take(school.browser(person), placement)
    [told] = exported_sittings(path, ada)
    assert [each["response"] for each in told["responses"]] == ["0.71828"]
    assert "seed" not in str(told)
    assert erase_sittings(path, ada) == 1
    assert exported_sittings(path, ada) == [] and len(exported_sittings(path, bob)) == 1
    for table in ("attempts", "endings", "sittings"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), closing(sqlite3.connect(path)) as record:
            record.execute(f"DELETE FROM {table}")
