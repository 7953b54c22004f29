"""What came back from another format against what was written: a difference is on the loss list, or a fault."""

import math
import re
from collections.abc import Iterator
from typing import Any

from quizzes.bank import Bank
from quizzes.exchange.groups import groups
from quizzes.exchange.losses import Exported, Imported
from quizzes.exchange.xhtml import to_xhtml
from quizzes.items.base import Item
from quizzes.items.cloze import BLANK

Step = str | int

#: Made from texts, which may come back in other signs that render alike.
MADE = {"id", "right_id"}
#: Two ways to say how a key is known.
PROVEN: dict[Step, Step] = {"unproven": "proof"}
#: Not Markdown, so that every sign counts.
VERBATIM = {"kind", "scoring", "code", "key", "pattern", "ignore", "accept"}

IMAGE = re.compile(r"!\[[^\]]*\]\(")


def faults(bank: Bank, exported: Exported, imported: Imported, variants: int, seed: str) -> list[str]:
    """Every difference that the exporter did not announce."""
    read = {item.id: item for item in imported.bank.items}
    found = []
    for group in groups(bank, variants, seed):
        announced = _announced(exported, group.name)
        gone = any(loss.what.startswith("left out") for loss in exported.losses if loss.item == group.name)
        for item in group.items:
            if item.id not in read:
                found += [] if gone else [f"{item.id} did not come back"]
                continue
            for path, before, after in differences(item, read[item.id]):
                if announced.isdisjoint({PROVEN.get(step, step) for step in path} - {"blanks"}):
                    found.append(f"{item.id}.{'.'.join(map(str, path))}: {before!r} came back as {after!r}")
    announced = _announced(exported, "")
    for field in ("title", "description", "objectives"):
        sides = [_rendered(getattr(each, field)) for each in (bank, imported.bank)]
        if sides[0] != sides[1] and field not in announced:
            found.append(f"{field}: {sides[0]!r} came back as {sides[1]!r}")
    return found


def _announced(exported: Exported, item: str) -> set[Step]:
    """The fields that losses are about: those in backticks at their beginning."""
    about = (loss.what.partition(":")[0] for loss in exported.losses if loss.item == item)
    return {PROVEN.get(word, word) for what in about for word in re.findall(r"`(\w+)`", what)}


def differences(before: Item, after: Item) -> Iterator[tuple[tuple[Step, ...], Any, Any]]:
    """Each place at which two items differ, with both sides."""
    yield from _unlike((), _counted(before.model_dump()), _counted(after.model_dump()))


def _counted(data: dict[str, Any]) -> dict[str, Any]:
    """The item with numbers in place of its blanks' names."""
    if data["kind"] != "cloze":
        return data
    order = BLANK.findall(data["stem"])
    stem = BLANK.sub(lambda blank: f"[[blank{order.index(blank[1]) + 1}]]", data["stem"])
    return {
        **data,
        "stem": stem,
        "blanks": {f"blank{order.index(name) + 1}": each for name, each in data["blanks"].items()},
    }


def _unlike(path: tuple[Step, ...], before: Any, after: Any) -> Iterator[tuple[tuple[Step, ...], Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        # What one kind has and another has not needs no word of its own beside that the kind is lost.
        same_kind = before.get("kind") == after.get("kind")
        for name in dict.fromkeys([*before, *after]):
            if name not in MADE and (same_kind or name == "kind" or (not path and name in Item.model_fields)):
                yield from _unlike((*path, name), before.get(name), after.get(name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _unlike((*path, index), one, other)
    elif not _same(before, after, verbatim=path[-1] in VERBATIM) and not _has_image(before):
        yield path, before, after


def _same(before: Any, after: Any, *, verbatim: bool) -> bool:
    if isinstance(before, float) and isinstance(after, float):
        return math.isclose(before, after, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(before, str) and isinstance(after, str):
        return _spaced(before) == _spaced(after) if verbatim else _rendered(before) == _rendered(after)
    return bool(before == after)


def _spaced(text: str) -> str:
    """A text with runs of spaces as one, as texts are compared; the spaces that start a line of code stay."""
    return re.sub(r"(?<=\S) +", " ", text.strip())


def _has_image(value: Any) -> bool:
    """Whether it is text with an image, which no importer fetches."""
    return isinstance(value, str) and bool(IMAGE.search(value))


def _rendered(value: Any) -> Any:
    """A text as it shows; runs of spaces are one."""
    if isinstance(value, dict):
        return {name: _rendered(each) for name, each in value.items()}
    return " ".join(to_xhtml(value).split()).replace("{ {", "{{") if isinstance(value, str) else value
