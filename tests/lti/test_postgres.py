"""The same on PostgreSQL: what its types are stricter about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.lti import names
from autograder.lti.offers import PARAMETER
from autograder.lti.platforms import UnknownDeployments, add_platform, remove_platform
from autograder.lti.roster import Roster
from autograder.lti.sender import AgsSender
from autograder.service.database import Database
from tests.lti.conftest import World, as_known
from tests.lti.platform_side import INSTRUCTOR
from tests.lti.test_deep_linking import opened, pick, settings, taken, token_of
from tests.lti.test_scores import outgoing
from tests.postgres import Server


@pytest.fixture
def database(postgres: Server, tmp_path: Path) -> Iterator[Database]:
    """In the place of the SQLite file."""
    del tmp_path
    found = Database.open(postgres.new_database())
    yield found
    found.close()


def test_all_of_it_works_on_postgresql(world: World) -> None:
    """A launch with odd texts, a score, a roster, a choice, a deployment that waits, and a platform that goes."""
    odd = {
        "name": "a\x00b\ud800",
        names.CUSTOM: {PARAMETER: "quiz:gallery"},
        names.CONTEXT: {"id": "c", "title": "\x00"},
    }
    (key,) = world.platform.jwks()["keys"]
    world.platform.published = {"keys": [{**key, "odd": ["\x00", "\ud800", float("nan")]}]}
    assert world.launch(changes=odd).status_code == 303
    assert world.launch(changes=odd).status_code == 303
    AgsSender(world.tool).send(outgoing(world, 9.0, max_score=9.5))
    assert len(world.platform.scores) == 1
    world.platform.members = [{"user_id": "s1", "roles": ["Learner"], "name": "S\x00"}]
    fetched = Roster(world.tool).fetch(world.door.came[0][1])
    assert (fetched.members, [one.key for one in fetched.left]) == (1, ["lti:1:student-1"])
    changes = settings(world, data={"odd": ["\x00", "\ud800", float("nan")]})
    page = opened(world, deep_linking=False, changes={names.MESSAGE_TYPE: names.DEEP_LINKING_MESSAGE} | changes)
    items, _message = taken(world, pick(world, token_of(page), "quiz:gallery"))
    assert len(items) == 1
    with world.tool.database.begin() as connection:
        add_platform(connection, as_known(world.platform, unknown_deployments=UnknownDeployments.ASK))
    for _twice in range(2):
        assert world.launch(changes={names.DEPLOYMENT: "new"}, roles=(INSTRUCTOR,)).status_code == 403
    with world.tool.database.begin() as connection:
        remove_platform(connection, world.known.id)
