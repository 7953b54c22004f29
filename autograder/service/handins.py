"""Files that come in: each is a row, with its bytes, before anybody is told that it was taken."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select

from autograder.report import Report
from autograder.service import schema
from autograder.service.database import Database, now
from autograder.service.errors import Closed, NotThere, TooLarge, TooMany
from autograder.service.limits import LIMITS, HandInLimits
from autograder.service.models import HandIn, HandInKind, HandInState, Kind, Person, Placement
from autograder.service.times import in_words

#: How much later a hand-in's turn comes than a check's of the same moment, in seconds: somebody waits for a check.
TURN_SECONDS = {HandInKind.CHECK: 0.0, HandInKind.HAND_IN: 60.0}
_UNFINISHED = (HandInState.WAITING.value, HandInState.GRADING.value)
_DAY = 86_400.0
_MEGABYTE = 2**20
#: In characters: a file system counts bytes, and takes 255.
_NAME_LENGTH = 60

_table = schema.handins
_COLUMNS = [column for column in _table.c if column.name != "source"]
_others = _table.alias("others")
#: How many have their turn before a hand-in. Made once, and a part of its own statement: a whole class asks for it.
_BEFORE = (
    select(func.count())
    .select_from(_others)
    .where(_others.c.state == HandInState.WAITING.value, _others.c.turn_at < _table.c.turn_at)
    .correlate(_table)
    .scalar_subquery()
    .label("before")
)


def hand_in(
    database: Database,
    person: Person,
    placement: Placement,
    file_name: str,
    data: bytes,
    kind: HandInKind,
    limits: HandInLimits = LIMITS,
) -> HandIn:
    """Take a file in. When this returns, it is kept, whatever happens next.

    The same bytes again, while they wait, are the same hand-in: a form that was sent twice is graded once.
    Raises TooLarge, TooMany, and Closed where no more are taken; NotThere where the placement takes no files.
    """
    if placement.kind is not Kind.ASSIGNMENT:
        raise NotThere(f"`{placement.title}` takes no files.")
    if len(data) > limits.file_bytes:
        raise TooLarge(
            f"`{file_name}` has {len(data) / _MEGABYTE:.1f} MB; the most that is taken is "
            f"{limits.file_bytes / _MEGABYTE:g} MB. Clear the notebook's outputs, or take data out of the code."
        )
    digest, moment = hashlib.sha256(data).hexdigest(), now()
    with database.begin() as connection:
        lock_person(connection, person.id)
        same = _waiting_copy(connection, person, placement, kind, digest)
        if same is not None:
            return same
        if kind is HandInKind.HAND_IN:
            _require_open(connection, person, placement, moment)
        else:
            _forget_old_checks(connection, person, moment)
        _require_few(connection, person, kind, limits, moment)
        _require_room(connection, person, len(data), limits, moment)
        row = {
            "id": uuid.uuid4().hex,
            "person_id": person.id,
            "placement_id": placement.id,
            "kind": kind.value,
            "file_name": plain_name(file_name),
            "source": data,
            "digest": digest,
            "state": HandInState.WAITING.value,
            "made_at": moment,
            "turn_at": moment + TURN_SECONDS[kind],
            "due_at": 0.0,
            "tries": 0,
            "problem": "",
        }
        connection.execute(insert(_table).values(row))
        return handin(connection, str(row["id"]))


def handin(connection: Connection, handin_id: str) -> HandIn:
    """The hand-in with that identifier. Raises NotThere."""
    return _handin(_row(connection, handin_id, *_COLUMNS))


def source_of(connection: Connection, handin_id: str) -> bytes:
    """The bytes that were handed in. Raises NotThere."""
    return bytes(_row(connection, handin_id, _table.c.source).source)


def history(
    connection: Connection, person: Person, placement: Placement, kind: HandInKind | None = HandInKind.HAND_IN
) -> list[HandIn]:
    """What the person handed in there, newest first; with ``kind`` None checks and hand-ins together."""
    found = select(*_COLUMNS).where(_table.c.person_id == person.id, _table.c.placement_id == placement.id)
    if kind is not None:
        found = found.where(_table.c.kind == kind.value)
    return [_handin(row) for row in connection.execute(found.order_by(_table.c.made_at.desc(), _table.c.id))]


def report_of(connection: Connection, handin_id: str) -> Report | None:
    """The report on a hand-in; None until there is one."""
    text = connection.scalar(select(schema.reports.c.report).where(schema.reports.c.handin_id == handin_id))
    return None if text is None else Report.model_validate_json(text)


def reports_of(connection: Connection, handin_ids: Sequence[str]) -> dict[str, Report]:
    """The reports that there are on some hand-ins, by their identifiers."""
    table = schema.reports
    rows = connection.execute(select(table.c.handin_id, table.c.report).where(table.c.handin_id.in_(handin_ids)))
    return {row.handin_id: Report.model_validate_json(row.report) for row in rows}


def queue_place(connection: Connection, handin_id: str) -> int:
    """The hand-in's place among those that wait, from 1; 0 where it waits no more. Raises NotThere."""
    row = _row(connection, handin_id, _table.c.state, _BEFORE)
    return 1 + int(row.before) if row.state == HandInState.WAITING.value else 0


def _row(connection: Connection, handin_id: str, *columns: ColumnElement[Any]) -> Row[Any]:
    # PostgreSQL takes no NUL in a text, and an address may hold anything.
    row = None
    if handin_id.isalnum():
        row = connection.execute(select(*columns).where(_table.c.id == handin_id)).one_or_none()
    if row is None:
        raise NotThere("There is no such hand-in. Look at your list of attempts.")
    return row


def lock_person(connection: Connection, person_id: int) -> None:
    """What is done for one person is done one by one: until this transaction ends, others wait here.

    SQLite has one writer anyway. Raises NotThere where the person was erased.
    """
    found = select(schema.people.c.id).where(schema.people.c.id == person_id).with_for_update(key_share=True)
    if connection.scalar(found) is None:
        raise NotThere("Your account here was erased. Open the activity again from your course.")


def plain_name(file_name: str) -> str:
    """A file's name fit to be shown, and to be a file's name: no folders, nothing that does not print."""
    last = re.split(r"[/\\]", file_name)[-1]
    kept = re.sub(r"[^\w .()+-]", "_", last)[-_NAME_LENGTH:].strip(" .")
    return kept or "submission.py"


def _waiting_copy(
    connection: Connection, person: Person, placement: Placement, kind: HandInKind, digest: str
) -> HandIn | None:
    found = select(*_COLUMNS).where(
        _table.c.person_id == person.id,
        _table.c.placement_id == placement.id,
        _table.c.kind == kind.value,
        _table.c.digest == digest,
        _table.c.state.in_(_UNFINISHED),
    )
    row = connection.execute(found.limit(1)).one_or_none()
    return None if row is None else _handin(row)


def _require_open(connection: Connection, person: Person, placement: Placement, moment: float) -> None:
    policy = placement.policy
    if policy.is_over(moment):
        assert policy.due is not None
        raise Closed(f"`{placement.title}` was due on {in_words(policy.due)}, and takes nothing later.")
    if policy.attempts is None:
        return
    # What the machine could not grade took nobody's attempt.
    made = [one for one in history(connection, person, placement) if one.state is not HandInState.FAILED]
    if len(made) >= policy.attempts:
        times = "once" if policy.attempts == 1 else f"{policy.attempts} times"
        raise Closed(f"`{placement.title}` can be handed in {times}, and you have. `Check` goes on working.")


def _require_few(connection: Connection, person: Person, kind: HandInKind, limits: HandInLimits, moment: float) -> None:
    bounds, what = (limits.checks, "checks") if kind is HandInKind.CHECK else (limits.hand_ins, "hand-ins")
    own = (_table.c.person_id == person.id, _table.c.kind == kind.value)
    waiting = connection.scalar(select(func.count()).where(*own, _table.c.state.in_(_UNFINISHED))) or 0
    if waiting >= bounds.waiting:
        raise TooMany(f"{waiting} of your {what} still wait. Send the next when one of them is done.", 5.0)
    for most, seconds, name in ((bounds.per_minute, 60.0, "minute"), (bounds.per_day, _DAY, "day")):
        recent = connection.scalars(
            select(_table.c.made_at)
            .where(*own, _table.c.made_at > moment - seconds)
            .order_by(_table.c.made_at.desc())
            .limit(most)
        ).all()
        if len(recent) >= most:
            after = max(1.0, recent[-1] + seconds - moment)
            raise TooMany(f"At most {most} {what} are taken within a {name}. Wait {_duration(after)}.", after)


def _require_room(connection: Connection, person: Person, size: int, limits: HandInLimits, moment: float) -> None:
    """One person alone does not fill the disk: checks are kept for a day, hand-ins for good."""
    found = select(func.sum(func.length(_table.c.source)), func.min(_table.c.made_at)).where(
        _table.c.person_id == person.id, _table.c.made_at > moment - _DAY
    )
    taken, first = connection.execute(found).one()
    if taken is not None and taken + size > limits.bytes_per_day:
        after = max(1.0, first + _DAY - moment)
        raise TooMany(
            f"At most {limits.bytes_per_day / _MEGABYTE:g} MB are taken within a day. Clear the notebook's outputs, or "
            f"wait {_duration(after)}.",
            after,
        )


def _forget_old_checks(connection: Connection, person: Person, moment: float) -> None:
    """A check counts for nothing, and for its limits only a day."""
    old = (
        select(_table.c.id)
        .where(_table.c.person_id == person.id, _table.c.kind == HandInKind.CHECK.value)
        .where(_table.c.made_at <= moment - _DAY, _table.c.state.not_in(_UNFINISHED))
    )
    ids = connection.scalars(old).all()
    connection.execute(delete(schema.reports).where(schema.reports.c.handin_id.in_(ids)))
    connection.execute(delete(_table).where(_table.c.id.in_(ids)))


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.0f} hours"


def _handin(row: Row[Any]) -> HandIn:
    return HandIn(
        id=row.id,
        person_id=row.person_id,
        placement_id=row.placement_id,
        kind=HandInKind(row.kind),
        file_name=row.file_name,
        digest=row.digest,
        state=HandInState(row.state),
        made_at=row.made_at,
        problem=row.problem,
    )
