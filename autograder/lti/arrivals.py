"""Who came with a launch, from which course, to which activity: as rows, and the page that they are led to."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import Connection, select

from autograder.lti import names, tables
from autograder.lti.claims import Claims
from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.fetching import is_safe_address
from autograder.lti.launch import Launch
from autograder.lti.offers import PARAMETER, Offer, offer_named
from autograder.lti.platforms import Platform
from autograder.lti.roles import role_of
from autograder.lti.tool import Tool
from autograder.service import people, schema
from autograder.service.database import upsert
from autograder.service.models import Context, Kind, Person, Placement, Role

_PATHS = {
    Kind.ASSIGNMENT: "/assignments/{id}",
    Kind.QUIZ: "/quizzes/{id}",
    Kind.EXPLORER: "/explorers/{name}",
    Kind.LEADERBOARD: "/placements/{id}/leaderboard",
}


@dataclass(frozen=True)
class Arrival:
    """Somebody who may come in, and where to."""

    person: Person
    context: Context
    role: Role
    placement: Placement | None
    path: str


def person_key(platform: Platform, sub: str) -> str:
    """What a person of a platform is called in the database."""
    return f"lti:{platform.id}:{sub}"


def sub_of(person: Person) -> str:
    """What the platform calls the person."""
    return person.key.split(":", 2)[-1]


def known_role(claims: Claims) -> Role:
    """The role that the launch gives. Raises LaunchRefused for who is neither student nor instructor."""
    role = role_of(claims.roles)
    if role is None:
        raise LaunchRefused(
            "You are neither a student nor an instructor of this course.",
            fault=Fault.VISITOR,
            remedy="Observers and guests have no page here: whoever runs the course can give you a role in it.",
            status=403,
        )
    return role


def arrive(tool: Tool, launch: Launch) -> Arrival:
    """Remember who came, and find where to. Raises LaunchRefused."""
    claims, role = launch.claims, known_role(launch.claims)
    offer = offer_named(tool.offers(), claims.custom.get(PARAMETER, ""), claims.target)
    with tool.database.begin() as connection:
        key = person_key(launch.platform, claims.sub)
        person = people.find_or_add_person(connection, key, claims.shown_name, claims.email)
        context = _context(connection, launch)
        people.set_member(connection, context, person, role)
        _note_services(connection, context, claims)
        placement = _placement(connection, context, claims, offer)
        path = _path(placement)
        if claims.message_type == names.REVIEW_MESSAGE and placement is not None:
            path = _review_path(connection, launch, person, role, placement)
    return Arrival(person, context, role, placement, path)


def _context(connection: Connection, launch: Launch) -> Context:
    claim = launch.claims.context
    # A deployment's name may hold a colon: two courses must not share a key for that.
    key = f"lti:{launch.platform.id}:{quote(launch.claims.deployment, safe='')}:{claim.id if claim else ''}"
    title = (claim.title or claim.label) if claim else ""
    return people.find_or_add_context(connection, key, title or launch.platform.name, launch.platform.id)


def _note_services(connection: Connection, context: Context, claims: Claims) -> None:
    row = {
        "line_items_url": claims.grades.lineitems,
        "members_url": claims.members.context_memberships_url,
        "scopes": claims.grades.scope,
    }
    # A launch that names no service is no word on those of an earlier one.
    given = {name: value for name, value in row.items() if value}
    statement = upsert(connection, tables.services).values({"context_id": context.id, **row})
    if given:
        connection.execute(statement.on_conflict_do_update(index_elements=["context_id"], set_=given))
    else:
        connection.execute(statement.on_conflict_do_nothing())


def _placement(connection: Connection, context: Context, claims: Claims, offer: Offer | None) -> Placement | None:
    """The activity that the link shows: what it names now, or what it was known for before."""
    line_item = claims.grades.lineitem if is_safe_address(claims.grades.lineitem) else None
    link = claims.resource_link
    if link is None or offer is None:
        table = schema.placements
        known = table.c.key == link.id if link else table.c.line_item == (line_item or "")
        found = select(table).where(table.c.context_id == context.id, known)
        row = connection.execute(found).first()
        return None if row is None else people.placement_of(row)
    return people.find_or_add_placement(
        connection,
        context,
        link.id,
        kind=offer.kind,
        name=offer.name,
        title=link.title or offer.title,
        max_score=offer.max_score or 0.0,
        line_item=line_item,
    )


def _path(placement: Placement | None) -> str:
    if placement is None:
        return "/"
    return _PATHS[placement.kind].format(id=placement.id, name=quote(placement.name, safe=""))


def _review_path(connection: Connection, launch: Launch, person: Person, role: Role, placement: Placement) -> str:
    """Where a review leads: instructors to the student's work, students to their own."""
    wanted = launch.claims.for_user
    key = person_key(launch.platform, wanted.user_id) if wanted else person.key
    student = connection.scalar(select(schema.people.c.id).where(schema.people.c.key == key))
    if role is not Role.INSTRUCTOR or student is None:
        return _path(placement)
    return f"/teaching/{placement.id}/people/{student}"
