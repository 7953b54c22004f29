"""Questions of Moodle as items: the data of a bank's YAML, and what of a question is not in it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any

from quizzes.exchange.html_markdown import plain_markdown
from quizzes.exchange.moodle_blanks import cloze_data
from quizzes.exchange.moodle_keys import CLOSE, is_right, lose_partial, number_data, text_data
from quizzes.exchange.moodle_question import Answer, Pair, Question
from quizzes.exchange.moodle_questions import GRADINGS
from quizzes.exchange.moodle_text import definitions, line_of, markdown_of, without_last
from quizzes.items.text import printed
from quizzes.texts.markup import to_text

MAX_HINTS = 5
SHORT_GRADINGS = {
    **dict.fromkeys(["ABS", "ABSOLUTE"], "per_position"),
    **dict.fromkeys(["REL", "RELATIVE"], "adjacent_pairs"),
}


def item_data(question: Question) -> dict[str, Any] | None:
    """The data of an item but for its objectives, None where no kind asks this; ``question.lost`` gains the rest."""
    lost = question.lost
    reader = READERS.get(question.kind)
    if reader is None:
        if question.kind:
            lost.append(f"left out: no kind of item asks as Moodle's `{question.kind}` does")
        return None
    explanation, source = without_last(question.feedback, '<p class="source">Source: ', "</p>")
    if source is None:
        explanation, source = without_last(question.feedback, "<p>Source:", "</p>")
    explanation, reasons = without_last(explanation, '<dl class="reasons">', "</dl>")
    question.reasons = definitions(reasons or "")
    specific = reader(question)
    if specific is None:
        return None
    data: dict[str, Any] = {
        "id": question.idnumber or question.name or "question",
        "stem": markdown_of(question.text, lost, "the stem"),
        "points": question.points,
        "difficulty": _tagged(question, "difficulty", {"1": 1, "2": 2, "3": 3}),
        "source": line_of(source or "", lost, "the source"),
        "explanation": markdown_of(explanation, lost, "the feedback for all"),
        "hints": [hint for each in question.hints if (hint := markdown_of(each, lost, "a hint"))],
        **specific,
    }
    data = {name: value for name, value in data.items() if value is not None}
    _use_praise(question, data)
    if len(data["hints"]) > MAX_HINTS:
        lost.append(f"{len(data['hints']) - MAX_HINTS} of its hints")
        del data["hints"][MAX_HINTS:]
    return data


def _tagged(question: Question, name: str, values: dict[str, Any]) -> Any:
    """What a tag such as `difficulty:2` says; it is taken off."""
    for tag in question.tags:
        found, _colon, value = tag.partition(":")
        if found == name and value.strip() in values:
            question.tags.remove(tag)
            return values[value.strip()]
    return None


def _use_praise(question: Question, data: dict[str, Any]) -> None:
    """What is said to those who are right is the explanation, where there is no other."""
    if data["kind"] in {"single_choice", "multiple_response", "matching", "ordering", "cloze"}:
        return
    praises = (answer.feedback for answer in question.answers if is_right(answer) and answer.feedback.strip())
    said = {markdown_of(praise, question.lost, "the feedback") for praise in praises}
    if said and not data["explanation"]:
        data["explanation"] = min(said, key=len)
    if said - {data["explanation"]}:
        question.lost.append("what it says to those who are right")


def _options(question: Question) -> list[dict[str, Any]]:
    return [
        {
            "text": markdown_of(answer.text, question.lost, "an option"),
            "key": answer.fraction > CLOSE,
            "reason": markdown_of(answer.feedback, question.lost, "the feedback of an option") or None,
        }
        for answer in question.answers
        if answer.text.strip()
    ]


def _multichoice(question: Question) -> dict[str, Any] | None:
    if not question.single:
        return _multiple_response(question)
    keys = [answer for answer in question.answers if is_right(answer)]
    if len(keys) != 1:
        question.lost.append(f"left out: {len(keys)} options earn all points; one is wanted where one may be chosen")
        return None
    lose_partial(question.answers, question.lost)
    return {"kind": "single_choice", "options": _options(question), "shuffle": question.shuffle}


def _multiple_response(question: Question) -> dict[str, Any] | None:
    options = _options(question)
    scoring = _tagged(
        question, "scoring", {name: name for name in ("all_or_nothing", "per_option", "right_minus_wrong")}
    )
    keys = [answer.fraction for answer in question.answers if answer.fraction > CLOSE]
    others = [answer.fraction for answer in question.answers if answer.fraction <= CLOSE]
    if len(keys) == 1 and len(options) == 2:
        question.lost.append("that several options may be chosen: of two, one is right")
        return {"kind": "single_choice", "options": options, "shuffle": question.shuffle}
    even = all(math.isclose(key, 1 / len(keys), abs_tol=1e-3) for key in keys)
    wrong = all(math.isclose(other, -1 / len(others), abs_tol=1e-3) for other in others)
    if scoring is None and not (even and wrong):
        weights = ", ".join(f"{100 * answer.fraction:g}%" for answer in question.answers)
        question.lost.append(f"the weights of its options ({weights}): scored as right minus wrong")
    kind = {"kind": "multiple_response", "options": options, "shuffle": question.shuffle}
    return {**kind, "scoring": scoring or "right_minus_wrong"}


def _all_or_nothing(question: Question) -> dict[str, Any] | None:
    """A type that many Moodles have besides their own: every key, and nothing else."""
    kind = {"kind": "multiple_response", "scoring": "all_or_nothing"}
    return {**kind, "options": _options(question), "shuffle": question.shuffle}


def _truefalse(question: Question) -> dict[str, Any] | None:
    right = [answer for answer in question.answers if is_right(answer)]
    wrong = [answer for answer in question.answers if not is_right(answer)]
    if len(right) != 1:
        question.lost.append("left out: it is not either true or false")
        return None
    reason = markdown_of("".join(answer.feedback for answer in wrong), question.lost, "the feedback")
    return {"kind": "true_false", "key": right[0].text.strip().casefold() == "true", "reason": reason}


def _numerical(question: Question) -> dict[str, Any] | None:
    question.text, stated = without_last(question.text, '<p class="unit">Unit: ', "</p>")
    unit = stated or question.unit
    lose_partial(question.answers, question.lost)
    data = number_data(question.answers, question.lost)
    if data is None:
        return None
    line = line_of(unit, question.lost, "the unit") if unit else None
    return {"kind": "numeric", **data, **({"unit": line} if line else {})}


def _shortanswer(question: Question) -> dict[str, Any] | None:
    kind = _tagged(question, "kind", {"code_output": "code_output"})
    lose_partial(question.answers, question.lost)
    text, _note = without_last(question.text, '<p class="note">', "</p>")
    stem, program = without_last(text, '<pre><code class="language-python">', "</code></pre>") if kind else (text, None)
    data = text_data(question.answers, question.lost, case_counts=question.case_counts)
    if data is None or program is None:
        return data and {"kind": "short_text", **data}
    question.text = stem
    code = {"kind": "code_output", "code": f"{unescape(program)}\n", "key": data["key"]}
    wrong = {tuple(printed(each["text"])): each for each in reversed(data["wrong"])}
    return {**code, "wrong": list(wrong.values())[::-1]}


def _match(question: Question) -> dict[str, Any] | None:
    if _tagged(question, "kind", {"ordering": "ordering"}):
        question.answers = [Answer(each.right, 1) for each in sorted(question.pairs, key=_place)]
        return _ordering(question)
    scoring = _tagged(question, "scoring", {"all_or_nothing": "all_or_nothing", "per_pair": "per_pair"})
    pairs = [_pair(pair, question) for pair in question.pairs if pair.left.strip() and pair.right.strip()]
    rights = {pair["right"] for pair in pairs}
    extra = [_extra(pair, question) for pair in question.pairs if not pair.left.strip() and pair.right.strip()]
    others = {each["text"]: each for each in extra if each["text"] and each["text"] not in rights}
    return {"kind": "matching", "pairs": pairs, "extra": list(others.values()), "scoring": scoring or "per_pair"}


def _pair(pair: Pair, question: Question) -> dict[str, Any]:
    data = {"left": markdown_of(pair.left, question.lost, "a pair"), "right": plain_markdown(unescape(pair.right))}
    reason = question.reasons.get(pair.left)
    return {**data, "reason": markdown_of(reason, question.lost, "a reason")} if reason else data


def _extra(pair: Pair, question: Question) -> dict[str, Any]:
    """What belongs to nothing. Where its reason stands, it has its formulas."""
    text = plain_markdown(unescape(pair.right))
    for given, reason in question.reasons.items():
        if escape(to_text(markdown_of(given, [], "")), quote=False) == pair.right:
            return {"text": text, "reason": markdown_of(reason, question.lost, "a reason")}
    return {"text": text}


def _place(pair: Any) -> int:
    number = re.search(r"[0-9]{1,3}", pair.left)
    return int(number[0]) if number else 0


def _ordering(question: Question) -> dict[str, Any] | None:
    ways = {name: way for way, name in GRADINGS.items()} | SHORT_GRADINGS
    tagged = _tagged(question, "scoring", {way: way for way in GRADINGS})
    if question.grading and question.grading not in ways:
        question.lost.append(f"its scoring `{question.grading}`: neighbours of the key are counted")
    entries = [{"text": markdown_of(answer.text, question.lost, "an entry")} for answer in question.answers]
    scoring = ways.get(question.grading) or tagged or "adjacent_pairs"
    return {"kind": "ordering", "entries": [each for each in entries if each["text"]], "scoring": scoring}


def _cloze(question: Question) -> dict[str, Any] | None:
    scoring = _tagged(question, "scoring", {"all_or_nothing": "all_or_nothing", "per_blank": "per_blank"})
    data = cloze_data(question)
    return data and {"kind": "cloze", **data, "scoring": scoring or "per_blank"}


READERS: dict[str, Callable[[Question], dict[str, Any] | None]] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_or_nothing,
    "truefalse": _truefalse,
    "numerical": _numerical,
    "shortanswer": _shortanswer,
    "match": _match,
    "matching": _match,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
}
