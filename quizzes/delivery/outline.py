"""The outline of a bundled bank: its title and the ids of its items, told without pydantic so that lists are quick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from quizzes.shelf import BUNDLED


@dataclass(frozen=True)
class Outline:
    """A bank's name, its title, and the ids of its items in order."""

    name: str
    title: str
    items: tuple[str, ...]


def outline(name: str) -> Outline:
    """The outline of a bundled bank; what the file lacks is left empty, for `rectify quiz check` to complain of."""
    found = list(_scalars(name))
    titles = [value for path, value in found if path == ("title",)]
    items = tuple(value for path, value in found if len(path) == 3 and (path[0], path[2]) == ("items", "id"))
    return Outline(name, titles[0] if titles else name, items)


def _scalars(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each scalar of a file that is a value, with the keys on the way to it; an entry of a list counts as an empty key.

    YAML is read as a stream of events: making its tree takes three times as long.
    """
    path: list[str] = []
    inside: list[bool] = []  # of each collection around: is it a mapping?
    key_comes = False
    with (BUNDLED / f"{name}.yaml").open(encoding="utf-8-sig") as file:
        for event in yaml.parse(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                inside.append(isinstance(event, yaml.MappingStartEvent))
                path.append("")
                key_comes = inside[-1]
            elif isinstance(event, yaml.CollectionEndEvent):
                inside.pop()
                path.pop()
                key_comes = bool(inside) and inside[-1]
            elif isinstance(event, yaml.ScalarEvent):
                if key_comes:
                    path[-1] = event.value
                else:
                    yield tuple(path), event.value
                key_comes = bool(inside) and inside[-1] and not key_comes
