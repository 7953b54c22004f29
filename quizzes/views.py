"""What may be shown of an item: before the response nothing of its key, afterwards the key in words.

``student_view`` gives plain data, ready for JSON. It names each field that it shows, so that a field that a model gains
stays hidden until someone puts it here.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

from quizzes.errors import NotDrawn, quoted
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, Options, SingleChoice, TrueFalse
from quizzes.items.cloze import ChoiceBlank, Cloze, NumericBlank
from quizzes.items.numeric import NumberWanted, Numeric
from quizzes.items.text import CodeOutput, TextWanted
from quizzes.templates import written

Entry = TypeVar("Entry")


def student_view(item: Item, seed: str | int) -> dict[str, Any]:
    """All that a client is sent of an item before the response; options and entries in an order by the seed.

    Raises NotDrawn where the item's variables have no values yet.
    """
    if item.is_template:
        raise NotDrawn(f"{quoted(item.id)} has expressions without values; show a variant: `draw(item, seed)`")
    view: dict[str, Any] = {"id": item.id, "kind": item.kind, "stem": item.stem, "points": item.points}
    view["hints"] = len(item.hints)
    if isinstance(item, SingleChoice | MultipleResponse):
        view["options"] = _options(item.options, f"{seed}/{item.id}" if item.shuffle else None)
    elif isinstance(item, Numeric):
        view["unit"] = item.unit
    elif isinstance(item, CodeOutput):
        view["code"] = item.code
    elif isinstance(item, Matching):
        lefts = [{"id": pair.id, "text": pair.left} for pair in item.pairs]
        rights = [{"id": name, "text": text} for name, text in item.choices.items()]
        view["left"], view["right"] = lefts, shuffled(rights, f"{seed}/{item.id}")
    elif isinstance(item, Ordering):
        view["entries"] = _disordered([{"id": entry.id, "text": entry.text} for entry in item.entries], seed, item.id)
    elif isinstance(item, Cloze):
        view["blanks"] = {name: _blank(item, name, seed) for name in item.order}
    return view


def _options(options: Options, seed: str | None) -> list[dict[str, str]]:
    shown = [{"id": option.id, "text": option.text} for option in options]
    return shown if seed is None else shuffled(shown, seed)


def _blank(item: Cloze, name: str, seed: str | int) -> dict[str, Any]:
    blank = item.blanks[name]
    if isinstance(blank, ChoiceBlank):
        return {"kind": blank.kind, "options": _options(blank.options, f"{seed}/{item.id}/{name}")}
    if isinstance(blank, NumericBlank):
        return {"kind": blank.kind, "unit": blank.unit}
    return {"kind": blank.kind}


def _disordered(entries: list[Entry], seed: str | int, name: str) -> list[Entry]:
    """The entries in an order by the seed that is not the right one, which would invite no thought."""
    order = shuffled(entries, f"{seed}/{name}")
    return order if order != entries else [*order[1:], order[0]]


def shuffled(entries: list[Entry], seed: str) -> list[Entry]:
    """The entries in an order by the seed: the same in every Python."""
    return [entries[index] for index in sorted(range(len(entries)), key=lambda index: _rank(seed, index))]


def _rank(seed: str, index: int) -> bytes:
    return hashlib.sha256(f"{seed}\0{index}".encode()).digest()


def key_response(item: Item) -> Any:
    """The response that earns all points. Raises NotDrawn as ``student_view`` does."""
    if item.is_template:
        raise NotDrawn(f"{quoted(item.id)} has expressions without values; draw a variant: `draw(item, seed)`")
    if isinstance(item, MultipleResponse):
        return [option.id for option in item.options if option.key]
    if isinstance(item, Matching):
        return {pair.id: pair.right_id for pair in item.pairs}
    if isinstance(item, Ordering):
        return [entry.id for entry in item.entries]
    if isinstance(item, Cloze):
        return {name: _key(item.blanks[name]) for name in item.order}
    return _key(item)


def _key(wanted: object) -> Any:
    if isinstance(wanted, SingleChoice | ChoiceBlank):
        return next(option.id for option in wanted.options if option.key)
    if isinstance(wanted, TrueFalse | NumberWanted | TextWanted | CodeOutput):
        return wanted.key
    raise TypeError(f"{type(wanted).__name__} has no key of its own")


def key_text(item: Item) -> list[str]:
    """The key in words, in Markdown: a line for each option, pair, entry or blank. For after the response only."""
    if isinstance(item, SingleChoice | MultipleResponse):
        return [option.text for option in item.options if option.key]
    if isinstance(item, Matching):
        return [f"{pair.left} → {pair.right}" for pair in item.pairs]
    if isinstance(item, Ordering):
        return [f"{place}. {entry.text}" for place, entry in enumerate(item.entries, start=1)]
    if isinstance(item, Cloze):
        return [f"{name}: {_key_words(item.blanks[name])}" for name in item.order]
    return [_key_words(item)]


def _key_words(wanted: object) -> str:
    if isinstance(wanted, ChoiceBlank):
        return next(option.text for option in wanted.options if option.key)
    if isinstance(wanted, TrueFalse):
        return "true" if wanted.key else "false"
    if isinstance(wanted, NumberWanted):
        return " ".join(filter(None, [written(float(wanted.key)), wanted.unit]))
    return str(_key(wanted))
