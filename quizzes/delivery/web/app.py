"""The pages of a quiz on one machine: routes, and what happens at each. Forms are answered by a redirect."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from quizzes.delivery.practice import practice
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web import pages
from quizzes.delivery.web.forms import Fields
from quizzes.delivery.web.guard import STRANGER, Guard, cookie_name, read_form
from quizzes.delivery.web.site import Site
from quizzes.delivery.web.steps import Refused, current, kept_number, respond
from quizzes.errors import (
    AlreadyAnswered,
    BankError,
    QuizError,
    SittingOver,
    StoreError,
    UnknownBank,
    UnknownSitting,
    UsageError,
)

STATUSES: dict[type[QuizError], int] = {
    UnknownBank: 404,
    UnknownSitting: 404,
    AlreadyAnswered: 409,
    SittingOver: 409,
    UsageError: 400,
    BankError: 503,
    StoreError: 503,
}
TITLES = {
    403: "Not for this browser",
    404: "Not here",
    409: "Already done",
    421: "Another address",
    500: "A mistake of ours",
    503: "Not now",
}


def make_app(opened: Callable[[], Site], *, port: int, token: str) -> Starlette:
    """The pages, for the browser that has the token. ``opened`` makes the site in the thread that serves it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.site, app.state.port, app.state.token = opened(), port, token
        try:
            yield
        finally:
            app.state.site.store.close()

    return Starlette(
        routes=[
            Route("/", _shelf),
            Route("/open/{token}", _door),
            Route("/banks/{bank}", _bank),
            Route("/banks/{bank}/begin", _begin, methods=["POST"]),
            Route("/due/begin", _begin_due, methods=["POST"]),
            Route("/sittings/{sitting}", _sitting),
            Route("/sittings/{sitting}/items/{number:int}", _item),
            Route("/sittings/{sitting}/items/{number:int}", _respond, methods=["POST"]),
            Route("/sittings/{sitting}/end", _end),
            Route("/sittings/{sitting}/finish", _finish, methods=["POST"]),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=[Middleware(Guard, port=port, token=token, refuse=_refusal)],
        exception_handlers={QuizError: _quiz_error, HTTPException: _http_error, Exception: _our_error},
        lifespan=lifespan,
    )


async def _shelf(request: Request) -> Response:
    return HTMLResponse(pages.shelf_page(_site(request)))


async def _door(request: Request) -> Response:
    state = request.app.state
    if not hmac.compare_digest(request.path_params["token"].encode(), state.token.encode()):
        raise HTTPException(403, STRANGER)
    # The browser goes on by itself from this page of ours: after a redirect, a strict cookie would be left behind
    # where the address was opened from another site, such as a terminal in a browser.
    response = HTMLResponse(pages.door_page(_site(request).start))
    response.set_cookie(cookie_name(state.port), state.token, httponly=True, samesite="strict", path="/")
    return response


async def _bank(request: Request) -> Response:
    return HTMLResponse(pages.bank_page(_site(request), request.path_params["bank"]))


async def _begin(request: Request) -> Response:
    site, fields = _site(request), Fields.read(await read_form(request))
    mode, bank = fields.get("mode"), request.path_params["bank"]
    if mode not in {"practice", "graded"}:
        raise UsageError("a quiz is begun for practice or graded; go back to the quiz and choose one")
    sitting = Sitting.open(
        site.store,
        site.banks,
        bank,
        site.learner,
        mode="graded" if mode == "graded" else "practice",
        anew=fields.get("anew") == "yes",
    )
    return _to(site.links.sitting(sitting.id))


async def _begin_due(request: Request) -> Response:
    site, fields = _site(request), Fields.read(await read_form(request))
    sitting = practice(site.store, site.banks, site.learner, fields.get("bank") or None)
    return _to(site.links.sitting(sitting.id) if sitting else "/")


async def _sitting(request: Request) -> Response:
    site = _site(request)
    return _to(current(site, site.sitting(request.path_params["sitting"])))


async def _item(request: Request) -> Response:
    site, asked = _site(request), request.query_params
    sitting = site.sitting(request.path_params["sitting"])
    kept = kept_number(sitting, asked.get("kept", ""))
    number = request.path_params["number"]
    return HTMLResponse(pages.item_page(site, sitting, number, focus=asked.get("at", ""), kept=kept))


async def _respond(request: Request) -> Response:
    site, fields = _site(request), Fields.read(await read_form(request))
    sitting, number = site.sitting(request.path_params["sitting"]), request.path_params["number"]
    step = respond(site, sitting, number, fields)
    if isinstance(step, Refused):
        return HTMLResponse(pages.item_page(site, sitting, number, fields=step.fields, problem=step.problem), 422)
    return _to(step)


async def _end(request: Request) -> Response:
    site = _site(request)
    return HTMLResponse(pages.end_page(site, site.sitting(request.path_params["sitting"])))


async def _finish(request: Request) -> Response:
    await read_form(request)
    site = _site(request)
    sitting = site.sitting(request.path_params["sitting"])
    sitting.finish()
    return _to(site.links.end(sitting.id))


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)


def _refusal(request: Request, status: int, sentence: str) -> Response:
    del request
    return HTMLResponse(pages.problem_page(TITLES.get(status, "That did not work"), sentence), status)


async def _http_error(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 400)
    said = {404: "there is no such page; go back to the quizzes", 405: "this page takes no such request; go back to it"}
    return _refusal(request, status, said.get(status, getattr(error, "detail", "")))


async def _quiz_error(request: Request, error: Exception) -> Response:
    status = next((STATUSES[each] for each in type(error).__mro__ if each in STATUSES), 400)
    title, sitting = TITLES.get(status, "That did not work"), request.path_params.get("sitting")
    back = (
        {"back": f"/sittings/{sitting}", "back_words": "Back to the quiz"} if sitting and status in {400, 409} else {}
    )
    return HTMLResponse(pages.problem_page(title, str(error), **back), status)


async def _our_error(request: Request, error: Exception) -> Response:
    del error
    return _refusal(request, 500, "this is a mistake in rectify, and the terminal says more; your responses are kept")
