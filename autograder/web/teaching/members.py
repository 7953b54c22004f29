"""What the LMS said of a course's members: asked for by an instructor, written down, and told in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select
from starlette.requests import Request

from autograder.service import people, schema
from autograder.service.models import Context
from autograder.service.standings import note
from autograder.web.errors import NotHere
from autograder.web.site import Site, site_of
from autograder.web.templating import counted
from autograder.web.visits import visit

_WHAT = "members"
_MOST_NAMES = 10
_TELLS_NOTHING = (
    "the LMS tells nobody's names for this course: switch on names and roles for the tool there, then open an activity"
)


def can_fetch(site: Site, context: Context) -> bool:
    """Whether the LMS of the context tells its members."""
    return site.roster is not None and context.platform_id is not None and site.roster.tells(context)


def fetch(request: Request, context: Context) -> str:
    """Bring the members up to date; what the page that comes then is told was done.

    Raises NotHere where the LMS tells no members at all, OperatorError where it did not give them now.
    """
    site = site_of(request)
    if site.roster is None or not can_fetch(site, context):
        raise NotHere(_TELLS_NOTHING)
    found = site.roster.fetch(context)
    about = {"context_id": context.id, "members": found.members, "came": [one.id for one in found.came]}
    with site.database.begin() as connection:
        entry = note(connection, _WHAT, visit(request).person, about | {"left": [one.id for one in found.left]})
    return f"{_WHAT}-{entry}"


def told(request: Request, context: Context) -> str:
    """What became of the members, where the page is shown after they were fetched; else nothing."""
    name, _dash, number = request.query_params.get("done", "").partition("-")
    if name != _WHAT or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return ""
    with site_of(request).database.read() as connection:
        found = select(schema.audit.c.about).where(schema.audit.c.id == int(number), schema.audit.c.what == _WHAT)
        about = connection.scalar(found)
        if about is None or about["context_id"] != context.id:
            return ""
        count = counted(about["members"], "member")
        came, left = (names_of(connection, context, about[each]) for each in ("came", "left"))
    return f"The LMS lists {count}. New or back: {came or 'nobody'}. Left: {left or 'nobody'}."


def names_of(connection: Connection, context: Context, numbers: Iterable[int]) -> str:
    """The names of some of the context's people, by name; who was erased since has none."""
    wanted = set(numbers)
    names = [one.person.name for one in people.members(connection, context) if one.person.id in wanted]
    more = len(wanted) - len(names[:_MOST_NAMES])
    return ", ".join([*names[:_MOST_NAMES], *([f"{more} more"] if more else [])])
