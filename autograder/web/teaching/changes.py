"""What was done to scores besides grading: set by hand, or graded again; why, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from autograder.report import Report
from autograder.service import schema
from autograder.service.models import HandIn, Person, Placement


@dataclass(frozen=True, slots=True)
class SetByHand:
    """One score set by hand; ``score`` is None where it was taken back, ``by`` empty for who was removed since."""

    score: float | None
    reason: str
    by: str
    at: float


@dataclass(frozen=True, slots=True)
class GradedAgain:
    """One regrade of a hand-in; ``is_done``: the new report is there. Scores are None where there is none."""

    before: float | None
    after: float | None
    is_done: bool
    reason: str
    by: str
    at: float


def set_by_hand(connection: Connection, person: Person, placement: Placement) -> list[SetByHand]:
    """Every score set by hand there, the latest first."""
    table = schema.overrides
    rows = connection.execute(_named(table, table.c.person_id == person.id, table.c.placement_id == placement.id))
    return [SetByHand(row.score, row.reason, row.by_name or "", row.at) for row in rows]


def graded_again(connection: Connection, handin: HandIn) -> list[GradedAgain]:
    """Every regrade of the hand-in, the latest first."""
    table, found = schema.regrades, []
    for row in connection.execute(_named(table, table.c.handin_id == handin.id)):
        before, after = (None if text is None else Report.model_validate_json(text) for text in (row.before, row.after))
        scores = (before.score if before else None, after.score if after else None)
        found.append(GradedAgain(*scores, after is not None, row.reason, row.by_name or "", row.at))
    return found


def _named(table: Table, *where: ColumnElement[bool]) -> Select[Any]:
    """The rows with the names of who did it."""
    by = schema.people
    joined = table.outerjoin(by, by.c.id == table.c.by_id)
    return select(table, by.c.name.label("by_name")).select_from(joined).where(*where).order_by(table.c.id.desc())
