"""One student at one placement: the attempts, the score that counts, and what an instructor does about it."""

from __future__ import annotations

from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from autograder.service import people, schema
from autograder.service.errors import NotThere, WrongOverride
from autograder.service.models import Kind, Person, Placement, Role
from autograder.service.outgoing import note_score
from autograder.service.scores import Attempt, attempts, standing
from autograder.service.standings import note, override, regrade
from autograder.web.errors import NotHere
from autograder.web.forms import Form
from autograder.web.places import Placed, taught
from autograder.web.site import site_of
from autograder.web.teaching.changes import set_by_hand
from autograder.web.teaching.forward import NoReason, needed_reason, reason_of, said, to_page
from autograder.web.teaching.passback import last_sent
from autograder.web.teaching.rows import is_late
from autograder.web.templating import page
from autograder.web.visits import visit

_NOT_HERE = "there is nobody with this number in this course: go back to the class"


def show(request: Request) -> Response:
    """``/teaching/{placement}/people/{person}``."""
    place, person = placed_person(request)
    return _page(request, place, person)


def set_score(request: Request, form: Form) -> Response:
    """Set the score by hand, or take that back."""
    place, person = placed_person(request)
    takes_back = form.get("action") == "back"
    try:
        score = None if takes_back else _number(form.get("score"), place.placement)
        with site_of(request).database.begin() as connection:
            by = visit(request).person
            override(connection, person, place.placement, score, reason=reason_of(form), by=by)
    except WrongOverride as problem:
        return _page(request, place, person, form=form, problem=str(problem))
    return to_page(place.placement, f"/people/{person.id}", done="back" if takes_back else "set")


def regrade_one(request: Request, form: Form) -> Response:
    """Put the student's hand-ins in line to be graded again."""
    place, person = placed_person(request)
    by, database = visit(request).person, site_of(request).database
    try:
        count = regrade(database, place.placement, reason=needed_reason(form), by=by, person=person)
    except NoReason as problem:
        return _page(request, place, person, again=str(problem))
    return to_page(place.placement, f"/people/{person.id}", done=f"regrade-{count}")


def send_one(request: Request, form: Form) -> Response:
    """Put the student's score in line for the LMS once more."""
    del form
    place, person = placed_person(request)
    with site_of(request).database.begin() as connection:
        count = int(note_score(connection, person, place.placement, again=True))
        about = {"placement_id": place.placement.id, "person_id": person.id, "scores": count}
        note(connection, "send again", visit(request).person, about)
    return to_page(place.placement, f"/people/{person.id}", done=f"sent-{count}")


def placed_person(request: Request) -> tuple[Placed, Person]:
    """The placement, which is taught by who asks, and a student of its context. Raises NotHere, Forbidden."""
    place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
    with site_of(request).database.read() as connection:
        try:
            person = people.person(connection, request.path_params["person"])
        except NotThere:
            raise NotHere(_NOT_HERE) from None
        if people.role_of(connection, place.context, person) is not Role.STUDENT:
            raise NotHere(_NOT_HERE)
    return place, person


def _page(
    request: Request, place: Placed, person: Person, *, form: Form | None = None, problem: str = "", again: str = ""
) -> Response:
    """The student's page; ``problem`` is of the form for a score, ``again`` of the one for a regrade."""
    placement = place.placement
    with site_of(request).database.read() as connection:
        found = standing(connection, person, placement)
        values = {
            "standing": found,
            "left_at": people.left_at(connection, place.context, person),
            "attempts": _attempts(connection, person, placement),
            "sent": last_sent(connection, placement, person).get(person.id),
            "history": set_by_hand(connection, person, placement),
        }
    return page(
        request,
        "teaching/student.html.jinja",
        status=422 if problem or again else 200,
        placement=placement,
        person=person,
        has_lms=place.context.platform_id is not None,
        is_late=is_late,
        form=form or Form(),
        problem=problem,
        again=again,
        said=said(request),
        **values,
    )


def _attempts(connection: Connection, person: Person, placement: Placement) -> list[tuple[int, str, Attempt]]:
    """Each attempt with its number, and the path of its page below the placement's; the latest first."""
    made, table = attempts(connection, person, placement), schema.quiz_scores
    if placement.kind is Kind.QUIZ:
        own = (table.c.person_id == person.id, table.c.placement_id == placement.id)
        names = connection.scalars(select(table.c.sitting).where(*own).order_by(table.c.at, table.c.id)).all()
        paths = [f"/people/{person.id}/sittings/{name}" for name in names]
    else:
        paths = [f"/handins/{attempt.handin_id}" for attempt in made]
    return [(number, path, attempt) for number, (path, attempt) in enumerate(zip(paths, made, strict=True), start=1)][
        ::-1
    ]


def _number(text: str, placement: Placement) -> float:
    """The score that was typed, with a point or a comma. Raises WrongOverride."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise WrongOverride(f"That is no score. Enter a number from 0 to {placement.max_score:g}.") from None
