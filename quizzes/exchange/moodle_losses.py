"""What of an item no question of Moodle holds, whichever file it is written to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizzes.exchange import unheld
from quizzes.exchange.moodle_text import FORMULA, html
from quizzes.exchange.xml_build import has_forbidden
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.base import Item, identifier
from quizzes.items.choice import MultipleResponse, Option, SingleChoice
from quizzes.items.cloze import BLANK, ChoiceBlank, Cloze, NumericBlank
from quizzes.items.numeric import NumberWanted


def lost_of_any(item: Item) -> Iterator[str]:
    """What is lost of items of every kind."""
    yield from unheld.everywhere(item)
    yield from unheld.texts(item)
    if _has_own_ids(item):
        yield "`id` of what is chosen from: there is no place for it"
    texts = list(texts_in(item.model_dump()))
    if any("![" in text for text in texts):
        yield "images: their addresses leave, and not they themselves"
    if has_forbidden("".join(texts)):
        yield "characters that do not print: another sign stands in their place"


def lost_of_number(wanted: NumberWanted) -> Iterator[str]:
    """What is lost where a number is typed."""
    if wanted.tolerance.relative is not None:
        yield "`tolerance`: a relative one leaves as the absolute one that is the same for this key"


def lost_of_cloze(item: Cloze) -> Iterator[str]:
    """What is lost of a text with blanks."""
    yield "`blanks`: they have numbers, and no names"
    if any(BLANK.search(formula[0]) for formula in FORMULA.finditer(html(item.stem))):
        yield "`stem`: a blank inside a formula stands behind it"
    for blank in item.blanks.values():
        if isinstance(blank, NumericBlank):
            yield from lost_of_number(blank)
            if blank.unit:
                yield "`unit`, `stem`: the unit of a blank stands as text behind it"
    if item.scoring == "all_or_nothing" and len(item.blanks) > 1:
        yield "`scoring`: each blank earns its share, also where not all are right"
    if item.points != sum(blank.weight for blank in item.blanks.values()):
        yield "`points`: there it is worth the sum of its blanks' weights"


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside plain data."""
    if isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from texts_in(entry)
    elif isinstance(value, str):
        yield value


def _has_own_ids(item: Item) -> bool:
    """Whether an id is other than its text makes it."""
    if isinstance(item, Matching):
        left = any(pair.id != identifier("left", pair.left) for pair in item.pairs)
        right = any(pair.right_id != identifier("right", pair.right) for pair in item.pairs)
        return left or right or any(extra.id != identifier("right", extra.text) for extra in item.extra)
    if isinstance(item, Ordering):
        return any(entry.id != identifier(entry.text) for entry in item.entries)
    return any(option.id != identifier(option.text) for option in _options(item))


def _options(item: Item) -> Iterator[Option]:
    if isinstance(item, SingleChoice | MultipleResponse):
        yield from item.options
    if isinstance(item, Cloze):
        for blank in item.blanks.values():
            yield from blank.options if isinstance(blank, ChoiceBlank) else []
