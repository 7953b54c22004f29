"""Finding the one person whom somebody means, by number, key, address or name; or who it might be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from autograder.feedback.words import plain
from autograder.service import schema
from autograder.service.errors import NotOne
from autograder.service.models import Person
from autograder.service.people import person_of

_MOST = 10
_AGAIN = "Name one by number, by key or by address."


@dataclass(frozen=True, slots=True)
class Known:
    """A person, and the titles of the courses that the person belongs to."""

    person: Person
    courses: tuple[str, ...]

    @property
    def words(self) -> str:
        """One line, fit for a terminal."""
        person = self.person
        parts = [f"number {person.id}", person.name, person.email, person.key, ", ".join(self.courses)]
        return " · ".join(" ".join(plain(part).split()) for part in parts if part)


def find_person(connection: Connection, asked: str) -> Known:
    """Whom ``asked`` names: a key, or else a number, an address or a whole name, in capitals or not.

    Raises NotOne, which lists who it might be, where that is nobody or several. Part of a name is never enough: what
    follows may not be taken back.
    """
    wanted, said = " ".join(asked.split()).casefold(), plain(asked)
    everybody = [person_of(row) for row in connection.execute(select(schema.people).order_by(schema.people.c.id))]
    found = [one for one in everybody if one.key == asked.strip()] or [
        one for one in everybody if wanted and wanted in {str(one.id), one.email.casefold(), _name(one)}
    ]
    if len(found) == 1:
        return _known(connection, found)[0]
    if found:
        raise NotOne(f"`{said}` is {len(found)} people here. {_AGAIN}\n{_list(connection, found)}")
    words = wanted.split()
    alike = [
        one
        for one in everybody
        if words and all(word in f"{_name(one)} {one.email} {one.key}".casefold() for word in words)
    ]
    if alike:
        raise NotOne(f"Nobody here is called just `{said}`. {_AGAIN} These are like it:\n{_list(connection, alike)}")
    raise NotOne(
        f"There is nobody like `{said}` among the {len(everybody)} people here. Look the name up as the LMS writes "
        "it; another database is named by `--data DIR` or `RECTIFY_DATABASE_URL`."
    )


def _name(person: Person) -> str:
    return " ".join(person.name.split()).casefold()


def _list(connection: Connection, found: Sequence[Person]) -> str:
    lines = [f"  {one.words}" for one in _known(connection, found[:_MOST])]
    more = len(found) - _MOST
    return "\n".join([*lines, *([f"  and {more} more"] if more > 0 else [])])


def _known(connection: Connection, found: Sequence[Person]) -> list[Known]:
    table, contexts = schema.members, schema.contexts
    rows = connection.execute(
        select(table.c.person_id, contexts.c.title)
        .select_from(table.join(contexts, contexts.c.id == table.c.context_id))
        .where(table.c.person_id.in_([one.id for one in found]))
        .order_by(contexts.c.id)
    ).all()
    return [Known(one, tuple(row.title for row in rows if row.person_id == one.id)) for one in found]
