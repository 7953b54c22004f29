"""Chosen items in QTI 2 and 3: single choice, multiple response, true or false."""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import Element

from quizzes.exchange.qti2_terms import (
    RESPONSE,
    Parts,
    declared,
    earn,
    filled,
    identified,
    is_key,
    mapped,
    mapping,
    points,
    say_chosen,
    variable,
    when,
)
from quizzes.exchange.xml_build import node
from quizzes.items.choice import MultipleResponse, Option, SingleChoice, TrueFalse


def single_choice(item: SingleChoice) -> Parts:
    """One option; its feedback is named like it."""
    key = next(option for option in item.options if option.key)
    return Parts(
        [declared(RESPONSE, "single", "identifier", [identified(key.id)])],
        [_interaction(item.options, shuffle=item.shuffle, most=1)],
        is_key(),
        feedback=[say_chosen(RESPONSE)],
        texts=reasons(item.options),
    )


def true_false(item: TrueFalse) -> Parts:
    """Two options that are named for what they mean."""
    right, wrong = ("true", "false") if item.key else ("false", "true")
    return Parts(
        [declared(RESPONSE, "single", "identifier", [right])],
        [interaction([("true", "True"), ("false", "False")], shuffle=False, most=1)],
        is_key(),
        feedback=[say_chosen(RESPONSE)],
        texts={wrong: item.reason},
    )


def multiple_response(item: MultipleResponse) -> Parts:
    """Any number of options: what each earns stands in the mapping."""
    keys = [identified(option.id) for option in item.options if option.key]
    others = [identified(option.id) for option in item.options if not option.key]
    whole = Fraction(item.points)
    table, rules = None, []
    if item.scoring == "right_minus_wrong":
        gains = dict.fromkeys(keys, float(whole / len(keys))) | dict.fromkeys(others, -float(whole / len(others)))
        table, rules = mapping(gains, lowest=0), [earn(mapped())]
    elif item.scoring == "per_option":
        share = whole / len(item.options)
        gains = dict.fromkeys(keys, float(share)) | dict.fromkeys(others, -float(share))
        # A distractor that is left is judged rightly, so that the response starts with the share of each.
        start = node("sum", points(float(share * len(others))), mapped())
        table, rules = mapping(gains), [when((node("not", node("isNull", variable())), [earn(start)]))]
    return Parts(
        [declared(RESPONSE, "multiple", "identifier", keys, table)],
        [_interaction(item.options, shuffle=item.shuffle, most=0)],
        is_key(),
        rules,
        [say_chosen(RESPONSE)],
        reasons(item.options),
    )


def reasons(options: list[Option], prefix: str = "") -> dict[str, str]:
    """The feedback of each option that has some, by its name."""
    return {prefix + identified(option.id): option.reason for option in options if option.reason}


def _interaction(options: list[Option], *, shuffle: bool, most: int) -> Element:
    return interaction([(identified(option.id), option.text) for option in options], shuffle=shuffle, most=most)


def interaction(options: list[tuple[str, str]], *, shuffle: bool, most: int) -> Element:
    """The options as they are shown; ``most`` is 0 where any number may be chosen."""
    choices = [filled(node("simpleChoice", identifier=name), text) for name, text in options]
    shuffled = str(shuffle).lower()
    return node("choiceInteraction", *choices, responseIdentifier=RESPONSE, shuffle=shuffled, maxChoices=str(most))
