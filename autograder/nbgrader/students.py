"""The gradebook's students, and where a plugin's settings lead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.gradetables.rosters import Student

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


def students_of(gradebook: Gradebook) -> list[Student]:
    """The gradebook's students, by name."""
    people = []
    for row in gradebook.students:
        texts = (row.first_name, row.last_name, row.email, row.lms_user_id)
        people.append(Student(row.id, *(" ".join(str(text or "").split()) for text in texts)))
    return sorted(people, key=lambda one: (one.last_name.casefold(), one.first_name.casefold(), one.identifier))


def located(given: str, parent: object) -> Path:
    """A file's path from a plugin's setting: as it is, or else in the course folder of the plugin's ``parent``."""
    path = Path(given).expanduser()
    root = getattr(getattr(parent, "coursedir", None), "root", None)
    return path if root is None or path.exists() else Path(root) / path
