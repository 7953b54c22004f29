"""From a platform's launch to the page, and from a score back to its gradebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from autograder import lti
from autograder.cli.lti_offers import offers_of
from autograder.course.course import Course
from autograder.lti import names, roster
from autograder.lti.offers import PARAMETER
from autograder.lti.platforms import add_platform, frame_origins
from autograder.lti.roster import Roster
from autograder.lti.routes import make_tool, routes
from autograder.lti.sender import AgsSender
from autograder.lti.settings import LtiSettings
from autograder.service import people, schema
from autograder.service.database import Database
from autograder.service.outbox import Passback
from autograder.service.standings import record_sitting
from autograder.web.app import make_app
from autograder.web.entrance import Entrance
from autograder.web.site import Settings, Site
from tests.lti.conftest import TOOL, Door, World, as_known
from tests.lti.platform_side import DEPLOYMENT, INSTRUCTOR, LEARNER, PlatformSide


@pytest.fixture
def served(
    database: Database,
    platform: PlatformSide,
    course: Course,
    tmp_path: Any,
    tool_keys: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[World]:
    """The whole service, as `rectify serve` puts it together."""
    monkeypatch.setenv("RECTIFY_LTI_PRIVATE_KEY", tool_keys[0])
    tool = make_tool(database, LtiSettings(public_url=TOOL, data=tmp_path), lambda: offers_of(course))
    platform.registration.set_tool_key_set(tool.keyring.published())
    with database.begin() as connection:
        known = add_platform(connection, as_known(platform), [DEPLOYMENT])

    def frames() -> list[str]:
        with database.read() as opened:
            return frame_origins(opened)

    site = Site(database, course, Settings(public_url=TOOL, secret=b"x" * 16, data=tmp_path), frames, Roster(tool))
    with TestClient(make_app(site, routes(tool, Entrance(site))), base_url=TOOL) as client:
        yield World(tool, Door(), platform, known, client)


def opened(world: World, **options: Any) -> Any:
    """The page that a launch ends at."""
    return world.client.get(world.launch(**options).headers["location"])


def test_a_launch_ends_at_its_page(served: World, course: Course) -> None:
    """Of each kind; only the platform's pages may frame it."""
    offers = {offer.kind.value: offer for offer in offers_of(course)}
    assert set(offers) == {"assignment", "leaderboard", "quiz", "explorer"}
    for kind, offer in offers.items():
        page = opened(served, link=kind, changes={names.CUSTOM: {PARAMETER: offer.id}})
        assert page.status_code == 200, offer
        assert (offer.title if kind == "explorer" else "Rectifiers") in page.text, offer  # what the link is called
        assert offer.title.endswith(f": {kind}") is (kind in {"quiz", "leaderboard"}), offer
        frames = page.headers["content-security-policy"].partition("frame-ancestors ")[2]
        assert frames == "https://lms.example https://pages.lms.example"
    shelf = opened(served, link="none")
    assert shelf.status_code == 200 and "Rectifiers" in shelf.text


def test_every_button_of_the_tools_pages_has_the_houses_style() -> None:
    """None is left as browsers draw it."""
    for path in sorted((Path(lti.__file__).parent / "templates").glob("*.jinja")):
        for button in re.findall(r"<button[^>]*>", path.read_text(encoding="utf-8")):
            assert 'class="button' in button, path.name


def test_a_review_ends_at_the_students_work(served: World, course: Course) -> None:
    """In the instructor's pages."""
    named = {names.CUSTOM: {PARAMETER: offers_of(course)[0].id}}
    opened(served, changes=named)
    review = {names.MESSAGE_TYPE: names.REVIEW_MESSAGE, names.FOR_USER: {"user_id": "student-1"}, **named}
    page = opened(served, user="teacher", roles=(INSTRUCTOR,), changes=review)
    assert page.status_code == 200 and "Ada Lovelace" in page.text and "/teaching/1/people/" in str(page.url)


def test_our_forms_may_leave_for_the_platform_alone(served: World) -> None:
    """The guard keeps what the page says."""
    page = served.launch(deep_linking=True, roles=(INSTRUCTOR,))
    token = page.text.partition('name="picking" value="')[2].partition('"')[0]
    answer = served.client.post(f"{TOOL}/lti/deep-link", data={"picking": token, "cancel": "1"})
    assert f"form-action 'self' {served.platform.address};" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_score_arrives(served: World, course: Course) -> None:
    """Once, through the outbox."""
    quiz = next(offer for offer in offers_of(course) if offer.kind.value == "quiz")
    opened(served, changes={names.CUSTOM: {PARAMETER: quiz.id}})
    with served.tool.database.begin() as connection:
        placement = people.placement(connection, 1)
        student = people.find_or_add_person(connection, "lti:1:student-1")
        record_sitting(connection, student, placement, "sitting-1", 1.0, 2.0)
    passback = Passback(served.tool.database, AgsSender(served.tool))
    assert passback.send_due() == 1 and passback.send_due() == 0
    ((address, score),) = served.platform.scores
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == (
        "student-1",
        (quiz.max_score or 0) / 2,
        quiz.max_score,
    )
    assert served.platform.line_items[address]["resourceId"] == quiz.id
    with served.tool.database.read() as connection:
        assert connection.scalar(select(schema.outbox.c.state)) == "sent"


def test_an_instructor_fetches_the_members(served: World, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the class page; who is listed no more is marked, and what the platform refuses is said there."""
    named = {names.CUSTOM: {PARAMETER: offers_of(course)[0].id}}
    served.platform.members = [
        {"user_id": f"s{n}", "roles": [LEARNER], "name": f"Student {n}", "status": "Active"} for n in range(3)
    ]
    opened(served, user="teacher", roles=(INSTRUCTOR,), changes=named)
    token = re.search(r'name="csrf" value="(\w+)"', served.client.get("/teaching/1").text)
    assert token is not None
    data, headers = {"csrf": token[1]}, {"Origin": TOOL}
    soon = served.client.post("/teaching/1/members", data=data, headers=headers)
    assert soon.status_code == 503 and "asked for a moment ago: wait for ten seconds" in soon.text
    monkeypatch.setattr(roster, "AGAIN_SECONDS", -1.0)
    served.platform.members = served.platform.members[:2]
    page = served.client.post("/teaching/1/members", data=data, headers=headers)
    assert page.status_code == 200 and "The LMS lists 2 members. New or back: nobody. Left: Student 2." in page.text
    served.platform.fails["/members"] = (403, {}, b"no names")
    refused = served.client.post("/teaching/1/members", data=data, headers=headers)
    assert refused.status_code == 503 and "answered 403: no names. Look at the tool" in refused.text
    opened(
        served, user="teacher", roles=(INSTRUCTOR,), changes={**named, names.CONTEXT: {"id": "c2"}, names.MEMBERS: None}
    )
    assert "Fetch members" in served.client.get("/teaching/1").text
    silent = served.client.get("/teaching/2")
    assert silent.status_code == 200 and "Fetch members" not in silent.text
