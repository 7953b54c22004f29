"""Where each student is, and what an instructor does about it: a score set by hand, everybody graded again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from autograder.feedback.leaderboard import Rank, rank
from autograder.feedback.words import plain
from autograder.grading.classroom import Change, explain_change
from autograder.report import Report
from autograder.service import people, schema
from autograder.service.database import Database, is_new, now
from autograder.service.errors import WrongOverride
from autograder.service.models import Context, HandInKind, HandInState, Kind, Person, Placement, Role
from autograder.service.outgoing import note_score
from autograder.service.scores import class_table, scaled, standing

__all__ = [
    "Regraded",
    "class_table",
    "leaderboard",
    "override",
    "record_sitting",
    "regrade",
    "regrades",
    "scaled",
    "standing",
]

#: A regrade's turn comes after everything that a student waits for.
_REGRADE_TURN_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Regraded:
    """One hand-in that is, or was, graded again. ``change`` is None until the new report is there."""

    handin_id: str
    person: Person
    by_id: int | None
    at: float
    reason: str
    change: Change | None


def override(
    connection: Connection,
    person: Person,
    placement: Placement,
    score: float | None,
    *,
    reason: str,
    by: Person | None,
) -> None:
    """Set somebody's score by hand, whatever the reports say, now and after a regrade; None takes that back.

    Raises WrongOverride for a score outside 0 to the maximum, and where no reason is given.
    """
    reason = plain(reason).strip()
    if not reason:
        raise WrongOverride("A score that is set by hand needs a reason: write one sentence.")
    if score is not None and not (math.isfinite(score) and 0 <= score <= placement.max_score):
        raise WrongOverride(f"The score {score:g} is not between 0 and {placement.max_score:g}. Enter one that is.")
    by_id = by.id if by else None
    row = {"person_id": person.id, "placement_id": placement.id, "score": score, "reason": reason}
    connection.execute(insert(schema.overrides).values(row | {"by_id": by_id, "at": now()}))
    note(connection, "override", by, row)
    note_score(connection, person, placement)


def record_sitting(
    connection: Connection, person: Person, placement: Placement, sitting: str, score: float, max_score: float
) -> bool:
    """Keep the score of a quiz's sitting that has ended; False where it was kept before."""
    row = {"person_id": person.id, "placement_id": placement.id, "sitting": sitting, "score": score}
    kept = is_new(connection, schema.quiz_scores, row | {"max_score": max_score, "at": now()})
    if kept:
        note_score(connection, person, placement)
    return kept


def regrade(
    database: Database,
    placement: Placement,
    *,
    reason: str = "",
    by: Person | None = None,
    person: Person | None = None,
) -> int:
    """Put all hand-ins there, or one person's, in line to be graded again; how many there are.

    Until the new report is there the old one counts, and it is kept for the difference.
    """
    handins, moment = schema.handins, now()
    done = (HandInState.GRADED.value, HandInState.FAILED.value)
    with database.begin() as connection:
        found = (
            select(handins.c.id, schema.reports.c.report)
            .select_from(handins.outerjoin(schema.reports))
            .where(handins.c.placement_id == placement.id, handins.c.kind == HandInKind.HAND_IN.value)
            .where(handins.c.state.in_(done))
            .with_for_update(of=handins)
        )
        rows = connection.execute(found if person is None else found.where(handins.c.person_id == person.id)).all()
        asked = set(connection.scalars(select(schema.regrades.c.handin_id).where(schema.regrades.c.after.is_(None))))
        about = {"by_id": by.id if by else None, "at": moment, "reason": plain(reason).strip()}
        fresh = [row for row in rows if row.report is not None and row.id not in asked]
        if fresh:
            values = [{"handin_id": row.id, "before": row.report, **about} for row in fresh]
            connection.execute(insert(schema.regrades), values)
        again = {
            "state": HandInState.WAITING.value,
            "turn_at": moment + _REGRADE_TURN_SECONDS,
            "due_at": 0.0,
            "tries": 0,
            "problem": "",
        }
        connection.execute(update(handins).where(handins.c.id.in_([row.id for row in rows])).values(again))
        whose = {"person_id": person.id} if person else {}
        asked_for = {"placement_id": placement.id, **whose, "handins": len(rows), "reason": about["reason"]}
        note(connection, "regrade", by, asked_for)
    return len(rows)


def regrades(connection: Connection, placement: Placement) -> list[Regraded]:
    """What was graded again there, newest first, each with its difference."""
    table, handins = schema.regrades, schema.handins
    joined = table.join(handins, handins.c.id == table.c.handin_id)
    rows = connection.execute(
        select(table, handins.c.person_id)
        .select_from(joined)
        .where(handins.c.placement_id == placement.id)
        .order_by(table.c.at.desc(), table.c.id.desc())
    )
    known: dict[int, Person] = {}
    found = []
    for row in rows:
        if row.person_id not in known:
            known[row.person_id] = people.person(connection, row.person_id)
        change = None
        if row.after is not None:
            change = explain_change(Report.model_validate_json(row.before), Report.model_validate_json(row.after))
        found.append(Regraded(row.handin_id, known[row.person_id], row.by_id, row.at, row.reason, change))
    return found


def leaderboard(connection: Connection, context: Context, assignment: str) -> list[Rank]:
    """Who measured best in an assignment of the context: each person's best measurement, best first.

    What an instructor tried is in no rank, and who left the course has none any more.
    """
    handins, reports, placements, members = schema.handins, schema.reports, schema.placements, schema.members
    unranked = select(members.c.person_id).where(
        members.c.context_id == context.id,
        or_(members.c.role == Role.INSTRUCTOR.value, members.c.left_at.is_not(None)),
    )
    joined = handins.join(reports).join(placements, placements.c.id == handins.c.placement_id)
    rows = connection.execute(
        select(handins.c.person_id, reports.c.report)
        .select_from(joined)
        .where(placements.c.context_id == context.id, placements.c.kind == Kind.ASSIGNMENT.value)
        .where(placements.c.name == assignment, handins.c.kind == HandInKind.HAND_IN.value)
        .where(handins.c.person_id.not_in(unranked))
        .order_by(handins.c.made_at, handins.c.id)
    )
    best: dict[int, tuple[float, Report]] = {}
    for row in rows:
        report = Report.model_validate_json(row.report)
        values = [measured.value for check in report.checks for measured in check.measurements[:1]]
        if values and (row.person_id not in best or max(values) > best[row.person_id][0]):
            best[row.person_id] = (max(values), report)
    return rank([report for _, report in best.values()])


def note(connection: Connection, what: str, by: Person | None, about: dict[str, Any]) -> int:
    """Write down who did something to somebody's scores or data; the entry's number.

    ``about`` holds numbers, and no names; a ``reason`` is forgotten with the person whom it is about.
    """
    row = {"at": now(), "by_id": by.id if by else None, "what": what, "about": about}
    made = connection.execute(insert(schema.audit).values(row).returning(schema.audit.c.id))
    return int(made.scalar_one())
