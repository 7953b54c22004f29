"""Where the sittings of a quiz are kept: a file for each placement, so that no sitting counts in another course."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder.service.models import Person, Placement
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.erasing import erase_learner
from quizzes.delivery.records import SittingRecord


def record_path(data: Path, placement: Placement) -> Path:
    """The record of the placement's sittings; it is made with the first one."""
    return record_of(data, placement.id)


def record_of(data: Path, placement_id: int) -> Path:
    """The same by the placement's number."""
    return data / "quizzes" / f"{placement_id}.sqlite3"


def records(data: Path) -> list[Path]:
    """Every placement's record that there is."""
    return sorted((data / "quizzes").glob("*.sqlite3"))


def open_record(data: Path, placement: Placement) -> AttemptStore:
    """The record, open, for one thread. Raises StoreError where it cannot be used."""
    return AttemptStore(record_path(data, placement), wait_seconds=20.0)


def graded_sittings(store: AttemptStore, person: Person, bank: str) -> list[SittingRecord]:
    """The person's graded sittings, in order; one that was left for another is none."""
    kept = store.sittings(person.key, bank)
    return [each for each in kept if each.plan.mode == "graded" and each.ending != "abandoned"]


def exported_sittings(path: Path, person: Person) -> list[dict[str, Any]]:
    """All that a record holds of somebody, as data; seeds and keys are not theirs, and are left out."""
    if not path.exists():
        return []
    with AttemptStore(path) as store:
        return [
            {
                "sitting": each.id,
                "bank": each.plan.bank,
                "mode": each.plan.mode,
                "began": each.began.isoformat(),
                "ended": each.ended.isoformat() if each.ended else None,
                "responses": [
                    {name: value for name, value in asdict(attempt).items() if name in _TOLD}
                    | {"at": attempt.at.isoformat()}
                    for attempt in store.attempts(sitting=each.id)
                ],
            }
            for each in store.sittings(person.key)
        ]


#: What of a response belongs to the person.
_TOLD = ("number", "item", "response", "earned", "possible", "hints")


def erase_sittings(path: Path, person: Person) -> int:
    """Forget all of somebody's sittings in a record, and say how many there were."""
    return erase_learner(path, person.key) if path.exists() else 0
