"""One item as an element of QTI 1.2, for Canvas or for a Common Cartridge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from quizzes.exchange import unheld
from quizzes.exchange.qti12_blanks import cloze, matching, ordering
from quizzes.exchange.qti12_choice import multiple_response, single_choice, true_false
from quizzes.exchange.qti12_entry import code_output, numeric, short_text
from quizzes.exchange.qti12_terms import (
    GENERAL,
    WHOLE,
    Question,
    always,
    condition,
    html_material,
    hundredths,
    item_feedback,
    metadata,
)
from quizzes.exchange.xhtml import to_xhtml
from quizzes.exchange.xml_build import node
from quizzes.items.base import Item

KINDS: dict[str, Callable[[Any], Question]] = {
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


def asked(item: Item) -> Question:
    """The item as a question."""
    return KINDS[item.kind](item)


def item_element(
    item: Item,
    question: Question,
    fields: Iterable[tuple[str, str]],
    conditions: Iterable[Element],
    *extra: Element,
    label: str | None = None,
) -> Element:
    """The whole item with these labelled values and conditions; ``extra`` is further feedback."""
    stem = html_material(f"<div>{question.stem}</div>")
    score = node("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    feedback = {GENERAL: item.explanation, **question.feedback}
    return node(
        "item",
        node("itemmetadata", metadata(fields)),
        node("presentation", stem, *question.responses),
        node("resprocessing", node("outcomes", score), *conditions),
        *(item_feedback(name, to_xhtml(text)) for name, text in feedback.items()),
        *extra,
        ident=item.id,
        title=item.id,
        label=label,
    )


def canvas_conditions(question: Question) -> Iterator[Element]:
    """What is said comes first, and each condition goes on, until the score is set."""
    yield always(GENERAL)
    for test, name in question.said:
        yield condition(test, says=[name], goes_on=True)
    if question.full:
        yield condition(*question.full, earns=hundredths(WHOLE))
    yield from question.parts


def losses(item: Item, question: Question) -> list[str]:
    """What of the item is not in the question, whoever reads it."""
    held_by_none = (unheld.everywhere, unheld.texts, unheld.outputs)
    return [*question.losses, *(what for find in held_by_none for what in find(item))]
