"""Doors without an LMS, for a workshop or a single student: who has a link comes in, and nothing is kept of links.

Each link is made from the site's secret: the door for students, which asks for a name; a link of one's own for each
student, to come back by; and the instructor's. A name belongs to who took it first.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from autograder.feedback.words import plain
from autograder.service import people
from autograder.service.errors import NotThere
from autograder.service.models import Context, Person, Role
from autograder.service.people import LOCAL
from autograder.web.entrance import Entrance
from autograder.web.errors import NotHere
from autograder.web.forms import Form, read_form
from autograder.web.joining import Newcomers
from autograder.web.numbers import number
from autograder.web.offers import offered
from autograder.web.site import Settings, Site, site_of
from autograder.web.templating import page
from autograder.web.visits import find_visit, visit

MAX_NAME = 60
_INSTRUCTOR = "local-instructor"
_NO_DOOR = "this link leads nowhere (any more): ask your instructor for the right one"


def routes(site: Site) -> list[Route]:
    """The doors; none where the pages are an LMS's tool."""
    if not site.settings.local:
        return []
    return [
        Route("/join/{code}", _door),
        Route("/join/{code}", _join(Newcomers(site.settings)), methods=["POST"]),
        Route("/welcome", _welcome),
        Route(f"/back/{number('person')}/{{code}}", _back),
        Route("/instructor/{code}", _instructor),
    ]


def student_link(settings: Settings) -> str:
    """The address that students are given."""
    return f"{settings.public_url}/join/{_code(settings, 'join', 5)}"


def instructor_link(settings: Settings) -> str:
    """The address that opens the class."""
    return f"{settings.public_url}/instructor/{_code(settings, 'instructor', 15)}"


def own_link(settings: Settings, person: Person) -> str:
    """The address by which one student comes back."""
    return f"{settings.public_url}/back/{person.id}/{_code(settings, _back_use(person), 15)}"


def _back_use(person: Person) -> str:
    # Not the number alone: in another data folder of the same course it is somebody else's.
    return f"back {person.id} {person.key}"


def prepare(site: Site) -> Context:
    """Put all that the course offers on the local shelf. Raises AuthorError, and BankError, where it has mistakes."""
    everything = offered(site.course)
    with site.database.begin() as connection:
        context = people.find_or_add_context(connection, LOCAL, "rectify")
        for one in everything:
            people.find_or_add_placement(
                connection,
                context,
                f"{LOCAL}:{one.kind}:{one.name}",
                kind=one.kind,
                name=one.name,
                title=one.title,
                max_score=one.max_score or 0.0,
            )
    return context


def _code(settings: Settings, use: str, size: int) -> str:
    digest = hmac.digest(settings.secret, f"door\0{use}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:size]).decode().lower()


def _check(request: Request, use: str, size: int) -> None:
    right = _code(site_of(request).settings, use, size)
    if not hmac.compare_digest(request.path_params["code"].lower().encode(), right.encode()):
        raise NotHere(_NO_DOOR)


def _door(request: Request) -> Response:
    _check(request, "join", 5)
    return _ask(request)


def _ask(request: Request, name: str = "", problem: str = "", status: int = 422) -> Response:
    status = status if problem else 200
    return page(request, "join.html.jinja", status=status, name=name, problem=problem, known=find_visit(request))


def _join(newcomers: Newcomers) -> Callable[[Request], Awaitable[Response]]:
    async def join(request: Request) -> Response:
        _check(request, "join", 5)
        # Nobody is known here yet, so there is no token to ask for: the form's origin is checked by the guard.
        form = await read_form(request)
        return await run_in_threadpool(_joined, request, form, newcomers)

    return join


def _joined(request: Request, form: Form, newcomers: Newcomers) -> Response:
    site, name = site_of(request), own_name(form.get("name"))
    if not name:
        return _ask(request, problem="Type a name: at least one letter or digit.")
    if len(name) > MAX_NAME:
        return _ask(request, name[:MAX_NAME], f"Use a shorter name: at most {MAX_NAME} characters.")
    wait = newcomers.too_fast(request)
    if wait:
        seconds = "a second" if wait == 1 else f"{wait} seconds"
        slowly = _ask(request, name, f"Many come in from where you are: try again in {seconds}.", 429)
        slowly.headers["Retry-After"] = str(wait)
        return slowly
    with site.database.begin() as connection:
        key = f"{LOCAL}:{name.casefold()}"
        context = people.find_or_add_context(connection, LOCAL)
        known = people.person_with(connection, key)
        if known is not None and people.role_of(connection, context, known) is not None:
            said = "This name is taken. If it is yours, open your own link to come back; else use another name."
            return _ask(request, name, said)
        full = newcomers.too_many(connection, context)
        if full:
            return _ask(request, name, full, 403)
        person = people.find_or_add_person(connection, key, name)
        people.set_member(connection, context, person, Role.STUDENT)
    return Entrance(site).enter(person, context, Role.STUDENT, None, "/welcome")


def own_name(given: str) -> str:
    """A name as it is kept: one line, without what cannot be seen; empty where no letter or digit is left."""
    name = " ".join(plain(unicodedata.normalize("NFKC", given)).replace("\ufffd", " ").split())
    return name if any(sign.isalnum() for sign in name) else ""


def _welcome(request: Request) -> Response:
    here = visit(request)
    return page(request, "welcome.html.jinja", link=own_link(site_of(request).settings, here.person))


def _back(request: Request) -> Response:
    site = site_of(request)
    with site.database.begin() as connection:
        try:
            person = people.person(connection, request.path_params["person"])
        except NotThere:
            raise NotHere(_NO_DOOR) from None
        _check(request, _back_use(person), 15)
        context = people.find_or_add_context(connection, LOCAL)
    return Entrance(site).enter(person, context, Role.STUDENT, None)


def _instructor(request: Request) -> Response:
    _check(request, "instructor", 15)
    site = site_of(request)
    with site.database.begin() as connection:
        person = people.find_or_add_person(connection, _INSTRUCTOR, "Instructor")
        context = people.find_or_add_context(connection, LOCAL)
        people.set_member(connection, context, person, Role.INSTRUCTOR)
    return Entrance(site).enter(person, context, Role.INSTRUCTOR, None, "/teaching")
