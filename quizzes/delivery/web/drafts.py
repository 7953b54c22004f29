"""What is typed and not yet sent: kept in memory, for one learner or for many."""

from __future__ import annotations

import threading

from quizzes.delivery.web.forms import Fields

#: So many characters of half-filled forms are remembered, of a whole class together; the oldest form goes first.
MAX_CHARACTERS = 16_000_000
#: A longer form is not remembered: no item needs one, and a few would push out everybody's.
MAX_LENGTH = 20_000
#: What a form weighs besides its text.
_FORM_LENGTH = 500


class Drafts:
    """Half-filled forms by sitting and item. Several threads may use one object."""

    def __init__(self) -> None:
        self._fields: dict[tuple[str, int], Fields] = {}
        self._length = 0
        self._lock = threading.Lock()

    def get(self, sitting: str, number: int) -> Fields | None:
        """The fields of an item as they stood when a button other than the last was pressed."""
        return self._fields.get((sitting, number))

    def keep(self, sitting: str, number: int, fields: Fields) -> None:
        """Remember the fields of an item until it is answered."""
        with self._lock:
            self._forget((sitting, number))
            if fields.length > MAX_LENGTH:
                return
            self._fields[sitting, number] = fields
            self._length += fields.length + _FORM_LENGTH
            while self._length > MAX_CHARACTERS:
                self._forget(next(iter(self._fields)))

    def drop(self, sitting: str, number: int) -> None:
        """Forget the fields: the item has its response."""
        with self._lock:
            self._forget((sitting, number))

    def _forget(self, key: tuple[str, int]) -> None:
        fields = self._fields.pop(key, None)
        if fields is not None:
            self._length -= fields.length + _FORM_LENGTH
