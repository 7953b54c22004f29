"""A bank on its way in: what other systems' files lack is supplied, what the models refuse is left out and said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, cast

from pydantic import ValidationError

from quizzes.bank import Bank
from quizzes.complaints import complaints, has
from quizzes.errors import dotted, one_line
from quizzes.exchange.losses import Imported, Loss
from quizzes.exchange.refusals import ImportRefused
from quizzes.exchange.supplied import IMPORTED, supply
from quizzes.items.base import Mistake
from quizzes.items.item import KINDS, AnyItem
from quizzes.markdown import problem_in
from quizzes.reader import MAX_ITEMS

SLUG = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
#: Titles that name no item, and names that only a machine remembers.
NO_NAMES = {"", "question", "untitled", "no title", "text question", "quiz", "assessment"}
MACHINE_MADE = re.compile(
    r"[0-9a-f]{16}|[0-9]{6}|[0-9a-f]{4}[-_][0-9a-f]{4}|^(_|i|id|res|ques|qid|q)?[-_]?[0-9_]+$", re.IGNORECASE
)
#: Lists of an item that may be shorter, so that an entry that is refused costs itself and not the item.
OPTIONAL = {"wrong", "accept", "hints"}
TRIES = 8
#: One less than a bank may have: the last is for items that name none.
MAX_OBJECTIVES = 99


def slug(text: str, fallback: str) -> str:
    """The text as a name: lower case, digits and hyphens."""
    if SLUG.fullmatch(text) and len(text) <= 80:
        return text
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return words or fallback


def item_name(given: list[str], stem: str) -> str:
    """The first name that says something to a person, else the first words of the stem; nothing where there is none."""
    meant = (name for name in given if name.strip().lower() not in NO_NAMES and not MACHINE_MADE.search(name))
    words = " ".join(re.findall(r"\w+", stem)[:7])
    return next(meant, words or next((name for name in given if name.strip()), ""))


class Draft:
    """Collects the items of one file, and everything that is not in them."""

    def __init__(self, target: str, file: str) -> None:
        self.target = target
        self.file = file
        self.items: list[AnyItem] = []
        self.losses: list[Loss] = []
        self.objectives: dict[str, str] = {}
        self._names: set[str] = set()

    def lose(self, what: str, item: str = "") -> None:
        """Say one thing that is not in the bank."""
        self.losses.append(Loss(self.target, item, what))

    def name(self, given: str) -> str:
        """A name for the next item, from its id or title in the file; no other item has it."""
        base = slug(given, "item")
        name, number = base, 1
        while name in self._names:
            number += 1
            name = f"{base}-{number}"
        self._names.add(name)
        return name

    def objective(self, sentence: str, name: str = "") -> str:
        """The name of what an item serves, declared with its sentence; at most as many as a bank may have."""
        named = slug(name or sentence, IMPORTED)
        if named not in self.objectives and len(self.objectives) >= MAX_OBJECTIVES:
            return IMPORTED
        self.objectives.setdefault(named, _line(sentence) or named)
        return named

    def add(self, data: dict[str, Any], lost: list[str]) -> None:
        """Take one item, as the data of its YAML with what the file has; ``lost`` is what the file has besides.

        ``id`` may be any text; fields that only this project has may be missing.
        """
        data = dict(data)
        data["id"] = name = self.name(str(data.get("id", "")))
        for what in (*lost, *supply(data, self.file)):
            self.lose(what, name)
        if any("{{" in text for text in _texts(data)):
            self.lose("left out: it holds `{{`, which starts an expression here", name)
        elif len(self.items) >= MAX_ITEMS:
            self.lose(f"left out: a bank has at most {MAX_ITEMS} items", name)
        elif item := self._validated(data, name):
            self.items.append(item)

    def _validated(self, data: dict[str, Any], name: str) -> AnyItem | None:
        model = KINDS[data["kind"]]
        for _try in range(TRIES):
            try:
                return cast("AnyItem", model.model_validate(data))
            except ValidationError as error:
                mistakes = list(complaints(error, model, data))
            if not all(self._drop(data, mistake, name) for mistake in reversed(mistakes)):
                break
        where, what, allowed = mistakes[0]
        place = f"{dotted(where)}: " if where else ""
        self.lose(one_line(f"left out: {place}{what}; {allowed}"), name)
        return None

    def _drop(self, data: dict[str, Any], mistake: Mistake, name: str) -> bool:
        """Leave out the entry that a mistake is about, where the item can be without it."""
        path, what, _allowed = mistake
        holder: Any = data
        for depth, step in enumerate(path):
            if step in OPTIONAL and isinstance(holder[step], list):
                entries, rest = holder[step], path[depth + 1 :]
                dropped = entries.pop(int(rest[0])) if rest and int(rest[0]) < len(entries) else entries.pop()
                shown = dropped.get("text", dropped.get("value")) if isinstance(dropped, dict) else dropped
                self.lose(one_line(f"of its `{step}`, `{shown}`: {what}"), name)
                return True
            if not has(holder, step):
                return False
            holder = holder[step]
        return False

    def finish(self, *, title: str, description: str = "", name: str = "") -> Imported:
        """The bank. Raises ImportRefused where no item is left."""
        if not self.items:
            reasons = "; ".join(str(loss) for loss in self.losses[:3])
            what = "holds no item that can be imported" + (f" ({reasons})" if reasons else "")
            raise ImportRefused(self.file, what, "see docs/QUIZZES.md, Exchange, for what can be")
        used = list(dict.fromkeys(objective for item in self.items for objective in item.objectives))
        self.objectives.setdefault(IMPORTED, f"What {_line(self.file)} asks about")
        bank = Bank(
            bank=slug(name or title or self.file, "imported"),
            title=_line(title) or _line(self.file) or "Imported",
            description=description if description and problem_in(description) is None else None,
            objectives={objective: self.objectives.get(objective, objective) for objective in used},
            items=self.items,
        )
        return Imported(bank, self.losses)


def _line(text: str) -> str:
    """The text as a line of a bank, or nothing where it is none."""
    line = one_line(text)[:500]
    return line if problem_in(line) is None and "{{" not in line else ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _texts(entry)
    elif isinstance(value, str):
        yield value
