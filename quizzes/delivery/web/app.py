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
from quizzes.delivery.web.forms import Fields, moved, order_of, response_of
from quizzes.delivery.web.guard import STRANGER, Guard, cookie_name, read_form
from quizzes.delivery.web.site import Site
from quizzes.errors import (
    AlreadyAnswered,
    BankError,
    QuizError,
    ResponseError,
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
    return _to(f"/sittings/{sitting.id}")


async def _begin_due(request: Request) -> Response:
    site, fields = _site(request), Fields.read(await read_form(request))
    sitting = practice(site.store, site.banks, site.learner, fields.get("bank") or None)
    return _to(f"/sittings/{sitting.id}" if sitting else "/")


async def _sitting(request: Request) -> Response:
    sitting = _site(request).sitting(request.path_params["sitting"])
    number = None if sitting.finished else sitting.number
    return _to(f"/sittings/{sitting.id}/items/{number}" if number else f"/sittings/{sitting.id}/end")


async def _item(request: Request) -> Response:
    site = _site(request)
    sitting = site.sitting(request.path_params["sitting"])
    kept = request.query_params.get("kept", "")
    return HTMLResponse(
        pages.item_page(
            site,
            sitting,
            request.path_params["number"],
            focus=request.query_params.get("at", ""),
            kept=int(kept) if kept in map(str, range(1, len(sitting.plan.entries) + 1)) else None,
        )
    )


async def _respond(request: Request) -> Response:
    """A response, or a button that leaves the item as it is: a hint, a move, the next item."""
    site, fields = _site(request), Fields.read(await read_form(request))
    sitting, number = site.sitting(request.path_params["sitting"]), request.path_params["number"]
    view, here = sitting.view(number), f"/sittings/{sitting.id}/items/{number}"
    if (move := fields.get("move")) and view.item["kind"] == "ordering":
        order = moved(order_of(view.item, fields), move)
        site.keep_draft(sitting, number, fields.replaced("entry", order))
        return _to(f"{here}?at={move if move.partition(':')[2] in order else ''}")
    if fields.get("action") == "hint":
        site.keep_draft(sitting, number, fields)
        sitting.take_hint(number)
        return _to(f"{here}?at=hint")
    if fields.get("action") == "skip":
        site.keep_draft(sitting, number, fields)
        sitting.go(number)
        return _to(_next(sitting))
    try:
        told = sitting.answer(response_of(view.item, fields), number)
    except ResponseError as error:
        return HTMLResponse(pages.item_page(site, sitting, number, fields=fields, problem=error), 422)
    site.drop_draft(sitting, number)
    if told:
        return _to(f"{here}?at=result")
    sitting.go(number)
    return _to(_next(sitting, kept=number))


def _next(sitting: Sitting, *, kept: int | None = None) -> str:
    number = sitting.next()
    if number is None:
        return f"/sittings/{sitting.id}/end"
    return f"/sittings/{sitting.id}/items/{number}" + (f"?kept={kept}" if kept else "")


async def _end(request: Request) -> Response:
    site = _site(request)
    return HTMLResponse(pages.end_page(site, site.sitting(request.path_params["sitting"])))


async def _finish(request: Request) -> Response:
    await read_form(request)
    sitting = _site(request).sitting(request.path_params["sitting"])
    sitting.finish()
    return _to(f"/sittings/{sitting.id}/end")


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
