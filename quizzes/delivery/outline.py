"""The outline of a bundled bank: its title and the ids of its items, told without pydantic so that lists are quick."""

from __future__ import annotations

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
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (BUNDLED / f"{name}.yaml").open(encoding="utf-8-sig") as file:
        node = yaml.compose(file, Loader=loader)
    fields = _fields(node)
    title, items = fields.get("title"), fields.get("items")
    ids = [_fields(item).get("id") for item in items.value] if isinstance(items, yaml.SequenceNode) else []
    return Outline(
        name,
        str(title.value) if isinstance(title, yaml.ScalarNode) else name,
        tuple(str(one.value) for one in ids if isinstance(one, yaml.ScalarNode)),
    )


def _fields(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
