"""What was typed, as the response that an item takes: letters and digits stand for options in the order shown.

Each function raises MissingResponse or UnreadableResponse, in words for whoever typed.
"""

from __future__ import annotations

import re
from typing import Any

from quizzes.errors import MissingResponse, UnreadableResponse, quoted
from quizzes.responses import read_number, read_order, read_text, read_truth

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: What may stand between two letters, or behind one.
BETWEEN = re.compile(r"[\s,;>.)]+")
PAIR = re.compile(r"([0-9]{1,2})\s*[-=:.)]?\s*([a-z])")

Entries = list[dict[str, str]]


def response_from(item: dict[str, Any], typed: str) -> Any:
    """The response to an item, whose `student_view` is given, or to a blank of a cloze."""
    kind = item["kind"]
    if kind in {"single_choice", "choice"}:
        return one_of(typed, item["options"])
    if kind == "multiple_response":
        return some_of(typed, item["options"])
    if kind == "true_false":
        return truth(typed)
    if kind == "numeric":
        read_number(typed)
        return typed.strip()
    if kind == "matching":
        return pairs(typed, item["left"], item["right"])
    if kind == "ordering":
        return read_order(some_of(typed, item["entries"]), [entry["id"] for entry in item["entries"]])
    return read_text(typed) if kind == "short_text" else typed


def how_to(item: dict[str, Any]) -> str:
    """What is to be typed, for an item or a blank of a cloze."""
    kind = item["kind"]
    if kind in {"single_choice", "choice"}:
        return f"one letter, {_range(item['options'])}"
    if kind == "multiple_response":
        return f"every right letter, {_range(item['options'])}: for instance `a c`"
    if kind == "true_false":
        return "`t` for true or `f` for false"
    if kind == "numeric":
        return f"a number in {item['unit']}" if item["unit"] else "a number"
    if kind == "matching":
        return f"a letter for each number: for instance `1{LETTERS[len(item['right']) - 1]} 2a`"
    if kind == "ordering":
        return "all letters in order: for instance `" + " ".join(LETTERS[: len(item["entries"])][::-1]) + "`"
    return "a word or a few" if kind == "short_text" else "what it prints, line by line; an empty line ends it"


def _range(entries: Entries) -> str:
    return f"a to {LETTERS[len(entries) - 1]}"


def one_of(typed: str, entries: Entries) -> str:
    """The id of the one entry that a letter, or its number, names."""
    named = some_of(typed, entries)
    if len(named) > 1:
        raise UnreadableResponse(f"{quoted(typed.strip())} names {len(named)}; type one letter, {_range(entries)}")
    return named[0]


def some_of(typed: str, entries: Entries) -> list[str]:
    """The ids of the entries named, in the order typed: `a c`, `ac`, `a, c`, `1 3`."""
    words = [word for word in BETWEEN.split(typed.strip().lower()) if word]
    if not words:
        raise MissingResponse(f"nothing was typed; type letters, {_range(entries)}")
    ids = [_named(name, entries) for word in words for name in ([word] if word.isdecimal() else word)]
    for name in ids:
        if ids.count(name) > 1:
            raise UnreadableResponse(f"{quoted(typed.strip())} names one of them twice; name each once")
    return ids


def _named(name: str, entries: Entries) -> str:
    place = int(name) - 1 if name.isdecimal() and len(name) < 4 else LETTERS.find(name)
    if not 0 <= place < len(entries):
        raise UnreadableResponse(f"{quoted(name)} is none of the letters; type {_range(entries)}")
    return entries[place]["id"]


def truth(typed: str) -> bool:
    """True or false, in full or by the first letter."""
    word = typed.strip().lower()
    if not word:
        raise MissingResponse("nothing was typed; type `t` for true or `f` for false")
    return read_truth({"t": "true", "f": "false"}.get(word, word))


def pairs(typed: str, left: Entries, right: Entries) -> dict[str, str]:
    """A partner for each on the left: `1b 2a 3c`, or the letters alone in the order of the numbers: `b a c`."""
    text = typed.strip().lower()
    if not text:
        raise MissingResponse("nothing was typed; type a letter for each number")
    if not re.search("[0-9]", text):
        letters = [letter for word in BETWEEN.split(text) for letter in word]
        if len(letters) != len(left):
            have = "1 letter" if len(letters) == 1 else f"{len(letters)} letters"
            raise UnreadableResponse(f"{have} for {len(left)} numbers; type a letter for each number")
        return {entry["id"]: _named(letter, right) for entry, letter in zip(left, letters, strict=True)}
    if BETWEEN.sub("", PAIR.sub("", text)):
        raise UnreadableResponse(f"{quoted(text)} is no list of pairs; type them as in `1b 2a`")
    found: dict[str, str] = {}
    for number, letter in PAIR.findall(text):
        if not 1 <= int(number) <= len(left):
            raise UnreadableResponse(f"there is no {number}; type numbers from 1 to {len(left)}")
        name = left[int(number) - 1]["id"]
        if name in found:
            raise UnreadableResponse(f"{number} has two letters; give each number one")
        found[name] = _named(letter, right)
    if len(found) < len(left):
        without = ", ".join(str(place) for place, entry in enumerate(left, start=1) if entry["id"] not in found)
        raise MissingResponse(f"there is no letter for {without}; type a letter for each number")
    return found


def as_typed(item: dict[str, Any], response: Any) -> str:
    """A response as one would type it: the way back from ``response_from``."""
    kind = item["kind"]
    if kind in {"single_choice", "choice"}:
        return _letter(response, item["options"])
    if kind == "multiple_response":
        return " ".join(sorted(_letter(name, item["options"]) for name in response))
    if kind == "true_false":
        return "true" if response in {True, "true"} else "false"
    if kind == "matching":
        lefts = enumerate(item["left"], start=1)
        return " ".join(f"{place}{_letter(response[entry['id']], item['right'])}" for place, entry in lefts)
    if kind == "ordering":
        return " ".join(_letter(name, item["entries"]) for name in response)
    if kind == "cloze":
        blanks = enumerate(item["blanks"].items(), start=1)
        return ", ".join(f"[{place}] {as_typed(blank, response[name])}" for place, (name, blank) in blanks)
    return str(response)


def _letter(name: str, entries: Entries) -> str:
    """The letter of an entry; a question mark where the bank was edited and it is no longer there."""
    return next((letter for letter, entry in zip(LETTERS, entries, strict=False) if entry["id"] == name), "?")
