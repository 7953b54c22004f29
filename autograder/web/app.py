"""The application: every part's routes behind one guard, and every error as a page in words."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from autograder.errors import AuthorError, AutograderError, SubmissionError
from autograder.service.errors import NotThere, TooMany
from autograder.web import entrance, local, probes, quizzes, student
from autograder.web.errors import PageError, TooFast
from autograder.web.explorers import routes as explorers
from autograder.web.guard import Guard
from autograder.web.site import Site
from autograder.web.teaching import routes as teaching
from autograder.web.templating import STATIC, problem_page
from quizzes.delivery.banks import Banks

_HTTP = {
    404: ("Not here", "there is no such page: go back to the first one"),
    405: ("That did not work", "this page takes no such request: go back to it and try again"),
    413: ("Too large", "more was sent than is taken: send a smaller file"),
}


def make_app(site: Site, extra_routes: Sequence[BaseRoute] = (), banks: Banks | None = None) -> Starlette:
    """The pages of a site; ``extra_routes`` come first, such as an LMS's launches. ``banks``: the bundled ones."""
    banks = banks or Banks()
    static = [
        Mount(f"/static/{part}".rstrip("/"), _Static(directory=folder))
        for part, folder in STATIC.items()
        if folder.is_dir()
    ]
    app = Starlette(
        routes=[
            *extra_routes,
            *probes.routes(),
            *entrance.routes(),
            *local.routes(site),
            *student.routes(),
            *quizzes.routes(site, banks),
            *teaching.routes(site, banks),
            *explorers.routes(site),
            *static,
        ],
        middleware=[
            Middleware(Guard, settings=site.settings, frames=site.frames, refuse=_page_error, broken=_our_error)
        ],
        exception_handlers={
            PageError: _page_error,
            AutograderError: _error,
            HTTPException: _http_error,
        },
    )
    app.state.site = site
    return app


class _Static(StaticFiles):
    """Files whose address changes with them: a browser need not ask again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = "v=" in scope["query_string"].decode("latin-1")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
        return response


def _page_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageError)
    response = problem_page(request, error.status, error.title, str(error))
    if isinstance(error, TooFast):
        response.headers["Retry-After"] = str(error.after_seconds)
    return response


def _error(request: Request, error: Exception) -> Response:
    """An error of the engine: the student's fault, the course's, or the machine's; each says what to do."""
    if isinstance(error, NotThere):
        return problem_page(
            request, 404, "Not here", "there is no such thing, or it is not yours: go back to the first page"
        )
    if isinstance(error, SubmissionError):
        return problem_page(request, 429 if isinstance(error, TooMany) else 400, "That did not work", str(error))
    if isinstance(error, AuthorError):
        said = "something in this course is not as it should be, and it is not your doing: tell your instructor"
        return problem_page(request, 503, "The course has a mistake", said)
    said = f"the service has a problem of its own, and it is not your doing: {_kept(request)}; try again soon"
    return problem_page(request, 503, "Not now", said)


def _kept(request: Request) -> str:
    """What became of what was sent: nothing that a request was to write is there where it failed."""
    return "what you handed in is kept" if request.method in {"GET", "HEAD"} else "what you sent just now was NOT taken"


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title, said = _HTTP.get(error.status_code, ("That did not work", error.detail))
    return problem_page(request, error.status_code, title, said)


def _our_error(request: Request, error: Exception) -> Response:
    del error
    said = f"this is a mistake in rectify, and the operator's log says more: {_kept(request)}"
    return problem_page(request, 500, "A mistake of ours", said)
