"""A local page is for the browser that was handed its token, under its own name, from its own forms."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quizzes.delivery.web import pages
from quizzes.delivery.web.guard import HEADERS, Guard
from tests.quizzes.web_site import HOME, PORT, TOKEN, begin, every_kind, site_client

STRANGER = "open to the browser that it was started for alone"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with site_client(tmp_path_factory.mktemp("guard") / "quizzes.sqlite3", every_kind("true_false")) as opened:
        yield opened


@pytest.fixture
def stranger(client: TestClient) -> Iterator[TestClient]:
    """The same client without its cookie."""
    kept = dict(client.cookies)
    client.cookies.clear()
    yield client
    client.cookies.clear()
    client.cookies.update(kept)


@pytest.mark.parametrize("path", ["/", "/banks/sample", "/sittings/x", "/due/begin", "/nothing"])
def test_nobody_comes_in_without_the_token(stranger: TestClient, path: str) -> None:
    """Not even to learn what is there."""
    for page in (stranger.get(path), stranger.post(path, data={"mode": "practice"})):
        assert page.status_code == 403 and STRANGER in page.text


@pytest.mark.parametrize("token", ["wrong", TOKEN[:-1], TOKEN + "x", "%00", "é"])
def test_a_wrong_token_opens_nothing(stranger: TestClient, token: str) -> None:
    """Neither in the address nor as a cookie."""
    page = stranger.get(f"/open/{token}")
    assert page.status_code == 403 and STRANGER in page.text and "set-cookie" not in page.headers
    page = stranger.get("/", headers=[(b"Cookie", f"rectify-{PORT}={token}".encode())])
    assert page.status_code == 403


def test_the_token_is_kept_where_no_other_site_can_use_it(stranger: TestClient) -> None:
    """A strict cookie that no script reads; the page behind the address goes on by itself, without a redirect."""
    page = stranger.get(f"/open/{TOKEN}")
    cookie = page.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie and page.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/">' in page.text


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        f"example.org:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        f"127.0.0.1.example.org:{PORT}",
        "",
    ],
)
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    """A site whose name leads to this machine gets nothing, though its requests look like ours to the browser."""
    for path in ("/", f"/open/{TOKEN}", "/static/style.css"):
        page = client.get(path, headers={"Host": host})
        assert page.status_code == 421 and "open the address that" in page.text and "set-cookie" not in page.headers


@pytest.mark.parametrize(
    "origin", [None, "null", "http://example.org", f"http://127.0.0.1:{PORT + 1}", f"https://127.0.0.1:{PORT}", ""]
)
def test_a_form_from_another_page_is_refused(client: TestClient, origin: str | None) -> None:
    """Also from another port of this machine, whose pages the cookie does not tell from ours."""
    del client.headers["Origin"]
    try:
        headers = {"Origin": origin} if origin is not None else {}
        page = client.post("/banks/sample/begin", data={"mode": "practice"}, headers=headers)
        assert page.status_code == 403 and "sent from another page" in page.text
    finally:
        client.headers["Origin"] = HOME


def test_both_names_of_this_machine_are_ours(client: TestClient) -> None:
    """With the port that we have."""
    there = f"localhost:{PORT}"
    cookie = {"Cookie": f"rectify-{PORT}={TOKEN}", "Host": there}
    assert client.get("/", headers=cookie).status_code == 200
    page = client.post(
        "/banks/sample/begin",
        data={"mode": "practice"},
        headers={**cookie, "Origin": f"http://{there}"},
        follow_redirects=False,
    )
    assert page.status_code == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_read_and_sent_forms_and_nothing_else(client: TestClient, method: str) -> None:
    """No preflight of another site is answered."""
    page = client.request(method, "/")
    assert page.status_code == 405
    assert not {name for name in page.headers if name.startswith("access-control")}


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    """Pages, redirects, refusals, files."""
    sitting = begin(client)
    answers = [
        client.get("/"),
        client.get(sitting, follow_redirects=False),
        client.get("/nothing"),
        client.get("/static/style.css"),
        client.get("/", headers={"Host": "example.org"}),
        client.post(f"{sitting}/items/1", data={"choice": "x"}),
    ]
    for answer in answers:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_pages_keep_to_their_own_policy(client: TestClient) -> None:
    """No script or style in a page, no handler, nothing from elsewhere."""
    sitting = begin(client)
    for path in ("/", "/banks/sample", f"{sitting}/items/1", f"{sitting}/end", "/nothing"):
        html = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=\"/static/)", html)
        assert not re.search(r"(?:src|href|action)=\"(?!/|#)", html)


def test_the_port_of_the_web_needs_no_number() -> None:
    """Browsers leave out port 80."""
    guard = Guard(app=_nothing, port=80, token=TOKEN, refuse=lambda *_: pages.problem_page("", ""))  # type: ignore[arg-type]  # never called
    assert "localhost" in guard._hosts


async def _nothing(*_: Any) -> None:
    """An app that does nothing."""


def test_the_start_page_may_be_a_bank(tmp_path: Path) -> None:
    """Where one was named."""
    with site_client(tmp_path / "q", every_kind("true_false"), start="/banks/sample") as client:
        assert "url=/banks/sample" in client.get(f"/open/{TOKEN}").text
