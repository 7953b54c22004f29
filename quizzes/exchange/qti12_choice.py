"""Chosen items in QTI 1.2."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from quizzes.exchange.qti12_terms import (
    RESPONSE,
    Question,
    choice_response,
    equal,
    feedback_id,
    inline_material,
    numeral,
    plain_material,
)
from quizzes.exchange.xhtml import to_xhtml
from quizzes.exchange.xml_build import node
from quizzes.items.choice import MultipleResponse, Option, SingleChoice, TrueFalse

#: Names that were made from content.
MADE = re.compile("o[0-9a-f]{8}")


def single_choice(item: SingleChoice) -> Question:
    """One option; its feedback is named like it."""
    key = next(option for option in item.options if option.key)
    return _chosen("multiple_choice_question", item, [equal(_name(key))])


def multiple_response(item: MultipleResponse) -> Question:
    """Exactly the keys; what a part of them earns is each system's own affair."""
    chosen = [equal(_name(option)) if option.key else node("not", equal(_name(option))) for option in item.options]
    return _chosen("multiple_answers_question", item, [node("and", *chosen)])


def _name(option: Option) -> str:
    """Canvas reads words such as `wrong` in names of feedback, so that a name of somebody's choice is a numeral."""
    return option.id if MADE.fullmatch(option.id) else numeral(option.id)


def _chosen(kind: str, item: SingleChoice | MultipleResponse, full: list[Element]) -> Question:
    labels = [(_name(option), inline_material(option.text)) for option in item.options]
    many = isinstance(item, MultipleResponse)
    reasons = {feedback_id(_name(option)): option.reason for option in item.options if option.reason}
    renamed = any(not MADE.fullmatch(option.id) for option in item.options)
    return Question(
        kind,
        to_xhtml(item.stem),
        [choice_response(RESPONSE, labels, many=many, shuffle=item.shuffle)],
        full,
        [(equal(_name(option)), feedback_id(_name(option))) for option in item.options if option.reason],
        feedback=reasons,
        answers=[_name(option) for option in item.options],
        losses=["`id`, of an option: a numeral stands for it"] if renamed else [],
    )


def true_false(item: TrueFalse) -> Question:
    """Two options that are named for what they mean."""
    right, wrong = ("true", "false") if item.key else ("false", "true")
    labels = [("true", plain_material("True")), ("false", plain_material("False"))]
    return Question(
        "true_false_question",
        to_xhtml(item.stem),
        [choice_response(RESPONSE, labels, shuffle=False)],
        [equal(right)],
        [(equal(wrong), feedback_id(wrong))],
        feedback={feedback_id(wrong): item.reason},
        answers=["true", "false"],
    )
