"""The one door: a session and its cookie, and a window of its own where a frame keeps none."""

import re
from dataclasses import replace

import pytest
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from autograder.service.models import Person, Role
from autograder.web.app import make_app
from autograder.web.entrance import Entrance, own_path
from autograder.web.site import Settings
from tests.web.school import School

HOME = "https://rectify.example"


@pytest.fixture
def launched(pages: School, ada: Person) -> TestClient:
    """A browser at an LMS's tool; ``/launch`` lets it in as Ada."""
    settings = pages.site.settings.model_copy(update={"public_url": HOME})
    pages.site = replace(pages.site, settings=settings, frames=lambda: ["https://lms.example"])
    entrance = Entrance(pages.site)

    def launch(request: Request) -> Response:
        return entrance.enter(ada, pages.context, Role.STUDENT, None, request.query_params.get("to", "/"))

    extra = [Route("/lti/launch", launch, methods=["POST"])]
    return TestClient(make_app(pages.site, extra), base_url=HOME, follow_redirects=False)


def test_a_launch_sets_a_cookie_that_a_frame_keeps(launched: TestClient) -> None:
    """And it comes from another origin, whose form carries no token of ours."""
    found = launched.post("/lti/launch", headers={"Origin": "https://lms.example"})
    assert found.status_code == 303
    assert re.fullmatch(
        r"__Host-rectify=[\w-]{40,}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned", found.headers["set-cookie"]
    )
    assert "max-age" in found.headers["strict-transport-security"]


def test_a_browser_that_keeps_the_cookie_goes_on(launched: TestClient) -> None:
    """And the ticket is used up on the way."""
    arrived = launched.post("/lti/launch?to=/assignments/1").headers["location"]
    found = launched.get(arrived)
    assert (found.status_code, found.headers["location"]) == (303, "/assignments/1")
    ticket = arrived.partition("?")[0].rpartition("/")[2]
    again = launched.post("/enter", data={"ticket": ticket}, headers={"Origin": HOME})
    assert again.status_code == 401
    assert "used or is too old" in again.text


def test_a_frame_without_cookies_is_left_by_a_ticket_once(launched: TestClient) -> None:
    """In a window of its own, where the cookie is ours."""
    arrived = launched.post("/lti/launch?to=/assignments/1").headers["location"]
    launched.cookies.clear()
    page = launched.get(arrived)
    assert 'target="_blank"' in page.text
    fields = dict(re.findall(r'name="(ticket|to)" value="([^"]+)"', page.text))
    opened = launched.post("/enter", data=fields, headers={"Origin": HOME})
    assert (opened.status_code, opened.headers["location"]) == (303, "/assignments/1")
    assert launched.get("/").status_code == 200
    assert launched.post("/enter", data=fields, headers={"Origin": HOME}).status_code == 401


def test_who_was_not_let_in_is_told_how_to_come(launched: TestClient) -> None:
    """By the LMS."""
    found = launched.get("/")
    assert found.status_code == 401
    assert "open the activity there again" in found.text


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", "", "a"])
def test_nobody_is_led_elsewhere(path: str) -> None:
    """A path of ours, or the first page."""
    assert own_path(path) == "/"


def test_a_local_site_behind_https_keeps_its_cookie_to_itself(pages: School, ada: Person) -> None:
    """It is in no frame."""
    settings = pages.site.settings.model_copy(update={"public_url": HOME, "local": True})
    found = Entrance(replace(pages.site, settings=settings)).enter(ada, pages.context, Role.STUDENT, None)
    assert found.headers["set-cookie"].endswith("; Path=/; HttpOnly; Secure; SameSite=Lax")
    assert found.headers["location"] == "/"


@pytest.mark.parametrize(
    "address", ["rectify.example", "ftp://rectify.example", "https://rectify.example/path", "https://"]
)
def test_a_public_address_is_an_origin(pages: School, address: str) -> None:
    """Or it is said what one looks like."""
    with pytest.raises(ValidationError, match="the public address is like"):
        Settings(public_url=address, secret=b"s" * 32, data=pages.folder)
