"""What all pages of one run share: the record, the banks, the learner, and what is typed and not yet sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.forms import Fields
from quizzes.errors import UnknownSitting, quoted

#: So many half-filled forms are remembered; the oldest goes first.
MAX_DRAFTS = 200


@dataclass
class Site:
    """One learner's pages. ``start`` is the path of the first of them."""

    store: AttemptStore
    banks: Banks
    learner: str
    start: str = "/"
    _drafts: dict[tuple[str, int], Fields] = field(default_factory=dict)

    def sitting(self, name: str) -> Sitting:
        """The learner's sitting of that id. Raises UnknownSitting, for another learner's, too."""
        sitting = Sitting.find(self.store, self.banks, name)
        if sitting.plan.learner != self.learner:
            raise UnknownSitting(f"there is no sitting {quoted(name)}; begin a new one")
        return sitting

    def title(self, sitting: Sitting) -> str:
        """What a sitting is called: as its bank."""
        return self.banks.get(sitting.plan.bank).title if sitting.plan.bank else "Due today"

    def draft(self, sitting: Sitting, number: int) -> Fields | None:
        """The fields of an item as they stood when a button other than the last was pressed."""
        return self._drafts.get((sitting.id, number))

    def keep_draft(self, sitting: Sitting, number: int, fields: Fields) -> None:
        """Remember the fields of an item until it is answered."""
        self._drafts[sitting.id, number] = fields
        while len(self._drafts) > MAX_DRAFTS:
            del self._drafts[next(iter(self._drafts))]

    def drop_draft(self, sitting: Sitting, number: int) -> None:
        """Forget the fields: the item has its response."""
        self._drafts.pop((sitting.id, number), None)
