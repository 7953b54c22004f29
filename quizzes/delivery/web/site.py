"""What the pages of one learner share: the record, the banks, what is typed and not yet sent, and where they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.drafts import Drafts
from quizzes.delivery.web.links import Links
from quizzes.errors import UnknownSitting, quoted


@dataclass
class Site:
    """One learner's pages. ``start`` is the path of the first of them."""

    store: AttemptStore
    banks: Banks
    learner: str
    start: str = "/"
    links: Links = field(default_factory=Links)
    drafts: Drafts = field(default_factory=Drafts)

    def sitting(self, name: str) -> Sitting:
        """The learner's sitting of that id. Raises UnknownSitting, for another learner's, too."""
        sitting = Sitting.find(self.store, self.banks, name)
        if sitting.plan.learner != self.learner:
            raise UnknownSitting(f"there is no sitting {quoted(name)}; begin a new one")
        return sitting

    def title(self, sitting: Sitting) -> str:
        """What a sitting is called: as its bank."""
        return self.banks.get(sitting.plan.bank).title if sitting.plan.bank else "Due today"
