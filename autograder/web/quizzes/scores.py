"""From a sitting's end to the gradebook: each score is kept once, whoever finds out first that the sitting is over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from autograder.service import people, schema
from autograder.service.database import Database, now
from autograder.service.handins import lock_person
from autograder.service.models import Person, Placement, Role
from autograder.service.outgoing import SendState
from autograder.service.standings import record_sitting
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting

#: AGS's words for a student who has begun, and for a score that is not there yet.
IN_PROGRESS, NOT_READY = "InProgress", "NotReady"


def settle(
    database: Database, store: AttemptStore, banks: Banks, placement: Placement, persons: Sequence[Person]
) -> None:
    """Keep the score of every sitting of theirs that is over and was not counted yet. What an instructor tries is not.

    The record of sittings and the database are two files: a crash between them leaves a sitting without a score, which
    this mends.
    """
    known = {person.key: person for person in persons}
    alone = persons[0] if len(persons) == 1 else None
    over = [
        record
        for record in store.sittings(alone.key if alone else None, placement.name)
        if record.plan.mode == "graded" and record.ending == "finished" and record.plan.learner in known
    ]
    if not over:
        return
    with database.read() as connection:
        counted = _counted(connection, placement, alone)
        new = [(known[record.plan.learner], record.id) for record in over if record.id not in counted]
        context = people.context(connection, placement.context_id)
        roles = {person.id: people.role_of(connection, context, person) for person, _name in new}
    for person, name in new:
        total = Sitting.find(store, banks, name).summary().total
        if roles[person.id] is Role.STUDENT and total is not None:
            with database.begin() as connection:
                record_sitting(connection, person, placement, name, total.earned, total.possible)


def _counted(connection: Connection, placement: Placement, person: Person | None) -> set[str]:
    """The sittings there that have a row, of one person where one is named."""
    table = schema.quiz_scores
    found = select(table.c.sitting).where(table.c.placement_id == placement.id)
    return set(connection.scalars(found if person is None else found.where(table.c.person_id == person.id)))


def tell_begun(database: Database, person: Person, placement: Placement) -> None:
    """Tell the LMS that the person has begun, where it was told nothing yet: a score that is there stays."""
    table = schema.outbox
    own = (table.c.person_id == person.id, table.c.placement_id == placement.id)
    with database.begin() as connection:
        context = people.context(connection, placement.context_id)
        lock_person(connection, person.id)  # two windows that begin at once put one row in line
        if context.platform_id is None or connection.scalar(select(table.c.id).where(*own).limit(1)) is not None:
            return
        row = {
            "person_id": person.id,
            "placement_id": placement.id,
            "score": None,
            "max_score": placement.max_score,
            "activity": IN_PROGRESS,
            "grading": NOT_READY,
            "comment": "",
            "made_at": now(),
            "state": SendState.WAITING.value,
            "tries": 0,
            "next_at": 0.0,
            "problem": "",
        }
        connection.execute(insert(table).values(row))
