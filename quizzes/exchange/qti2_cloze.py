"""A text with blanks in QTI 2 and 3: lists and fields inside the text, each with a response of its own."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from xml.etree.ElementTree import Element

from quizzes.exchange.blanks import fill_blanks
from quizzes.exchange.qti2_choice import reasons
from quizzes.exchange.qti2_entry import (
    MIN_WIDTH,
    accepted,
    is_accepted,
    near,
    number_losses,
    text_width,
    unit,
    wrong_numbers,
    wrong_texts,
)
from quizzes.exchange.qti2_terms import (
    Parts,
    blocks,
    declared,
    earn_more,
    every,
    identified,
    is_key,
    number,
    points,
    say_chosen,
    when,
)
from quizzes.exchange.xhtml import is_plain, to_plain
from quizzes.exchange.xml_build import node
from quizzes.items.cloze import Blank, ChoiceBlank, Cloze, NumericBlank


def cloze(item: Cloze) -> Parts:
    """The whole stem with its fields; a blank inside a formula has its field below the text."""
    shares = {name: item.points * Fraction(blank.weight, _weights(item)) for name, blank in item.blanks.items()}
    stem = blocks(item.stem)
    stem.set("class", "stem")
    placed = fill_blanks(stem, lambda name: _field(name, item.blanks[name]))
    unplaced = [name for name in item.order if name not in placed]
    below = [node("p", f"{name}: ", _field(name, item.blanks[name])) for name in unplaced]
    parts = Parts([], [stem, *below], every([_right(name, item.blanks[name]) for name in item.order]))
    parts.losses += [
        f"`stem`: the blank `{name}` stands in a formula; its field stands below the text" for name in unplaced
    ]
    parts.losses += _weight_losses(item)
    for name in item.order:
        _describe(parts, name, item.blanks[name], float(shares[name]))
        if item.scoring == "per_blank":
            right = _right(name, item.blanks[name])
            parts.partial.append(when((right, [earn_more(points(float(shares[name])))])))
    return parts


def _weight_losses(item: Cloze) -> list[str]:
    weights = [blank.weight for blank in item.blanks.values()]
    if item.scoring == "all_or_nothing" and max(weights) > 1:
        return ["`weight`: it counts nothing where all or nothing is scored"]
    return ["`weight`: shares are held, and not that all weights have a factor"] if gcd(*weights) > 1 else []


def _weights(item: Cloze) -> int:
    return sum(blank.weight for blank in item.blanks.values())


def _field(name: str, blank: Blank) -> Element:
    if isinstance(blank, ChoiceBlank):
        options = [
            node("inlineChoice", to_plain(option.text), identifier=_choice(name, option.id)) for option in blank.options
        ]
        return node("inlineChoiceInteraction", *options, responseIdentifier=name, shuffle="true")
    width = MIN_WIDTH if isinstance(blank, NumericBlank) else text_width(blank)
    entry = node("textEntryInteraction", responseIdentifier=name, expectedLength=str(width))
    if isinstance(blank, NumericBlank) and blank.unit:
        return node("span", entry, *unit(blank), class_="response")
    return entry


def _choice(name: str, option: str) -> str:
    """An option's name in the whole item: two blanks may have options that read alike."""
    return f"{name}.{identified(option)}"


def _right(name: str, blank: Blank) -> Element:
    if isinstance(blank, NumericBlank):
        return near(blank, name)
    return is_key(name) if isinstance(blank, ChoiceBlank) else is_accepted(name)


def _describe(parts: Parts, name: str, blank: Blank, share: float) -> None:
    if isinstance(blank, ChoiceBlank):
        key = next(option for option in blank.options if option.key)
        parts.declarations.append(declared(name, "single", "identifier", [_choice(name, key.id)]))
        parts.feedback.append(say_chosen(name))
        parts.texts |= reasons(blank.options, prefix=f"{name}.")
        if not all(is_plain(option.text) for option in blank.options):
            what = (
                f"`options`, `text`: a list inside the text holds plain text, so that `{name}` shows formulas as LaTeX"
            )
            parts.losses.append(what)
        return
    if isinstance(blank, NumericBlank):
        parts.declarations.append(declared(name, "single", "float", [number(float(blank.key))]))
        rules, texts = wrong_numbers(blank, name)
        parts.losses += number_losses(blank)
    else:
        parts.declarations.append(declared(name, "single", "string", [blank.key], accepted(blank, share)))
        rules, texts = wrong_texts(blank, name)
    parts.feedback += rules
    parts.texts |= texts
