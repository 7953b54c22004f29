"""All that is kept of one person, rows and quizzes' records alike: given out, or removed for good.

The instructor's page and the command line both come here, and nothing else does either.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from autograder.service import schema
from autograder.service.database import Database
from autograder.service.erase import erase_rows, export_rows
from autograder.service.models import Person
from autograder.web.quizzes.errors import in_words
from autograder.web.quizzes.records import erase_sittings, exported_sittings, record_of, records

__all__ = ["as_text", "erase_all", "export_all", "missing_records"]


def export_all(database: Database, data: Path, person: Person) -> dict[str, Any]:
    """All of it, as data for JSON; ``data`` is the service's folder. Raises NotThere where there is no such person."""
    with in_words():
        sittings = {path.stem: exported_sittings(path, person) for path in records(data)}
    return export_rows(database, person) | {"quizzes": {name: found for name, found in sittings.items() if found}}


def as_text(exported: dict[str, Any]) -> str:
    """An export as it is handed over."""
    return json.dumps(exported, indent=1, ensure_ascii=False, default=str) + "\n"


def erase_all(database: Database, data: Path, person: Person, *, by: Person | None) -> None:
    """Remove all of it; ``by`` is None for the command line. Raises NotThere where there is no such person.

    Sittings go first, so that a crash between leaves somebody to try again for; and once more, since until the person
    is gone a response may come in.
    """
    _erase_sittings(data, person)
    erase_rows(database, person, by=by)
    _erase_sittings(data, person)


def missing_records(database: Database, data: Path, person: Person) -> list[Path]:
    """Records that the person's scores come from and that are not in the folder: then it is the wrong one, or not all.

    Once the rows are removed nobody knows whose sittings such a record holds.
    """
    table = schema.quiz_scores
    with database.read() as connection:
        found = connection.scalars(select(table.c.placement_id).where(table.c.person_id == person.id).distinct())
        paths = [record_of(data, number) for number in sorted(found)]
    return [path for path in paths if not path.exists()]


def _erase_sittings(data: Path, person: Person) -> None:
    with in_words():
        for path in records(data):
            erase_sittings(path, person)
