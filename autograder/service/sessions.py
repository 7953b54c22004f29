"""Sessions of the pages: a random token in the browser, its digest here. Tickets open one more, once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select

from autograder.service import people, schema
from autograder.service.database import Database, is_new, now
from autograder.service.errors import NotThere
from autograder.service.models import Context, Person, Placement, Role

SESSION_SECONDS = 12 * 3600
TICKET_SECONDS = 120
_TABLES = (schema.sessions, schema.people, schema.contexts, schema.placements)
#: Sessions with whom and what they name, in one statement that is made once: every page begins with it.
_VISITS = select(*_TABLES).select_from(
    schema.sessions.join(schema.people, schema.people.c.id == schema.sessions.c.person_id)
    .join(schema.contexts, schema.contexts.c.id == schema.sessions.c.context_id)
    .outerjoin(schema.placements, schema.placements.c.id == schema.sessions.c.placement_id)
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here, in which context, as what; ``placement`` where they came for one."""

    person: Person
    context: Context
    role: Role
    placement: Placement | None
    ends_at: float


def open_session(
    database: Database, person: Person, context: Context, role: Role, placement: Placement | None = None
) -> str:
    """A new session's token. It is kept nowhere here."""
    with database.begin() as connection:
        return _open(connection, person.id, context.id, role.value, placement.id if placement else None)


def session(database: Database, token: str) -> Visit | None:
    """The session with that token; None where there is none, or it has ended."""
    table = schema.sessions
    found = _VISITS.where(table.c.token_digest == _digest(token), table.c.ends_at > now())
    with database.read() as connection:
        row = connection.execute(found).one_or_none()
        return None if row is None else _visit(row)


def end_session(database: Database, token: str) -> None:
    """End the session with that token, if there is one."""
    with database.begin() as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.token_digest == _digest(token)))


def make_ticket(database: Database, token: str) -> str:
    """A ticket into the token's session, for a window that did not get its cookie; it is good for two minutes, once.

    Raises NotThere where the session has ended.
    """
    ticket, table = secrets.token_urlsafe(32), schema.sessions
    with database.begin() as connection:
        _forget_ended(connection, schema.tickets)
        found = select(table).where(table.c.token_digest == _digest(token), table.c.ends_at > now())
        row = connection.execute(found).one_or_none()
        if row is None:
            raise NotThere("Your visit has ended. Open the activity again from your course.")
        same = {name: getattr(row, name) for name in ("person_id", "context_id", "role", "placement_id")}
        connection.execute(
            insert(schema.tickets).values(digest=_digest(ticket), ends_at=now() + TICKET_SECONDS, **same)
        )
    return ticket


def redeem_ticket(database: Database, ticket: str) -> str | None:
    """A new session's token for the ticket; None where it was used, has ended, or never was."""
    with database.begin() as connection:
        taken = delete(schema.tickets).where(schema.tickets.c.digest == _digest(ticket)).returning(schema.tickets)
        row = connection.execute(taken).one_or_none()
        if row is None or row.ends_at <= now():
            return None
        return _open(connection, row.person_id, row.context_id, row.role, row.placement_id)


def use_once(database: Database, value: str, seconds: float) -> bool:
    """Whether ``value`` is seen for the first time within its ``seconds``; it is remembered as long."""
    with database.begin() as connection:
        _forget_ended(connection, schema.nonces)
        return is_new(connection, schema.nonces, {"value": value, "ends_at": now() + seconds})


def _open(connection: Connection, person_id: int, context_id: int, role: str, placement_id: int | None) -> str:
    token = secrets.token_urlsafe(32)
    _forget_ended(connection, schema.sessions)
    connection.execute(
        insert(schema.sessions).values(
            token_digest=_digest(token),
            person_id=person_id,
            context_id=context_id,
            role=role,
            placement_id=placement_id,
            made_at=now(),
            ends_at=now() + SESSION_SECONDS,
        )
    )
    return token


def _forget_ended(connection: Connection, table: Table) -> None:
    connection.execute(delete(table).where(table.c.ends_at <= now()))


def _visit(row: Row[Any]) -> Visit:
    """The visit in a row of a session joined with whom and what it names."""
    own, person, context, placement = (
        SimpleNamespace(**{column.name: row._mapping[column] for column in table.c})  # noqa: SLF001  (public, and called so)
        for table in _TABLES
    )
    return Visit(
        person=people.person_of(person),
        context=people.context_of(context),
        role=Role(own.role),
        placement=None if placement.id is None else people.placement_of(placement),
        ends_at=own.ends_at,
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
