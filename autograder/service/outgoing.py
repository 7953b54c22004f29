"""Scores on their way to the LMS: a row, in the same transaction as what made the score. `outbox` sends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from autograder.service import people, schema
from autograder.service.database import now
from autograder.service.handins import lock_person
from autograder.service.models import Context, Person, Placement, Role, Standing
from autograder.service.scores import class_table, standing

#: Platforms tell two scores of one person apart by their times, and keep the later: they are told milliseconds.
_TICK_SECONDS = 0.002

_table = schema.outbox


class Activity(StrEnum):
    """AGS's words for how far the student is."""

    INITIALIZED = "Initialized"
    SUBMITTED = "Submitted"
    COMPLETED = "Completed"


class Grading(StrEnum):
    """AGS's words for how far the grading is."""

    FULLY_GRADED = "FullyGraded"
    NOT_READY = "NotReady"


class SendState(StrEnum):
    """What became of a score: it waits, the LMS has it, or the LMS will not have it."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One score to send. Without ``score`` it takes the earlier one back. ``made_at`` is AGS's timestamp."""

    id: int
    person: Person
    context: Context
    placement: Placement
    score: float | None
    max_score: float
    activity: str
    grading: str
    comment: str
    made_at: float
    tries: int


def note_score(connection: Connection, person: Person, placement: Placement, *, again: bool = False) -> bool:
    """Put the person's score in line to be sent, where the LMS has not got it; whether that was so.

    An instructor who tries an assignment has no column in the gradebook, and a local context has no LMS.
    A row that still waits is replaced: the LMS is told the newest only. ``again`` sends it even where it was sent.
    """
    context = people.context(connection, placement.context_id)
    if context.platform_id is None or people.role_of(connection, context, person) is Role.INSTRUCTOR:
        return False
    lock_person(connection, person.id)
    now_standing = standing(connection, person, placement)
    own = (_table.c.person_id == person.id, _table.c.placement_id == placement.id)
    last = connection.execute(select(_table).where(*own).order_by(_table.c.made_at.desc()).limit(1)).one_or_none()
    if now_standing.score is None and (last is None or last.score is None):
        return False
    facts = _facts(now_standing)
    is_known = last is not None and last.state != SendState.REFUSED.value
    if last is not None and is_known and not again and all(getattr(last, name) == facts[name] for name in _TOLD):
        return False
    moment = now() if last is None else max(now(), last.made_at + _TICK_SECONDS)
    row = facts | {"made_at": moment, "tries": 0, "next_at": 0.0, "problem": ""}
    replaced = update(_table).where(*own, _table.c.state == SendState.WAITING.value).values(row)
    if connection.execute(replaced).rowcount == 0:
        key = {"person_id": person.id, "placement_id": placement.id, "state": SendState.WAITING.value}
        connection.execute(insert(_table).values(row | key))
    return True


def send_again(connection: Connection, context: Context, placement: Placement) -> int:
    """Put everybody's score in line once more, as after the LMS lost its own; how many there are.

    Who left the course has no row in the LMS's gradebook any more.
    """
    gone = {one.person.id for one in people.members(connection, context) if one.left_at is not None}
    found = [one.person for one in class_table(connection, context, placement) if one.person.id not in gone]
    return sum(note_score(connection, one, placement, again=True) for one in found)


_TOLD = ("score", "max_score", "activity")


def _facts(found: Standing) -> dict[str, float | str | None]:
    """What is told of a standing. More may come as long as attempts are left and the time is not over."""
    policy = found.placement.policy
    is_done = policy.is_over(now()) or (policy.attempts is not None and found.attempts >= policy.attempts)
    activity = Activity.COMPLETED if is_done else Activity.SUBMITTED
    if found.score is None:
        return {
            "score": None,
            "max_score": found.max_score,
            "activity": Activity.INITIALIZED.value if not found.attempts else activity.value,
            "grading": Grading.NOT_READY.value,
            "comment": "",
        }
    return {
        "score": found.score,
        "max_score": found.max_score,
        "activity": activity.value,
        "grading": Grading.FULLY_GRADED.value,
        "comment": _comment(found),
    }


def _comment(found: Standing) -> str:
    if found.override is not None:
        return "Set by an instructor."
    return "" if found.attempts < 2 else f"The {found.placement.policy.counts} of {found.attempts} attempts."
