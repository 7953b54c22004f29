"""One person's rows in the database: given out, or removed. With the quizzes' records it is all: `web/kept.py`."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import Connection, Table, delete, or_, select, update

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


def export_rows(database: Database, person: Person) -> dict[str, Any]:
    """Every row about the person, as data for JSON; files as base64. Raises NotThere.

    Sessions are named without what would open them; ``by`` is the name of who set a score or had it graded again.
    """
    with database.read() as connection:
        found = people.person(connection, person.id)
        own = schema.handins.c.person_id == person.id
        handins = connection.execute(select(schema.handins).where(own).order_by(schema.handins.c.made_at)).all()
        ids = [row.id for row in handins]
        kept = {table.name: _rows(connection, table, "person_id", [person.id]) for table in _OF_PERSON}
        used = {row.placement_id for row in handins} | {row["placement_id"] for row in kept["quiz_scores"]}
        used |= {row["placement_id"] for row in (*kept["overrides"], *kept["outbox"])}
        joined = {row["context_id"] for row in kept["members"]}
        return {
            "person": {"key": found.key, "name": found.name, "email": found.email},
            "exported_at": now(),
            "handins": [_plain(row) | {"source": base64.b64encode(row.source).decode()} for row in handins],
            **{table.name: _rows(connection, table, "handin_id", ids) for table in (schema.reports, schema.regrades)},
            **kept,
            "placements": _rows(connection, schema.placements, "id", list(used)),
            "contexts": _rows(connection, schema.contexts, "id", list(joined)),
            "audit": _audit(connection, person),
        }


def erase_rows(database: Database, person: Person, *, by: Person | None = None) -> None:
    """Remove every row about the person. The LMS's own gradebook is the LMS's.

    What the person did as an instructor to others' scores stays, without a name; the audit keeps numbers, and of what
    was done to the person's own scores no reasons. Raises NotThere.
    """
    with database.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")  # else it stands in the file until it is reused
        people.person(connection, person.id)
        members = schema.members
        courses = connection.scalars(select(members.c.context_id).where(members.c.person_id == person.id)).all()
        ids = connection.scalars(select(schema.handins.c.id).where(schema.handins.c.person_id == person.id)).all()
        for table in (schema.reports, schema.regrades):
            connection.execute(delete(table).where(table.c.handin_id.in_(ids)))
        connection.execute(delete(schema.handins).where(schema.handins.c.person_id == person.id))
        for table in _OF_PERSON:
            connection.execute(delete(table).where(table.c.person_id == person.id))
        for table in (schema.overrides, schema.regrades):
            connection.execute(update(table).where(table.c.by_id == person.id).values(by_id=None))
        _forget_reasons(connection, person)
        _forget_what_ended(connection)
        connection.execute(delete(schema.people).where(schema.people.c.id == person.id))
        about = {"person_id": person.id, "context_ids": list(courses)}
        note(connection, "erase", by if by and by.id != person.id else None, about)


def _audit(connection: Connection, person: Person) -> list[dict[str, Any]]:
    """What was done to the person's scores and data; of what the person did to others' only when, and what it was."""
    table = schema.audit
    about = table.c.about["person_id"].as_integer() == person.id
    rows = connection.execute(select(table).where(or_(about, table.c.by_id == person.id)).order_by(table.c.id)).all()
    told = _with_names(connection, [_plain(row) for row in rows])
    return [
        one if row.about.get("person_id") == person.id else {"at": row.at, "what": row.what, "by": one["by"]}
        for row, one in zip(rows, told, strict=True)
    ]


def _forget_reasons(connection: Connection, person: Person) -> None:
    """A reason may say anything about the person: of the audit's entries the numbers stay."""
    table = schema.audit
    rows = connection.execute(select(table).where(table.c.about["person_id"].as_integer() == person.id)).all()
    for row in rows:
        about = {name: value for name, value in row.about.items() if name != "reason"}
        connection.execute(update(table).where(table.c.id == row.id).values(about=about))


def _forget_what_ended(connection: Connection) -> None:
    """Launches, sessions and the like that have ended are removed by the next one else: here at once.

    A launch knows its person by the LMS's own number, and nobody here can tell whose that is.
    """
    for table in schema.metadata.sorted_tables[::-1]:
        if "ends_at" in table.c:
            connection.execute(delete(table).where(table.c.ends_at <= now()))


def _rows(connection: Connection, table: Table, column: str, values: list[Any]) -> list[dict[str, Any]]:
    found = [_plain(row) for row in connection.execute(select(table).where(table.c[column].in_(values)))]
    return _with_names(connection, found) if "by_id" in table.c else found


def _with_names(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the name of who did it in the place of the number; None where nobody is known any more."""
    table, numbers = schema.people, {row["by_id"] for row in rows}
    known = connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(numbers)))
    names: dict[int, str] = {row.id: row.name for row in known}
    return [
        {name: value for name, value in row.items() if name != "by_id"} | {"by": names.get(row["by_id"])}
        for row in rows
    ]


def _plain(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in _SECRET and name != "source"}  # noqa: SLF001  (public, for all its name)
