"""Letting somebody in: a session is opened, and the browser is given the cookie for it.

Where a frame keeps no cookie of ours, which `/enter/…` finds out, the person is asked to go on in a window of its own:
its form holds a ticket, good once and for two minutes, that opens a session for the same person there.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from autograder.service.models import Context, Person, Placement, Role
from autograder.service.sessions import end_session, make_ticket, open_session, redeem_ticket
from autograder.web.cookies import set_cookie
from autograder.web.errors import NotEntered
from autograder.web.forms import Form, read_form
from autograder.web.site import Site, site_of
from autograder.web.templating import page
from autograder.web.visits import find_visit


class Entrance:
    """The one door. A launch, or a link of a local site, calls `enter` once it knows who comes."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def enter(
        self, person: Person, context: Context, role: Role, placement: Placement | None, path: str = "/"
    ) -> Response:
        """Open a session for the person and lead the browser to ``path``, a path of ours."""
        token = open_session(self._site.database, person, context, role, placement)
        if self._site.settings.local:
            response = RedirectResponse(own_path(path), 303)
        else:
            ticket = make_ticket(self._site.database, token)
            response = RedirectResponse(f"/enter/{quote(ticket)}?{urlencode({'to': own_path(path)})}", 303)
        set_cookie(response, self._site.settings, token)
        return response


def routes() -> list[Route]:
    """Where an entrance leads."""
    return [
        Route("/enter/{ticket}", _arrived),
        Route("/enter", _in_a_new_window, methods=["POST"]),
    ]


def own_path(given: str) -> str:
    """The path, where it is one of ours; else the first page. Nobody is led elsewhere by a link of ours."""
    safe = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() and "\\" not in given
    return given if safe else "/"


def _arrived(request: Request) -> Response:
    path, ticket = own_path(request.query_params.get("to", "/")), request.path_params["ticket"]
    if find_visit(request) is not None:
        database = site_of(request).database
        end_session(database, redeem_ticket(database, ticket) or "")  # not needed, and not to be left lying about
        return RedirectResponse(path, 303)
    return page(request, "enter.html.jinja", ticket=ticket, to=path)


async def _in_a_new_window(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_redeemed, request, form)


def _redeemed(request: Request, form: Form) -> Response:
    site = site_of(request)
    token = redeem_ticket(site.database, form.get("ticket"))
    if token is None:
        raise NotEntered("this way in was used or is too old: open the activity in your course again")
    response = RedirectResponse(own_path(form.get("to", "/")), 303)
    set_cookie(response, site.settings, token)
    return response
