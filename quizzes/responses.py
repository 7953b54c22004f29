"""Reads what a student gave: the value that an item can score, or an error in words for the student.

Every function raises MissingResponse where nothing was given, and UnreadableResponse where something else was given
than the item asks for. ``part`` names the blank or the entry, where a response has several.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection

from quizzes.errors import MissingResponse, UnreadableResponse, quoted

MAX_TEXT = 200
MAX_OUTPUT = 10_000
NUMBER = re.compile(r"[-+]?([0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})([eE][-+]?[0-9]{1,4})?")


def read_number(given: object, *, part: str = "") -> float:
    """A finite number, given as one or as text with a decimal point."""
    if isinstance(given, str):
        text = read_text(given, part=part, limit=MAX_TEXT).replace("\u2212", "-").replace("\u2013", "-")
        if not NUMBER.fullmatch(text):
            hint = (
                "write a decimal point, not a comma" if "," in text else "give a number alone, such as 0.25 or -1.5e-3"
            )
            raise UnreadableResponse(f"{quoted(text)} is not a number; {hint}", part=part)
        given = float(text)
    if given is None:
        raise MissingResponse("no number was given; enter one", part=part)
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise UnreadableResponse(f"{quoted(given)} is not a number; give one such as 0.25", part=part)
    if isinstance(given, int) and abs(given) > 10**40:
        raise UnreadableResponse("the number is too large; give a finite one", part=part)
    if not math.isfinite(given):
        raise UnreadableResponse(f"{quoted(given)} is not finite; give a number such as 0.25", part=part)
    return float(given)


def read_text(given: object, *, part: str = "", limit: int = MAX_TEXT) -> str:
    """A text with something in it, at most ``limit`` characters, without spaces at its ends."""
    if given is None:
        raise MissingResponse("nothing was given; type a response", part=part)
    if not isinstance(given, str):
        raise UnreadableResponse(f"{quoted(given)} is not text; type a response", part=part)
    if len(given) > limit:
        raise UnreadableResponse(f"the response has {len(given)} characters; at most {limit} are read", part=part)
    text = visible(given)
    if any(unicodedata.category(char)[0] == "C" and char not in "\n\t\r" for char in text):
        raise UnreadableResponse("the response holds a character that does not show; type it again", part=part)
    if not text.strip():
        raise MissingResponse("nothing was given; type a response", part=part)
    return text.strip()


def visible(text: str) -> str:
    """The text without the invisible characters that come along when one copies: joiners, marks of direction."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def read_output(given: object) -> str:
    """What a program prints: lines of text, spaces at the start of the first kept."""
    read_text(given, limit=MAX_OUTPUT)
    return visible(str(given))


def read_truth(given: object) -> bool:
    """True or false, given as such or as the word."""
    if given is None or given == "":
        raise MissingResponse("nothing was chosen; choose true or false")
    if isinstance(given, str) and given.strip().lower() in {"true", "false"}:
        return given.strip().lower() == "true"
    if not isinstance(given, bool):
        raise UnreadableResponse(f"{quoted(given)} is neither true nor false; choose one of them")
    return given


def read_choice(given: object, among: Collection[str], *, part: str = "") -> str:
    """One of the ids that can be chosen."""
    if given is None or given == "":
        raise MissingResponse("nothing was chosen; choose an option", part=part)
    if not isinstance(given, str) or given not in among:
        raise UnreadableResponse(f"{quoted(given)} is none of the options; choose one that is shown", part=part)
    return given


def read_choices(given: object, among: Collection[str]) -> set[str]:
    """Some of the ids that can be chosen, each once, at least one."""
    if given is None or given == "":
        raise MissingResponse("nothing was chosen; choose at least one option")
    if not isinstance(given, list | tuple | set | frozenset):
        raise UnreadableResponse(f"{quoted(given)} is no list of options; choose some that are shown")
    chosen = [read_choice(each, among) for each in given]
    if not chosen:
        raise MissingResponse("nothing was chosen; choose at least one option")
    if len(set(chosen)) < len(chosen):
        raise UnreadableResponse("an option is chosen twice; choose each once")
    return set(chosen)


def read_order(given: object, among: Collection[str]) -> list[str]:
    """All the ids, each once, in the student's order."""
    if given is None or given == "":
        raise MissingResponse("no order was given; put every entry in its place")
    if not isinstance(given, list | tuple):
        raise UnreadableResponse(f"{quoted(given)} is no list of entries; put every entry in its place")
    order = [read_choice(each, among) for each in given]
    if len(set(order)) < len(order):
        raise UnreadableResponse("an entry stands in two places; give each one place")
    if len(order) < len(among):
        raise MissingResponse(f"{len(among) - len(order)} of the entries have no place; put every entry in its place")
    return order


def read_parts(given: object, names: Collection[str]) -> dict[str, object]:
    """A response for each of the names, and for nothing else; the responses themselves are not looked at."""
    if given is None or given == "":
        raise MissingResponse("nothing was given; respond to every part")
    if not isinstance(given, dict):
        raise UnreadableResponse(f"{quoted(given)} holds no parts; respond to each part by its name")
    for name in given:
        if name not in names:
            raise UnreadableResponse(f"there is no part {quoted(name)}; respond to the parts that are shown")
    for name in names:
        if name not in given:
            raise MissingResponse("a part is left out; respond to every part", part=name)
    return given
