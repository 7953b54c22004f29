"""The leaderboard of a challenge: who measured best in this context, by the names that they gave themselves."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from autograder.feedback.leaderboard import places_on_scale
from autograder.service.models import Kind
from autograder.service.standings import leaderboard
from autograder.web.errors import NotHere
from autograder.web.places import assignment_of, placed
from autograder.web.site import site_of
from autograder.web.templating import page


def show(request: Request) -> Response:
    """``/placements/{placement}/leaderboard``."""
    found = placed(request, request.path_params["placement"], Kind.LEADERBOARD, Kind.ASSIGNMENT)
    assignment = assignment_of(request, found.placement)
    if assignment.spec.contest is None:
        raise NotHere("this assignment is no challenge, and has no leaderboard: go back to it")
    with site_of(request).database.read() as connection:
        ranks = leaderboard(connection, found.context, assignment.name)
    return page(
        request,
        "board.html.jinja",
        placement=found.placement,
        assignment=assignment,
        ranks=ranks,
        place=places_on_scale(ranks),
    )
