"""All that is kept of one person: given out, or removed."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from autograder.service import people, schema
from autograder.service.database import Database, now
from autograder.service.models import Person
from autograder.service.standings import note

#: What hangs on a person by its column ``person_id``, in an order in which it can be removed.
_OF_PERSON = (
    schema.outbox,
    schema.overrides,
    schema.quiz_scores,
    schema.sessions,
    schema.tickets,
    schema.members,
)
_SECRET = {"token_digest", "digest"}


def export_person(database: Database, person: Person) -> dict[str, Any]:
    """Everything that is kept of the person, as data for JSON; files as base64. Raises NotThere.

    Sessions are named without what would open them. A quiz's responses are in the quizzes' own record.
    """
    with database.read() as connection:
        found = people.person(connection, person.id)
        own = schema.handins.c.person_id == person.id
        handins = connection.execute(select(schema.handins).where(own).order_by(schema.handins.c.made_at)).all()
        ids = [row.id for row in handins]
        kept = {table.name: _rows(connection, table, "person_id", [person.id]) for table in _OF_PERSON}
        used = {row.placement_id for row in handins} | {row["placement_id"] for row in kept["quiz_scores"]}
        return {
            "person": {"key": found.key, "name": found.name, "email": found.email},
            "exported_at": now(),
            "handins": [_plain(row) | {"source": base64.b64encode(row.source).decode()} for row in handins],
            **{table.name: _rows(connection, table, "handin_id", ids) for table in (schema.reports, schema.regrades)},
            **kept,
            "placements": _rows(connection, schema.placements, "id", list(used)),
        }


def erase_person(database: Database, person: Person, *, by: Person | None = None) -> None:
    """Remove everything that is kept of the person. The LMS's own gradebook is the LMS's.

    What the person did as an instructor to others' scores stays, without a name. Raises NotThere.
    """
    with database.begin() as connection:
        people.person(connection, person.id)
        ids = connection.scalars(select(schema.handins.c.id).where(schema.handins.c.person_id == person.id)).all()
        for table in (schema.reports, schema.regrades):
            connection.execute(delete(table).where(table.c.handin_id.in_(ids)))
        connection.execute(delete(schema.handins).where(schema.handins.c.person_id == person.id))
        for table in _OF_PERSON:
            connection.execute(delete(table).where(table.c.person_id == person.id))
        for table in (schema.overrides, schema.regrades, schema.audit):
            connection.execute(update(table).where(table.c.by_id == person.id).values(by_id=None))
        connection.execute(delete(schema.people).where(schema.people.c.id == person.id))
        note(connection, "erase", by if by and by.id != person.id else None, {"person_id": person.id})


def _rows(connection: Connection, table: Table, column: str, values: list[Any]) -> list[dict[str, Any]]:
    return [_plain(row) for row in connection.execute(select(table).where(table.c[column].in_(values)))]


def _plain(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in _SECRET and name != "source"}  # noqa: SLF001  (public, for all its name)
