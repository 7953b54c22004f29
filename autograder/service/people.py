"""People, contexts, who belongs to which, and what each context offers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, func, select, update

from autograder.service import schema
from autograder.service.database import now, upsert
from autograder.service.errors import NotThere
from autograder.service.models import Context, Kind, Member, Person, Placement, Role
from autograder.service.policy import Policy

LOCAL = "local"


def find_or_add_person(connection: Connection, key: str, name: str = "", email: str = "") -> Person:
    """The person with that key; a name or an address that is given replaces the one that is known."""
    row = {"key": key, "name": name or key, "email": email, "made_at": now()}
    given: dict[str, Any] = {column: value for column, value in (("name", name), ("email", email)) if value}
    _add_or_change(connection, schema.people, row, ["key"], given)
    return person_of(connection.execute(select(schema.people).where(schema.people.c.key == key)).one())


def person_with(connection: Connection, key: str) -> Person | None:
    """The person with that key, if there is one."""
    row = connection.execute(select(schema.people).where(schema.people.c.key == key)).one_or_none()
    return None if row is None else person_of(row)


def person(connection: Connection, person_id: int) -> Person:
    """The person with that number. Raises NotThere."""
    row = connection.execute(select(schema.people).where(schema.people.c.id == person_id)).one_or_none()
    if row is None:
        raise NotThere(f"There is nobody with the number {person_id} here.")
    return person_of(row)


def find_or_add_context(connection: Connection, key: str, title: str = "", platform_id: int | None = None) -> Context:
    """The context with that key; a title that is given replaces the one that is known."""
    row = {"key": key, "title": title or key, "platform_id": platform_id}
    _add_or_change(connection, schema.contexts, row, ["key"], {"title": title} if title else {})
    return context_of(connection.execute(select(schema.contexts).where(schema.contexts.c.key == key)).one())


def context(connection: Connection, context_id: int) -> Context:
    """The context with that number. Raises NotThere."""
    row = connection.execute(select(schema.contexts).where(schema.contexts.c.id == context_id)).one_or_none()
    if row is None:
        raise NotThere(f"There is no course with the number {context_id} here.")
    return context_of(row)


def set_member(connection: Connection, context: Context, person: Person, role: Role) -> None:
    """Make the person a member of the context, in that role; also who had left."""
    changes = {"role": role.value, "left_at": None}
    row = {"context_id": context.id, "person_id": person.id, **changes}
    _add_or_change(connection, schema.members, row, ["context_id", "person_id"], changes)


def count_students(connection: Connection, context: Context) -> int:
    """How many students the context has, those with it who left. Whoever counts to add one is alone in it till then."""
    connection.execute(select(schema.contexts.c.id).where(schema.contexts.c.id == context.id).with_for_update())
    own = (schema.members.c.context_id == context.id, schema.members.c.role == Role.STUDENT.value)
    return connection.scalar(select(func.count()).select_from(schema.members).where(*own)) or 0


def note_left(connection: Connection, context: Context, gone: Collection[Person]) -> None:
    """Mark students of the context who take part no more. What they did stays, and `set_member` takes it back."""
    table, numbers = schema.members, [person.id for person in gone]
    own = (table.c.context_id == context.id, table.c.person_id.in_(numbers), table.c.role == Role.STUDENT.value)
    connection.execute(update(table).where(*own, table.c.left_at.is_(None)).values(left_at=now()))


def members(connection: Connection, context: Context) -> list[Member]:
    """Everybody in the context, by name; also students who left."""
    joined = schema.people.join(schema.members, schema.members.c.person_id == schema.people.c.id)
    found = (
        select(schema.people, schema.members.c.role, schema.members.c.left_at)
        .select_from(joined)
        .where(schema.members.c.context_id == context.id)
    )
    rows = connection.execute(found.order_by(schema.people.c.name, schema.people.c.id))
    return [Member(person_of(row), Role(row.role), row.left_at) for row in rows]


def role_of(connection: Connection, context: Context, person: Person) -> Role | None:
    """As what the person is in the context; None for who is not."""
    found = select(schema.members.c.role).where(
        schema.members.c.context_id == context.id, schema.members.c.person_id == person.id
    )
    role = connection.scalar(found)
    return None if role is None else Role(role)


def left_at(connection: Connection, context: Context, person: Person) -> float | None:
    """Since when the person takes part in the context no more; None for who does, and for who never did."""
    table = schema.members
    own = (table.c.context_id == context.id, table.c.person_id == person.id)
    return connection.scalar(select(table.c.left_at).where(*own))


def find_or_add_placement(
    connection: Connection,
    context: Context,
    key: str,
    *,
    kind: Kind,
    name: str,
    title: str,
    max_score: float,
    policy: Policy | None = None,
    line_item: str | None = None,
) -> Placement:
    """The placement with that key in the context. What it is called and is worth follow what is given.

    ``policy`` is for a new one: an existing one keeps its own, which `set_policy` changes. A line item that is known
    stays where none is given.
    """
    row = {
        "context_id": context.id,
        "key": key,
        "kind": kind.value,
        "name": name,
        "title": title,
        "max_score": max_score,
        "policy": (policy or Policy()).model_dump(mode="json"),
        "line_item": line_item,
    }
    given = {column: row[column] for column in ("kind", "name", "title", "max_score")}
    given |= {"line_item": line_item} if line_item else {}
    _add_or_change(connection, schema.placements, row, ["context_id", "key"], given)
    where = (schema.placements.c.context_id == context.id, schema.placements.c.key == key)
    return placement_of(connection.execute(select(schema.placements).where(*where)).one())


def placement(connection: Connection, placement_id: int) -> Placement:
    """The placement with that number. Raises NotThere."""
    row = connection.execute(select(schema.placements).where(schema.placements.c.id == placement_id)).one_or_none()
    if row is None:
        raise NotThere(f"There is no activity with the number {placement_id} here.")
    return placement_of(row)


def placements(connection: Connection, context: Context) -> list[Placement]:
    """What the context offers, in the order in which it was added."""
    found = (
        select(schema.placements).where(schema.placements.c.context_id == context.id).order_by(schema.placements.c.id)
    )
    return [placement_of(row) for row in connection.execute(found)]


def set_policy(connection: Connection, placement: Placement, policy: Policy) -> None:
    """Give the placement other rules."""
    values = {"policy": policy.model_dump(mode="json")}
    connection.execute(update(schema.placements).where(schema.placements.c.id == placement.id).values(values))


def set_line_item(connection: Connection, placement: Placement, line_item: str | None) -> None:
    """Remember the address of the placement's column in the LMS's gradebook."""
    connection.execute(
        update(schema.placements).where(schema.placements.c.id == placement.id).values(line_item=line_item)
    )


def placement_of(row: Any) -> Placement:
    """The placement in a row of its table, or in anything with its columns."""
    return Placement(
        id=row.id,
        context_id=row.context_id,
        key=row.key,
        kind=Kind(row.kind),
        name=row.name,
        title=row.title,
        max_score=row.max_score,
        policy=Policy.model_validate(row.policy),
        line_item=row.line_item,
    )


def _add_or_change(
    connection: Connection, table: Any, row: dict[str, Any], key: list[str], given: dict[str, Any]
) -> None:
    statement = upsert(connection, table).values(row)
    if given:
        connection.execute(statement.on_conflict_do_update(index_elements=key, set_=given))
    else:
        connection.execute(statement.on_conflict_do_nothing(index_elements=key))


def person_of(row: Any) -> Person:
    """The person in a row of that table, or in what has its columns."""
    return Person(row.id, row.key, row.name, row.email)


def context_of(row: Any) -> Context:
    """The context in a row of that table, or in what has its columns."""
    return Context(row.id, row.key, row.title, row.platform_id)
