"""Answers that are typed in Moodle as keys of a bank: numbers with tolerances, texts with wildcards."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

from quizzes import markdown
from quizzes.errors import quoted
from quizzes.exchange.html_markdown import plain_markdown
from quizzes.exchange.moodle_question import Answer
from quizzes.exchange.moodle_text import MAX_LINE, markdown_of
from quizzes.items.pattern import problem_in_pattern

NUMBER = re.compile(r"[-+]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
WILDCARD = re.compile(r"(?<!\\)\*")
#: What Moodle rounds away of a fraction.
CLOSE = 1e-4
MAX_PATTERN = 200
EVERY_OTHER = "what it says to every other answer"


def is_right(answer: Answer) -> bool:
    """Whether an answer earns all points."""
    return math.isclose(answer.fraction, 1, abs_tol=CLOSE)


def lose_partial(answers: list[Answer], lost: list[str]) -> None:
    """Take answers that earn a part of the points for wrong ones, and say so."""
    for answer in answers:
        if not is_right(answer) and answer.fraction > CLOSE:
            lost.append(f"{100 * answer.fraction:g}% of the points for {quoted(answer.text)}, which is wrong here")
            answer.fraction, answer.is_told = 0, True


def number_data(answers: list[Answer], lost: list[str]) -> dict[str, Any] | None:
    """Key, tolerance and typical mistakes; None where no number is right."""
    right = [
        (number, answer) for answer in answers if is_right(answer) and (number := _number(answer.text)) is not None
    ]
    if not right:
        lost.append("left out: no number is right")
        return None
    key, width = right[0][0], abs(right[0][1].tolerance)
    low, high = key - width, key + width
    for number, answer in right[1:]:
        width = abs(answer.tolerance)
        if number - width <= high and low <= number + width:
            low, high = min(low, number - width), max(high, number + width)
        else:
            lost.append(f"{quoted(answer.text)}, which is right, too")
    tolerance = _tolerance(key, low, high) if len(right) > 1 else {"absolute": abs(right[0][1].tolerance)}
    return {"key": key, "tolerance": tolerance, "wrong": _wrong_numbers(answers, lost)}


def _number(text: str) -> float | None:
    text = text.strip().replace("\u2212", "-")
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _tolerance(key: float, low: float, high: float) -> dict[str, Any]:
    if math.isclose(high - key, key - low, rel_tol=1e-9, abs_tol=1e-300):
        return {"absolute": _tidy(high - key)}
    return {"interval": [_tidy(low), _tidy(high)]}


def _tidy(number: float) -> float:
    """The number without what sums of floats leave behind their digits."""
    return float(f"{number:.12g}")


def _wrong_numbers(answers: list[Answer], lost: list[str]) -> list[dict[str, Any]]:
    wrong = []
    for answer in answers:
        number = _number(answer.text)
        if is_right(answer) and number is not None:
            continue
        reason = markdown_of(answer.feedback, lost, "the feedback of a number")
        if number is not None and reason:
            wrong.append({"value": number, "reason": reason})
        elif answer.text.strip() not in {"", "*"} and not answer.is_told:
            lost.append(f"the answer {quoted(answer.text)}, of which nothing is said")
        elif reason:
            lost.append(EVERY_OTHER)
    return wrong


def text_data(answers: list[Answer], lost: list[str], *, case_counts: bool) -> dict[str, Any] | None:
    """Key, other right texts and typical mistakes; None where no text is right."""
    right = [text for answer in answers if is_right(answer) and (text := _line(answer.text)) not in {"", "*"}]
    if any(len(text) > MAX_LINE for text in right):
        lost.append(f"a right text of more than {MAX_LINE} characters")
        right = [text for text in right if len(text) <= MAX_LINE]
    if not right:
        lost.append("left out: no text is right, or every text is")
        return None
    shown = list({text if case_counts else text.casefold(): text for text in reversed([*map(_shown, right)])}.values())
    shown.reverse()
    data: dict[str, Any] = {"key": shown[0], "accept": shown[1:], "ignore": [] if case_counts else ["case"]}
    if any(WILDCARD.search(text) or _shown(text) != text for text in right):
        pattern = _pattern(right)
        if pattern:
            data["pattern"] = pattern
        elif any(WILDCARD.search(text) for text in right):
            lost.append("the wildcards `*` of its answers: they stand for nothing")
    return {**data, "wrong": _wrong_texts(answers, lost)}


def _line(text: str) -> str:
    return " ".join(text.split())


def _shown(text: str) -> str:
    """A right text as a line of a bank: without wildcards, with its signs as themselves where they would be marks."""
    bare = _line(WILDCARD.sub(" ", text).replace(r"\*", "*"))
    return bare if markdown.problem_in(bare or "-") is None else plain_markdown(bare)


def _pattern(right: list[str]) -> str:
    """An expression for the texts with their wildcards, and for how they are shown; nothing where none may say it."""
    parts = []
    for text in right:
        pieces = [re.escape(_normal(piece.replace(r"\*", "*"))) for piece in WILDCARD.split(text)]
        parts += [".*".join(pieces), re.escape(_normal(_shown(text)))]
    # What is shown of a text matches already where wildcards are at its ends.
    needed = [part for index, part in enumerate(parts) if index % 2 == 0 or not _covered(part, parts[::2])]
    pattern = "|".join(dict.fromkeys(needed))
    return pattern if len(pattern) <= MAX_PATTERN and problem_in_pattern(pattern) is None else ""


def _covered(escaped: str, patterns: list[str]) -> bool:
    text = re.sub(r"\\(.)", r"\1", escaped)
    return any(problem_in_pattern(pattern) is None and re.fullmatch(pattern, text) for pattern in patterns)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _wrong_texts(answers: list[Answer], lost: list[str]) -> list[dict[str, Any]]:
    wrong = []
    for answer in answers:
        text = _line(answer.text)
        if is_right(answer):
            continue
        reason = markdown_of(answer.feedback, lost, "the feedback of a text")
        if text in {"", "*"}:
            lost += [EVERY_OTHER] if reason else []
        elif not reason and answer.is_told:
            continue
        elif not reason or WILDCARD.search(text):
            lost.append(f"the answer {quoted(text)}, which is wrong" + (f": {reason}" if reason else ""))
        else:
            wrong.append({"text": _shown(text), "reason": reason})
    return wrong
