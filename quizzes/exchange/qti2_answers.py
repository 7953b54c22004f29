"""Questions of QTI 2 as items: what was chosen or typed.

Each function gives the fields of the item's YAML, or a sentence that says why it is none.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from quizzes.exchange.html_texts import Texts, sound_first
from quizzes.exchange.qti2_numbers import number_compared, number_wanted
from quizzes.exchange.qti2_question import Asked, Choice, Declaration, Interaction
from quizzes.exchange.qti2_scores import Branch, Processing, equals
from quizzes.items.pattern import problem_in_pattern

WORDS = {"true": True, "false": False}
NUMBERS = {"float", "integer"}


def chosen(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """One option of several."""
    interaction, declared = _response(asked)
    keys = _right_choices(interaction, declared, processing)
    if len(keys) != 1:
        return (
            f"{len(keys)} of its options are right, and one is to be chosen"
            if keys
            else "it does not say which option is right"
        )
    partly = [name for name, value in declared.mapping.items() if value > 0 and name not in keys]
    texts.lost += [f"a part of the points for the option `{name}`" for name in partly]
    if data := _claim(asked, interaction, processing, next(iter(keys)), texts):
        return data
    options = options_of(asked, interaction, processing, keys, texts)
    return {"kind": "single_choice", "options": options, **_shuffle(interaction)}


def _claim(asked: Asked, interaction: Interaction, processing: Processing, key: str, texts: Texts) -> dict[str, Any]:
    """The item as a claim, where its options are true and false."""
    words = {choice.name: texts.words(choice.html).lower() for choice in interaction.choices}
    if sorted(words.values()) != sorted(WORDS) or len(words) != 2 or asked.label == "single_choice":
        return {}
    wrong = next(choice for choice in interaction.choices if choice.name != key)
    reason = texts.markdown(reason_of(asked, interaction.response, processing, wrong))
    return {"kind": "true_false", "key": WORDS[words[key]], "reason": reason}


def several_chosen(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """Any number of options, scored by what each earns or as a whole."""
    interaction, declared = _response(asked)
    keys = _right_choices(interaction, declared, processing)
    if not keys:
        return "it does not say which options are right"
    scoring = "all_or_nothing"
    if processing.maps and declared.mapping:
        scoring = "per_option" if processing.starts_with_a_share else "right_minus_wrong"
        if min(declared.mapping.values()) >= 0 and scoring == "right_minus_wrong":
            texts.lost.append("`scoring`: a distractor cost nothing there")
    elif processing.has_parts:
        scoring = "right_minus_wrong"
        texts.lost.append("`scoring`: what each option earned there")
    options = options_of(asked, interaction, processing, keys, texts)
    return {"kind": "multiple_response", "options": options, "scoring": scoring, **_shuffle(interaction)}


def _response(asked: Asked) -> tuple[Interaction, Declaration]:
    interaction = asked.interactions[0]
    return interaction, declared_of(asked, interaction.response)


def declared_of(asked: Asked, response: str) -> Declaration:
    """What is declared of a response; nothing where it is not."""
    return asked.declared.get(response) or Declaration("single", "", (), {}, case=True)


def keys_of(declared: Declaration, processing: Processing, response: str) -> set[str]:
    """What is right: as it is declared, else what earns most, else what some condition gives points for."""
    if declared.correct:
        return set(declared.correct)
    best = max(declared.mapping.values(), default=0)
    if best > 0:
        is_several = declared.cardinality == "multiple"
        return {name for name, value in declared.mapping.items() if (value > 0 if is_several else value == best)}
    compared = [each for branch in processing.scored if branch.responses == {response} for each in _values(branch)]
    return set(compared)


def _right_choices(interaction: Interaction, declared: Declaration, processing: Processing) -> set[str]:
    return keys_of(declared, processing, interaction.response) & {choice.name for choice in interaction.choices}


def _values(branch: Branch) -> list[str]:
    inside = branch.condition.iter("baseValue") if branch.condition is not None else []
    return [(each.text or "").strip() for each in inside]


def _shuffle(interaction: Interaction) -> dict[str, Any]:
    return {"shuffle": False} if interaction.shuffle is False else {}


def options_of(
    asked: Asked, interaction: Interaction, processing: Processing, keys: set[str], texts: Texts
) -> list[dict[str, Any]]:
    """The options as data, each with what is said to whoever chose it."""
    options = []
    for choice in interaction.choices:
        option: dict[str, Any] = {"text": texts.markdown(choice.html), "key": choice.name in keys}
        if reason := texts.markdown(reason_of(asked, interaction.response, processing, choice)):
            option["reason"] = reason
        options.append(option)
    return options


def reason_of(asked: Asked, response: str, processing: Processing, choice: Choice) -> str:
    """What is said to whoever chose it, as HTML."""
    said = [asked.feedback[name] for name in processing.said_of(response, choice.name) if name in asked.feedback]
    return choice.said or " ".join(dict.fromkeys(said))


def entry(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """A number or a text in a field of its own."""
    _interaction, declared = _response(asked)
    name = asked.interactions[0].response
    if declared.base in NUMBERS:
        wanted = number_wanted(name, declared, processing)
        if not wanted:
            return "it has no number that is right"
        unit = {"unit": texts.markdown(asked.units[name])} if name in asked.units else {}
        return {"kind": "numeric", **wanted, **unit, **wrong_numbers(asked, name, processing, texts)}
    accepted = texts_accepted(name, declared, processing, texts)
    if not accepted:
        return "it has no text that is right, so that nobody but a person can grade it"
    return {"kind": "short_text", **accepted, **wrong_texts(asked, name, processing, texts)}


def wrong_numbers(asked: Asked, name: str, processing: Processing, texts: Texts) -> dict[str, Any]:
    """The numbers that have a feedback of their own and no points."""
    wrong = []
    for branch, html in _said_elsewhere(asked, name, processing):
        value = next((number_compared(each) for each in equals(branch, name) if each.tag == "equal"), None)
        if value is not None:
            wrong.append({"value": float(value), "reason": texts.markdown(html)})
    return {"wrong": wrong} if wrong else {}


def wrong_texts(asked: Asked, name: str, processing: Processing, texts: Texts) -> dict[str, Any]:
    """The texts that have a feedback of their own and no points."""
    wrong = []
    for branch, html in _said_elsewhere(asked, name, processing):
        text = next((each.text or "" for each in branch.iter("baseValue")), "")
        if text.strip():
            wrong.append({"text": text, "reason": texts.markdown(html)})
    return {"wrong": wrong} if wrong else {}


def _said_elsewhere(asked: Asked, name: str, processing: Processing) -> list[tuple[Element, str]]:
    """Each condition about one response that gives no points and shows a feedback, with its HTML."""
    return [
        (branch.condition, asked.feedback[said])
        for branch in processing.branches
        if branch.condition is not None and not branch.scores and branch.responses == {name}
        for said in branch.feedback[:1]
        if said in asked.feedback
    ]


def texts_accepted(name: str, declared: Declaration, processing: Processing, texts: Texts) -> dict[str, Any]:
    """The texts that are right in one field; nothing where there are none."""
    mapped = [key for key, value in declared.mapping.items() if value > 0]
    branches = [each.condition for each in processing.scored if each.condition is not None and name in each.responses]
    matches = [each for branch in branches for each in branch.iter("stringMatch") if name in _named(each)]
    compared = [text.text or "" for each in matches for text in each.iter("baseValue")]
    accepted = sound_first(text for text in (*declared.correct, *mapped, *compared) if text.strip())
    if not accepted:
        return {}
    is_cased = (
        any(each.get("caseSensitive") != "false" for each in matches) if matches and not mapped else declared.case
    )
    data: dict[str, Any] = {"key": accepted[0], "accept": accepted[1:], **({"ignore": []} if is_cased else {})}
    for branch in branches:
        for each in branch.iter("patternMatch"):
            pattern = each.get("pattern", "")
            if problem_in_pattern(pattern):
                texts.lost.append(f"the pattern `{pattern}`")
            else:
                data["pattern"] = pattern
    return data


def _named(expression: Element) -> set[str]:
    return {each.get("identifier", "") for each in expression.iter("variable")}


def code_output(asked: Asked, processing: Processing, texts: Texts) -> dict[str, Any] | str:
    """What a program prints, typed below it."""
    _interaction, declared = _response(asked)
    if not declared.correct:
        return "it does not say what the program prints"
    wrong = wrong_texts(asked, asked.interactions[0].response, processing, texts)
    return {"kind": "code_output", "code": asked.program, "key": declared.correct[0], **wrong}
