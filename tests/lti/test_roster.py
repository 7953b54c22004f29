"""The members of a course come from the platform, so that the table shows who has handed in nothing."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.lti import names, roster
from autograder.lti.errors import LtiSetUpError, PlatformUnreachable
from autograder.lti.roster import Roster
from autograder.service import people
from autograder.service.models import Context, Person
from tests.lti.conftest import World
from tests.lti.platform_side import INSTRUCTOR, LEARNER, MEMBERSHIP


def member(user: str, *roles: str, **more: Any) -> dict[str, Any]:
    return {"user_id": user, "roles": list(roles or (LEARNER,)), "name": f"Name of {user}", **more}


def context_of(world: World) -> Context:
    """The course that the first launch came from."""
    return world.door.came[0][1]


def members(world: World) -> dict[str, str]:
    with world.tool.database.read() as connection:
        return {one.person.key: one.role for one in people.members(connection, context_of(world))}


def left(world: World) -> set[str]:
    """The keys of those who take part no more."""
    with world.tool.database.read() as connection:
        found = people.members(connection, context_of(world))
        return {one.person.key for one in found if one.left_at is not None}


def keys(found: tuple[Person, ...]) -> list[str]:
    return [one.key for one in found]


@pytest.fixture
def at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The members may be asked for again at once."""
    monkeypatch.setattr(roster, "AGAIN_SECONDS", -1.0)


def test_an_instructor_brings_the_class(world: World) -> None:
    """All pages of it; once in a while."""
    world.platform.page_size = 2
    world.platform.members = [member(f"s{number}") for number in range(5)] + [member("t", INSTRUCTOR)]
    assert world.launch(user="t", roles=(INSTRUCTOR,)).status_code == 303
    assert members(world) == {**{f"lti:1:s{number}": "student" for number in range(5)}, "lti:1:t": "instructor"}
    asked = len(world.platform.asked)
    world.launch(user="t", roles=(INSTRUCTOR,))
    assert len(world.platform.asked) == asked
    assert not Roster(world.tool).is_due(context_of(world))


def test_a_student_brings_nobody(world: World) -> None:
    """The roster is no student's business."""
    world.platform.members = [member("s1")]
    world.launch()
    assert members(world) == {"lti:1:student-1": "student"}


def test_only_who_takes_part_is_listed(world: World) -> None:
    """Not who left, observes, or has no usable name."""
    world.platform.members = [
        member("left", status="Inactive"),
        member("gone", status="Deleted"),
        member("observer", MEMBERSHIP + "Mentor"),
        member("x" * 300),
        member("a\x00b"),
        member(" "),
        member("kept", given_name="Grace", family_name="Hopper") | {"name": None, "email": 5},
        {"user_id": 5, "roles": [LEARNER]},
        {"user_id": "no roles", "roles": "Learner"},
    ]
    world.launch(user="t", roles=(INSTRUCTOR,))
    assert members(world) == {"lti:1:kept": "student", "lti:1:t": "instructor"}
    with world.tool.database.read() as connection:
        found = next(one for one in people.members(connection, context_of(world)) if one.person.key == "lti:1:kept")
    assert found.person.name == "Grace Hopper"


def test_a_roster_that_fails_lets_the_instructor_in(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """The operator's log says why."""
    world.platform.fails["/members"] = (500, {}, b"oops")
    assert world.launch(user="t", roles=(INSTRUCTOR,)).status_code == 303
    assert "The members of a course were not fetched" in caplog.text and "answered 500" in caplog.text


@pytest.mark.parametrize("answer", [b"[]", b"{}", b'{"members": {}}', b"null", b"<html>"])
def test_what_is_no_roster_is_refused(world: World, answer: bytes) -> None:
    """And changes nothing."""
    world.launch()
    world.platform.fails["/members"] = (200, {}, answer)
    with pytest.raises(PlatformUnreachable):
        Roster(world.tool).fetch(context_of(world))
    assert members(world) == {"lti:1:student-1": "student"}


def test_a_roster_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No course has so many members."""
    monkeypatch.setattr(roster, "_MOST_MEMBERS", 3)
    world.launch()
    world.platform.members = [member(f"s{number}") for number in range(4)]
    with pytest.raises(PlatformUnreachable, match="lists more than 3 members"):
        Roster(world.tool).fetch(context_of(world))


def test_a_platform_that_tells_no_names_says_so(world: World) -> None:
    """The sentence says where to allow it."""
    world.launch(changes={names.MEMBERS: None})
    with pytest.raises(LtiSetUpError, match="tells no names for `A course`"):
        Roster(world.tool).fetch(context_of(world))
    assert not Roster(world.tool).is_due(context_of(world))
    with world.tool.database.begin() as connection:
        local = people.find_or_add_context(connection, "local")
    with pytest.raises(LtiSetUpError, match="tells no names"):
        Roster(world.tool).fetch(local)


@pytest.mark.usefixtures("at_any_time")
def test_who_is_listed_no_more_has_left_and_may_come_back(world: World) -> None:
    """Absent, inactive or deleted; by another list or by a launch. What they are called and did stays."""
    world.platform.members = [member(f"s{number}") for number in range(4)] + [member("t", INSTRUCTOR)]
    world.launch(user="t", roles=(INSTRUCTOR,))
    fetching = Roster(world.tool)
    assert left(world) == set()
    stays, *gone = world.platform.members[:4]
    gone = [gone[0] | {"status": "Inactive"}, gone[1] | {"status": "deleted"}]
    world.platform.members = [stays, *gone, member("new"), member("t", INSTRUCTOR)]
    found = fetching.fetch(context_of(world))
    assert (found.members, keys(found.came)) == (3, ["lti:1:new"])
    assert sorted(keys(found.left)) == ["lti:1:s1", "lti:1:s2", "lti:1:s3"] == sorted(left(world))
    assert set(members(world)) >= {"lti:1:s1", "lti:1:s2", "lti:1:s3"}
    again = fetching.fetch(context_of(world))
    assert (again.came, again.left) == ((), ())
    world.launch(user="s1")
    assert left(world) == {"lti:1:s2", "lti:1:s3"}
    world.platform.members = [stays, member("s1"), member("s2"), member("new")]
    assert keys(fetching.fetch(context_of(world)).came) == ["lti:1:s2"]
    assert left(world) == {"lti:1:s3"}


@pytest.mark.usefixtures("at_any_time")
def test_an_instructor_who_is_not_listed_stays(world: World) -> None:
    """A platform's administrator launches without being a member, and goes on teaching."""
    world.platform.members = [member("s1")]
    world.launch(user="admin", roles=(INSTRUCTOR,))
    assert Roster(world.tool).fetch(context_of(world)).left == ()
    assert left(world) == set()


@pytest.mark.usefixtures("at_any_time")
def test_a_student_who_observes_now_has_left(world: World) -> None:
    """Whoever is neither student nor instructor takes part no more."""
    world.platform.members = [member("s1"), member("s2")]
    world.launch(user="t", roles=(INSTRUCTOR,))
    world.platform.members = [member("s1"), member("s2", MEMBERSHIP + "Mentor")]
    assert keys(Roster(world.tool).fetch(context_of(world)).left) == ["lti:1:s2"]


@pytest.mark.usefixtures("at_any_time")
def test_who_comes_in_while_the_platform_answers_has_not_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is older than the launch."""
    world.platform.members = [member("s1")]
    world.launch(user="s1")
    listed = roster._members

    def slowly(*given: Any) -> Any:
        world.launch(user="late")
        return listed(*given)

    monkeypatch.setattr(roster, "_members", slowly)
    assert Roster(world.tool).fetch(context_of(world)).left == ()
    assert "lti:1:late" in members(world) and left(world) == set()


@pytest.mark.usefixtures("at_any_time")
@pytest.mark.parametrize("listed", [[], [member("observer", MEMBERSHIP + "Mentor")]])
def test_a_list_of_nobody_is_not_believed(world: World, listed: list[dict[str, Any]]) -> None:
    """Nor is a list that breaks off: nobody has left by it."""
    world.platform.page_size = 1
    world.platform.members = [member("s1"), member("s2")]
    world.launch(user="t", roles=(INSTRUCTOR,))
    world.platform.members = listed
    with pytest.raises(PlatformUnreachable, match="lists nobody"):
        Roster(world.tool).fetch(context_of(world))
    world.platform.members = [member("s1"), member("s3")]
    world.platform.fails["page=2"] = (500, {}, b"")
    with pytest.raises(PlatformUnreachable, match="answered 500"):
        Roster(world.tool).fetch(context_of(world))
    assert left(world) == set() and "lti:1:s3" not in members(world)


def test_the_platform_is_not_asked_twice_at_once(world: World) -> None:
    """Who presses twice is told to wait."""
    world.platform.members = [member("s1")]
    world.launch(user="t", roles=(INSTRUCTOR,))
    asked = len(world.platform.asked)
    with pytest.raises(PlatformUnreachable, match="asked for a moment ago: wait"):
        Roster(world.tool).fetch(context_of(world))
    assert len(world.platform.asked) == asked
