"""Variants of a parameterised item: drawn by seed, counted, and looked at one by one.

A draw depends on the seed, the item's id and its domains alone: the same on every machine and in every Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from quizzes import expressions, templates
from quizzes.complaints import complaints
from quizzes.errors import BankError, ExpressionError, Problem, quoted
from quizzes.expressions import Value
from quizzes.items.base import Item, Mistake, Part, Path
from quizzes.items.variables import MAX_VARIANTS

Values = dict[str, Value]
ItemOfKind = TypeVar("ItemOfKind", bound=Item)
NO_VARIANT = ("leave no variant", "constraints that some combination of values keeps")

#: So many draws are tried before all combinations are gone through.
TRIES = 200
#: Of the variants with something wrong, so many are reported for each item.
MAX_REPORTED = 3


def size(item: Item) -> int:
    """How many combinations of values there are, before constraints; 1 for an item without variables."""
    product = 1
    for domain in item.variables.values():
        product *= domain.size
    return product


def combination(item: Item, index: int) -> Values:
    """The combination of that number, counted from 0: the last variable changes fastest."""
    values: Values = {}
    for name, domain in reversed(item.variables.items()):
        index, place = divmod(index, domain.size)
        values[name] = domain.value(place)
    return {name: values[name] for name in item.variables}


def with_let(item: Item, values: Values) -> Values:
    """The values and, from them, those of the names under ``let``."""
    names = dict(values)
    for name, expression in item.let.items():
        try:
            names[name] = expressions.evaluate(expression, names)
        except ExpressionError as error:
            raise error.at(("let", name)) from None
    return names


def admitted(item: Item, values: Values) -> bool:
    """Whether a combination keeps the item's constraints. Raises ExpressionError where one is neither true nor false.

    Constraints over variables alone come first, so that they can rule out what an expression under ``let`` cannot take.
    """
    simple = [each for each in item.constraints if expressions.names_in(each).isdisjoint(item.let)]
    if not all(_kept(constraint, values) for constraint in simple):
        return False
    others = [each for each in item.constraints if each not in simple]
    names = with_let(item, values) if others else values
    return all(_kept(constraint, names) for constraint in others)


def _kept(constraint: str, names: Values) -> bool:
    kept = expressions.evaluate(constraint, names)
    if not isinstance(kept, bool):
        raise ExpressionError(f"{quoted(constraint)} gives {quoted(kept)}", "a constraint is true or false")
    return kept


def draw_values(item: Item, seed: str | int) -> Values:
    """The values of one variant, by the seed. Raises BankError where constraints leave none."""
    total = size(item)
    for attempt in range(TRIES):
        values = combination(item, _hash(seed, item.id, attempt) % total)
        if admitted(item, values):
            return values
    return draw_several(item, 1, seed)[0]


def draw_several(item: Item, count: int, seed: str | int) -> list[Values]:
    """The values of ``count`` different variants, by the seed; all of them where there are not so many."""
    chosen = [values for values in combinations(item) if admitted(item, values)]
    if not chosen:
        raise BankError([Problem("bank", 0, item.id, "constraints", *NO_VARIANT)])
    order = sorted(range(len(chosen)), key=lambda index: _hash(seed, item.id, repr(chosen[index])))
    return [chosen[index] for index in order[:count]]


def combinations(item: Item) -> Iterator[Values]:
    """Every combination of values, before constraints."""
    return (combination(item, index) for index in range(size(item)))


def draw(item: ItemOfKind, seed: str | int) -> ItemOfKind:
    """One variant of the item, by the seed: texts written out, keys numbers, ids as in every other variant."""
    return instantiate(item, draw_values(item, seed)) if item.is_template else item


def instantiate(item: ItemOfKind, values: Values) -> ItemOfKind:
    """The item with these values. Raises ExpressionError or ValidationError where they make no sound item."""
    data = _filled(item, with_let(item, values))
    for name in ("variables", "let", "constraints"):
        del data[name]
    return type(item).model_validate(data)


def _filled(part: Part, names: Values, at: Path = ()) -> dict[str, Any]:
    """The model's fields with every expression evaluated."""
    return {name: _value(part, name, getattr(part, name), names, (*at, name)) for name in type(part).model_fields}


def _value(part: Part, name: str, value: Any, names: Values, at: Path) -> Any:
    if isinstance(value, Part):
        return _filled(value, names, at)
    if isinstance(value, list):
        return [_value(part, name, entry, names, (*at, index)) for index, entry in enumerate(value)]
    if isinstance(value, dict):
        return {key: _value(part, name, entry, names, (*at, key)) for key, entry in value.items()}
    if not isinstance(value, str) or not templates.is_template(value) or name in part.PLAIN:
        return value
    try:
        return templates.number_of(value, names) if name in part.NUMBERS else templates.expand(value, names)
    except ExpressionError as error:
        raise error.at(at) from None


def variant_mistakes(item: Item) -> Iterator[Mistake]:
    """What is wrong with any variant, the first few, each with the values that show it."""
    if (total := size(item)) > MAX_VARIANTS:
        yield ("variables",), f"have {total:,} combinations", f"at most {MAX_VARIANTS:,}: each is looked at"
        return
    if not item.is_template:
        return
    reported: set[Path] = set()
    sound = 0
    for values in combinations(item):
        try:
            if not admitted(item, values):
                continue
        except ExpressionError as error:
            yield ("constraints",), f"{_shown(values)}{error.what}", error.allowed
            return
        found = list(_wrong(item, values))
        sound += not found
        for path, what, allowed in found:
            if path not in reported:
                reported.add(path)
                yield path, f"{_shown(values)}{what}", allowed
        if len(reported) >= MAX_REPORTED:
            return
    if not sound and not reported:
        yield (("constraints",), *NO_VARIANT)


def _wrong(item: Item, values: Values) -> Iterator[Mistake]:
    try:
        instantiate(item, values)
    except ExpressionError as error:
        yield error.place, error.what, error.allowed
    except ValidationError as error:
        yield from complaints(error, type(item), _filled(item, with_let(item, values)))


def _shown(values: Values) -> str:
    return "with " + ", ".join(f"{name} = {value}" for name, value in values.items()) + ": " if values else ""


def _hash(*parts: object) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:8], "big")
