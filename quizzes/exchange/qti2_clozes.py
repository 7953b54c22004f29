"""Texts with blanks in QTI 2: lists and fields inside the text, and gaps that texts are put into."""

from __future__ import annotations

from typing import Any

from quizzes.exchange.html_texts import Blanks, Texts
from quizzes.exchange.qti2_answers import (
    NUMBERS,
    declared_of,
    keys_of,
    options_of,
    texts_accepted,
    wrong_numbers,
    wrong_texts,
)
from quizzes.exchange.qti2_numbers import number_wanted
from quizzes.exchange.qti2_question import Asked, Interaction
from quizzes.exchange.qti2_scores import Processing
from quizzes.exchange.qti12_clozes import weights_of


def cloze(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """Each field of the text with what is right in it, and its share of the points."""
    names = Blanks()
    blanks, shares = {}, {}
    for interaction in asked.interactions:
        blank = _blank(asked, interaction, processing, texts)
        if not blank:
            return f"it does not say what is right in the field `{interaction.response}`"
        blanks[names.name(interaction.response)] = blank
        shares[names.name(interaction.response)] = _share(asked, interaction.response, processing)
    return _whole(asked, names, blanks, shares if processing.has_parts else {}, texts)


def _blank(asked: Asked, interaction: Interaction, processing: Processing, texts: Texts) -> dict[str, Any]:
    name = interaction.response
    declared = declared_of(asked, name)
    if interaction.tag == "inlineChoiceInteraction":
        keys = keys_of(declared, processing, name)
        return {"kind": "choice", "options": options_of(asked, interaction, processing, keys, texts)} if keys else {}
    if declared.base in NUMBERS:
        wanted = number_wanted(name, declared, processing)
        unit = {"unit": texts.markdown(asked.units[name])} if name in asked.units else {}
        return {"kind": "numeric", **wanted, **unit, **wrong_numbers(asked, name, processing, texts)} if wanted else {}
    accepted = texts_accepted(name, declared, processing, texts)
    return {"kind": "short_text", **accepted, **wrong_texts(asked, name, processing, texts)} if accepted else {}


def _share(asked: Asked, name: str, processing: Processing) -> float:
    """What one field earns: by the branch that is about it alone, else by its mapping."""
    alone = [branch.points for branch in processing.scored if branch.responses == {name}]
    return max(alone, default=0) or max(declared_of(asked, name).mapping.values(), default=1)


def gaps(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """Gaps, into each of which one of the same texts is put."""
    interaction = asked.interactions[0]
    declared = declared_of(asked, interaction.response)
    keys = [key.split() for key in keys_of(declared, processing, interaction.response) if len(key.split()) == 2]
    names = Blanks()
    blanks = {}
    for text, gap in keys:
        options = [{"text": texts.markdown(each.html), "key": each.name == text} for each in interaction.choices]
        blanks[names.name(gap)] = {"kind": "choice", "options": options}
    if not blanks or any(f"[[{gap}]]" not in asked.stem for gap in names.names):
        return "it does not say which text belongs into which gap"
    has_parts = processing.maps or processing.has_parts
    return _whole(asked, names, blanks, dict.fromkeys(blanks, 1.0) if has_parts else {}, texts)


def _whole(
    asked: Asked, names: Blanks, blanks: dict[str, Any], shares: dict[str, float], texts: Texts
) -> dict[str, Any]:
    stem = asked.stem
    for given, name in names.names.items():
        stem = stem.replace(f"[[{given}]]", names.mark(name))
    weights = weights_of(shares)
    for name, blank in blanks.items():
        blank.update({"weight": weights[name]} if weights.get(name, 1) != 1 else {})
    scoring = "per_blank" if shares else "all_or_nothing"
    return {"kind": "cloze", "stem": names.restored(texts.markdown(stem)), "blanks": blanks, "scoring": scoring}
