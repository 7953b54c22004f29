"""A bank as the YAML that people write: fields in their order, and nothing that goes without saying."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from pydantic import BaseModel

from quizzes.bank import Bank
from quizzes.items.arrangement import Entry, Extra, Pair
from quizzes.items.base import identifier
from quizzes.items.choice import Option
from quizzes.items.variables import Domain
from quizzes.yaml_lines import plain_scalar

#: How an id is made where it is left out, by the model and the field that holds it.
MADE: dict[type[BaseModel], dict[str, Callable[[Any], str]]] = {
    Option: {"id": lambda part: identifier(part.text)},
    Entry: {"id": lambda part: identifier(part.text)},
    Extra: {"id": lambda part: identifier("right", part.text)},
    Pair: {
        "id": lambda part: identifier("left", part.left),
        "right_id": lambda part: identifier("right", part.right),
    },
}


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as a block, and never an alias, which a bank may not hold."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # `1e5` is a number to our reader and a text to PyYAML.
    quotes = None if plain_scalar(text) == text else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else quotes)


_Dumper.add_representer(str, _text)


def to_yaml(bank: Bank) -> str:
    """The bank's text: `parse_bank` makes an equal bank of it."""
    items = [_dumped([_fields(item)]) for item in bank.items]
    return "\n".join([_dumped(_fields(bank, without="items")) + "items:", *items])


def _dumped(data: Any) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return text


def _fields(part: BaseModel, without: str = "") -> dict[str, Any]:
    made = MADE.get(type(part), {})
    fields = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        goes_without_saying = value == field.default or (name in made and value == made[name](part))
        if name != without and (field.is_required() or not goes_without_saying):
            fields[name] = _value(value)
    return fields


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _value(entry) for name, entry in value.items()}
    if isinstance(value, Domain):  # where 1 and 1.0 are not the same
        return value.model_dump(exclude_none=True)
    if isinstance(value, BaseModel):
        return _fields(value)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
