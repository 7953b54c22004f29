"""Where the pages of a sitting are, and what each of their forms carries: whoever puts them elsewhere says so here."""

from __future__ import annotations

from markupsafe import Markup

from quizzes.texts.markup import NOTHING


class Links:
    """The addresses of quizzes that have a server to themselves. Another server has a class of its own like this."""

    #: Fields that stand in every form beside its own.
    fields: Markup = NOTHING

    def sitting(self, sitting: str) -> str:
        """A sitting: leads to its next item, or its end."""
        return f"/sittings/{sitting}"

    def item(self, sitting: str, number: int) -> str:
        """An item of a sitting; its form is sent there, too."""
        return f"{self.sitting(sitting)}/items/{number}"

    def end(self, sitting: str) -> str:
        """Where a sitting stands, and its result."""
        return f"{self.sitting(sitting)}/end"

    def finish(self, sitting: str) -> str:
        """What ends a sitting."""
        return f"{self.sitting(sitting)}/finish"
