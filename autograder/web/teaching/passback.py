"""What became of each score on its way to the LMS, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, Row, select

from autograder.service import schema
from autograder.service.models import Person, Placement
from autograder.service.outgoing import SendState


@dataclass(frozen=True, slots=True)
class Sent:
    """The last that was put in line for one person. ``problem`` is the LMS's reason for not taking it."""

    state: SendState
    score: float | None
    made_at: float
    tries: int
    next_at: float
    problem: str

    @classmethod
    def of(cls, row: Row[tuple[object, ...]]) -> Self:
        """The row of the outbox."""
        return cls(SendState(row.state), row.score, row.made_at, row.tries, row.next_at, row.problem)

    @property
    def words(self) -> str:
        """One or two words, for a table."""
        if self.state is SendState.SENT:
            return "sent"
        if self.state is SendState.REFUSED:
            return "refused"
        return "trying again" if self.tries else "waiting"

    @property
    def is_trouble(self) -> bool:
        """Whether somebody should look."""
        return self.state is SendState.REFUSED or (self.state is SendState.WAITING and self.tries > 0)


def last_sent(connection: Connection, placement: Placement, person: Person | None = None) -> dict[int, Sent]:
    """The last that was put in line there, by the person's number; for one person where one is named."""
    table = schema.outbox
    found = select(table).where(table.c.placement_id == placement.id).order_by(table.c.made_at, table.c.id)
    if person is not None:
        found = found.where(table.c.person_id == person.id)
    return {row.person_id: Sent.of(row) for row in connection.execute(found)}
