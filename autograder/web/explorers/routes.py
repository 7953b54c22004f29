"""The explorers' pages. They are the same for everybody, compute in the browser, and ask nothing of the database."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from autograder.web.explorers.explorers import EXPLORERS
from autograder.web.explorers.gallery import GROUPS, formula, note
from autograder.web.explorers.modules import modules_of
from autograder.web.site import Site
from autograder.web.templating import page


def routes(site: Site) -> list[Route]:
    """The list of explorers, and each of them."""
    del site
    return [Route("/explorers", _shelf), Route("/explorers/{name}", _explorer)]


def _shelf(request: Request) -> Response:
    return page(request, "explorers/shelf.html.jinja", explorers=EXPLORERS.values())


def _explorer(request: Request) -> Response:
    """Raises HTTPException (404) for a name that is no explorer's."""
    explorer = EXPLORERS.get(request.path_params["name"])
    if explorer is None:
        raise HTTPException(404)
    template = f"explorers/{explorer.name}.html.jinja"
    return page(
        request,
        template,
        explorer=explorer,
        explorers=EXPLORERS.values(),
        tries=explorer.tries,
        groups=GROUPS,
        formula=formula,
        note=note,
        modules=modules_of(f"{explorer.name}_page.js"),
    )
