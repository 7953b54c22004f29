"""What the operator lets somebody do in a browser for a while: a random token, of which the digest is kept."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import delete, insert, select

from autograder.lti import tables
from autograder.lti.tool import digest, fresh
from autograder.service.database import Database, now


class Purpose(StrEnum):
    """What a pass is for."""

    SET_UP = "set-up"
    REGISTER = "register"


def make_pass(database: Database, purpose: Purpose, seconds: float) -> str:
    """A new pass. It is kept nowhere here."""
    token = fresh()
    with database.begin() as connection:
        connection.execute(delete(tables.passes).where(tables.passes.c.ends_at < now()))
        row = {"token": digest(token), "purpose": purpose.value, "ends_at": now() + seconds}
        connection.execute(insert(tables.passes).values(row))
    return token


def has_pass(database: Database, purpose: Purpose, token: str) -> bool:
    """Whether the token is a pass for that, and still good."""
    with database.read() as connection:
        found = select(tables.passes.c.ends_at).where(
            tables.passes.c.token == digest(token), tables.passes.c.purpose == purpose.value
        )
        return (connection.scalar(found) or 0.0) > now()


def end_pass(database: Database, token: str) -> bool:
    """Have a pass be good no more; whether it was one."""
    with database.begin() as connection:
        return connection.execute(delete(tables.passes).where(tables.passes.c.token == digest(token))).rowcount == 1
