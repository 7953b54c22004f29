"""Doors without an LMS: a link and a name, a link of one's own, the instructor's link."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from autograder.course.course import Course
from autograder.service import people
from autograder.service.database import Database
from autograder.service.erase import erase_rows
from autograder.service.models import Kind
from autograder.web import local
from autograder.web.app import make_app
from autograder.web.joining import neighbourhood
from autograder.web.local import instructor_link, own_link, own_name, student_link
from autograder.web.site import Settings, Site

HOME = "http://127.0.0.1:8000"


@pytest.fixture
def site(tmp_path: Path, small: Course, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A local site of the small course, with one quiz."""
    monkeypatch.setattr("autograder.web.offers.bank_names", lambda: ["gallery"])
    database = Database.open(f"sqlite:///{tmp_path / 'local.sqlite3'}")
    made = Site(database, small, Settings(local=True, secret=b"s" * 32, data=tmp_path))
    local.prepare(made)
    yield made
    database.close()


def browser(site: Site) -> TestClient:
    """Somebody who was not here before."""
    return TestClient(make_app(site), base_url=HOME, headers={"Origin": HOME})


def path(address: str) -> str:
    return urlsplit(address).path


def test_a_student_comes_in_by_the_link_and_a_name(site: Site) -> None:
    """And finds everything that the course offers."""
    ada = browser(site)
    door = path(student_link(site.settings))
    assert "Your name" in ada.get(door).text
    welcome = ada.post(door, data={"name": " Ada   <b> "})
    assert welcome.url.path == "/welcome"
    assert "Welcome, Ada &lt;b&gt;" in welcome.text
    shelf = ada.get("/").text
    for words in ("Units", "Quizzes", "Activation explorer"):
        assert words in shelf
    assert "/teaching" not in shelf
    assert "in already, as Ada" in ada.get(door).text


def test_ones_own_link_leads_back(site: Site) -> None:
    """In another browser; a link that was changed leads nowhere."""
    ada = browser(site)
    ada.post(path(student_link(site.settings)), data={"name": "Ada"})
    with site.database.begin() as connection:
        person = people.find_or_add_person(connection, "local:ada")
    link = own_link(site.settings, person)
    assert link in ada.get("/welcome").text
    assert ">Ada<" in browser(site).get(path(link)).text
    for wrong in (path(link) + "a", path(link).replace(f"/{person.id}/", f"/{person.id + 1}/")):
        refused = browser(site).get(wrong)
        assert refused.status_code == 404
        assert "leads nowhere" in refused.text
    gone = replace(person, id=99)
    assert browser(site).get(path(own_link(site.settings, gone))).status_code == 404


def test_the_link_of_who_was_erased_opens_nobody_elses_work(site: Site) -> None:
    """Whoever comes next is given another number, and with it another link."""
    browser(site).post(path(student_link(site.settings)), data={"name": "Ada"})
    with site.database.begin() as connection:
        ada = people.find_or_add_person(connection, "local:ada")
    erase_rows(site.database, ada)
    browser(site).post(path(student_link(site.settings)), data={"name": "Bo"})
    assert browser(site).get(path(own_link(site.settings, ada))).status_code == 404


def test_the_link_from_another_folder_opens_nobody_elses_work(site: Site, tmp_path: Path) -> None:
    """The course has one secret, and numbers begin anew: the first student there is not the first one here."""
    door, links = path(student_link(site.settings)), []
    for name, folder in (("Ada", tmp_path / "before"), ("Bo", tmp_path / "now")):
        folder.mkdir()
        database = Database.open(f"sqlite:///{folder / 'local.sqlite3'}")
        there = replace(site, database=database)
        local.prepare(there)
        browser(there).post(door, data={"name": name})
        with database.begin() as connection:
            links.append(path(own_link(site.settings, people.find_or_add_person(connection, f"local:{name.lower()}"))))
        if name == "Bo":
            assert [browser(there).get(link).status_code for link in links] == [404, 200]
        database.close()
    assert links[0].rpartition("/")[0] == links[1].rpartition("/")[0]


@pytest.mark.parametrize("number", [str(2**63), "9" * 5000])
def test_a_link_back_with_an_endless_number_leads_nowhere(site: Site, number: str) -> None:
    """And is no mistake of ours."""
    assert browser(site).get(f"/back/{number}/abc").status_code == 404


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ada", "This name is taken"),
        ("\uff21\uff24\uff21", "This name is taken"),
        ("  ", "at least one letter or digit"),
        ("\u202e.", "at least one letter or digit"),
        ("a" * 61, "Use a shorter name"),
    ],
)
def test_a_name_that_cannot_be_had(site: Site, name: str, words: str) -> None:
    """The form comes again, and says why."""
    door = path(student_link(site.settings))
    browser(site).post(door, data={"name": "Ada"})
    found = browser(site).post(door, data={"name": name})
    assert found.status_code == 422
    assert words in found.text
    assert 'role="alert"' in found.text


def bounded(site: Site, **bounds: int) -> Site:
    return replace(site, settings=site.settings.model_copy(update=bounds))


def test_so_many_come_in_and_no_more(site: Site) -> None:
    """Who is in stays in, and who is removed makes room; a name that was refused is kept nowhere."""
    small, door = bounded(site, most_people=2), path(student_link(site.settings))
    ada = browser(small)
    assert [
        one.post(door, data={"name": name}).status_code for one, name in ((ada, "Ada"), (browser(small), "Bo"))
    ] == [
        200,
        200,
    ]
    full = browser(small).post(door, data={"name": "Cy"})
    assert full.status_code == 403 and "2 people are in already" in full.text and 'value="Cy"' in full.text
    assert "This name is taken" in browser(small).post(door, data={"name": "Bo"}).text
    assert ada.get("/").status_code == 200
    assert browser(small).get(path(instructor_link(site.settings))).status_code == 200
    with site.database.begin() as connection:
        assert people.person_with(connection, "local:cy") is None
        known = people.person_with(connection, "local:bo")
    assert known is not None
    erase_rows(site.database, known)
    assert browser(small).post(door, data={"name": "Cy"}).url.path == "/welcome"
    one = bounded(site, most_people=1)
    assert "1 person is in already" in browser(one).post(door, data={"name": "Di"}).text


def test_nobody_tries_names_without_end(site: Site) -> None:
    """From one address, whatever became of each; it says how long to wait."""
    slow, door = bounded(site, joins_per_minute=2), path(student_link(site.settings))
    client = browser(slow)
    codes = [client.post(door, data={"name": name}).status_code for name in ("Ada", "Ada", "Bo")]
    assert codes == [200, 422, 429]
    refused = client.post(door, data={"name": "Bo"})
    assert re.search(r"try again in \d+ seconds", refused.text) and int(refused.headers["Retry-After"]) <= 31
    with site.database.begin() as connection:
        assert people.person_with(connection, "local:bo") is None
    elsewhere = TestClient(client.app, base_url=HOME, headers={"Origin": HOME}, client=("10.0.0.2", 5))
    assert elsewhere.post(door, data={"name": "Bo"}).url.path == "/welcome"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_addresses_of_one_network_are_one(address: str, counted: str) -> None:
    """Nobody is another by the next of their own million addresses."""
    assert neighbourhood(address) == counted


def test_a_name_is_one_line_that_can_be_seen() -> None:
    """Look-alikes of letters are the letters, and nothing turns the line around."""
    assert own_name(" Ada\n\u202eLovelace\t") == "Ada Lovelace"
    assert own_name("\ufb01") == "fi"


def test_the_instructors_link_opens_the_class(site: Site) -> None:
    """And no student can be called so."""
    found = browser(site).get(path(instructor_link(site.settings)))
    assert found.url.path == "/teaching"
    assert student_link(site.settings) in found.text
    student = browser(site)
    student.post(path(student_link(site.settings)), data={"name": "Instructor"})
    assert 'href="/teaching"' not in student.get("/").text


@pytest.mark.parametrize("door", ["/join/wrong", "/instructor/wrong", "/instructor/", "/join/é"])
def test_a_wrong_link_opens_nothing(site: Site, door: str) -> None:
    """In words."""
    found = browser(site).get(door)
    assert found.status_code == 404
    assert found.url.path != "/"


def test_the_door_takes_no_form_from_elsewhere(site: Site) -> None:
    """Nobody is let in as somebody else by another site."""
    door = path(student_link(site.settings))
    assert browser(site).post(door, data={"name": "Eve"}, headers={"Origin": "http://evil"}).status_code == 403
    assert browser(site).post("/join/wrong", data={"name": "Eve"}).status_code == 404


def test_links_hold_to_the_secret(site: Site) -> None:
    """The same after a restart; others with another secret."""
    other = site.settings.model_copy(update={"secret": b"o" * 32})
    assert student_link(site.settings) == student_link(site.settings.model_copy())
    assert student_link(site.settings) != student_link(other)


def test_a_tool_of_an_lms_has_no_such_doors(site: Site) -> None:
    """Only launches lead in."""
    tool = replace(site, settings=site.settings.model_copy(update={"local": False}))
    assert browser(tool).get(path(student_link(site.settings))).status_code == 404
    assert "no such page" in browser(tool).get(path(instructor_link(site.settings))).text


def test_what_is_offered_is_there_once(site: Site) -> None:
    """Also after a second start."""
    before = local.prepare(site)
    with site.database.read() as connection:
        found = people.placements(connection, before)
    assert len({(one.kind, one.name) for one in found}) == len(found)
    assert {one.kind for one in found} == {Kind.ASSIGNMENT, Kind.QUIZ, Kind.EXPLORER}
    assert all(one.max_score > 0 for one in found if one.kind is Kind.QUIZ)


def test_a_stranger_is_told_how_to_come_in(site: Site) -> None:
    """By a link."""
    found = browser(site).get("/")
    assert found.status_code == 401
    assert "open the link that your instructor gave you" in found.text
