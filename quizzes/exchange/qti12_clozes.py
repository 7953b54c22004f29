"""Texts with blanks in QTI 1.2: names in brackets, as Canvas and Blackboard write them, or fields between texts."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from quizzes.exchange.html_texts import Blanks, Texts, sound_first
from quizzes.exchange.qti12_answers import accepted_texts, number_wanted
from quizzes.exchange.qti12_question import Condition, Given, Response

MAX_WEIGHT = 10


def cloze(given: Given, texts: Texts) -> dict[str, Any] | str:
    """Each blank with what is right in it, and its share of the score."""
    names = Blanks()
    blanks, shares = {}, {}
    dropdowns = "dropdown" in given.fields.get("question_type", "") or "jumbled" in str(given.fields).lower()
    for response in given.responses:
        conditions = [each for each in given.scored if any(test.response == response.name for test in each.tests)]
        blank = _blank(given, response, conditions, texts, is_list=dropdowns)
        if not blank:
            return f"it does not say what is right in the blank `{response.name.removeprefix('response_')}`"
        name = names.name(response.name.removeprefix("response_"))
        blanks[name] = blank
        shares[name] = max((each.score or 0 for each in conditions), default=0)
    stem = names.restored(texts.markdown(_marked(given.stem, names)))
    by_part = len(given.scored) > 1 or given.gives_parts
    weights = weights_of(shares) if by_part else {}
    for name, blank in blanks.items():
        blank.update({"weight": weights[name]} if weights.get(name, 1) != 1 else {})
    return {"kind": "cloze", "stem": stem, "blanks": blanks, "scoring": "per_blank" if by_part else "all_or_nothing"}


def _blank(
    given: Given, response: Response, conditions: list[Condition], texts: Texts, *, is_list: bool
) -> dict[str, Any]:
    if response.labels and is_list:
        right = {
            test.value for each in conditions for test in each.tests if test.response == response.name and test.wanted
        }
        options = []
        for label in response.labels:
            option: dict[str, Any] = {"text": texts.markdown(label.html), "key": label.name in right}
            if reason := texts.markdown(given.feedback.get(f"{label.name}_fb", "")):
                option["reason"] = reason
            options.append(option)
        return {"kind": "choice", "options": options} if right else {}
    if response.labels:
        # Canvas lists what is accepted, and writes a condition for the first of them alone.
        accepted = sound_first(texts.words(label.html) for label in response.labels)
        return {"kind": "short_text", "key": accepted[0], "accept": accepted[1:]}
    if response.type in {"Decimal", "Integer", "Scientific"} and conditions:
        wanted = number_wanted(conditions[0])
        return {"kind": "numeric", **wanted} if wanted else {}
    accepted_here = accepted_texts(conditions, response.name)
    return {"kind": "short_text", **accepted_here} if accepted_here else {}


def _marked(stem: str, names: Blanks) -> str:
    """The stem with a mark for each blank; one that stands nowhere stands at the end."""
    for given, name in names.names.items():
        inside = re.escape(given)
        brackets = re.compile(rf"\[\[(response_)?{inside}\]\]|(?<!\[)\[{inside}\](?!\])")
        stem, count = brackets.subn(names.mark(name), stem, count=1)
        if not count:
            stem += f" {names.mark(name)}"
    return stem


def weights_of(shares: dict[str, float]) -> dict[str, int]:
    """Shares of the score as small whole numbers; ones where they are no simple ratio."""
    smallest = min((share for share in shares.values() if share > 0), default=0)
    if not smallest:
        return {}
    ratios = {name: Fraction(share / smallest).limit_denominator(MAX_WEIGHT) for name, share in shares.items()}
    factor = max((ratio.denominator for ratio in ratios.values()), default=1)
    weights = {name: ratio * factor for name, ratio in ratios.items()}
    sound = all(weight.denominator == 1 and 1 <= weight <= MAX_WEIGHT for weight in weights.values())
    return {name: int(weight) for name, weight in weights.items()} if sound else {}
