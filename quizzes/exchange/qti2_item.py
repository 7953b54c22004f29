"""One item as a document of QTI 2 or 3, under the names of QTI 2.1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.exchange import unheld
from quizzes.exchange.qti2_arrangement import matching, ordering
from quizzes.exchange.qti2_choice import multiple_response, single_choice, true_false
from quizzes.exchange.qti2_cloze import cloze
from quizzes.exchange.qti2_entry import code_output, numeric, short_text
from quizzes.exchange.qti2_terms import (
    EXPLANATION,
    FEEDBACK,
    SCORE,
    Parts,
    blocks,
    earn,
    identified,
    number,
    outcome,
    points,
    say,
    when,
)
from quizzes.exchange.xml_build import node
from quizzes.items.base import Item

KINDS: dict[str, Callable[[Any], Parts]] = {
    "single_choice": single_choice,
    "multiple_response": multiple_response,
    "true_false": true_false,
    "numeric": numeric,
    "short_text": short_text,
    "matching": matching,
    "ordering": ordering,
    "cloze": cloze,
    "code_output": code_output,
}


def item_document(item: Item) -> tuple[Element, list[str]]:
    """The document of an item without variables, and what of the item is not in it."""
    parts = KINDS[item.kind](item)
    texts = {**parts.texts, EXPLANATION: item.explanation}
    root = node(
        "assessmentItem",
        *parts.declarations,
        outcome(SCORE, "float", default="0", most=item.points),
        outcome("MAXSCORE", "float", default=number(item.points)),
        outcome(FEEDBACK, "identifier", cardinality="multiple"),
        node("itemBody", *_stem(item), *parts.body),
        node("responseProcessing", *_rules(item, parts)),
        *(_modal(name, text) for name, text in texts.items()),
        identifier=identified(item.id),
        title=item.id,
        # Which of our kinds it is, for whoever reads the item back: others infer it from the interaction.
        label=item.kind,
        adaptive="false",
        timeDependent="false",
    )
    held_by_none = (unheld.everywhere, unheld.hints, unheld.texts, unheld.outputs, unheld.lists)
    return root, [*parts.losses, *(what for find in held_by_none for what in find(item))]


def _stem(item: Item) -> Iterator[Element]:
    if item.kind != "cloze":
        stem = blocks(item.stem)
        stem.set("class", "stem")
        yield stem


def _rules(item: Item, parts: Parts) -> Iterator[Element]:
    yield when((parts.right, [earn(points(item.points))]), otherwise=parts.partial)
    yield from [*parts.feedback, say(EXPLANATION)] if parts.texts else [say(EXPLANATION)]


def _modal(name: str, text: str) -> Element:
    content = blocks(text)
    return node("modalFeedback", *content, outcomeIdentifier=FEEDBACK, identifier=name, showHide="show")
