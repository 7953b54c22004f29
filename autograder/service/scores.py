"""The score that counts, worked out of what there is: reports or sittings by the placement's policy, or an override."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, null, select

from autograder.service import people, schema
from autograder.service.models import Context, HandInKind, Kind, Override, Person, Placement, Role, Standing
from autograder.service.models import StandingState as State
from autograder.service.policy import Counts

_STATES = {"waiting": State.WAITING, "grading": State.WAITING, "graded": State.GRADED, "failed": State.FAILED}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One hand-in or sitting; ``score`` is out of the placement's maximum, None where there is none (yet)."""

    handin_id: str | None
    score: float | None
    at: float
    state: State


def standing(connection: Connection, person: Person, placement: Placement) -> Standing:
    """Where one person is with one placement."""
    attempts = _attempts(connection, placement, person)[person.id]
    return _standing(person, placement, attempts, _overrides(connection, placement, person).get(person.id))


def attempts(connection: Connection, person: Person, placement: Placement) -> list[Attempt]:
    """Everything that one person handed in or sat there, oldest first."""
    return _attempts(connection, placement, person)[person.id]


def class_table(connection: Connection, context: Context, placement: Placement) -> list[Standing]:
    """Where each student of the context is with the placement, by name."""
    attempts, overrides = _attempts(connection, placement), _overrides(connection, placement)
    students = [member.person for member in people.members(connection, context) if member.role is Role.STUDENT]
    return [_standing(one, placement, attempts[one.id], overrides.get(one.id)) for one in students]


def scaled(score: float, max_score: float, placement: Placement) -> float:
    """A score out of the placement's maximum: never below zero, never above it."""
    if max_score <= 0:
        return 0.0
    share = score if max_score == placement.max_score else score / max_score * placement.max_score
    return round(min(max(share, 0.0), placement.max_score), 6)


def _standing(person: Person, placement: Placement, attempts: Sequence[Attempt], by_hand: Override | None) -> Standing:
    counting = _counting(attempts, placement.policy.counts)
    score = counting.score if counting else None
    return Standing(
        person=person,
        placement=placement,
        score=by_hand.score if by_hand else score,
        max_score=placement.max_score,
        from_handin=counting.handin_id if counting and not by_hand else None,
        override=by_hand,
        state=attempts[-1].state if attempts else State.NONE,
        attempts=sum(attempt.state is not State.FAILED for attempt in attempts),
        last_at=attempts[-1].at if attempts else None,
    )


def _counting(attempts: Sequence[Attempt], counts: Counts) -> Attempt | None:
    """The attempt whose score counts: the last that has one, or the first of the best."""
    scored = [attempt for attempt in attempts if attempt.score is not None]
    if not scored:
        return None
    return scored[-1] if counts is Counts.LATEST else max(scored, key=lambda attempt: attempt.score or 0.0)


def _attempts(connection: Connection, placement: Placement, person: Person | None = None) -> dict[int, list[Attempt]]:
    """Everybody's attempts at the placement, or one person's, oldest first, by the person's number."""
    found: dict[int, list[Attempt]] = defaultdict(list)
    for row in connection.execute(_rows(placement, person)):
        score = None if row.score is None else scaled(row.score, row.max_score, placement)
        found[row.person_id].append(Attempt(row.name, score, row.at, _STATES[row.state] if row.state else State.GRADED))
    return found


def _rows(placement: Placement, person: Person | None) -> Select[Any]:
    """Rows of person_id, name (the hand-in's, or NULL), score, max_score, at, state (NULL for sittings)."""
    table = schema.quiz_scores if placement.kind is Kind.QUIZ else schema.handins
    if placement.kind is Kind.QUIZ:
        made = table.c.at
        rows = select(
            table.c.person_id, table.c.score, table.c.max_score, made, null().label("name"), null().label("state")
        )
    else:
        made, reports = table.c.made_at, schema.reports
        columns = (table.c.person_id, table.c.id.label("name"), made.label("at"), table.c.state)
        rows = select(*columns, reports.c.score, reports.c.max_score).select_from(table.outerjoin(reports))
        rows = rows.where(table.c.kind == HandInKind.HAND_IN.value)
    rows = rows.order_by(made, table.c.id)
    rows = rows.where(table.c.placement_id == placement.id)
    return rows if person is None else rows.where(table.c.person_id == person.id)


def _overrides(connection: Connection, placement: Placement, person: Person | None = None) -> dict[int, Override]:
    """The overrides that count, by the person's number."""
    table = schema.overrides
    rows = select(table).where(table.c.placement_id == placement.id).order_by(table.c.id)
    if person is not None:
        rows = rows.where(table.c.person_id == person.id)
    last = {row.person_id: row for row in connection.execute(rows)}
    return {
        number: Override(min(row.score, placement.max_score), row.reason, row.by_id, row.at)
        for number, row in last.items()
        if row.score is not None
    }
