"""The first page: what the context offers, and where the person is with each."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from autograder.service import people
from autograder.service.models import Kind, Placement, Role, Standing
from autograder.service.scores import standing
from autograder.web.explorers.explorers import EXPLORERS
from autograder.web.shelf_quizzes import Going, going
from autograder.web.site import site_of
from autograder.web.templating import page
from autograder.web.visits import visit

_HEADINGS = {
    Kind.ASSIGNMENT: "Assignments",
    Kind.QUIZ: "Quizzes",
    Kind.EXPLORER: "Explorers",
    Kind.LEADERBOARD: "Leaderboards",
}


@dataclass(frozen=True)
class Card:
    """One placement on the shelf.

    ``summary`` is empty where none is known; ``standing`` None where nothing is scored, or an instructor looks.
    ``going``: the sitting of a quiz that goes on.
    """

    placement: Placement
    address: str
    summary: str
    standing: Standing | None
    going: Going | None = None


def shelf(request: Request) -> Response:
    """``/``."""
    here, site = visit(request), site_of(request)
    specs = {(Kind.ASSIGNMENT, one.name): one.spec.summary for one in site.course.assignments}
    summaries = specs | {(Kind.EXPLORER, one.name): one.summary for one in EXPLORERS.values()}
    with site.database.read() as connection:
        cards = [
            Card(
                placement,
                address_of(placement),
                summaries.get((placement.kind, placement.name), ""),
                standing(connection, here.person, placement)
                if placement.max_score and here.role is Role.STUDENT
                else None,
                going(site.settings.data, here.person, placement)
                if placement.kind is Kind.QUIZ and here.role is Role.STUDENT
                else None,
            )
            for placement in people.placements(connection, here.context)
        ]
    shelves = {heading: [card for card in cards if card.placement.kind is kind] for kind, heading in _HEADINGS.items()}
    return page(request, "shelf.html.jinja", shelves={heading: own for heading, own in shelves.items() if own})


def address_of(placement: Placement) -> str:
    """The path of a placement's page."""
    if placement.kind is Kind.EXPLORER:
        return f"/explorers/{placement.name}"
    if placement.kind is Kind.LEADERBOARD:
        return f"/placements/{placement.id}/leaderboard"
    return f"/{'quizzes' if placement.kind is Kind.QUIZ else 'assignments'}/{placement.id}"
