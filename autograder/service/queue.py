"""What waits to be graded. A claim is a lease: who dies loses it, and what it held is graded by somebody else, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, update

from autograder.report import Report, Status
from autograder.service import people, schema
from autograder.service.database import Database, now, upsert
from autograder.service.models import HandInKind, HandInState, Person, Placement
from autograder.service.outgoing import note_score

LEASE_SECONDS = 30.0
#: So often a hand-in is tried that the machine cannot grade, or whose grading process dies.
MOST_TRIES = 5
#: Grows fourfold with each failure: a course or a machine that is mended within ten minutes fails nobody.
_RETRY_SECONDS = 2.0

_table = schema.handins


@dataclass(frozen=True, slots=True)
class Claimed:
    """A hand-in that its owner may grade. ``tries`` counts this one; owner and tries together name the claim."""

    id: str
    owner: str
    tries: int
    person: Person
    placement: Placement
    kind: HandInKind
    file_name: str
    source: bytes


def claim(database: Database, owner: str, count: int) -> list[Claimed]:
    """Lease up to ``count`` hand-ins to ``owner``, in turn; what somebody leased and let go is among them."""
    moment = now()
    with database.begin() as connection:
        found = select(_table).where(_is_ready(moment)).order_by(_table.c.turn_at, _table.c.id).limit(count)
        rows = connection.execute(found.with_for_update(skip_locked=True)).all()
        hopeless = [row.id for row in rows if row.tries >= MOST_TRIES]
        _set(connection, hopeless, state=HandInState.FAILED.value, owner=None, lease_until=None, problem=_DIES)
        taken = [row for row in rows if row.tries < MOST_TRIES]
        lease = {"owner": owner, "lease_until": moment + LEASE_SECONDS, "tries": _table.c.tries + 1}
        _set(connection, [row.id for row in taken], state=HandInState.GRADING.value, **lease)
        return [_claimed(connection, row, owner) for row in taken]


_DIES = (
    f"The process that graded this ended {MOST_TRIES} times before it was done. Look into the workers' log and this "
    "machine's memory, then grade it again."
)


def is_any_ready(database: Database) -> bool:
    """Whether there is something to claim: cheaper to ask than to claim."""
    with database.read() as connection:
        return connection.execute(select(_table.c.id).where(_is_ready(now())).limit(1)).one_or_none() is not None


def renew(database: Database, claims: Sequence[Claimed]) -> None:
    """Hold what is claimed for longer."""
    with database.begin() as connection:
        for claimed in claims:
            connection.execute(_own(claimed).values(lease_until=now() + LEASE_SECONDS))


def give_back(database: Database, claims: Sequence[Claimed]) -> None:
    """Let go what was not graded: somebody else may begin at once, and this was no try."""
    with database.begin() as connection:
        for claimed in claims:
            waiting = {"state": HandInState.WAITING.value, "owner": None, "lease_until": None}
            connection.execute(_own(claimed).values(**waiting, tries=claimed.tries - 1))


def release(database: Database, owner: str) -> int:
    """Let go all that an owner held who is known to have ended; that was a try. Returns how many there were."""
    held = (_table.c.owner == owner, _table.c.state == HandInState.GRADING.value)
    with database.begin() as connection:
        return connection.execute(update(_table).where(*held).values(lease_until=0.0)).rowcount


def finish(database: Database, claimed: Claimed, report: Report) -> bool:
    """Keep the report, and put the score in line for the LMS, in one transaction; False where the claim was lost.

    A report without a score is not kept: the hand-in is tried again, and after `MOST_TRIES` it has failed.
    """
    if report.status is Status.UNGRADED or report.score is None:
        return finish_ungraded(database, claimed, report.message)
    with database.begin() as connection:
        done = {"state": HandInState.GRADED.value, "owner": None, "lease_until": None, "problem": ""}
        if connection.execute(_own(claimed).values(done)).rowcount == 0:
            return False
        _keep(connection, claimed, report)
        if claimed.kind is HandInKind.HAND_IN:
            note_score(connection, claimed.person, claimed.placement)
    return True


def finish_ungraded(database: Database, claimed: Claimed, problem: str) -> bool:
    """The machine or the course failed: no score, tried again later, or given up; False where the claim was lost."""
    is_over = claimed.tries >= MOST_TRIES
    state = HandInState.FAILED if is_over else HandInState.WAITING
    later = now() + _RETRY_SECONDS * 4.0**claimed.tries
    values = {"state": state.value, "owner": None, "lease_until": None, "due_at": later, "problem": problem}
    with database.begin() as connection:
        return connection.execute(_own(claimed).values(values)).rowcount == 1


def _keep(connection: Connection, claimed: Claimed, report: Report) -> None:
    row = {
        "handin_id": claimed.id,
        "report": report.model_dump_json(),
        "score": report.score,
        "max_score": report.max_score,
        "made_at": now(),
    }
    new = {name: row[name] for name in ("report", "score", "max_score", "made_at")}
    statement = upsert(connection, schema.reports).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["handin_id"], set_=new))
    asked = (schema.regrades.c.handin_id == claimed.id, schema.regrades.c.after.is_(None))
    connection.execute(update(schema.regrades).where(*asked).values(after=row["report"]))


def _is_ready(moment: float) -> ColumnElement[bool]:
    """It waits and is due, or whoever leased it let the lease end."""
    ready = and_(_table.c.state == HandInState.WAITING.value, _table.c.due_at <= moment)
    lost = and_(_table.c.state == HandInState.GRADING.value, _table.c.lease_until < moment)
    return or_(ready, lost)


def _own(claimed: Claimed) -> Any:
    """An update of the claim's row, as long as the claim holds."""
    holds = (_table.c.state == HandInState.GRADING.value, _table.c.owner == claimed.owner)
    return update(_table).where(_table.c.id == claimed.id, _table.c.tries == claimed.tries, *holds)


def _set(connection: Connection, ids: Sequence[str], **values: Any) -> None:
    if ids:
        connection.execute(update(_table).where(_table.c.id.in_(ids)).values(**values))


def _claimed(connection: Connection, row: Row[Any], owner: str) -> Claimed:
    return Claimed(
        id=row.id,
        owner=owner,
        tries=row.tries + 1,
        person=people.person(connection, row.person_id),
        placement=people.placement(connection, row.placement_id),
        kind=HandInKind(row.kind),
        file_name=row.file_name,
        source=bytes(row.source),
    )
