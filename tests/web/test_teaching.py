"""The instructor's pages: the class, a submission, regrades, scores set by hand, settings, passback, data."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from autograder.course.course import Course
from autograder.report import ExerciseResult, Outcome, Status
from autograder.service import people, schema
from autograder.service.handins import hand_in
from autograder.service.models import HandInKind, Kind, Person, Placement, Role
from autograder.service.policy import Counts
from autograder.service.scores import standing
from autograder.web.kept import erase_all
from tests.quizzes.web_site import every_kind
from tests.sample_reports import CURVE, FAILED, HIDDEN, HOSTILE, check, report, unread
from tests.web.school import Browser, School

ROOT = Path(__file__).parent.parent.parent
BANK = every_kind("true_false", "numeric")
GOOD = report("x", check(), check("test_other"))
BAD = report("x", check(), HIDDEN, exercise={"misconception": "relu_leaky", "hint": "It leaks."})


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path, Course(ROOT), [BANK])
    yield made
    made.database.close()


@pytest.fixture
def ada(school: School) -> Person:
    return school.person("Ada Lovelace")


@pytest.fixture
def work(school: School) -> Placement:
    """An assignment of four points."""
    return school.placement(Kind.ASSIGNMENT, "rectifiers", max_score=4)


@pytest.fixture
def teacher(school: School) -> Browser:
    return school.browser(school.teacher, Role.INSTRUCTOR)


def score_of(school: School, person: Person, placement: Placement) -> float | None:
    with school.database.read() as connection:
        return standing(connection, person, placement).score


def rows_of(school: School, table: Any) -> list[Any]:
    with school.database.read() as connection:
        return list(connection.execute(select(table).order_by(table.c.id)))


def order_in(text: str, *names: str) -> list[str]:
    """The names in the order in which a page's table has them."""
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return sorted((name for name in names if name in body), key=body.index)


def test_everybody_on_the_roster_has_a_row(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Who handed in and who did not; the instructor has none."""
    school.person("Bob")
    school.hand_in(ada, work, GOOD)
    page = teacher.get(f"/teaching/{work.id}").text
    assert order_in(page, "Ada Lovelace", "Bob", "Grace Hopper") == ["Ada Lovelace", "Bob"]
    assert "<b>2</b> students" in page and "<b>1</b> handed in" in page and "nothing yet" in page


def test_rows_are_sorted_both_ways(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """By name, score and date; who has no score comes below who has none of the points."""
    bob, cy = school.person("Bob"), school.person("Cy")
    school.hand_in(ada, work, BAD)
    school.hand_in(bob, work, GOOD)
    names = ("Ada Lovelace", "Bob", "Cy")
    for query, order in (
        ("", ["Ada Lovelace", "Bob", "Cy"]),
        ("?sort=student&down=1", ["Cy", "Bob", "Ada Lovelace"]),
        ("?sort=score", ["Cy", "Ada Lovelace", "Bob"]),
        ("?sort=last&down=1", ["Bob", "Ada Lovelace", "Cy"]),
        ("?sort=nonsense", ["Ada Lovelace", "Bob", "Cy"]),
    ):
        assert order_in(teacher.get(f"/teaching/{work.id}{query}").text, *names) == order
    assert cy.name in names


def test_rows_are_filtered_by_words(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Of names, addresses and states; all of them must be there."""
    school.person("Bob")
    school.hand_in(ada, work, GOOD)
    for words, left in (("love", ["Ada"]), ("nothing+YET", ["Bob"]), ("ada+nothing", []), ("example", ["Ada", "Bob"])):
        page = teacher.get(f"/teaching/{work.id}?q={words}").text
        assert order_in(page, "Ada", "Bob") == left
        assert f"{len(left)} of 2 shown" in page


def test_the_table_comes_as_csv(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """No name is a formula, and no missing score a zero."""
    school.person("=cmd()")
    school.hand_in(ada, work, GOOD)
    found = teacher.get(f"/teaching/{work.id}/class.csv")
    assert found.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    assert [(row["name"], row["score"], row["state"]) for row in rows] == [
        ("'=cmd()", "", "nothing yet"),
        ("Ada Lovelace", "4", "graded"),
    ]


def test_late_is_what_came_after_the_end(school: School, ada: Person, teacher: Browser) -> None:
    """In the table, and on the student's page."""
    over = datetime.now(UTC) - timedelta(hours=1)
    work = school.placement(Kind.ASSIGNMENT, "rectifiers", max_score=4, due=over)
    school.hand_in(ada, work, GOOD)
    assert "late</span>" in teacher.get(f"/teaching/{work.id}").text
    assert "late</span>" in teacher.get(f"/teaching/{work.id}/people/{ada.id}").text


def test_a_submission_is_shown_whole(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Hidden checks with what they found, and the source as text, numbered."""
    one = school.hand_in(ada, work, BAD, "def relu(x):\n    return '<b>' or x\n")
    page = teacher.get(f"/teaching/{work.id}/handins/{one.id}").text
    assert "`relu(-1.0)` returned 1.0".replace("`", "") in page.replace("<code>", "").replace("</code>", "")
    assert 'data-line="2">    return &#39;&lt;b&gt;&#39; or x' in page
    assert "this score counts" in page and "style=" not in page and "<style" not in page


def test_the_plot_is_the_students(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Not the instructor's, who reads whose it is; the student still reads that it is theirs."""
    one = school.hand_in(ada, work, report("x", FAILED, exercise={"curve": CURVE}))
    page = teacher.get(f"/teaching/{work.id}/handins/{one.id}").text
    assert "this submission and expected" in page and ">this submission</text>" in page and "yours" not in page
    own = school.browser(ada).get(f"/handins/{one.id}").text
    assert ">yours</text>" in own and "this submission and" not in own


def test_a_notebook_is_shown_cell_by_cell(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """As the grader reads it."""
    cells = [{"cell_type": "code", "source": f"x = {n}", "metadata": {}, "outputs": []} for n in (1, 2)]
    book = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    one = hand_in(school.database, ada, work, "rectifiers.ipynb", book.encode(), HandInKind.HAND_IN)
    page = teacher.get(f"/teaching/{work.id}/handins/{one.id}").text
    assert "cell 1" in page and "x = 2" in page and "in line to be graded" in page


def test_a_file_that_cannot_be_read_says_why(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Its bytes are shown to nobody."""
    one = hand_in(school.database, ada, work, "../../etc/passwd", b"\x00\x01" * 50, HandInKind.HAND_IN)
    school.grade(one, unread())
    page = teacher.get(f"/teaching/{work.id}/handins/{one.id}")
    assert page.status_code == 200 and "note bad" in page.text and "The file is empty" in page.text


def test_a_check_of_a_student_is_not_the_instructors(
    school: School, ada: Person, work: Placement, teacher: Browser
) -> None:
    """It counts for nothing, and is nobody else's."""
    one = hand_in(school.database, ada, work, "rectifiers.py", b"x = 1\n", HandInKind.CHECK)
    assert teacher.get(f"/teaching/{work.id}/handins/{one.id}").status_code == 404
    assert teacher.get(f"/teaching/{work.id}/handins/none").status_code == 404


def test_a_score_set_by_hand_counts_until_it_is_taken_back(
    school: School, ada: Person, work: Placement, teacher: Browser
) -> None:
    """Over a regrade, too; the history keeps each."""
    one, own = school.hand_in(ada, work, BAD), f"/teaching/{work.id}/people/{ada.id}"
    page = teacher.post(f"{own}/score", action="set", score="3,5", reason=" Looked at\x00 the\n code." + "!" * 600)
    assert "The score is set." in page.text and score_of(school, ada, work) == 3.5
    teacher.post(f"{own}/regrade", reason="again")
    school.grade(one, GOOD)
    assert score_of(school, ada, work) == 3.5
    page = teacher.post(f"{own}/score", action="back", reason="Graded rightly now.")
    assert score_of(school, ada, work) == 4
    assert (
        "taken back" in page.text
        and f"Looked at� the code.{'!' * 480}<br>" in page.text
        and "Grace Hopper" in page.text
    )


@pytest.mark.parametrize(
    ("score", "reason", "said"),
    [
        ("many", "why", "That is no score"),
        ("", "why", "That is no score"),
        ("nan", "why", "not between 0 and 4"),
        ("5", "why", "not between 0 and 4"),
        ("-1", "why", "not between 0 and 4"),
        ("3", " ", "needs a reason"),
    ],
)
def test_a_score_that_cannot_be_set_is_refused_in_words(
    school: School, ada: Person, work: Placement, teacher: Browser, score: str, reason: str, said: str
) -> None:
    """What was typed stays; nothing is set."""
    page = teacher.post(f"/teaching/{work.id}/people/{ada.id}/score", action="set", score=score, reason=reason)
    assert page.status_code == 422 and said in page.text and f'value="{score}"' in page.text
    assert score_of(school, ada, work) is None


def test_a_regrade_tells_who_moved_and_why(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Who did not is counted; who waits is, too."""
    bob, cy = school.person("Bob"), school.person("Cy")
    first, second, third = (school.hand_in(one, work, BAD) for one in (ada, bob, cy))
    page = teacher.post(f"/teaching/{work.id}/regrades", reason="A check was wrong.")
    assert "3 hand-ins are in line to be graded again." in page.text
    assert "3 hand-ins, 3 still in line.</p>" in page.text
    school.grade(first, report("x", check(), check("test_hidden")))
    school.grade(second, BAD)
    page = teacher.get(f"/teaching/{work.id}/regrades").text
    assert "1 still in line" in page and "1 up, 0 down, 1 unchanged" in page and "A check was wrong." in page
    assert order_in(page, "Ada Lovelace", "Bob", "Cy") == ["Ada Lovelace"]
    assert "solutions/test_hidden: failed → passed" in page and third.id not in page


def test_a_submission_says_what_was_done_to_its_score(
    school: School, ada: Person, work: Placement, teacher: Browser
) -> None:
    """By hand or by grading again: why, who and when, the latest first; and so does the audit."""
    one, own = school.hand_in(ada, work, BAD), f"/teaching/{work.id}/people/{ada.id}"
    assert "What was done to the score" not in teacher.get(f"/teaching/{work.id}/handins/{one.id}").text
    teacher.post(f"{own}/score", action="set", score="3.5", reason="Explained <i>in person</i>.")
    teacher.post(f"/teaching/{work.id}/regrades", reason="A check was wrong.")
    waiting = teacher.get(f"/teaching/{work.id}/handins/{one.id}").text
    assert "<b>3.5</b> of 4 counts for this student" in waiting and "graded again: 2 → in line" in waiting
    school.grade(one, GOOD)
    teacher.post(f"{own}/score", action="back", reason="Not needed.")
    page = teacher.get(f"/teaching/{work.id}/handins/{one.id}").text
    told = [
        "was taken back</b> · Not needed.",
        "graded again: 2 → 4</b> · A check was wrong.",
        "set by hand to 3.5 of 4</b>",
    ]
    assert [page.index(each) for each in told] == sorted(page.index(each) for each in told)
    assert page.count("Grace Hopper, <time") == 3 and "Explained &lt;i&gt;in person&lt;/i&gt;." in page
    assert "counts for this student" not in page
    audit = teacher.get("/teaching/audit").text
    for reason in (
        "reason: Explained &lt;i&gt;in person",
        "reason: A check was wrong.",
        "score none, reason: Not needed.",
    ):
        assert reason in audit
    exported = teacher.get(f"/teaching/people/{ada.id}/export.json").json()
    assert [(each["by"], each["reason"]) for each in exported["regrades"]] == [("Grace Hopper", "A check was wrong.")]
    assert [each["reason"] for each in exported["overrides"]] == ["Explained <i>in person</i>.", "Not needed."]


def test_who_grades_again_says_why(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Everybody or one student: without a reason nothing is graded, and the page says what is missing."""
    school.hand_in(ada, work, BAD)
    for path in (f"/teaching/{work.id}/regrades", f"/teaching/{work.id}/people/{ada.id}/regrade"):
        page = teacher.post(path, reason=" \n")
        assert page.status_code == 422 and "Say in a sentence why it is graded again" in page.text
    assert rows_of(school, schema.regrades) == [] and rows_of(school, schema.audit) == []


def test_what_a_removed_instructor_did_is_nobodys(
    school: School, ada: Person, work: Placement, teacher: Browser
) -> None:
    """It was not the command line; the reason stays."""
    other = school.person("Barbara Liskov", Role.INSTRUCTOR)
    one, theirs = school.hand_in(ada, work, BAD), school.browser(other, Role.INSTRUCTOR)
    theirs.post(f"/teaching/{work.id}/people/{ada.id}/score", action="set", score="3", reason="Looked at it.")
    theirs.post(f"/teaching/{work.id}/regrades", reason="A check was wrong.")
    erase_all(school.database, school.folder, other, by=None)
    for path in (f"/people/{ada.id}", f"/handins/{one.id}", "/regrades"):
        page = teacher.get(f"/teaching/{work.id}{path}").text
        assert "somebody who was removed" in page and "Liskov" not in page and "the command line" not in page
    assert "Looked at it." in (audit := teacher.get("/teaching/audit").text) and "somebody who was removed" in audit


def test_the_class_is_summed_up(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Distribution, hard checks and misconceptions with their names; no style in the page."""
    assert "Nobody&#39;s work" in teacher.get(f"/teaching/{work.id}/analysis").text.replace("'", "&#39;")
    school.hand_in(ada, work, BAD)
    school.hand_in(ada, work, GOOD)
    school.hand_in(school.person("Bob"), work, BAD)
    school.hand_in(school.person("Cy"), work, unread())
    page = teacher.get(f"/teaching/{work.id}/analysis").text
    assert "It leaks." in page and "Bob" in page and "Ada" not in page
    assert "<b>3</b> of 3 graded" in page and "could not be read" in page and "Distribution of scores" in page
    assert "style=" not in page and "<style" not in page


def test_by_policy_the_latest_report_is_looked_at(school: School, ada: Person, teacher: Browser) -> None:
    """Where the latest counts."""
    work = school.placement(Kind.ASSIGNMENT, "rectifiers", max_score=4, counts="latest")
    school.hand_in(ada, work, GOOD)
    school.hand_in(ada, work, BAD)
    assert "It leaks." in teacher.get(f"/teaching/{work.id}/analysis").text


def test_settings_are_kept_and_scores_follow(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Another attempt counts now, and the LMS is told."""
    school.hand_in(ada, work, GOOD)
    school.hand_in(ada, work, BAD)
    fields = {"attempts": "3", "counts": "latest", "due": "2030-01-02T03:04", "release_hidden": "yes"}
    page = teacher.post(f"/teaching/{work.id}/settings", **fields)
    assert "The settings are kept." in page.text and 'value="2030-01-02T03:04"' in page.text
    with school.database.read() as connection:
        policy = people.placement(connection, work.id).policy
    assert (policy.attempts, policy.counts, policy.late, policy.release_hidden) == (3, Counts.LATEST, False, True)
    assert policy.due == datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
    assert [row.score for row in rows_of(school, schema.outbox)] == [2.0]


@pytest.mark.parametrize(
    ("due", "zone", "kept"),
    [
        ("2030-07-01T22:00", "+02:00", "2030-07-01T20:00"),
        ("2030-01-01T00:00", "-03:30", "2030-01-01T03:30"),
        ("2030-07-01T22:00", "", "2030-07-01T22:00"),
        ("2030-07-01T22:00+05:00", "+02:00", "2030-07-01T17:00"),
        ("2030-07-01T22:00Z", "+02:00", "2030-07-01T22:00"),
    ],
)
def test_the_end_is_kept_in_utc(
    school: School, work: Placement, teacher: Browser, due: str, zone: str, kept: str
) -> None:
    """Whichever zone it was typed in; one that stands in the text itself counts."""
    teacher.post(f"/teaching/{work.id}/settings", attempts="", counts="best", due=due, zone=zone)
    with school.database.read() as connection:
        assert people.placement(connection, work.id).policy.due == datetime.fromisoformat(f"{kept}Z")
    assert f'value="{kept}" data-at="{kept}Z"' in teacher.get(f"/teaching/{work.id}/settings").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("attempts", "0", "Attempts are a number"),
        ("attempts", "²", "Attempts are a number"),
        ("counts", "worst", "Choose which attempt counts"),
        ("due", "tomorrow", "The end is a date"),
        ("due", "9999-12-31T23:59-14:00", "The end is a date"),
        ("due", "0026-12-31T18:00", "The year is 26: write it in full"),
        ("zone", "Europe/Berlin", "The zone is UTC, or an offset"),
        ("zone", "+15:00", "The zone is UTC, or an offset"),
        ("zone", "+0\uff11:00", "The zone is UTC, or an offset"),
    ],
)
def test_settings_that_say_nothing_are_refused(
    school: School, work: Placement, teacher: Browser, field: str, value: str, said: str
) -> None:
    """The form comes back, and the old ones stay."""
    page = teacher.post(
        f"/teaching/{work.id}/settings",
        **({"attempts": "", "counts": "best", "due": "2030-01-01T00:00"} | {field: value}),
    )
    assert page.status_code == 422 and said in page.text
    with school.database.read() as connection:
        assert people.placement(connection, work.id).policy == work.policy


def test_passback_is_told_and_sent_again(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Waiting, tried and refused with the LMS's reason."""
    school.hand_in(ada, work, GOOD)
    own = f"/teaching/{work.id}/people/{ada.id}"
    for state, tries, problem, said in (
        ("waiting", 0, "", "waiting"),
        ("waiting", 2, "the LMS answers 503", "trying again"),
        ("refused", 1, "the column is gone", "refused"),
    ):
        with school.database.begin() as connection:
            connection.execute(update(schema.outbox).values(state=state, tries=tries, problem=problem))
        assert said in teacher.get(f"/teaching/{work.id}").text
        page = teacher.get(own).text
        assert said in page and problem[1:] in page
    page = teacher.post(f"{own}/send-again")
    assert "1 score is in line to be sent." in page.text
    page = teacher.post(f"/teaching/{work.id}/send-again")
    assert page.status_code == 200 and [row.state for row in rows_of(school, schema.outbox)].count("waiting") == 1


def test_without_an_lms_no_passback_is_spoken_of(tmp_path: Path) -> None:
    """A local course has none."""
    school = School(tmp_path, Course(ROOT), platform_id=None)
    work, ada = school.placement(Kind.ASSIGNMENT, "rectifiers"), school.person("Ada")
    teacher = school.browser(school.teacher, Role.INSTRUCTOR)
    for path in ("", f"/people/{ada.id}", "/settings"):
        assert "LMS" not in teacher.get(f"/teaching/{work.id}{path}").text.partition("<main")[2]
    school.database.close()


def test_the_overview_tells_where_to_look(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Each activity with a score, with what waits, failed, or was not sent."""
    school.placement(Kind.EXPLORER, "activations")
    one = school.hand_in(ada, work, None)
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).where(schema.handins.c.id == one.id).values(state="failed"))
    page = teacher.get("/teaching").text
    assert "Rectifiers" in page and "1 could not be graded" in page and "Activations" not in page


def test_a_quiz_has_its_class_and_its_items(school: School, ada: Person, teacher: Browser) -> None:
    """Who is taking it, who handed in; the items from the first attempts of students alone."""
    quiz = school.placement(Kind.QUIZ, "sample", max_score=BANK.points)
    assert "Nobody has handed in an attempt" in teacher.get(f"/teaching/{quiz.id}/analysis").text
    for person, role, ends in ((ada, Role.STUDENT, True), (school.person("Bob"), Role.STUDENT, False)):
        browser = school.browser(person, role)
        sitting = browser.post(f"/quizzes/{quiz.id}/begin", mode="graded").url.path.partition("/items")[0]
        browser.post(f"{sitting}/items/2", value="0.71828")
        if ends:
            browser.post(f"{sitting}/finish")
    page = teacher.get(f"/teaching/{quiz.id}").text
    assert "taking it" in page and "handed in</td>" in page
    own = f"/teaching/{quiz.id}/people/{ada.id}"
    [sitting] = re.findall(rf'href="({own}/sittings/\w+)"', teacher.get(own).text)
    whole = teacher.get(sitting).text
    assert "explained-afterwards: numeric" in whole and "No response." in whole and "1 of 2 items answered" in whole
    assert teacher.get(sitting.replace(f"/people/{ada.id}/", f"/people/{ada.id + 1}/")).status_code == 404
    other = school.placement(Kind.QUIZ, "sample", title="Again")
    assert teacher.get(sitting.replace(f"/{quiz.id}/", f"/{other.id}/", 1)).status_code == 404
    items = teacher.get(f"/teaching/{quiz.id}/analysis").text
    assert "<b>1</b> student" in items and "name-that-tells-numeric" in items
    assert "style=" not in items and "<style" not in items


def test_students_are_shown_none_of_it(school: School, ada: Person, work: Placement) -> None:
    """In words: what is for instructors, and what is not there."""
    one = school.hand_in(ada, work, GOOD)
    browser, own = school.browser(ada), f"/teaching/{work.id}"
    for path in (
        "/teaching",
        "/teaching/audit",
        own,
        f"{own}/class.csv",
        f"{own}/analysis",
        f"{own}/regrades",
        f"{own}/settings",
        f"{own}/people/{ada.id}",
        f"{own}/handins/{one.id}",
        f"/teaching/people/{ada.id}",
        f"/teaching/people/{ada.id}/export.json",
    ):
        found = browser.get(path)
        assert found.status_code == 403 and "is for instructors" in found.text, path
    for path, fields in (
        (f"{own}/people/{ada.id}/score", {"action": "set", "score": "4", "reason": "mine"}),
        (f"{own}/people/{ada.id}/regrade", {}),
        (f"{own}/people/{ada.id}/send-again", {}),
        (f"{own}/regrades", {}),
        (f"{own}/settings", {"counts": "best"}),
        (f"{own}/send-again", {}),
        (f"/teaching/people/{ada.id}/erase", {"name": ada.name}),
    ):
        assert browser.post(path, **fields).status_code == 403, path
    assert rows_of(school, schema.overrides) == [] and rows_of(school, schema.audit) == []


def test_another_courses_instructor_sees_none_of_it(school: School, ada: Person, work: Placement) -> None:
    """Neither the placement nor the student."""
    with school.database.begin() as connection:
        other = people.find_or_add_context(connection, "lti:1:1:other", "Other")
    stranger = school.browser(school.person("Eve", Role.INSTRUCTOR, other), Role.INSTRUCTOR)
    for path in (f"/teaching/{work.id}", f"/teaching/{work.id}/people/{ada.id}", f"/teaching/people/{ada.id}"):
        assert stranger.get(path).status_code == 404


def test_who_is_no_student_of_the_course_has_no_page(school: School, work: Placement, teacher: Browser) -> None:
    """Nobody, somebody of another course, and the instructor."""
    with school.database.begin() as connection:
        other = people.find_or_add_context(connection, "lti:1:1:other", "Other")
    eve = school.person("Eve", context=other)
    for number in (99, eve.id, school.teacher.id):
        assert teacher.get(f"/teaching/{work.id}/people/{number}").status_code == 404
        assert teacher.get(f"/teaching/people/{number}").status_code == 404


def test_all_that_is_kept_of_a_student_is_given_out_and_removed(
    school: School, ada: Person, work: Placement, teacher: Browser
) -> None:
    """Files, reports and responses; once the name was typed it is gone, and the rest stays."""
    bob, quiz = school.person("Bob"), school.placement(Kind.QUIZ, "sample", max_score=BANK.points)
    for person in (ada, bob):
        school.hand_in(person, work, GOOD, f"# by {person.name}\n")
        sitting = school.browser(person).post(f"/quizzes/{quiz.id}/begin", mode="graded").url.path
        school.browser(person).post(f"{sitting.rpartition('/')[0]}/2", value="0.71828")
    told = teacher.get(f"/teaching/people/{ada.id}/export.json").json()
    assert told["person"]["name"] == ada.name and len(told["handins"]) == len(told["reports"]) == 1
    assert told["quizzes"][str(quiz.id)][0]["responses"][0]["response"] == "0.71828"
    refused = teacher.post(f"/teaching/people/{ada.id}/erase", name="Ada")
    assert refused.status_code == 422 and "Type the name just as it stands" in refused.text
    page = teacher.post(f"/teaching/people/{ada.id}/erase", name="Ada Lovelace")
    assert "Everything about this person is removed." in page.text and "Ada" not in page.text.partition("<tbody>")[2]
    assert teacher.get(f"/teaching/people/{ada.id}").status_code == 404
    kept = teacher.get(f"/teaching/people/{bob.id}/export.json").json()
    assert len(kept["handins"]) == 1 and kept["quizzes"]
    record = b"".join(path.read_bytes() for path in (school.folder / "quizzes").iterdir())
    assert ada.key.encode() not in record and bob.key.encode() in record


def test_who_belongs_to_another_course_too_is_not_erased_from_here(
    school: School, ada: Person, teacher: Browser
) -> None:
    """What is kept there is not this instructor's to give out or remove."""
    with school.database.begin() as connection:
        other = people.find_or_add_context(connection, "lti:1:1:other", "Other")
        people.set_member(connection, other, ada, Role.STUDENT)
    assert "courses that you do not teach" in teacher.get(f"/teaching/people/{ada.id}").text
    assert teacher.get(f"/teaching/people/{ada.id}/export.json").status_code == 403
    assert teacher.post(f"/teaching/people/{ada.id}/erase", name=ada.name).status_code == 403


def test_what_was_done_is_listed(school: School, ada: Person, work: Placement, teacher: Browser) -> None:
    """Who, what, where and whom; what another course's instructors did is not."""
    own = f"/teaching/{work.id}/people/{ada.id}"
    teacher.post(f"{own}/score", action="set", score="3", reason="Looked at it.")
    teacher.post(f"/teaching/{work.id}/settings", attempts="2", counts="best", due="")
    with school.database.begin() as connection:
        row = {"at": 1.0, "by_id": None, "what": "elsewhere", "about": {"placement_id": 99}}
        connection.execute(insert(schema.audit).values(row))
    page = teacher.get("/teaching/audit").text
    assert "score by hand" in page and "score 3" in page and "Ada Lovelace" in page and "settings" in page
    assert "2 attempts, the best counts, no end, hidden checks not released" in page
    teacher.post(f"/teaching/{work.id}/settings", attempts="", counts="latest", due="2027-01-31T18:00")
    school.hand_in(ada, work, BAD)
    teacher.post(f"/teaching/{work.id}/regrades", reason="A check was wrong.")
    page = teacher.get("/teaching/audit").text
    assert "any number of attempts, the latest counts, due 31 Jan 2027, 18:00 UTC, nothing taken later" in page
    assert "1 hand-in, reason: A check was wrong." in page
    assert "elsewhere" not in page


def test_whatever_a_student_is_called_is_text(school: School, work: Placement, teacher: Browser) -> None:
    """And whatever a report says."""
    eve = school.person(HOSTILE)
    bad = FAILED.model_copy(update={"message": HOSTILE, "title": HOSTILE, "outcome": Outcome.ERROR})
    exercise = ExerciseResult(name="relu", summary=HOSTILE, earned=0, possible=2, hint=HOSTILE, misconception="m")
    one = school.hand_in(eve, work, report(HOSTILE, bad, exercises=[exercise], status=Status.GRADED), HOSTILE)
    teacher.post(f"/teaching/{work.id}/people/{eve.id}/score", action="set", score="1", reason=HOSTILE)
    for path in ("", f"/people/{eve.id}", f"/handins/{one.id}", "/analysis", "/regrades"):
        page = teacher.get(f"/teaching/{work.id}{path}").text
        assert "<script>alert" not in page and "\x1b" not in page
    assert "<script>alert" not in teacher.get("/teaching/audit").text
