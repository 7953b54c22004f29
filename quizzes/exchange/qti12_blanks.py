"""Matching, ordering and texts with blanks as Canvas writes them in QTI 1.2: a list for each part."""

from __future__ import annotations

from quizzes.exchange.qti12_bracketed import accepted_in, bracketed, bracketed_losses
from quizzes.exchange.qti12_terms import (
    WHOLE,
    Question,
    choice_response,
    condition,
    equal,
    feedback_id,
    hundredths,
    inline_material,
    numeral,
    plain_material,
    plain_text_material,
)
from quizzes.exchange.xhtml import is_plain, to_xhtml
from quizzes.exchange.xml_build import node
from quizzes.items.arrangement import Matching, Ordering
from quizzes.items.cloze import Blank, ChoiceBlank, Cloze

#: An answer's name, its text, the name of its label, and the feedback of whoever chose another.
Row = tuple[str, str, str, str | None]


def matching(item: Matching) -> Question:
    """A list for each left side, all with the same texts."""
    rights = {name: numeral("right", name) for name in item.choices}
    labels = [(rights[name], text) for name, text in item.choices.items()]
    parts = [(numeral("left", pair.id), pair.left, rights[pair.right_id], pair.reason) for pair in item.pairs]
    question = _matched(item.stem, parts, labels)
    if item.scoring != "per_pair":
        question.losses.append("`scoring`: each pair earns its share")
    if item.extra:
        question.losses.append("`reason`, of an `extra`: there is feedback for pairs alone")
    return question


def ordering(item: Ordering) -> Question:
    """Matching each place with its entry: there is no ordering."""
    names = {entry.id: numeral("right", entry.id) for entry in item.entries}
    shown = sorted(item.entries, key=lambda entry: entry.id)
    labels = [(names[entry.id], entry.text) for entry in shown]
    places: list[Row] = [
        (numeral("place", str(place)), str(place), names[entry.id], None)
        for place, entry in enumerate(item.entries, start=1)
    ]
    question = _matched(item.stem, places, labels)
    question.losses.append("`kind`: it leaves as matching each place with its entry")
    if item.scoring != "per_position":
        question.losses.append("`scoring`: each place earns its share")
    return question


def _matched(stem: str, rows: list[Row], labels: list[tuple[str, str]]) -> Question:
    share = hundredths(WHOLE / len(rows))
    question = Question("matching_question", to_xhtml(stem), [])
    for name, text, right, reason in rows:
        choices = [(label, plain_text_material(shown)) for label, shown in labels]
        question.responses.append(choice_response(f"response_{name}", choices, about=inline_material(text)))
        question.parts.append(condition(equal(right, f"response_{name}"), earns=share, adds=True, goes_on=True))
        if reason:
            other = node("not", equal(right, f"response_{name}"))
            question.parts.append(condition(other, says=[feedback_id(name)], goes_on=True))
            question.feedback[feedback_id(name)] = reason
        question.answers.append(name)
    if not all(is_plain(text) for _name, text in labels):
        question.losses.append("`right`, `text`: plain text, so that formulas show as LaTeX")
    return question


def cloze(item: Cloze) -> Question:
    """Dropdowns where every blank is one; else fields, with the options of a list in brackets behind its field."""
    dropdowns = all(isinstance(blank, ChoiceBlank) for blank in item.blanks.values())
    stem, unplaced = bracketed(item, dropdowns=dropdowns)
    question = Question("multiple_dropdowns_question" if dropdowns else "fill_in_multiple_blanks_question", stem, [])
    total = sum(blank.weight for blank in item.blanks.values())
    for name in item.order:
        _ask(question, name, item.blanks[name], WHOLE * item.blanks[name].weight / total)
    if item.scoring != "per_blank":
        question.losses.append("`scoring`: each blank earns its share")
    options = [option for blank in item.blanks.values() for option in getattr(blank, "options", [])]
    if dropdowns and not all(is_plain(option.text) for option in options):
        question.losses.append("`options`, `text`: plain text, so that formulas show as LaTeX")
    question.losses += bracketed_losses(item, unplaced, dropdowns=dropdowns)
    return question


def _ask(question: Question, name: str, blank: Blank, share: float) -> None:
    response = f"response_{name}"
    if isinstance(blank, ChoiceBlank) and question.type == "multiple_dropdowns_question":
        names = {option.id: numeral(name, option.id) for option in blank.options}
        labels = [(names[option.id], plain_text_material(option.text)) for option in blank.options]
        right = [names[option.id] for option in blank.options if option.key]
        for option in blank.options:
            if option.reason:
                says = [feedback_id(names[option.id])]
                question.parts.append(condition(equal(names[option.id], response), says=says, goes_on=True))
                question.feedback[says[0]] = option.reason
    else:
        labels = [(numeral(name, text), plain_material(text)) for text in accepted_in(blank)]
        right = [label for label, _text in labels]
    question.responses.append(choice_response(response, labels, about=plain_material(name)))
    tests = [equal(label, response) for label in right]
    full = tests if len(tests) == 1 else [node("or", *tests)]
    question.parts.append(condition(*full, earns=hundredths(share), adds=True, goes_on=True))
    question.answers += [label for label, _text in labels]
