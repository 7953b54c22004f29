"""The members of a course: fetched from its LMS by a button, and marked in the class where they left it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from autograder.course.course import Course
from autograder.errors import OperatorError
from autograder.service import people, schema
from autograder.service.models import Context, Fetched, Kind, Person, Placement, Role
from tests.quizzes.web_site import every_kind
from tests.sample_reports import HIDDEN, HOSTILE, check, report
from tests.web.school import Browser, School
from tests.web.test_teaching import ROOT, order_in

BANK = every_kind("true_false", "numeric")
GOOD = report("x", check(), check("test_other"))
BAD = report("x", check(), HIDDEN, exercise={"misconception": "relu_leaky", "hint": "It leaks."})


@dataclass
class Listed:
    """An LMS that lists what a test says, or refuses."""

    school: School
    silent: bool = False
    refuses: str = ""
    found: Fetched = field(default_factory=lambda: Fetched(1, (), ()))

    def tells(self, context: Context) -> bool:
        """For the school's own course."""
        return context == self.school.context and not self.silent

    def fetch(self, context: Context) -> Fetched:
        """What was set."""
        if self.refuses:
            raise OperatorError(self.refuses)
        with self.school.database.begin() as connection:
            people.note_left(connection, context, self.found.left)
        return self.found


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path, Course(ROOT), [BANK])
    yield made
    made.database.close()


@pytest.fixture
def listed(school: School) -> Listed:
    made = Listed(school)
    school.site = replace(school.site, roster=made)
    return made


@pytest.fixture
def work(school: School) -> Placement:
    return school.placement(Kind.ASSIGNMENT, "rectifiers", max_score=4)


@pytest.fixture
def teacher(school: School, listed: Listed) -> Browser:
    assert school.site.roster is listed
    return school.browser(school.teacher, Role.INSTRUCTOR)


def leave(school: School, *gone: Person) -> None:
    with school.database.begin() as connection:
        people.note_left(connection, school.context, gone)


def test_the_button_says_how_many_came_and_who_left(
    school: School, listed: Listed, work: Placement, teacher: Browser
) -> None:
    """On the class page, and in what was done."""
    ada, bob = school.person("Ada Lovelace"), school.person("Bob")
    listed.found = Fetched(31, (ada,), (bob,))
    page = teacher.post(f"/teaching/{work.id}/members")
    assert page.url.path == f"/teaching/{work.id}"
    assert "The LMS lists 31 members. New or back: Ada Lovelace. Left: Bob." in page.text
    audit = teacher.get("/teaching/audit").text
    assert "members fetched" in audit and "members 31, new or back: Ada Lovelace, left: Bob" in audit
    with school.database.read() as connection:
        assert ada.name not in str(connection.execute(select(schema.audit)).all())


def test_many_names_are_counted(school: School, listed: Listed, work: Placement, teacher: Browser) -> None:
    """A class that comes for the first time does not fill the page; one member is one."""
    everybody = tuple(school.person(f"{chr(65 + n)} Student") for n in range(13))
    listed.found = Fetched(1, everybody, ())
    said = teacher.post(f"/teaching/{work.id}/members").text
    assert "The LMS lists 1 member. New or back: A Student, B Student" in said and "J Student, 3 more. Left:" in said


def test_what_the_lms_does_not_give_is_said(school: School, listed: Listed, work: Placement, teacher: Browser) -> None:
    """In its own words, as text, on the class page, whose links still lead somewhere."""
    school.person("Ada Lovelace")
    listed.refuses = f"`lms.example` answered 500: {HOSTILE}. It is asked again later."
    page = teacher.post(f"/teaching/{work.id}/members")
    assert page.status_code == 503 and "The members did not come. <code>lms.example</code> answered 500" in page.text
    assert "<script>alert" not in page.text and f'href="/teaching/{work.id}?sort=score' in page.text


def test_without_names_and_roles_there_is_no_button(
    school: School, listed: Listed, work: Placement, teacher: Browser
) -> None:
    """Nor without an LMS; who sends the form all the same reads why."""
    assert "Fetch members" in teacher.get(f"/teaching/{work.id}").text
    listed.silent = True
    assert "Fetch members" not in teacher.get(f"/teaching/{work.id}").text
    page = teacher.post(f"/teaching/{work.id}/members")
    assert page.status_code == 404 and "names and roles" in page.text
    school.site = replace(school.site, roster=None)
    local = school.browser(school.teacher, Role.INSTRUCTOR)
    assert local.post(f"/teaching/{work.id}/members").status_code == 404
    assert school.browser(school.person("Ada")).post(f"/teaching/{work.id}/members").status_code == 403


@pytest.mark.parametrize(
    "done", ["members-999", "members-x", "members-²", "members-" + "9" * 30, "members-1", "members"]
)
def test_what_was_not_fetched_is_not_told(school: School, work: Placement, teacher: Browser, done: str) -> None:
    """An address that somebody typed, or another course's."""
    with school.database.begin() as connection:
        other = people.find_or_add_context(connection, "lti:1:1:other", "Other")
        about = {"context_id": other.id, "members": 3, "came": [], "left": []}
        row = {"at": 1.0, "by_id": None, "what": "members", "about": about}
        connection.execute(schema.audit.insert().values(row))
    page = teacher.get(f"/teaching/{work.id}?done={done}")
    assert page.status_code == 200 and "The LMS lists" not in page.text
    assert "members fetched" not in teacher.get("/teaching/audit").text


def test_who_left_is_last_and_in_no_average(school: School, work: Placement, teacher: Browser) -> None:
    """Whichever way the table is sorted; the work is still there, and comes back with the student."""
    ada, bob, cy = (school.person(name) for name in ("Ada Lovelace", "Bob", "Cy"))
    one = school.hand_in(ada, work, BAD)
    school.hand_in(bob, work, GOOD)
    leave(school, ada)
    for query in ("", "?sort=score", "?sort=score&down=1", "?sort=student&down=1"):
        page = teacher.get(f"/teaching/{work.id}{query}").text
        assert order_in(page, ada.name, bob.name, cy.name)[-1] == ada.name
    assert "<b>2</b> students" in page and "<b>1</b> left" in page and "<b>4</b> mean of 4" in page
    assert page.count('<span class="flag">left</span>') == 1 and 'data-of="3"' in page
    assert order_in(teacher.get(f"/teaching/{work.id}?q=left").text, ada.name, bob.name) == [ada.name]
    assert "1 of 2" in teacher.get("/teaching").text
    checks = teacher.get(f"/teaching/{work.id}/analysis").text
    assert "<b>1</b> of 2 graded" in checks and "It leaks." not in checks
    rows = list(csv.DictReader(io.StringIO(teacher.get(f"/teaching/{work.id}/class.csv").text)))
    assert [row["left"] for row in rows] == ["", "", "left"] and rows[2]["score"] == "2"
    own = teacher.get(f"/teaching/{work.id}/people/{ada.id}").text
    assert "The LMS lists this student no more since" in own
    assert teacher.get(f"/teaching/{work.id}/handins/{one.id}").status_code == 200
    school.person("Ada Lovelace")  # as a launch does
    page = teacher.get(f"/teaching/{work.id}").text
    assert "left</span>" not in page and "<b>3</b> students" in page
    assert "lists this student no more" not in teacher.get(f"/teaching/{work.id}/people/{ada.id}").text


def test_who_left_is_in_no_items_analysis_and_is_sent_no_score_again(
    school: School, work: Placement, teacher: Browser
) -> None:
    """But a sitting that was over is counted all the same."""
    ada, bob = school.person("Ada Lovelace"), school.person("Bob")
    quiz = school.placement(Kind.QUIZ, "sample", max_score=BANK.points)
    for person in (ada, bob):
        own = school.browser(person)
        sitting = own.post(f"/quizzes/{quiz.id}/begin", mode="graded").url.path.partition("/items")[0]
        own.post(f"{sitting}/items/2", value="0.71828")
        own.post(f"{sitting}/finish")
        school.hand_in(person, work, GOOD)
    leave(school, ada)
    items = teacher.get(f"/teaching/{quiz.id}/analysis").text
    assert "<b>1</b> student" in items
    table = teacher.get(f"/teaching/{quiz.id}").text
    assert table.count("handed in</td>") == 2
    with school.database.begin() as connection:
        connection.execute(schema.outbox.update().values(state="sent"))
    assert "1 score is in line to be sent." in teacher.post(f"/teaching/{work.id}/send-again").text
