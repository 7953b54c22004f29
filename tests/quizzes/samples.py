"""A small right item of each kind, and banks made of them."""

import copy
import json
from typing import Any

from quizzes.bank import Bank
from quizzes.errors import BankError, Problem
from quizzes.items.base import Item
from quizzes.reader import parse_bank

COMMON: dict[str, Any] = {
    "id": "item",
    "stem": "What?",
    "points": 6,
    "difficulty": 1,
    "objectives": ["known"],
    "source": "A book",
    "explanation": "Because.",
}
OPTIONS: list[dict[str, Any]] = [
    {"text": "right", "key": True},
    {"text": "wrong", "reason": "No."},
    {"text": "worse", "reason": "Not at all."},
]
ITEMS: dict[str, dict[str, Any]] = {
    "single_choice": {"options": OPTIONS},
    "multiple_response": {
        "options": [*OPTIONS, {"text": "right too", "key": True}],
        "scoring": "all_or_nothing",
    },
    "true_false": {"key": True, "reason": "It is."},
    "numeric": {
        "key": 0.25,
        "tolerance": {"absolute": 0.01},
        "proof": "grad(sigmoid, 0)",
        "wrong": [{"value": 0.5, "reason": "Half."}],
    },
    "short_text": {"key": "Leaky ReLU", "accept": ["LReLU"], "wrong": [{"text": "ReLU", "reason": "Leaks."}]},
    "matching": {
        "pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}, {"left": "c", "right": "1"}],
        "extra": [{"text": "3", "reason": "Nobody's."}],
        "scoring": "per_pair",
    },
    "ordering": {"entries": [{"text": text} for text in "abcd"], "scoring": "per_position"},
    "cloze": {
        "stem": "[[one]] and [[two]] and [[three]]",
        "blanks": {
            "one": {"kind": "choice", "options": OPTIONS},
            "two": {"kind": "numeric", "key": 2, "tolerance": {"absolute": 0}, "proof": "1 + 1"},
            "three": {"kind": "short_text", "key": "three", "weight": 2},
        },
        "scoring": "per_blank",
    },
    "code_output": {"code": "print([1, 2])", "key": "[1, 2]", "wrong": [{"text": "3", "reason": "A sum."}]},
}


def data(kind: str, /, **changes: Any) -> dict[str, Any]:
    """The sample item of that kind as data; a change to None takes the field away."""
    whole = {**COMMON, "kind": kind, **ITEMS[kind], **changes}
    return copy.deepcopy({name: value for name, value in whole.items() if value is not None})


def bank_of(*items: dict[str, Any], **header: Any) -> str:
    """A bank's text; JSON is YAML, too."""
    whole = {"bank": "sample", "title": "Sample", "objectives": {"known": "Known"}, "items": items, **header}
    return json.dumps(whole).replace("NaN", ".nan").replace("Infinity", ".inf")


def read(*items: dict[str, Any], **header: Any) -> Bank:
    """The bank of these items."""
    return parse_bank(bank_of(*items, **header))


def item(kind: str, /, **changes: Any) -> Item:
    """The sample item of that kind, read from a bank."""
    return read(data(kind, **changes)).items[0]


def around(one: Any) -> Bank:
    """A bank with nothing but this item."""
    objectives = {name: f"Know {name}" for name in one.objectives}
    return Bank(bank="sample", title="Sample", objectives=objectives, items=[one])


def problems(kind: str, /, **changes: Any) -> list[str]:
    """What the reader says of the sample item with these changes: each as field, what, and what is allowed."""
    return [f"{each.field}: {each.what}; {each.allowed}" for each in found_in(bank_of(data(kind, **changes)))]


def found_in(text: str) -> tuple[Problem, ...]:
    """The problems in a bank's text, of which there must be some."""
    try:
        parse_bank(text)
    except BankError as error:
        return error.problems
    raise AssertionError("the bank was accepted")
