"""A text with embedded questions as a cloze of a bank."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from quizzes.exchange.moodle_cloze import Blank, read_cloze
from quizzes.exchange.moodle_keys import is_right, lose_partial, number_data, text_data
from quizzes.exchange.moodle_question import Question
from quizzes.exchange.moodle_text import markdown_of

MAX_BLANKS = 12
MAX_WEIGHT = 10
#: Brackets that would be read as a blank, where a text has them by chance.
BY_CHANCE = re.compile(r"\[\[(?=[a-z][a-z0-9_]*\]\])")


def cloze_data(question: Question) -> dict[str, Any] | None:
    """Stem, blanks and points; None where a blank asks what none here does."""
    around, found = read_cloze(question.text)
    if not found:
        question.lost.append("left out: its text has no embedded answers that can be read")
        return None
    if len(found) > MAX_BLANKS:
        question.lost.append(f"left out: it has {len(found)} blanks; at most {MAX_BLANKS}")
        return None
    blanks: dict[str, dict[str, Any]] = {}
    for number, blank in enumerate(found, start=1):
        data = _blank_data(blank, question.lost)
        if data is None:
            return None
        blanks[f"blank{number}"] = {**data, "weight": _weight(blank, question.lost)}
    if question.points is None:
        question.points = float(sum(blank["weight"] for blank in blanks.values()))
    return {"stem": _stem(question, around), "blanks": blanks}


def _stem(question: Question, around: list[str]) -> str:
    whole = "".join(around)
    # No text holds a word that is made from all of it.
    word = f"place{sha256(whole.encode('utf-8', 'replace')).hexdigest()[:16]}x"
    joined = "".join(f"{part}{word}{number}x" for number, part in enumerate(around, start=1))
    text = markdown_of(joined.removesuffix(f"{word}{len(around)}x"), question.lost, "the stem")
    return re.sub(f"{word}([0-9]+)x", r"[[blank\1]]", BY_CHANCE.sub(r"[\\[", text))


def _weight(blank: Blank, lost: list[str]) -> int:
    weight = min(max(blank.weight, 1), MAX_WEIGHT)
    if weight != blank.weight:
        lost.append(f"the weight {blank.weight} of a blank: {weight} stands there")
    return weight


def _blank_data(blank: Blank, lost: list[str]) -> dict[str, Any] | None:
    if blank.kind.startswith("MULTIRESPONSE"):
        lost.append("left out: in one of its blanks several options may be chosen")
        return None
    lose_partial(blank.answers, lost)
    if blank.kind.startswith("MULTICHOICE"):
        return _choice(blank, lost)
    if blank.kind == "NUMERICAL":
        number = number_data(blank.answers, lost)
        return number and {"kind": "numeric", **number}
    text = text_data(blank.answers, lost, case_counts=blank.kind.endswith("_C"))
    return text and {"kind": "short_text", **text}


def _choice(blank: Blank, lost: list[str]) -> dict[str, Any] | None:
    keys = sum(is_right(answer) for answer in blank.answers)
    if keys != 1:
        lost.append(f"left out: {keys} options of a blank earn all points; one is wanted")
        return None
    options = [
        {
            "text": markdown_of(answer.text, lost, "an option"),
            "key": is_right(answer),
            "reason": markdown_of(answer.feedback, lost, "the feedback of an option") or None,
        }
        for answer in blank.answers
    ]
    return {"kind": "choice", "options": options}
