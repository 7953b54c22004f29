"""The key of a question on paper, in Markdown: what is right, what else is, and why the rest is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from quizzes.exchange.printable_sheet import Asked, BlankAsked, Choice
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item
from quizzes.items.choice import MultipleResponse, Option, SingleChoice, TrueFalse
from quizzes.items.cloze import ChoiceBlank, Cloze, NumericBlank
from quizzes.items.numeric import NumberWanted, Numeric, Tolerance
from quizzes.items.text import CodeOutput, ShortText, TextWanted
from quizzes.templates import written

#: How a response that is partly right is scored, for whoever scores by hand.
SCORINGS = {
    "all_or_nothing": "All points or none: everything has to be right.",
    "per_option": "Each option judged rightly, marked or left, earns its share.",
    "right_minus_wrong": "The share of the keys that are marked, less the share of the others that are; not below 0.",
    "per_pair": "Each pair earns its share.",
    "per_position": "Each entry in its place earns its share.",
    "adjacent_pairs": "Each two neighbours of the key that follow one another earn a share.",
    "per_blank": "Each blank earns its share.",
}


def short_key(asked: Asked) -> str:
    """The key in a few signs, for a table: `B`, `A C`, `0.25`, `1 C, 2 A`."""
    return SHORT[type(asked.item)](asked, asked.item)


def _options(asked: Asked, item: SingleChoice | MultipleResponse) -> str:
    keys = {option.id for option in item.options if option.key}
    return " ".join(choice.letter for choice in asked.choices if choice.id in keys)


def _matching(asked: Asked, item: Matching) -> str:
    rights = {pair.id: pair.right_id for pair in item.pairs}
    return ", ".join(f"{left.letter} {asked.letter_of(rights[left.id])}" for left in asked.lefts)


def _cloze(asked: Asked, item: Cloze) -> str:
    return "; ".join(f"({blank.number}) {_blank_key(blank, item)}" for blank in asked.blanks)


def _blank_key(blank: BlankAsked, item: Cloze) -> str:
    wanted = item.blanks[blank.name]
    if isinstance(wanted, ChoiceBlank):
        return next(each.letter for each in blank.choices if _option(wanted.options, each).key)
    return _number(wanted) if isinstance(wanted, NumericBlank) else str(wanted.key)


def _number(wanted: NumberWanted) -> str:
    return " ".join(filter(None, [written(float(wanted.key)), wanted.unit]))


def _option(options: list[Option], choice: Choice) -> Option:
    return next(option for option in options if option.id == choice.id)


SHORT: dict[type[Item], Callable[[Asked, Any], str]] = {
    SingleChoice: _options,
    MultipleResponse: _options,
    TrueFalse: lambda _asked, item: "true" if item.key else "false",
    Numeric: lambda _asked, item: _number(item),
    ShortText: lambda _asked, item: item.key,
    CodeOutput: lambda _asked, item: " ⏎ ".join(item.key.strip().split("\n")),
    Matching: _matching,
    Ordering: lambda asked, item: " ".join(asked.letter_of(entry.id) for entry in item.entries),
    Cloze: _cloze,
}


def long_key(asked: Asked) -> list[str]:
    """The key in words, as Markdown: a line for each option, pair, entry or blank; nothing where the short one does."""
    item = asked.item
    if isinstance(item, SingleChoice | MultipleResponse):
        keys = {option.id for option in item.options if option.key}
        return [f"**{choice.letter}** {choice.text}" for choice in asked.choices if choice.id in keys]
    if isinstance(item, Matching):
        pairs = {pair.id: pair for pair in item.pairs}
        found = [(left, pairs[left.id]) for left in asked.lefts]
        return [f"{pair.left} → **{asked.letter_of(pair.right_id)}** {pair.right}" for _left, pair in found]
    if isinstance(item, Ordering):
        return [f"**{asked.letter_of(entry.id)}** {entry.text}" for entry in item.entries]
    if isinstance(item, Cloze):
        return [f"({blank.number}) {_blank_words(blank, item)}" for blank in asked.blanks]
    return []


def _blank_words(blank: BlankAsked, item: Cloze) -> str:
    wanted = item.blanks[blank.name]
    key = _blank_key(blank, item)
    if isinstance(wanted, ChoiceBlank):
        return f"**{key}** {next(option.text for option in wanted.options if option.key)}"
    return key


def notes(asked: Asked) -> Iterator[str]:
    """What else is right, and how a response is scored that is right in part."""
    item = asked.item
    if isinstance(item, NumberWanted):
        yield _accepted(item.tolerance, float(item.key))
    elif isinstance(item, TextWanted):
        yield from _texts(item)
    elif isinstance(item, CodeOutput):
        yield "Spaces around brackets, commas and colons do not count."
    elif isinstance(item, Cloze):
        yield from _blank_notes(asked, item)
    if scoring := getattr(item, "scoring", None):
        yield SCORINGS[scoring]


def _blank_notes(asked: Asked, item: Cloze) -> Iterator[str]:
    for blank in asked.blanks:
        wanted = item.blanks[blank.name]
        if isinstance(wanted, NumberWanted):
            yield f"({blank.number}) {_accepted(wanted.tolerance, float(wanted.key))}"
        elif isinstance(wanted, TextWanted):
            yield from (f"({blank.number}) {note}" for note in _texts(wanted))
    weights = [(blank.number, item.blanks[blank.name].weight) for blank in asked.blanks]
    if len({weight for _number, weight in weights}) > 1:
        yield f"Weights: {', '.join(f'({number}) {weight}' for number, weight in weights)}."


def _accepted(tolerance: Tolerance, key: float) -> str:
    if tolerance.absolute == 0:
        return "Exactly this number."
    if tolerance.interval is not None:
        low, high = (float(end) for end in tolerance.interval)
    else:
        width = (
            float(tolerance.absolute) if tolerance.absolute is not None else abs(key) * float(tolerance.relative or 0)
        )
        low, high = key - width, key + width
    return f"Right from {written(low)} to {written(high)}."


def _texts(wanted: TextWanted) -> Iterator[str]:
    if wanted.accept:
        yield f"Also right: {'; '.join(wanted.accept)}."
    if wanted.pattern is not None:
        yield f"Right, too, is what matches `{wanted.pattern}`."
    if wanted.ignore:
        yield f"These do not count: {', '.join(wanted.ignore)}."


def reasons(asked: Asked) -> Iterator[tuple[str, str]]:
    """Why what is wrong is wrong: each reason with the response that it is about, as Markdown."""
    item = asked.item
    if isinstance(item, SingleChoice | MultipleResponse):
        found = [(choice.letter, _option(item.options, choice)) for choice in asked.choices]
        yield from ((letter, option.reason) for letter, option in found if option.reason)
    elif isinstance(item, TrueFalse):
        yield ("false" if item.key else "true"), item.reason
    elif isinstance(item, Matching):
        extra = {each.id: each.reason for each in item.extra}
        lefts = {pair.id: pair.reason for pair in item.pairs}
        yield from ((left.letter, reason) for left in asked.lefts if (reason := lefts[left.id]))
        yield from ((choice.letter, extra[choice.id]) for choice in asked.choices if choice.id in extra)
    elif isinstance(item, Cloze):
        for blank in asked.blanks:
            yield from ((f"({blank.number}) {label}", why) for label, why in _blank_reasons(blank, item))
    elif isinstance(item, Numeric | ShortText | CodeOutput):
        yield from _wrong(item)


def _blank_reasons(blank: BlankAsked, item: Cloze) -> Iterator[tuple[str, str]]:
    wanted = item.blanks[blank.name]
    if isinstance(wanted, ChoiceBlank):
        found = [(choice.letter, _option(wanted.options, choice)) for choice in blank.choices]
        yield from ((letter, option.reason) for letter, option in found if option.reason)
    else:
        yield from _wrong(wanted)


def _wrong(wanted: NumberWanted | TextWanted | CodeOutput) -> Iterator[tuple[str, str]]:
    if isinstance(wanted, NumberWanted):
        yield from ((written(float(each.value)), each.reason) for each in wanted.wrong)
    else:
        yield from ((" ⏎ ".join(each.text.strip().split("\n")), each.reason) for each in wanted.wrong)
