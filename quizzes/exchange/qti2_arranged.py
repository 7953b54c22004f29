"""Questions of QTI 2 as items: what was matched or put in order."""

from __future__ import annotations

from typing import Any

from quizzes.exchange.html_texts import Texts
from quizzes.exchange.qti2_answers import declared_of, keys_of
from quizzes.exchange.qti2_question import Asked, Choice
from quizzes.exchange.qti2_scores import Processing


def ordering(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """Entries in their right order, scored by place or by neighbours where the rules look at places."""
    interaction = asked.interactions[0]
    order = declared_of(asked, interaction.response).correct
    entries = {choice.name: texts.markdown(choice.html) for choice in interaction.choices}
    if set(order) != set(entries) or len(order) != len(entries):
        return "it does not say what the right order of all entries is"
    places = list(asked.rules.iter("index"))
    scoring = "all_or_nothing"
    if places:
        pairs = any(len(list(each.iter("index"))) == 2 for each in asked.rules.iter("and"))
        scoring = "adjacent_pairs" if pairs else "per_position"
    elif processing.maps or processing.has_parts:
        scoring = "per_position"
        texts.lost.append("`scoring`: what each entry earned there")
    return {"kind": "ordering", "entries": [{"text": entries[name]} for name in order], "scoring": scoring}


def matching(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """Two lists; each on the left has one partner on the right."""
    interaction = asked.interactions[0]
    if len(interaction.sets) != 2:
        return "it does not have two lists to match"
    declared = declared_of(asked, interaction.response)
    lefts, rights = interaction.sets
    keys = [key.split() for key in keys_of(declared, processing, interaction.response) if len(key.split()) == 2]
    second = {choice.name for choice in rights}
    given = [(one, other) if one not in second else (other, one) for one, other in keys]
    partners = _partners(given)
    if not _alone(lefts, partners) and _alone(rights, turned := _partners([(b, a) for a, b in given])):
        lefts, rights, partners = rights, lefts, turned
    shown = {choice.name: texts.markdown(choice.html) for choice in rights}
    pairs = []
    for choice in lefts:
        right = [name for name in partners.get(choice.name, []) if name in shown]
        if len(right) != 1:
            return f"what stands on the left has {len(right) or 'no'} partners: `{texts.words(choice.html)}`"
        pair = {"left": texts.markdown(choice.html), "right": shown[right[0]]}
        if reason := texts.markdown(asked.feedback.get(f"PAIR.{choice.name}", "")):
            pair["reason"] = reason
        pairs.append(pair)
    used = {name for names in partners.values() for name in names}
    extra = [_extra(asked, name, text, texts) for name, text in shown.items() if name not in used]
    scoring = "per_pair" if processing.maps or processing.has_parts else "all_or_nothing"
    return {"kind": "matching", "pairs": pairs, "extra": extra, "scoring": scoring}


def _partners(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _alone(choices: tuple[Choice, ...], partners: dict[str, list[str]]) -> bool:
    """Whether each of one list has one partner."""
    return bool(choices) and all(len(partners.get(choice.name, [])) == 1 for choice in choices)


def _extra(asked: Asked, name: str, text: str, texts: Texts) -> dict[str, Any]:
    reason = texts.markdown(asked.feedback.get(f"EXTRA.{name}", ""))
    return {"text": text, **({"reason": reason} if reason else {})}
