"""Texts with names in brackets, as Canvas and Blackboard write blanks: what is shown, accepted, and lost by that."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizzes.exchange.blanks import fill_blanks
from quizzes.exchange.qti12_entry import forms
from quizzes.exchange.xhtml import inner_xhtml, to_elements, to_plain
from quizzes.exchange.xml_build import node
from quizzes.items.cloze import Blank, ChoiceBlank, Cloze, NumericBlank


def bracketed(item: Cloze, *, dropdowns: bool) -> tuple[str, list[str]]:
    """The stem as HTML, and the blanks in formulas, whose fields stand below it.

    Where not every blank is a dropdown, none can be: a list is typed, and its options stand in brackets.
    """
    stem = to_elements(item.stem)
    placed = fill_blanks(stem, lambda name: _shown(name, item.blanks[name], dropdowns=dropdowns))
    unplaced = [name for name in item.order if name not in placed]
    for name in unplaced:
        stem.append(node("p", f"{name}: ", _shown(name, item.blanks[name], dropdowns=dropdowns)))
    return inner_xhtml(stem), unplaced


def _shown(name: str, blank: Blank, *, dropdowns: bool) -> Element:
    unit = f" {to_plain(blank.unit)}" if isinstance(blank, NumericBlank) and blank.unit else ""
    choices = ""
    if isinstance(blank, ChoiceBlank) and not dropdowns:
        choices = f" ({' / '.join(to_plain(option.text) for option in blank.options)})"
    return node("span", f"[{name}]{choices}{unit}")


def accepted_in(blank: Blank) -> list[str]:
    """The texts that are right in a field."""
    if isinstance(blank, NumericBlank):
        return forms(blank)
    if isinstance(blank, ChoiceBlank):
        return [to_plain(option.text) for option in blank.options if option.key]
    return [blank.key, *blank.accept]


def bracketed_losses(item: Cloze, unplaced: list[str], *, dropdowns: bool) -> Iterator[str]:
    """What any system with such texts loses."""
    blanks = item.blanks.values()
    if any(blank.weight > 1 for blank in blanks):
        yield "`weight`: each blank has the same share there"
    if unplaced:
        yield "`stem`: a blank in a formula has its field below the text"
    if any(isinstance(blank, NumericBlank) for blank in blanks):
        yield "`kind`, `tolerance` of a number: its field compares texts, and accepts roundings of the key"
    if any(getattr(blank, "unit", None) for blank in blanks):
        yield "`unit`, `stem`: a unit stands in the text"
    if not dropdowns and any(isinstance(blank, ChoiceBlank) for blank in blanks):
        yield "`kind`, `options`, `stem`: a list and a field cannot stand in one text, so that what is chosen is typed"
    if any(getattr(blank, "wrong", None) for blank in blanks):
        yield "`wrong`: a field has feedback for what is right alone"
