"""How far somebody is with a quiz that goes on, for the shelf: told from the record alone, without its bank."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.service.database import now
from autograder.service.models import Person, Placement
from autograder.web.quizzes.records import open_record, record_path
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.records import Mode
from quizzes.errors import StoreError


@dataclass(frozen=True)
class Going:
    """A sitting that goes on. ``is_over``: its time is over, and its quiz's page hands it in."""

    mode: Mode
    answered: int
    items: int
    is_over: bool = False

    @property
    def words(self) -> str:
        """Where it is, in words."""
        how = "practice" if self.mode == "practice" else "time is over" if self.is_over else "begun"
        return f"{how}: {self.answered} of {self.items} answered"


def going(data: Path, person: Person, placement: Placement) -> Going | None:
    """The person's sitting that goes on, the graded one before practice; None where there is none."""
    if not record_path(data, placement).exists():
        return None
    try:
        with open_record(data, placement) as store:
            return _going(store, person, placement, "graded") or _going(store, person, placement, "practice")
    except StoreError:
        # One quiz's own page says so; the shelf leads to all the others.
        return None


def _going(store: AttemptStore, person: Person, placement: Placement, mode: Mode) -> Going | None:
    record = store.unfinished(person.key, placement.name, mode)
    if record is None:
        return None
    answered = {attempt.number for attempt in store.attempts(sitting=record.id)}
    is_over = mode == "graded" and placement.policy.is_over(now())
    return Going(mode, len(answered), len(record.plan.entries), is_over)
