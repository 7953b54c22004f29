"""What is typed and not yet sent: kept in memory, for one learner or for many."""

from __future__ import annotations

import threading

from quizzes.delivery.web.forms import Fields

#: So many half-filled forms are remembered; the oldest goes first.
MAX_DRAFTS = 200


class Drafts:
    """Half-filled forms by sitting and item. Several threads may use one object."""

    def __init__(self) -> None:
        self._fields: dict[tuple[str, int], Fields] = {}
        self._lock = threading.Lock()

    def get(self, sitting: str, number: int) -> Fields | None:
        """The fields of an item as they stood when a button other than the last was pressed."""
        return self._fields.get((sitting, number))

    def keep(self, sitting: str, number: int, fields: Fields) -> None:
        """Remember the fields of an item until it is answered."""
        with self._lock:
            self._fields[sitting, number] = fields
            while len(self._fields) > MAX_DRAFTS:
                del self._fields[next(iter(self._fields))]

    def drop(self, sitting: str, number: int) -> None:
        """Forget the fields: the item has its response."""
        with self._lock:
            self._fields.pop((sitting, number), None)
