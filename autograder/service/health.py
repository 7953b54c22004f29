"""Whether the service does what it should: does the database answer, does anybody grade, how long they wait."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import delete, func, select

from autograder.service import schema
from autograder.service.database import Database, now, upsert
from autograder.service.errors import DatabaseUnusable
from autograder.service.models import HandInState
from autograder.service.outgoing import SendState

#: Who was not heard of for so long is gone.
GONE_SECONDS = 60.0
#: Longer should nobody wait, in seconds: for a report, and for a score to reach the LMS.
LONG_WAIT_SECONDS = 900.0
LONG_SEND_SECONDS = 3600.0
#: So often it is tried whether the database can be written to: a full disk is read from as ever.
PROBE_SECONDS = 10.0

_PROBE = "probe"


@dataclass(frozen=True)
class Health:
    """What was found. ``ok``: the database answers and takes what is written, so that nothing is lost.

    ``problems`` is for who operates this.
    A wait is counted from the moment that the hand-in's turn was due.
    """

    ok: bool
    workers: int = 0
    waiting: int = 0
    oldest_wait_seconds: float = 0.0
    unsent: int = 0
    oldest_unsent_seconds: float = 0.0
    problems: tuple[str, ...] = field(default=())


def health(database: Database) -> Health:
    """Look at everything. Raises nothing."""
    try:
        _require_writable(database)
        return _health(database)
    except DatabaseUnusable as problem:
        return Health(ok=False, problems=(str(problem),))


def beat(database: Database, name: str, kind: str, jobs: int) -> None:
    """Make known that a process is there, and forget those that have been gone for long."""
    table, moment = schema.heartbeats, now()
    new = {"kind": kind, "jobs": jobs, "seen_at": moment}
    with database.begin() as connection:
        connection.execute(delete(table).where(table.c.seen_at < moment - 60 * GONE_SECONDS))
        statement = upsert(connection, table).values(name=name, **new)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=new))


def forget_beat(database: Database, name: str) -> None:
    """Make known that a process has ended as it should."""
    with database.begin() as connection:
        connection.execute(delete(schema.heartbeats).where(schema.heartbeats.c.name == name))


def _require_writable(database: Database) -> None:
    beats = schema.heartbeats
    with database.read() as connection:
        last = connection.scalar(select(beats.c.seen_at).where(beats.c.name == _PROBE))
    if last is None or last < now() - PROBE_SECONDS:
        beat(database, _PROBE, _PROBE, 0)


def _health(database: Database) -> Health:
    moment, handins, outbox, beats = now(), schema.handins, schema.outbox, schema.heartbeats
    unfinished = handins.c.state.in_((HandInState.WAITING.value, HandInState.GRADING.value))
    with database.read() as connection:
        there = (beats.c.kind == "worker", beats.c.seen_at >= moment - GONE_SECONDS)
        workers = connection.scalar(select(func.count()).select_from(beats).where(*there)) or 0
        waiting, since = connection.execute(select(func.count(), func.min(handins.c.turn_at)).where(unfinished)).one()
        unsent, made = connection.execute(
            select(func.count(), func.min(outbox.c.made_at)).where(outbox.c.state == SendState.WAITING.value)
        ).one()
    wait = max(0.0, moment - since) if since is not None else 0.0
    send = max(0.0, moment - made) if made is not None else 0.0
    problems = []
    if workers == 0:
        problems.append("Nobody grades: start `rectify work`.")
    if wait > LONG_WAIT_SECONDS:
        problems.append(f"A hand-in has waited for {wait / 60:.0f} minutes: start more workers, or read their log.")
    if send > LONG_SEND_SECONDS:
        problems.append(
            f"A score has waited for {send / 60:.0f} minutes to reach the LMS: see whether the LMS answers."
        )
    return Health(
        ok=True,
        workers=workers,
        waiting=waiting,
        oldest_wait_seconds=wait,
        unsent=unsent,
        oldest_unsent_seconds=send,
        problems=tuple(problems),
    )
