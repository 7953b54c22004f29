"""A course's members from the platform (NRPS): who is in the class and has handed in nothing yet, and who left it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select, update

from autograder.lti import tables
from autograder.lti.arrivals import person_key
from autograder.lti.claims import clean
from autograder.lti.connection import Connector, Tokens
from autograder.lti.errors import LtiSetUpError, PlatformUnreachable
from autograder.lti.names import MEMBERS_SCOPE, MEMBERS_TYPE
from autograder.lti.platforms import LONGEST, Platform, platform
from autograder.lti.roles import role_of
from autograder.lti.tool import Tool
from autograder.service import people
from autograder.service.database import now
from autograder.service.models import Context, Fetched, Member, Person, Role

#: An instructor who comes often does not have the roster fetched each time.
BETWEEN_SECONDS = 600.0
#: Nor does who presses the button twice.
AGAIN_SECONDS = 10.0
_MOST_MEMBERS = 20_000
_GONE = frozenset({"inactive", "deleted"})


@dataclass(frozen=True)
class _Member:
    sub: str
    name: str
    email: str
    role: Role


class Roster:
    """Fetches members; tokens are kept between courses."""

    def __init__(self, tool: Tool) -> None:
        self._tool, self._tokens = tool, Tokens()

    def tells(self, context: Context) -> bool:
        """Whether the platform tells the course's members."""
        url, _at = self._service(context)
        return bool(url)

    def is_due(self, context: Context) -> bool:
        """Whether the platform tells the course's members, and was not asked lately."""
        url, at = self._service(context)
        return bool(url) and (at is None or now() - at > BETWEEN_SECONDS)

    def fetch(self, context: Context) -> Fetched:
        """Add the course's students and instructors, and mark the students that the platform lists no more.

        Raises PlatformUnreachable, also within `AGAIN_SECONDS` of the last time, PlatformRefused, and LtiSetUpError
        where the platform tells nobody's names. Then nothing is changed.
        """
        url, _at = self._service(context)
        if not url:
            raise LtiSetUpError(
                f"The platform tells no names for `{context.title}`. Switch on names and roles for the tool there, "
                "then open an activity once."
            )
        with self._tool.database.begin() as connection:
            found = platform(connection, context.platform_id or 0)
            _note_asked(connection, context)
            # Who comes in while the platform answers is not on its list yet, and has not left for that.
            before = [one for one in people.members(connection, context) if one.left_at is None]
        with closing(Connector(self._tool, found, self._tokens)) as connector:
            listed = list(_members(connector, url))
        if not listed:
            raise PlatformUnreachable(f"`{url}` lists nobody, which cannot be: it is asked again later.")
        return self._keep(found, context, listed, before)

    def _service(self, context: Context) -> tuple[str, float | None]:
        with self._tool.database.read() as connection:
            where = tables.services.c.context_id == context.id
            row = connection.execute(select(tables.services).where(where)).one_or_none()
        return (row.members_url, row.members_at) if row is not None else ("", None)

    def _keep(self, platform: Platform, context: Context, listed: list[_Member], before: list[Member]) -> Fetched:
        there: dict[int, Person] = {}
        with self._tool.database.begin() as connection:
            for one in listed:
                person = people.find_or_add_person(connection, person_key(platform, one.sub), one.name, one.email)
                people.set_member(connection, context, person, one.role)
                there[person.id] = person
            # An administrator teaches without being listed, and must not be locked out by it: students alone leave.
            left = tuple(one.person for one in before if one.role is Role.STUDENT and one.person.id not in there)
            people.note_left(connection, context, left)
        known = {one.person.id for one in before}
        return Fetched(len(there), tuple(one for number, one in there.items() if number not in known), left)


def _note_asked(connection: Connection, context: Context) -> None:
    """Remember when the platform was asked. Raises PlatformUnreachable where that is only just past."""
    table, moment = tables.services, now()
    long_ago = or_(
        table.c.members_at.is_(None), table.c.members_at < moment - AGAIN_SECONDS, table.c.members_at > moment
    )
    asked = update(table).where(table.c.context_id == context.id, long_ago).values(members_at=moment)
    if connection.execute(asked).rowcount == 0:
        raise PlatformUnreachable("The members were asked for a moment ago: wait for ten seconds, then ask again.")


def _members(connector: Connector, address: str) -> Iterator[_Member]:
    seen = 0
    for page in connector.pages([MEMBERS_SCOPE], address, MEMBERS_TYPE):
        listed = page.get("members") if isinstance(page, dict) else None
        if not isinstance(listed, list):
            raise PlatformUnreachable(f"`{address}` is no list of members: it is asked for again later.")
        seen += len(listed)
        if seen > _MOST_MEMBERS:
            raise PlatformUnreachable(f"`{address}` lists more than {_MOST_MEMBERS} members: no course has as many.")
        yield from (member for one in listed if (member := _member(one)) is not None)


def _member(given: Any) -> _Member | None:
    """Somebody who takes part; None for who is neither student nor instructor, or is there no more."""
    if not isinstance(given, dict) or str(given.get("status")).casefold() in _GONE:
        return None
    sub, roles = given.get("user_id"), given.get("roles")
    role = role_of(roles) if isinstance(roles, list) else None
    if not isinstance(sub, str) or not sub.strip() or len(sub) > LONGEST or not sub.isprintable() or role is None:
        return None
    full = f"{clean(given.get('given_name'))} {clean(given.get('family_name'))}".strip()
    return _Member(sub, clean(given.get("name")) or full, clean(given.get("email")), role)
