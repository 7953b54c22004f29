"""What a browser sends for an item, as a response; and a response as the fields that it was sent in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from quizzes.errors import UsageError

#: Twelve blanks, options or pairs, and the buttons.
MAX_FIELDS = 60
#: The name of the field of one part: of a pair, by its left side, or of a blank.
PART = "part."
_VALUE_LENGTH = 50


class Fields:
    """The fields of a form by name; a name may come several times."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    @classmethod
    def read(cls, body: bytes) -> Fields:
        """The fields of a form as browsers encode it. Raises UsageError where there are too many."""
        try:
            text = body.decode("utf-8", "replace")
            return cls(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MAX_FIELDS))
        except ValueError:
            raise UsageError(f"the form has more than {MAX_FIELDS} fields; go back and send it again") from None

    @property
    def length(self) -> int:
        """How many characters names and values have, and some for each value: an empty one is kept, too."""
        return sum(len(name) + sum(_VALUE_LENGTH + len(one) for one in values) for name, values in self._values.items())

    def all(self, name: str) -> list[str]:
        """Every value of that name."""
        return self._values.get(name, [])

    def get(self, name: str) -> str:
        """The one value of that name; empty where there is none, or several."""
        values = self.all(name)
        return values[0] if len(values) == 1 else ""

    def replaced(self, name: str, values: list[str]) -> Fields:
        """The same with other values of that name."""
        changed = Fields()
        changed._values = {**self._values, name: values}
        return changed


def response_of(item: Mapping[str, Any], fields: Fields) -> Any:
    """The response to an item, given as its `student_view`: what `quizzes.scoring.grade` takes, or refuses in words."""
    kind = item["kind"]
    if kind == "multiple_response":
        return fields.all("choice")
    if kind in {"single_choice", "true_false"}:
        chosen = fields.all("choice")
        return chosen if len(chosen) > 1 else fields.get("choice")
    if kind == "ordering":
        return fields.all("entry")
    if kind == "matching":
        return {left["id"]: fields.get(PART + left["id"]) for left in item["left"]}
    if kind == "cloze":
        return {name: fields.get(PART + name) for name in item["blanks"]}
    return fields.get("value").replace("\r\n", "\n")


def fields_of(item: Mapping[str, Any], response: Any) -> Fields:
    """The fields that were sent for a response, or for none."""
    kind = item["kind"]
    if response is None:
        return Fields()
    if kind == "multiple_response":
        return Fields(("choice", each) for each in response)
    if kind == "ordering":
        return Fields(("entry", each) for each in response)
    if kind in {"matching", "cloze"}:
        return Fields((PART + name, str(each)) for name, each in response.items())
    if kind in {"single_choice", "true_false"}:
        return Fields([("choice", str(response).lower() if isinstance(response, bool) else response)])
    return Fields([("value", str(response))])


def order_of(item: Mapping[str, Any], fields: Fields) -> list[str]:
    """The order that the fields give to an ordering item; the order shown first where they give none."""
    shown = [entry["id"] for entry in item["entries"]]
    given = fields.all("entry")
    return given if sorted(given) == sorted(shown) else shown


def moved(order: list[str], move: str) -> list[str]:
    """The order after a move: ``up:ID`` or ``down:ID``. One that cannot be made changes nothing."""
    way, _colon, name = move.partition(":")
    if name not in order or way not in {"up", "down"}:
        return order
    here = order.index(name)
    there = here + (1 if way == "down" else -1)
    if not 0 <= there < len(order):
        return order
    changed = list(order)
    changed[here], changed[there] = changed[there], changed[here]
    return changed
