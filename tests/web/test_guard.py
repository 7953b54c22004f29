"""What every request must fulfil: the right name, a form of our own, no flood, nothing too large; and the headers."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from autograder.service.errors import DatabaseUnusable
from autograder.service.models import Kind, Person, Placement, Role
from autograder.web.app import make_app
from autograder.web.rates import MAX_KEYS, Rates
from tests.web.school import HOST, School


def changed(school: School, **settings: Any) -> School:
    """The same school under other settings."""
    school.site = replace(school.site, settings=school.site.settings.model_copy(update=settings))
    return school


def test_another_name_is_refused(pages: School, ada: Person) -> None:
    """A site of somebody else's may have a name that leads here."""
    found = pages.browser(ada).client.get("/", headers={"Host": "evil.example"})
    assert found.status_code == 421
    assert f"open <code>http://{HOST}</code>" in found.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_from_elsewhere_is_refused(pages: School, ada: Person, units: Placement, origin: str) -> None:
    """Even with the right token in it."""
    browser = pages.browser(ada)
    sent = {"csrf": browser.csrf, "source": "x = 1"}
    found = browser.client.post(f"/assignments/{units.id}/check", data=sent, headers={"Origin": origin})
    assert found.status_code == 403
    assert "sent from another page" in found.text


@pytest.mark.parametrize("token", ["", "guessed", "é"])
def test_a_form_without_its_token_is_refused(pages: School, ada: Person, units: Placement, token: str) -> None:
    """Even from the right origin."""
    browser = pages.browser(ada)
    found = browser.client.post(f"/assignments/{units.id}/check", data={"csrf": token, "source": "x = 1"})
    assert found.status_code == 403
    assert "not from a page of yours" in found.text


def test_the_token_of_another_is_refused(pages: School, ada: Person, units: Placement) -> None:
    """It is the person's own."""
    other = pages.browser(pages.person("Bo"))
    sent = {"csrf": other.csrf, "source": "x = 1"}
    assert pages.browser(ada).client.post(f"/assignments/{units.id}/check", data=sent).status_code == 403


def test_a_flood_from_one_browser_is_slowed_down(pages: School, ada: Person) -> None:
    """It is told when to come again; another browser is not held up."""
    app = make_app(changed(pages, requests_per_minute=3).site)
    browser = pages.browser(ada)
    flooding = TestClient(app, base_url=f"http://{HOST}", cookies=dict(browser.client.cookies))
    answers = [flooding.get("/") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]  # the first as a stranger
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "try again in" in answers[-1].text
    assert TestClient(app, base_url=f"http://{HOST}").get("/").status_code == 401


def test_made_up_cookies_share_one_purse(pages: School, ada: Person) -> None:
    """Guessing tokens is no way around the limit, and holds up nobody who is known."""
    browser = pages.browser(ada)
    app, cookies = make_app(changed(pages, strangers_per_minute=3).site), dict(browser.client.cookies)
    known = TestClient(app, base_url=f"http://{HOST}", cookies=cookies)
    assert known.get("/").status_code == 200
    [name] = cookies
    codes = [
        TestClient(app, base_url=f"http://{HOST}", cookies={name: f"guess{n}"}).get("/").status_code for n in range(4)
    ]
    assert codes == [401, 401, 429, 429]
    assert known.get("/").status_code == 200


def test_browsers_are_forgotten_oldest_first(pages: School, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many visits fill no memory."""
    monkeypatch.setattr("autograder.web.guard.MAX_KEYS", 1)
    first, second = pages.browser(ada), pages.browser(pages.person("Bo"))
    app = make_app(changed(pages, strangers_per_minute=2).site)
    for browser, status in ((first, 200), (second, 200), (second, 200), (first, 429)):
        client = TestClient(app, base_url=f"http://{HOST}", cookies=dict(browser.client.cookies))
        assert client.get("/").status_code == status


def test_a_purse_fills_again_with_time() -> None:
    """At its rate, and no fuller than full."""
    now = [0.0]
    rates = Rates(60, clock=lambda: now[0])
    assert [rates.take("a") for _ in range(61)] == [0] * 60 + [1]
    now[0] = 2.0
    assert [rates.take("a") for _ in range(3)] == [0, 0, 1]
    now[0] = 10_000.0
    assert [rates.take("a") for _ in range(61)] == [0] * 60 + [1]


def test_purses_are_forgotten_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of names fills no memory."""
    monkeypatch.setattr("autograder.web.rates.MAX_KEYS", 2)
    rates = Rates(1)
    assert [rates.take(key) for key in "abca"] == [0, 0, 0, 0]
    assert len(rates._purses) == 2 < MAX_KEYS


def test_a_body_that_is_too_large_is_not_read(pages: School, ada: Person, units: Placement) -> None:
    """By what it announces, before it comes."""
    changed(pages, max_upload=1000)
    browser = pages.browser(ada)
    found = browser.post(f"/assignments/{units.id}/check", source="x" * 300_000)
    assert found.status_code == 413
    assert "send a smaller file" in found.text


def test_a_body_that_grows_too_large_is_cut_off(pages: School, ada: Person, units: Placement) -> None:
    """Where nothing was announced."""
    changed(pages, max_upload=1000)
    browser = pages.browser(ada)
    pieces = (b"source=", *[b"x" * 100_000] * 4)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    found = browser.client.post(f"/assignments/{units.id}/check", content=iter(pieces), headers=headers)
    assert found.status_code == 413


def test_a_file_over_the_limit_is_refused(pages: School, ada: Person, units: Placement) -> None:
    """What a form has around it does not count."""
    changed(pages, max_upload=1000)
    browser = pages.browser(ada)
    sent = {"csrf": browser.csrf}
    for size, status in ((1000, 200), (1001, 413)):
        files = {"file": ("units.py", b"#" * size)}
        assert browser.client.post(f"/assignments/{units.id}/check", data=sent, files=files).status_code == status


def test_every_answer_carries_the_headers(pages: School, ada: Person) -> None:
    """Pages, errors, static files; only the pages are not to be kept."""
    browser = pages.browser(ada)
    for path in ("/", "/nowhere", "/static/site.css", "/health"):
        headers = browser.get(path).headers
        assert "script-src 'self'; style-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert (headers["cache-control"] == "no-store") == (path != "/static/site.css")
    assert "immutable" in browser.get("/static/site.css?v=1").headers["cache-control"]


def test_only_known_platforms_may_frame_a_page(pages: School, ada: Person) -> None:
    """Nobody where none is known."""
    assert "frame-ancestors 'none'" in pages.browser(ada).get("/").headers["content-security-policy"]
    pages.site = replace(pages.site, frames=lambda: ["https://lms.example"])
    assert "frame-ancestors https://lms.example" in pages.browser(ada).get("/").headers["content-security-policy"]


def test_every_error_is_a_page_in_words(pages: School, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a traceback, and what the machine says of itself is not told."""
    from autograder.errors import AuthorError, OperatorError
    from autograder.service.errors import NotThere
    from autograder.web import shelf

    wanted = {
        OperatorError("/secret/path"): (503, "try again soon"),
        AuthorError("/secret/path"): (503, "tell your instructor"),
        NotThere("gone"): (404, "no such thing"),
        ValueError("/secret/path"): (500, "a mistake in rectify"),
    }
    browser = pages.browser(ada)
    quiet = TestClient(
        browser.client.app,
        base_url=f"http://{HOST}",
        cookies=dict(browser.client.cookies),
        raise_server_exceptions=False,
    )
    for error, (status, words) in wanted.items():

        def fail(*_given: object, raised: Exception = error, **_named: object) -> None:
            raise raised

        monkeypatch.setattr(shelf, "page", fail)
        found = quiet.get("/")
        assert "script-src 'self'" in found.headers["content-security-policy"]
        assert (found.status_code, words in found.text, "/secret" in found.text) == (status, True, False)


def test_a_method_that_a_page_does_not_take(pages: School, ada: Person) -> None:
    """Said in words, too."""
    found = pages.browser(ada).client.put("/")
    assert found.status_code == 405
    assert "takes no such request" in found.text


def test_a_script_is_told_in_data(pages: School, ada: Person, units: Placement) -> None:
    """What a page would say."""
    browser = pages.browser(ada)
    sent = {"csrf": browser.csrf, "source": " "}
    found = browser.client.post(f"/assignments/{units.id}/check", data=sent, headers={"Accept": "application/json"})
    assert found.status_code == 400
    assert found.json()["words"] == "There is no code to look at: write some, or begin with the stub."


@pytest.mark.parametrize("number", [str(2**31), str(2**63), "9" * 5000])
def test_a_number_that_no_row_has_is_not_here(pages: School, number: str) -> None:
    """However long it is: it reaches no database."""
    teacher, units = pages.browser(pages.teacher, Role.INSTRUCTOR), pages.placement(Kind.ASSIGNMENT, "units")
    quiz = pages.placement(Kind.QUIZ, "sample")
    for path in (
        f"/assignments/{number}",
        f"/quizzes/{number}",
        f"/quizzes/{quiz.id}/sittings/x/items/{number}",
        f"/placements/{number}/leaderboard",
        f"/teaching/{number}",
        f"/teaching/people/{number}",
        f"/teaching/{units.id}/people/{number}",
    ):
        assert teacher.get(path).status_code == 404, path


def test_what_a_failed_request_sent_is_not_said_to_be_kept(pages: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full, a page says that all is kept, and a hand-in that it was not taken."""
    browser = pages.browser(pages.person("Ada"))

    def full(*_: object, writes: bool) -> None:
        raise DatabaseUnusable(f"full {writes}")

    monkeypatch.setattr("autograder.service.database.Database._transaction", full)
    assert "what you handed in is kept; try again soon" in browser.get("/").text
    refused = browser.post("/assignments/1/hand-in", source="x = 1")
    assert refused.status_code == 503 and "what you sent just now was NOT taken" in refused.text
