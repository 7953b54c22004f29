"""The students' pages: where each path leads."""

from __future__ import annotations

from starlette.routing import Route

from autograder.web import assignments, feedback, leaderboard
from autograder.web.forms import posted
from autograder.web.numbers import number
from autograder.web.shelf import shelf

_ASSIGNMENT = f"/assignments/{number('placement')}"


def routes() -> list[Route]:
    """All of them."""
    return [
        Route("/", shelf),
        Route(_ASSIGNMENT, assignments.show),
        Route(f"{_ASSIGNMENT}/pictures/{{name}}", assignments.picture),
        Route(f"{_ASSIGNMENT}/files/{{name}}", assignments.stub),
        Route(f"{_ASSIGNMENT}/check", posted(assignments.check), methods=["POST"]),
        Route(f"{_ASSIGNMENT}/hand-in", posted(assignments.hand_in_work), methods=["POST"]),
        Route("/handins/{handin}", feedback.show),
        Route("/handins/{handin}/state", feedback.state),
        Route("/handins/{handin}/file", feedback.file),
        Route(f"/placements/{number('placement')}/leaderboard", leaderboard.show),
    ]
