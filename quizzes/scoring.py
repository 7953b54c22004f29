"""Grading, in one place for all faces: an item and a response give a score, or an error where there is no response."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from quizzes.errors import NotDrawn, quoted
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, Options, SingleChoice, TrueFalse
from quizzes.items.cloze import ChoiceBlank, Cloze, NumericBlank, TextBlank
from quizzes.items.numeric import NumberWanted, Numeric
from quizzes.items.text import CodeOutput, ShortText, TextWanted, printed
from quizzes.responses import (
    read_choice,
    read_choices,
    read_number,
    read_order,
    read_output,
    read_parts,
    read_text,
    read_truth,
)
from quizzes.score import PartScore, Score, share

#: The fraction of the points, and what is to be said.
Judgement = tuple[Fraction, list[PartScore]]


def grade(item: Item, response: object) -> Score:
    """The score of a response to an item without variables, or to one variant of an item that has them.

    ``response`` is plain data as docs/QUIZZES.md lists it by kind. Raises MissingResponse or UnreadableResponse where
    it is none, and NotDrawn where the item's variables have no values yet.
    """
    if item.is_template:
        raise NotDrawn(f"{quoted(item.id)} has expressions without values; grade a variant: `draw(item, seed)`")
    fraction, parts = GRADERS[type(item)](item, response)
    return Score(earned=share(item.points, fraction), possible=item.points, parts=tuple(parts))


def _single_choice(item: SingleChoice, response: object) -> Judgement:
    return _whole(*_chosen(item.options, response))


def _multiple_response(item: MultipleResponse, response: object) -> Judgement:
    chosen = read_choices(response, {option.id for option in item.options})
    parts = [
        PartScore(
            name=option.id,
            right=(option.id in chosen) == option.key,
            feedback=(option.reason or "") if option.id in chosen or not option.key else "This one is right, too.",
        )
        for option in item.options
        if option.key or option.id in chosen
    ]
    wrong = [option for option in item.options if (option.id in chosen) != option.key]
    if item.scoring == "per_option":
        return Fraction(len(item.options) - len(wrong), len(item.options)), parts
    if item.scoring == "right_minus_wrong":
        keys = {option.id for option in item.options if option.key}
        gain = Fraction(len(chosen & keys), len(keys))
        return max(Fraction(0), gain - Fraction(len(chosen - keys), len(item.options) - len(keys))), parts
    return Fraction(not wrong), parts


def _true_false(item: TrueFalse, response: object) -> Judgement:
    right = read_truth(response) == item.key
    return _whole(right, "" if right else item.reason)


def _numeric(item: Numeric, response: object) -> Judgement:
    return _whole(*_number(item, read_number(response)))


def _short_text(item: ShortText, response: object) -> Judgement:
    return _whole(*_text(item, read_text(response)))


def _code_output(item: CodeOutput, response: object) -> Judgement:
    lines = printed(read_output(response))
    reason = next((wrong.reason for wrong in item.wrong if printed(wrong.text) == lines), "")
    return _whole(lines == printed(item.key), reason)


def _matching(item: Matching, response: object) -> Judgement:
    given = read_parts(response, [pair.id for pair in item.pairs])
    extra = {extra.id: extra.reason for extra in item.extra}
    parts = []
    for pair in item.pairs:
        chosen = read_choice(given[pair.id], item.choices, part=pair.id)
        right = chosen == pair.right_id
        feedback = "" if right else extra.get(chosen) or pair.reason or ""
        parts.append(PartScore(name=pair.id, right=right, feedback=feedback))
    return _by_part(parts, partial=item.scoring == "per_pair")


def _ordering(item: Ordering, response: object) -> Judgement:
    """With adjacent pairs, a part is an entry that follows another in the key, right where it follows it directly."""
    key = [entry.id for entry in item.entries]
    order = read_order(response, key)
    if item.scoring == "adjacent_pairs":
        together = set(pairwise(order))
        pairs = [PartScore(name=second, right=(first, second) in together) for first, second in pairwise(key)]
        return _by_part(pairs, partial=True)
    parts = [PartScore(name=here, right=here == wanted) for here, wanted in zip(order, key, strict=True)]
    return _by_part(parts, partial=item.scoring == "per_position")


def _cloze(item: Cloze, response: object) -> Judgement:
    given = read_parts(response, item.order)
    parts, earned, possible = [], 0, 0
    for name in item.order:
        blank = item.blanks[name]
        right, feedback = _blank(blank, given[name], name)
        parts.append(PartScore(name=name, right=right, feedback=feedback))
        earned += blank.weight * right
        possible += blank.weight
    return Fraction(earned, possible) if item.scoring == "per_blank" else Fraction(earned == possible), parts


def _blank(blank: ChoiceBlank | NumericBlank | TextBlank, response: object, name: str) -> tuple[bool, str]:
    if isinstance(blank, ChoiceBlank):
        return _chosen(blank.options, response, part=name)
    if isinstance(blank, NumericBlank):
        return _number(blank, read_number(response, part=name))
    return _text(blank, read_text(response, part=name))


def _chosen(options: Options, response: object, *, part: str = "") -> tuple[bool, str]:
    chosen = read_choice(response, {option.id for option in options}, part=part)
    option = next(option for option in options if option.id == chosen)
    return option.key, option.reason or ""


def _number(wanted: NumberWanted, number: float) -> tuple[bool, str]:
    if wanted.tolerance.accepts(float(wanted.key), number):
        return True, ""
    # A student rounds, so a typical mistake is recognised with the width that a right number would have.
    width = abs(wanted.tolerance.ends(float(wanted.key))[1] - float(wanted.key))
    near = (wrong for wrong in wanted.wrong if abs(number - float(wrong.value)) <= max(width, abs(number) * 1e-3))
    best = min(near, key=lambda wrong: abs(number - float(wrong.value)), default=None)
    return False, best.reason if best else ""


def _text(wanted: TextWanted, text: str) -> tuple[bool, str]:
    if wanted.accepts(text):
        return True, ""
    return False, next((w.reason for w in wanted.wrong if wanted.normal(w.text) == wanted.normal(text)), "")


def _whole(right: bool, feedback: str) -> Judgement:  # noqa: FBT001  it is what is judged
    return Fraction(right), [PartScore(name="", right=right, feedback=feedback)]


def _by_part(parts: list[PartScore], *, partial: bool) -> Judgement:
    right = sum(part.right for part in parts)
    return Fraction(right, len(parts)) if partial else Fraction(right == len(parts)), parts


GRADERS: dict[type[Item], Callable[[Any, object], Judgement]] = {
    SingleChoice: _single_choice,
    MultipleResponse: _multiple_response,
    TrueFalse: _true_false,
    Numeric: _numeric,
    ShortText: _short_text,
    CodeOutput: _code_output,
    Matching: _matching,
    Ordering: _ordering,
    Cloze: _cloze,
}
