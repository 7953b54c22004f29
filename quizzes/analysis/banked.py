"""Responses in a file, graded by the bank whose items they answer; and what the bank tells of those items."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from quizzes.analysis.reading import Reading
from quizzes.analysis.responses import MISSING, Answer, ItemSeen, OptionSeen, State
from quizzes.analysis.text_table import Row
from quizzes.bank import Bank
from quizzes.errors import MissingResponse, ResponseError, UnreadableResponse, quoted
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, SingleChoice, TrueFalse
from quizzes.items.cloze import Cloze
from quizzes.items.text import CodeOutput, ShortText, printed
from quizzes.responses import read_number
from quizzes.scoring import grade
from quizzes.texts.markup import to_text
from quizzes.variants import draw

#: Between the options of a response, in a cell.
BETWEEN = "|"


def seen(item: Item) -> ItemSeen:
    """What an item of a bank tells: its stem, its points, its options with their keys; one variant's, if it varies."""
    shown = draw(item, item.id)
    text = f"{to_text(shown.stem)}{' (one of its variants)' if item.is_template else ''}"
    return ItemSeen(item.id, text, item.points, options_seen(shown), varies=item.is_template)


def options_seen(item: Item) -> tuple[OptionSeen, ...]:
    """The options of a choice; none for other kinds."""
    if isinstance(item, SingleChoice | MultipleResponse):
        return tuple(OptionSeen(option.id, to_text(option.text), option.key) for option in item.options)
    if isinstance(item, TrueFalse):
        return tuple(OptionSeen(word, word, (word == "true") == item.key) for word in ("true", "false"))
    return ()


def answer_of(item: Item, response: Any, seed: str) -> Answer:
    """The answer, graded. Raises MissingResponse or UnreadableResponse where it is no response to the item.

    An item with variables is drawn by the ``seed`` first; UnreadableResponse where there is none.
    """
    if item.is_template:
        if not seed:
            raise UnreadableResponse("the item varies, and no seed tells which variant was shown; add a column `seed`")
        item = draw(item, seed)
    score = grade(item, response)
    return Answer(State.GIVEN, score.earned, words_of(response), labels_of(item, response))


def response_in(item: Item, cell: str) -> Any:
    """The response that a cell holds: an option by its id or its text, several with `|` between, JSON for parts."""
    if isinstance(item, SingleChoice):
        return _option(item, cell)
    if isinstance(item, MultipleResponse):
        parts = _json(cell, list) if cell.startswith("[") else cell.split(BETWEEN)
        return [_option(item, str(part).strip()) for part in parts]
    if isinstance(item, Ordering):
        return _json(cell, list) if cell.startswith("[") else [part.strip() for part in cell.split(BETWEEN)]
    return _json(cell, dict) if isinstance(item, Matching | Cloze) else cell


def graded_cell(
    reading: Reading, row: Row, place: int, item: ItemSeen, *, of_bank: Item | None, key: str = "", seed: str = ""
) -> Answer:
    """The answer in a cell that is not empty: graded by the bank's item, else compared with the ``key``.

    Without either it has no score. A response that is not read is a mistake of the table's.
    """
    response = row.cells[place]
    if of_bank is None:
        label = letter(response) if key else response
        earned = item.possible * (label in {option.label for option in keys_in(key)}) if key else None
        return Answer(State.GIVEN, earned, response, (label,))
    try:
        answer = answer_of(of_bank, response_in(of_bank, response), seed)
    except MissingResponse:
        return MISSING
    except ResponseError as error:
        reading.wrong(row, place, str(error), "a response as docs/QUIZZES.md has it for the item's kind")
        return MISSING
    share = (answer.earned or 0.0) / of_bank.points
    return replace(answer, earned=share * item.possible)


@lru_cache(maxsize=1024)
def keys_in(cell: str) -> tuple[OptionSeen, ...]:
    """The options that a cell names as right: `B`, or `B|D` where either is."""
    labels = [letter(part.strip()) for part in cell.split(BETWEEN) if part.strip()]
    return tuple(OptionSeen(label, label, key=True) for label in dict.fromkeys(labels))


def letter(text: str) -> str:
    """A single letter as a capital: `b` and `B` are the same option."""
    return text.upper() if len(text) == 1 else text


def bank_item(bank: Bank | None, name: str) -> Item | None:
    """The bank's item of that id, None where there is none."""
    return next((item for item in bank.items if item.id == name), None) if bank else None


def _option(item: SingleChoice | MultipleResponse, cell: str) -> str:
    """The id of the option that is named by its text; what is no option's text is left as it is."""
    return next((option.id for option in item.options if option.text == cell), cell)


def _json(cell: str, kind: type) -> Any:
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, kind):
        wanted = '{"part": "response"}' if kind is dict else '["first", "second"]'
        raise UnreadableResponse(f"{quoted(cell)} is not read; wanted: JSON such as `{wanted}`")
    return found


def words_of(response: Any) -> str:
    """The response as text, the same for the same response."""
    return response if isinstance(response, str) else json.dumps(response, ensure_ascii=False, sort_keys=True)


def labels_of(item: Item, response: Any) -> tuple[str, ...]:
    """What counts as chosen: options by their ids; of free responses, what they come to."""
    if isinstance(item, MultipleResponse):
        return tuple(str(each) for each in response)
    if isinstance(item, TrueFalse):
        return (str(response).lower(),)
    if isinstance(item, ShortText):
        return (item.normal(str(response)),)
    if isinstance(item, CodeOutput):
        return (" ".join(printed(str(response))),)
    if isinstance(item, SingleChoice | Matching | Ordering | Cloze):
        return (words_of(response),)
    return (f"{read_number(response):.10g}",)
