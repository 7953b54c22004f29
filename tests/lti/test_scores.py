"""Scores go to the platform's gradebook: to the right column, once made, and never above its maximum."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.lti import connection, fetching, line_items, names, tables
from autograder.lti.connection import Connector, Tokens
from autograder.lti.errors import PlatformRefused, PlatformUnreachable
from autograder.lti.offers import PARAMETER
from autograder.lti.platforms import add_platform, remove_platform
from autograder.lti.sender import AgsSender
from autograder.service import people
from autograder.service.models import Placement
from autograder.service.outbox import Later, Refused
from autograder.service.outgoing import Outgoing
from tests.lti.conftest import World, as_known

RECTIFIERS = {names.CUSTOM: {PARAMETER: "assignment:rectifiers"}}


@pytest.fixture
def placed(world: World) -> World:
    """A student came to an assignment."""
    world.launch(changes=RECTIFIERS)
    return world


def outgoing(world: World, score: float | None = 15.0, **changes: Any) -> Outgoing:
    """A score of the student who came first, as the outbox gives it."""
    person, context, _role, placement, _path = world.door.came[0]
    assert placement is not None
    with world.tool.database.read() as opened:
        placement = people.placement(opened, placement.id)
    given: dict[str, Any] = {
        "id": 1,
        "person": person,
        "context": context,
        "placement": placement,
        "score": score,
        "max_score": 20.0,
        "activity": "Submitted",
        "grading": "FullyGraded",
        "comment": "",
        "made_at": 1_700_000_000.25,
        "tries": 0,
    }
    return Outgoing(**(given | changes))


def column(world: World) -> str | None:
    """The address that is remembered."""
    with world.tool.database.read() as opened:
        found: Placement = people.placement(opened, 1)
    return found.line_item


def test_a_score_arrives_in_a_column_of_its_link(placed: World) -> None:
    """It is found neither by link nor by resource: one is made, with all that finds it again."""
    AgsSender(placed.tool).send(outgoing(placed))
    ((address, score),) = placed.platform.scores
    assert placed.platform.line_items[address] == {
        "id": address,
        "label": "Rectifiers",
        "scoreMaximum": 20.0,
        "resourceId": "assignment:rectifiers",
        "resourceLinkId": "link-1",
        "tag": "rectify",
    }
    assert score == {
        "userId": "student-1",
        "scoreGiven": 15.0,
        "scoreMaximum": 20.0,
        "activityProgress": "Submitted",
        "gradingProgress": "FullyGraded",
        "timestamp": "2023-11-14T22:13:20.250Z",
    }
    assert column(placed) == address


def test_a_column_is_made_once(placed: World) -> None:
    """Also by senders that know nothing of each other, and after the address was forgotten."""
    for moment in (1.0, 2.0):
        with placed.tool.database.begin() as opened:
            people.set_line_item(opened, people.placement(opened, 1), None)
        AgsSender(placed.tool).send(outgoing(placed, made_at=moment))
    assert len(placed.platform.line_items) == 1 and len(placed.platform.scores) == 2


def test_one_token_serves_many_scores(placed: World) -> None:
    """It is asked for once."""
    sender = AgsSender(placed.tool)
    for moment in (1.0, 2.0, 3.0):
        sender.send(outgoing(placed, made_at=moment))
    asked = [line for line in placed.platform.asked if "/token" in line]
    assert len(asked) == 2  # for line items, and for scores


@pytest.mark.parametrize("ignores_filters", [False, True])
@pytest.mark.parametrize("given", [{"resourceLinkId": "link-1"}, {"resourceId": "assignment:rectifiers"}])
def test_a_column_is_found_before_one_is_made(placed: World, given: dict[str, str], ignores_filters: bool) -> None:
    """By its link first, or by its resource; on a later page, and where the platform filters nothing."""
    platform = placed.platform
    platform.page_size, platform.ignores_filters = 2, ignores_filters
    for number in range(5):
        platform.add_line_item(label=f"{number}", resourceId="assignment:rectifiers", resourceLinkId=f"other-{number}")
    mine = platform.add_line_item(label="Mine", scoreMaximum=20.0, **given)["id"]
    AgsSender(placed.tool).send(outgoing(placed))
    assert [address for address, _score in platform.scores] == [mine] and len(platform.line_items) == 6


def test_the_column_that_a_launch_names_is_used(world: World) -> None:
    """Nothing is looked for."""
    mine = world.platform.add_line_item(label="Mine")["id"]
    endpoint = {"scope": [names.SCORE_SCOPE], "lineitem": mine}
    world.launch(changes=RECTIFIERS | {names.GRADES: endpoint})
    AgsSender(world.tool).send(outgoing(world))
    assert [address for address, _score in world.platform.scores] == [mine]
    assert not [line for line in world.platform.asked if line.startswith("GET /lineitems")]


def test_a_column_that_was_removed_is_made_anew(placed: World) -> None:
    """The score is not lost with it."""
    sender = AgsSender(placed.tool)
    sender.send(outgoing(placed))
    placed.platform.line_items.clear()
    placed.platform.add_line_item(label="Another")
    sender.send(outgoing(placed, made_at=1_700_000_001.0))
    assert len(placed.platform.scores) == 2 and len(placed.platform.line_items) == 2


def test_a_removed_column_without_a_gradebook_is_refused(world: World) -> None:
    """There is nowhere to look for another."""
    endpoint = {"scope": [names.SCORE_SCOPE], "lineitem": f"{world.platform.address}/lineitems/9/lineitem"}
    world.launch(changes=RECTIFIERS | {names.GRADES: endpoint})
    with pytest.raises(Refused, match="answered 404"):
        AgsSender(world.tool).send(outgoing(world))


@pytest.mark.parametrize(
    ("score", "sent"), [(25.0, 20.0), (-1.0, 0.0), (0.0, 0.0), (20.0, 20.0), (None, None), (19.999, 19.999)]
)
def test_a_score_stays_within_its_maximum(placed: World, score: float | None, sent: float | None) -> None:
    """And one that is taken back has none."""
    AgsSender(placed.tool).send(outgoing(placed, score, comment="Set by an instructor."))
    ((_address, said),) = placed.platform.scores
    assert said.get("scoreGiven") == sent and said["comment"] == "Set by an instructor."
    assert ("scoreMaximum" in said) == (sent is not None)


def test_an_older_score_is_refused(placed: World) -> None:
    """The platform has a later one."""
    sender = AgsSender(placed.tool)
    sender.send(outgoing(placed, made_at=1_700_000_100.0))
    with pytest.raises(Refused, match="It has a later score of this person"):
        sender.send(outgoing(placed, made_at=1_700_000_000.0))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 425, 429, 423, 401, 302, 303, 307, 301, 200, 404, 410])
def test_what_may_heal_is_tried_later(placed: World, status: int) -> None:
    """The platform is down, busy, has lost our token, or moved for a while; or talks nonsense.

    Where not even its list of columns is there, it is more likely to be under repair than the course to be gone.
    """
    sender = AgsSender(placed.tool)
    placed.platform.fails["/lineitems"] = (status, {"Retry-After": "120", "Location": "https://x.example"}, b"<html>")
    if status == 301:
        with pytest.raises(Refused, match="answered 301"):
            sender.send(outgoing(placed))
        return
    with pytest.raises(Later) as found:
        sender.send(outgoing(placed))
    assert found.value.after_seconds == (None if status in {200, 404, 410} else 120.0)
    placed.platform.fails.clear()
    sender.send(outgoing(placed))
    assert len(placed.platform.scores) == 1


@pytest.mark.parametrize("said", [b"<!DOCTYPE html><title>Maintenance</title>", b"\xef\xbb\xbf\n <HTML lang=en>"])
def test_a_page_is_no_word_that_a_score_was_taken(placed: World, said: bytes) -> None:
    """A login page, or one of a repair, comes with 200 from many a server."""
    sender = AgsSender(placed.tool)
    placed.platform.fails["/scores"] = (200, {}, said)
    with pytest.raises(Later, match="answered a page"):
        sender.send(outgoing(placed))
    placed.platform.fails.clear()
    sender.send(outgoing(placed))
    assert len(placed.platform.scores) == 1


@pytest.mark.parametrize("said", [b"", b"{}", b"ok", b"\xff\xfe", b"<br />\n<b>Notice</b>: Undefined index in html"])
def test_a_score_is_taken_in_any_words(placed: World, said: bytes) -> None:
    """Platforms answer as they like."""
    placed.platform.fails["/scores"] = (200, {"Content-Type": "text/html"}, said)
    AgsSender(placed.tool).send(outgoing(placed))


@pytest.mark.parametrize("status", [400, 403, 405, 413, 415, 422])
def test_what_will_not_heal_is_refused(placed: World, status: int) -> None:
    """With what the platform said."""
    placed.platform.fails["/scores"] = (status, {}, b"no <b>such</b> student\n\n in here")
    with pytest.raises(Refused, match=rf"answered {status}: no <b>such</b> student in here"):
        AgsSender(placed.tool).send(outgoing(placed))


@pytest.mark.parametrize(
    "answer",
    [
        (400, b'{"error": "invalid_client"}'),
        (403, b""),
        (500, b""),
        (200, b""),
        (200, b"[]"),
        (200, b"{}"),
        (200, b"<html>"),
        (200, b'{"access_token": 5}'),
        (200, b'{"access_token": ""}'),
        (200, b'{"access_token": "a\\nb"}'),
        (200, b'{"access_token": "\xc3\xa9"}'),
        (200, b"[" * 100_000),
        (200, b"\xff\xfe"),
    ],
)
def test_without_a_token_it_is_tried_later(placed: World, answer: tuple[int, bytes]) -> None:
    """The registration may be mended, and the scores are then sent."""
    placed.platform.fails["/token"] = (answer[0], {}, answer[1])
    with pytest.raises(Later, match=r"token|answered 500"):
        AgsSender(placed.tool).send(outgoing(placed))


@pytest.mark.parametrize("answer", [b"{}", b"null", b'"x"', b"", b"[" * 100_000, b"<html>", b'[{"id": 1}]'])
def test_a_list_that_is_none_is_tried_later(placed: World, answer: bytes) -> None:
    """Or a column without an address."""
    sent = answer.replace(b'"id": 1', b'"id": 1, "resourceLinkId": "link-1"')
    placed.platform.fails["/lineitems"] = (200, {}, sent)
    with pytest.raises(Later):
        AgsSender(placed.tool).send(outgoing(placed))
    assert column(placed) is None


def test_a_list_without_an_end_is_given_up(placed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many pages, or so long."""
    further = f'<{placed.platform.address}/lineitems?page=2>; rel="next"'
    placed.platform.fails["/lineitems"] = (200, {"Link": further}, b"[]")
    monkeypatch.setattr(connection, "_MOST_PAGES", 5)
    with pytest.raises(Later, match="has no end"):
        AgsSender(placed.tool).send(outgoing(placed))
    assert sum("page=2" in line for line in placed.platform.asked) == 4
    monkeypatch.setattr(connection, "_LIST_SECONDS", -1.0)
    with pytest.raises(Later, match="has no end"):
        AgsSender(placed.tool).send(outgoing(placed))


def test_a_next_page_elsewhere_is_not_asked(placed: World) -> None:
    """Our token goes to the platform's hosts alone."""
    placed.platform.fails["/lineitems"] = (200, {"Link": '<https://evil.example/x>; rel="next"'}, b"[]")
    with pytest.raises(Later, match=r"`evil\.example` is not a host of this platform"):
        AgsSender(placed.tool).send(outgoing(placed))


def test_a_token_that_is_taken_no_more_is_replaced(placed: World) -> None:
    """At once, where it was an old one."""
    sender = AgsSender(placed.tool)
    sender.send(outgoing(placed))
    tokens = sender._tokens
    tokens._kept = {key: ("stale." * 3, ends_at) for key, (_value, ends_at) in tokens._kept.items()}
    placed.platform.config.validate_token, right = _only_fresh(placed.platform.config.validate_token)
    sender.send(outgoing(placed, made_at=1_700_000_001.0))
    assert len(placed.platform.scores) == 2 and right


def _only_fresh(validate: Any) -> tuple[Any, list[str]]:
    from lti1p3platform.exceptions import LtiServiceException

    right: list[str] = []

    def validated(token: str, *args: Any) -> bool:
        if token.startswith("stale"):
            raise LtiServiceException("Invalid token", 401)
        right.append(token)
        return bool(validate(token, *args))

    return validated, right


def test_tokens_are_kept_for_a_while(placed: World) -> None:
    """By platform and scopes."""
    moment = [0.0]
    tokens = Tokens(lambda: moment[0])
    tokens.keep(placed.known, "a", "token")
    assert tokens.get(placed.known, "a") == "token" and tokens.get(placed.known, "b") is None
    moment[0] = connection.KEPT_SECONDS + 1
    assert tokens.get(placed.known, "a") is None


def test_the_platform_checks_our_signature(placed: World) -> None:
    """With another key than the published one there is no token."""
    from tests.lti.platform_side import make_keys

    placed.tool.keyring._given = make_keys()[0]
    with pytest.raises(Later, match="No token was given"):
        AgsSender(placed.tool).send(outgoing(placed))


def test_a_platform_that_allows_no_scores_says_so(world: World) -> None:
    """The sentence says where to allow it; it is tried hourly."""
    endpoint = {"scope": [names.LINE_ITEM_SCOPE], "lineitems": f"{world.platform.address}/lineitems"}
    world.launch(changes=RECTIFIERS | {names.GRADES: endpoint})
    with pytest.raises(Later, match="does not let the tool send scores") as found:
        AgsSender(world.tool).send(outgoing(world))
    assert found.value.after_seconds == 3600.0


@pytest.mark.parametrize("scope", [[names.SCORE_SCOPE], [names.SCORE_SCOPE, names.LINE_ITEM_READ_SCOPE]])
def test_a_column_that_may_not_be_made_is_asked_for(world: World, scope: list[str]) -> None:
    """It is not there, and the tool may not make one."""
    world.platform.lets_make = False
    endpoint = {"scope": scope, "lineitems": f"{world.platform.address}/lineitems"}
    world.launch(changes=RECTIFIERS | {names.GRADES: endpoint})
    with pytest.raises(Later, match="may not make one"):
        AgsSender(world.tool).send(outgoing(world))


def test_a_platform_without_a_gradebook_says_so(world: World) -> None:
    """Grades were not switched on."""
    world.launch(services=False, changes=RECTIFIERS)
    with pytest.raises(Later, match="names no gradebook for `Rectifiers`"):
        AgsSender(world.tool).send(outgoing(world))


def test_a_launch_without_services_takes_none_away(placed: World) -> None:
    """What an earlier one said still holds."""
    placed.launch(services=False, changes=RECTIFIERS)
    AgsSender(placed.tool).send(outgoing(placed))
    assert len(placed.platform.scores) == 1


def test_a_platform_that_was_removed_is_waited_for(placed: World) -> None:
    """The operator may add it again."""
    with placed.tool.database.begin() as opened:
        remove_platform(opened, placed.known.id)
        assert opened.execute(tables.services.select()).one_or_none() is None
    with pytest.raises(Later, match="There is no platform 1 here"):
        AgsSender(placed.tool).send(outgoing(placed))


def test_a_host_of_nobody_is_not_asked(world: World) -> None:
    """A message cannot have us ask any host that it names, nor anything but https."""
    for address, said in (("https://other.example/li", "--host"), ("http://10.0.0.1/li", "gradebook")):
        endpoint = {"scope": [names.SCORE_SCOPE], "lineitem": address}
        world.launch(link=address, changes=RECTIFIERS | {names.GRADES: endpoint})
        person, context, _role, placement, _path = world.door.came[-1]
        assert placement is not None
        with pytest.raises(Later, match=said):
            AgsSender(world.tool).send(outgoing(world, person=person, context=context, placement=placement))


def test_a_platform_that_is_not_there_is_tried_later(placed: World) -> None:
    """Nothing answers at its address."""
    gone = as_known(placed.platform, token_url="http://127.0.0.1:9/token")
    with placed.tool.database.begin() as opened:
        add_platform(opened, gone)
    with pytest.raises(Later, match="did not answer"):
        AgsSender(placed.tool).send(outgoing(placed))


@pytest.fixture
def session(world: World) -> Iterator[fetching.PlatformSession]:
    with world.tool.session(world.known) as opened:
        yield opened


def test_an_answer_without_an_end_is_not_read(
    world: World, session: fetching.PlatformSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one that takes for ever."""
    monkeypatch.setattr(fetching, "MOST_BYTES", 100)
    world.platform.fails["/big"] = (200, {}, b"x" * 101)
    with pytest.raises(PlatformUnreachable, match="answered more, or for longer, than is read"):
        session.get(f"{world.platform.address}/big")
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", -1.0)
    with pytest.raises(PlatformUnreachable, match="answered more, or for longer, than is read"):
        session.get(f"{world.platform.address}/jwks")


def test_a_timeout_is_waited_out(
    world: World, session: fetching.PlatformSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words."""
    import requests

    def too_slow(*_args: object, **_options: object) -> None:
        raise requests.ReadTimeout

    monkeypatch.setattr(requests.Session, "send", too_slow)
    with pytest.raises(PlatformUnreachable, match="did not answer \\(no time left\\)"):
        session.get(f"{world.platform.address}/x")


@pytest.mark.parametrize("address", ["http://lms.example/x", "ftp://lms.example", "file:///etc/passwd", "https://"])
def test_only_https_is_asked(session: fetching.PlatformSession, address: str) -> None:
    """Or this machine itself."""
    with pytest.raises(PlatformRefused, match="is not asked: only https addresses are"):
        session.get(address)


def test_no_redirect_is_followed(world: World, session: fetching.PlatformSession) -> None:
    """It could lead anywhere."""
    world.platform.fails["/moved"] = (302, {"Location": f"{world.platform.address}/jwks"}, b"")
    with pytest.raises(PlatformUnreachable, match="answered 302"):
        session.get(f"{world.platform.address}/moved")
    assert not [line for line in world.platform.asked if "/jwks" in line]


@pytest.mark.parametrize(
    ("given", "seconds"), [("7", 7.0), ("", None), ("soon", None), ("-5", None), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0)]
)
def test_when_to_ask_again(world: World, session: fetching.PlatformSession, given: str, seconds: float | None) -> None:
    """A number of seconds, or a date."""
    world.platform.fails["/busy"] = (429, {"Retry-After": given}, b"")
    with pytest.raises(PlatformUnreachable) as found:
        session.get(f"{world.platform.address}/busy")
    assert found.value.after_seconds == seconds and found.value.status == 429


def test_a_date_to_ask_again_at(world: World, session: fetching.PlatformSession) -> None:
    """In seconds from now."""
    from email.utils import formatdate

    world.platform.fails["/busy"] = (503, {"Retry-After": formatdate(time.time() + 100, usegmt=True)}, b"")
    with pytest.raises(PlatformUnreachable) as found:
        session.get(f"{world.platform.address}/busy")
    assert found.value.after_seconds is not None and 50 < found.value.after_seconds <= 101


def test_addresses_keep_their_queries() -> None:
    """Moodle's have some."""
    assert line_items.below("https://x/2/lineitem?type_id=1", "scores") == "https://x/2/lineitem/scores?type_id=1"
    assert line_items.with_query("https://x/l?type=1&b=", {"tag": "a b"}) == "https://x/l?type=1&b=&tag=a+b"


def test_a_connector_closes(world: World) -> None:
    """And asks no more through the connections that it had."""
    made = Connector(world.tool, world.known, Tokens())
    made.close()
    assert made.get_access_token([names.SCORE_SCOPE])
