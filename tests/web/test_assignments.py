"""An assignment's page: the reading, the editor's text, what is taken, the attempts; and nobody else's."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from autograder.service import schema
from autograder.service.handins import source_of
from autograder.service.models import Context, Kind, Person, Placement, Role
from autograder.service.people import find_or_add_context
from tests.sample_reports import HOSTILE, report
from tests.web.school import Browser, School

SOURCE = "def relu(x):\n    return x.clamp(min=0)\n"


def sent(browser: Browser, placement: Placement, *, to: str = "check", **fields: Any) -> Any:
    return browser.post(f"/assignments/{placement.id}/{to}", **fields)


def upload(browser: Browser, placement: Placement, name: str, data: bytes, to: str = "hand-in") -> Any:
    files = {"file": (name, data)}
    return browser.client.post(f"/assignments/{placement.id}/{to}", data={"csrf": browser.csrf}, files=files)


def rows(school: School) -> list[tuple[str, str, str]]:
    with school.database.read() as connection:
        table = schema.handins
        found = connection.execute(select(table.c.kind, table.c.file_name, table.c.source).order_by(table.c.made_at))
        return [(row.kind, row.file_name, row.source.decode()) for row in found]


def test_the_shelf_shows_what_there_is_and_where_one_is(pages: School, ada: Person, units: Placement) -> None:
    """Each kind under its heading; points for an instructor, a score for a student."""
    pages.placement(Kind.QUIZ, "gallery", title="The gallery")
    pages.placement(Kind.EXPLORER, "activations", max_score=0, title="Explorer")
    pages.placement(Kind.LEADERBOARD, "units", max_score=0, title="Who is best")
    pages.hand_in(ada, units, report(max_score=3.0, score=2.0))
    shelf = pages.browser(ada).get("/").text
    for words in ('<b class="number">2</b> of 3', "not begun", "/quizzes/", "/explorers/activations", "/leaderboard"):
        assert words in shelf
    assert "3 points" in pages.browser(pages.teacher, Role.INSTRUCTOR).get("/").text


def test_an_empty_shelf_says_so(pages: School, ada: Person) -> None:
    """And who fills it."""
    assert "There is nothing here yet" in pages.browser(ada).get("/").text


def test_an_assignment_begins_with_the_stub(pages: School, ada: Person, units: Placement) -> None:
    """In the editor, and as files."""
    browser = pages.browser(ada)
    page = browser.get(f"/assignments/{units.id}").text
    stub = pages.course.assignment("units").stub.read_text()
    assert "raise NotImplementedError" in page
    assert "Nothing handed in yet." in page
    assert browser.get(f"/assignments/{units.id}/files/units.py").content.decode() == stub
    notebook = browser.get(f"/assignments/{units.id}/files/units.ipynb")
    assert json.loads(notebook.content)["nbformat"] == 4
    assert "attachment" in notebook.headers["content-disposition"]
    assert browser.get(f"/assignments/{units.id}/files/test_units.py").status_code == 404
    assert browser.get(f"/assignments/{units.id}/files/..%2F..%2Fsolutions%2Funits.py").status_code == 404


def test_what_a_hand_in_runs_is_said(pages: School, ada: Person, units: Placement) -> None:
    """A student's own course has no hidden checks."""
    path = f"/assignments/{units.id}"
    assert "runs the hidden ones too, and counts" in pages.browser(ada).get(path).text
    pages.course.assignment("units").hidden_checks.unlink()
    assert "runs the same, and counts" in pages.browser(ada).get(path).text


def test_what_was_sent_last_is_in_the_editor(pages: School, ada: Person, units: Placement) -> None:
    """Lines end as Python's do; nothing of it is markup; the stub comes when it is asked for."""
    browser = pages.browser(ada)
    hostile = f"</textarea>{HOSTILE}"
    sent(browser, units, source=f"{SOURCE}# {hostile}".replace("\n", "\r\n"))
    assert rows(pages) == [("check", "units.py", f"{SOURCE}# {hostile}")]
    page = browser.get(f"/assignments/{units.id}").text
    assert "return x.clamp(min=0)" in page
    assert page.count("</textarea>") == 1
    assert "<script>alert" not in page
    assert "return x.clamp" not in browser.get(f"/assignments/{units.id}?from=stub").text


def test_a_check_and_a_hand_in_lead_to_their_pages(pages: School, ada: Person, units: Placement) -> None:
    """A script is told where to look."""
    browser = pages.browser(ada)
    for to, kind in (("check", "check"), ("hand-in", "hand-in")):
        found = sent(browser, units, to=to, source=SOURCE)
        assert found.url.path.startswith("/handins/")
        assert rows(pages)[-1][0] == kind
    answer = browser.client.post(
        f"/assignments/{units.id}/check",
        data={"csrf": browser.csrf, "source": SOURCE},
        headers={"Accept": "application/json"},
    )
    assert answer.json()["state"] == answer.json()["page"] + "/state"


@pytest.mark.parametrize("name", ["units.py", "units.ipynb", "C:\\work\\My Units.PY"])
def test_a_file_is_taken_as_it_is(pages: School, ada: Person, units: Placement, name: str) -> None:
    """Byte for byte, under its own name without folders."""
    browser, data = pages.browser(ada), b"x = 1\r\n"
    found = upload(browser, units, name, data)
    identifier = found.url.path.rpartition("/")[2]
    with pages.database.read() as connection:
        assert source_of(connection, identifier) == data
    kept = browser.get(f"/handins/{identifier}/file")
    assert kept.content == data
    assert "Units.PY" in kept.headers["content-disposition"] or name in kept.headers["content-disposition"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("units.zip", b"PK", "neither <code>.py</code> nor <code>.ipynb</code>"),
        ("units", b"x", "neither"),
        (" .ipynb", b"{}", "neither"),
        ("", b"", "No file was chosen"),
        ("units.py", b"", "No file was chosen, or it is empty"),
        ("units.py", b" \n", "No file was chosen, or it is empty"),
    ],
)
def test_a_file_that_is_not_taken(
    pages: School, ada: Person, units: Placement, name: str, data: bytes, words: str
) -> None:
    """Says what to choose."""
    found = upload(pages.browser(ada), units, name, data)
    assert found.status_code == 400
    assert words in found.text
    assert not rows(pages)


def test_an_empty_editor_is_nothing_to_look_at(pages: School, ada: Person, units: Placement) -> None:
    """So it is said."""
    found = sent(pages.browser(ada), units, source=" \n")
    assert found.status_code == 400
    assert "There is no code to look at" in found.text


def test_a_form_that_cannot_be_read(pages: School, ada: Person, units: Placement) -> None:
    """Is sent again."""
    browser = pages.browser(ada)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    found = browser.client.post(f"/assignments/{units.id}/check", content=b"--y\r\nnonsense", headers=headers)
    assert found.status_code in {400, 403}
    many = {f"f{n}": "1" for n in range(300)}
    found = browser.client.post(f"/assignments/{units.id}/check", data=many | {"csrf": browser.csrf})
    assert found.status_code == 400
    assert "The form cannot be read" in found.text


@pytest.mark.parametrize("charset", ["undefined", "unicode_escape", "utf-7", "punycode"])
def test_a_form_in_another_encoding_is_refused(pages: School, ada: Person, units: Placement, charset: str) -> None:
    """Some raise, some make what is no text: none is asked to decode anything."""
    browser = pages.browser(ada)
    field = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    body = field % (b"csrf", b"\\ud800+2AA-\xff") + field % (b"source", b"x = 1") + b"--x--\r\n"
    headers = {"Content-Type": f"multipart/form-data; boundary=x; charset={charset}"}
    found = browser.client.post(f"/assignments/{units.id}/check", content=body, headers=headers)
    assert found.status_code == 400
    assert "not in UTF-8" in found.text


def test_attempts_say_which_one_counts(pages: School, ada: Person) -> None:
    """The best, or the latest; one that waits has no score yet."""
    for counts, marked in (("best", "Attempt 1"), ("latest", "Attempt 2")):
        units = pages.placement(Kind.ASSIGNMENT, "units", title=counts, counts=counts)
        for score in (3.0, 1.0):
            pages.hand_in(ada, units, report(score=score, max_score=3.0), source=f"{counts} = {score}")
        pages.hand_in(ada, units, None, source="y = 1")
        page = pages.browser(ada).get(f"/assignments/{units.id}").text
        [row] = [row for row in page.split("<tr>") if ">counts<" in row]
        assert marked in row
        assert "being graded" in page


def test_rules_of_the_placement_are_said(pages: School, ada: Person) -> None:
    """How often, and until when; what comes too late is refused in words."""
    over = datetime(2020, 1, 1, tzinfo=UTC)
    units = pages.placement(Kind.ASSIGNMENT, "units", attempts=2, due=over, late=False)
    browser = pages.browser(ada)
    page = browser.get(f"/assignments/{units.id}").text
    assert "attempts left" not in page
    assert "due <time" in page
    assert "The time is over, and nothing is taken any more." in page
    refused = sent(browser, units, to="hand-in", source=SOURCE)
    assert refused.status_code == 400
    assert "was due on 1 Jan 2020" in refused.text


def closed_buttons(page: str) -> list[str]:
    return re.findall(r"<button [^>]* disabled>([^<]*)</button>", page)


def test_where_nothing_is_taken_nothing_can_be_handed_in(pages: School, ada: Person) -> None:
    """Neither button works there, and nothing is said to count; checks go on, and instructors try it as before."""
    over: dict[str, Any] = {"due": datetime(2020, 1, 1, tzinfo=UTC), "late": False}
    for rules in (over, {}):
        units = pages.placement(Kind.ASSIGNMENT, "units", title=f"closed {bool(rules)}", attempts=2, **rules)
        browser, path = pages.browser(ada), f"/assignments/{units.id}"
        if not rules:
            assert "2 of 2 attempts left" in browser.get(path).text
            for source in ("x = 1", "x = 2"):
                assert closed_buttons(browser.get(path).text) == []
                pages.hand_in(ada, units, report(), source=source)
        page = browser.get(path).text
        assert closed_buttons(page) == ["Hand in", "Hand in the file"]
        assert "<b>Hand in</b> runs" not in page
        assert ("0 of 2 attempts left" in page) is (not rules)
        assert ("attempts left" in page) is (not rules)
        assert sent(browser, units, source=SOURCE).url.path.startswith("/handins/")
        taught = pages.browser(pages.teacher, Role.INSTRUCTOR).get(path).text
        assert closed_buttons(taught) == []
        assert "<b>Hand in</b> runs" in taught and "2 of 2 attempts left" in taught


def test_too_many_at_once_are_told_to_wait(pages: School, ada: Person, units: Placement) -> None:
    """With the number that says so."""
    browser = pages.browser(ada)
    answers = [sent(browser, units, source=f"x = {n}") for n in range(4)]
    assert answers[-1].status_code == 429
    assert "still wait" in answers[-1].text


def test_a_score_set_by_hand_is_explained(pages: School, ada: Person, units: Placement) -> None:
    """With the instructor's reason, as text."""
    from autograder.service.standings import override

    with pages.database.begin() as connection:
        override(connection, ada, units, 2.5, reason="Shown <i>in person</i>", by=pages.teacher)
    page = pages.browser(ada).get(f"/assignments/{units.id}").text
    assert "Shown &lt;i&gt;in person" in page
    assert "<b>2.5</b>" in page


def test_nobody_sees_what_their_course_does_not_offer(pages: School, units: Placement) -> None:
    """By no path: it is as if it were not there."""
    with pages.database.begin() as connection:
        other = find_or_add_context(connection, "lti:1:1:other", "Another")
    stranger = pages.person("Eve", context=other)
    browser = pages.browser(stranger)
    paths = ("", "/files/units.py", "/pictures/a.svg")
    for path in (
        *(f"/assignments/{units.id}{end}" for end in paths),
        "/assignments/999",
        f"/placements/{units.id}/leaderboard",
    ):
        assert browser.get(path).status_code == 404, path
    assert sent(browser, units, source=SOURCE).status_code == 404
    assert not rows(pages)


def test_somebody_of_two_courses_sees_both(pages: School, ada: Person, units: Placement) -> None:
    """Also beside each other: the visit's own course is not the only one."""
    with pages.database.begin() as connection:
        other: Context = find_or_add_context(connection, "lti:1:1:other", "Another")
    pages.person("Ada Lovelace", context=other)
    pages.context = other
    assert pages.browser(ada).get(f"/assignments/{units.id}").status_code == 200


def test_an_assignment_that_went_away_is_missed_in_words(pages: School, ada: Person) -> None:
    """By its name; a quiz is no assignment."""
    gone, quiz = pages.placement(Kind.ASSIGNMENT, "gone"), pages.placement(Kind.QUIZ, "gallery")
    assert "not in this course any more" in pages.browser(ada).get(f"/assignments/{gone.id}").text
    assert pages.browser(ada).get(f"/assignments/{quiz.id}").status_code == 404
    units = pages.placement(Kind.ASSIGNMENT, "units")
    pages.course.assignment("units").reading.unlink()
    found = pages.browser(ada).get(f"/assignments/{units.id}")
    assert found.status_code == 404
    assert "has no reading" in found.text
