"""All that is kept of one student: given out as a file, or removed for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from autograder.service import people, schema
from autograder.service.erase import erase_person, export_person
from autograder.service.errors import NotThere
from autograder.service.models import Person, Role
from autograder.web.errors import Forbidden, NotHere
from autograder.web.forms import Form
from autograder.web.quizzes.errors import in_words
from autograder.web.quizzes.records import erase_sittings, exported_sittings
from autograder.web.site import Site, site_of
from autograder.web.templating import page
from autograder.web.visits import instructor

_NOT_HERE = "there is nobody with this number in a course of yours: go back to the class"
_ELSEWHERE = "this person belongs to courses that you do not teach, too: ask whoever runs this service"


def show(request: Request) -> Response:
    """``/teaching/people/{person}``."""
    person, is_whole = _taught_person(request)
    return page(request, "teaching/data.html.jinja", person=person, is_whole=is_whole, problem="")


def export(request: Request) -> Response:
    """Everything, as JSON. Raises Forbidden where some of it is another course's."""
    person, is_whole = _taught_person(request)
    if not is_whole:
        raise Forbidden(_ELSEWHERE)
    text = json.dumps(exported(site_of(request), person), indent=1, ensure_ascii=False, default=str)
    headers = {"Content-Disposition": f'attachment; filename="person-{person.id}.json"'}
    return Response(text, media_type="application/json", headers=headers)


def erase(request: Request, form: Form) -> Response:
    """Remove everything, once the name was typed. Raises Forbidden where some of it is another course's."""
    person, is_whole = _taught_person(request)
    if not is_whole:
        raise Forbidden(_ELSEWHERE)
    if form.get("name").strip() != person.name.strip():
        problem = "Type the name just as it stands above: what is removed cannot be brought back."
        return page(request, "teaching/data.html.jinja", status=422, person=person, is_whole=is_whole, problem=problem)
    erase_all(site_of(request), person, by=instructor(request).person)
    return RedirectResponse("/teaching/audit?done=erased", 303)


def exported(site: Site, person: Person) -> dict[str, Any]:
    """All that is kept of somebody, quizzes' responses with it."""
    with in_words():
        sittings = {str(path.stem): exported_sittings(path, person) for path in _records(site)}
    told = {name: found for name, found in sittings.items() if found}
    return export_person(site.database, person) | {"quizzes": told}


def erase_all(site: Site, person: Person, *, by: Person | None) -> None:
    """Remove all that is kept of somebody: sittings first, so that a crash between leaves somebody to try again for.

    And once more, since until the person is gone a response may come in.
    """
    _erase_sittings(site, person)
    erase_person(site.database, person, by=by)
    _erase_sittings(site, person)


def _erase_sittings(site: Site, person: Person) -> None:
    with in_words():
        for path in _records(site):
            erase_sittings(path, person)


def _records(site: Site) -> list[Path]:
    return sorted((site.settings.data / "quizzes").glob("*.sqlite3"))


def _taught_person(request: Request) -> tuple[Person, bool]:
    """A student of a context that the person who asks teaches; and whether that is so of all the student's contexts."""
    here = instructor(request)
    with site_of(request).database.read() as connection:
        try:
            person = people.person(connection, request.path_params["person"])
        except NotThere:
            raise NotHere(_NOT_HERE) from None
        all_of_them, taught = _contexts(connection, person), _contexts(connection, here.person, Role.INSTRUCTOR)
        if not _contexts(connection, person, Role.STUDENT) & taught:
            raise NotHere(_NOT_HERE)
    return person, all_of_them <= taught


def _contexts(connection: Connection, person: Person, role: Role | None = None) -> set[int]:
    table = schema.members
    found = select(table.c.context_id).where(table.c.person_id == person.id)
    return set(connection.scalars(found if role is None else found.where(table.c.role == role.value)))
