"""Arranged items in QTI 2 and 3: matching and ordering."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

from quizzes.exchange.qti2_terms import (
    RESPONSE,
    Parts,
    constant,
    declared,
    earn,
    earn_more,
    every,
    filled,
    identified,
    is_key,
    mapped,
    mapping,
    points,
    say,
    some,
    variable,
    when,
)
from quizzes.exchange.xml_build import node
from quizzes.items.arrangement import Entry, Matching, Ordering


def matching(item: Matching) -> Parts:
    """Two sets; each on the left is given one on the right, each on the right as often as one likes."""
    left = [_associable(pair.id, pair.left, 1) for pair in item.pairs]
    right = [_associable(name, text, 0) for name, text in item.choices.items()]
    keys = [_pair(pair.id, pair.right_id) for pair in item.pairs]
    table, rules = None, []
    if item.scoring == "per_pair":
        table = mapping(dict.fromkeys(keys, float(Fraction(item.points) / len(keys))))
        rules = [earn(mapped())]
    most = str(len(keys))
    sets = [node("simpleMatchSet", *left), node("simpleMatchSet", *right)]
    return Parts(
        [declared(RESPONSE, "multiple", "directedPair", keys, table)],
        [node("matchInteraction", *sets, responseIdentifier=RESPONSE, shuffle="true", maxAssociations=most)],
        is_key(),
        rules,
        [*_extra_rules(item), *_pair_rules(item)],
        _texts(item),
    )


def _associable(name: str, text: str, most: int) -> Element:
    return filled(node("simpleAssociableChoice", identifier=identified(name), matchMax=str(most)), text)


def _pair(left: str, right: str) -> str:
    return f"{identified(left)} {identified(right)}"


def _has(left: str, right: str) -> Element:
    return node("member", constant(_pair(left, right), "directedPair"), variable())


def _extra_rules(item: Matching) -> list[Element]:
    return [
        when((some([_has(pair.id, extra.id) for pair in item.pairs]), [say(f"EXTRA.{identified(extra.id)}")]))
        for extra in item.extra
    ]


def _pair_rules(item: Matching) -> list[Element]:
    """A pair's reason is for whoever gave the left side another partner, but none that belongs to nothing."""
    rules = []
    for pair in item.pairs:
        if pair.reason:
            partners = [pair.right_id, *(extra.id for extra in item.extra)]
            missed = every([node("not", _has(pair.id, partner)) for partner in partners])
            rules.append(when((missed, [say(f"PAIR.{identified(pair.id)}")])))
    return rules


def _texts(item: Matching) -> dict[str, str]:
    extras = {f"EXTRA.{identified(extra.id)}": extra.reason for extra in item.extra}
    return extras | {f"PAIR.{identified(pair.id)}": pair.reason for pair in item.pairs if pair.reason}


def ordering(item: Ordering) -> Parts:
    """The entries; the right order is the key's."""
    names = [identified(entry.id) for entry in item.entries]
    choices = [filled(node("simpleChoice", identifier=identified(each.id)), each.text) for each in _shown(item)]
    rules = []
    if item.scoring == "per_position":
        share = float(Fraction(item.points) / len(names))
        rules = [when((_at(place, name), [earn_more(points(share))])) for place, name in enumerate(names, start=1)]
    elif item.scoring == "adjacent_pairs":
        share = float(Fraction(item.points) / (len(names) - 1))
        rules = [when((_adjacent(pair, len(names)), [earn_more(points(share))])) for pair in pairwise(names)]
    return Parts(
        [declared(RESPONSE, "ordered", "identifier", names)],
        [node("orderInteraction", *choices, responseIdentifier=RESPONSE, shuffle="true")],
        is_key(),
        rules,
    )


def _shown(item: Ordering) -> list[Entry]:
    """The entries in an order that says nothing of the key, for readers that do not shuffle."""
    return sorted(item.entries, key=lambda entry: entry.id)


def _at(place: int, name: str) -> Element:
    return node("match", node("index", variable(), n=str(place)), constant(name))


def _adjacent(pair: tuple[str, str], count: int) -> Element:
    """Whether the second follows the first, wherever they stand."""
    return some([node("and", _at(place, pair[0]), _at(place + 1, pair[1])) for place in range(1, count)])
