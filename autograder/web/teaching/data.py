"""All that is kept of one student: given out as a file, or removed for good."""

from __future__ import annotations

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from autograder.service import people, schema
from autograder.service.errors import NotThere
from autograder.service.models import Person, Role
from autograder.web.errors import Forbidden, NotHere
from autograder.web.forms import Form
from autograder.web.kept import as_text, erase_all, export_all
from autograder.web.site import site_of
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
    site = site_of(request)
    text = as_text(export_all(site.database, site.settings.data, person))
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
    site = site_of(request)
    erase_all(site.database, site.settings.data, person, by=instructor(request).person)
    return RedirectResponse("/teaching/audit?done=erased", 303)


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
