"""Where the pages of a placement's sittings are, and the token that their forms carry."""

from __future__ import annotations

from markupsafe import Markup

from autograder.service.models import Placement
from autograder.web.forms import CSRF
from quizzes.delivery.web.links import Links


class PlacementLinks(Links):
    """The addresses below `/quizzes/{placement}`; ``token`` is the person's own."""

    def __init__(self, placement: Placement, token: str) -> None:
        self.start = f"/quizzes/{placement.id}"
        self.fields = Markup('<input type="hidden" name="{}" value="{}">').format(CSRF, token)

    def sitting(self, sitting: str) -> str:
        """A sitting: leads to its next item, or its end."""
        return f"{self.start}/sittings/{sitting}"
