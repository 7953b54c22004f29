"""What kind of item a question of QTI 2 is, by the interactions that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzes.exchange.html_texts import Texts
from quizzes.exchange.qti2_answers import chosen, code_output, entry, several_chosen
from quizzes.exchange.qti2_arranged import matching, ordering
from quizzes.exchange.qti2_body import INLINE
from quizzes.exchange.qti2_clozes import cloze, gaps
from quizzes.exchange.qti2_question import Asked
from quizzes.exchange.qti2_scores import Processing

Reader = Callable[[Asked, Processing, Texts], dict[str, Any] | str]

READERS: dict[str, Reader] = {
    "orderInteraction": ordering,
    "matchInteraction": matching,
    "gapMatchInteraction": gaps,
}


def item_data(asked: Asked, texts: Texts) -> dict[str, Any] | str:
    """What of the item its kind tells: fields of its YAML, or why it cannot be one."""
    processing = Processing(asked.rules)
    tags = [each.tag for each in asked.interactions]
    if not tags:
        return "it asks nothing"
    if all(tag in INLINE for tag in tags):
        is_entry = tags == ["textEntryInteraction"] and asked.is_alone
        reader: Reader = (code_output if asked.program else entry) if is_entry else cloze
        return reader(asked, processing, texts)
    if len(tags) > 1:
        return f"it asks {len(tags)} things at once ({', '.join(dict.fromkeys(tags))})"
    if tags[0] == "choiceInteraction":
        declared = asked.declared.get(asked.interactions[0].response)
        many = declared is not None and declared.cardinality == "multiple"
        return (several_chosen if many else chosen)(asked, processing, texts)
    if tags[0] == "extendedTextInteraction":
        return (code_output if asked.program else entry)(asked, processing, texts)
    known = READERS.get(tags[0])
    return known(asked, processing, texts) if known else f"a question of a kind that is not known here: `{tags[0]}`"
