"""Questions of QTI 1.2 as items: what was matched or put in order."""

from __future__ import annotations

from typing import Any

from quizzes.exchange.html_texts import Texts
from quizzes.exchange.qti12_question import Given, Response


def matching(given: Given, texts: Texts) -> dict[str, Any] | str:
    """A list for each left side."""
    lists = [each for each in given.responses if each.labels]
    rights: dict[str, str] = {}
    pairs = []
    for response in lists:
        for place, label in enumerate(response.labels):
            rights[label.name] = _right_side(given, response, place, label.html)
        names = {label.name for label in response.labels}
        key = next((name for name in _keys(given, response) if name in names), None)
        if key is None:
            return f"it does not say what belongs to `{texts.words(response.about)}`"
        pair = {"left": texts.markdown(response.about), "right": texts.markdown(rights[key])}
        if reason := texts.markdown(_missed(given, response)):
            pair["reason"] = reason
        pairs.append(pair)
    used = {pair["right"] for pair in pairs}
    others = dict.fromkeys(texts.markdown(html) for html in rights.values())
    extra = [{"text": text} for text in others if text not in used and text]
    is_whole = given.fields.get("bbmd_partialcredit") == "false" or len(given.scored) == 1
    return {
        "kind": "matching",
        "pairs": pairs,
        "extra": extra,
        "scoring": "all_or_nothing" if is_whole and not given.gives_parts else "per_pair",
    }


def _right_side(given: Given, response: Response, place: int, html: str) -> str:
    """A label's text; where labels have none, the text in the same place of the list beside them."""
    if html.strip() or len(given.right_sides) != len(response.labels):
        return html
    return given.right_sides[place]


def _keys(given: Given, response: Response) -> list[str]:
    """What is right in one list of several: conditions that only compare count where none scores by itself."""
    for conditions in (given.scored, given.conditions):
        found = [
            test.value
            for condition in conditions
            for test in condition.tests
            if test.tag == "varequal" and test.wanted and test.response == response.name
        ]
        if found:
            return found
    return []


def _missed(given: Given, response: Response) -> str:
    """The feedback of whoever gave a left side another partner, as HTML."""
    for condition in given.conditions:
        if [test.response for test in condition.tests if not test.wanted] == [response.name]:
            return " ".join(given.feedback.get(name, "") for name in condition.feedback)
    return ""


def ordering(given: Given, texts: Texts) -> dict[str, Any] | str:
    """Entries in the order of the condition that earns most."""
    response = next((each for each in given.responses if each.labels), None)
    best = max(given.scored, key=lambda each: (each.score or 0, len(each.tests)), default=None)
    if response is None or best is None:
        return "it does not say what the right order is"
    tests = [test for test in best.tests if test.tag == "varequal" and test.wanted]
    if len({test.response for test in tests}) > 1:
        return ordering_by_place(given, texts) or "it does not say what the right order is"
    if all(test.index for test in tests):
        tests.sort(key=lambda test: test.index or 0)
    entries = {label.name: texts.markdown(label.html) for label in response.labels}
    order = list(dict.fromkeys(test.value for test in tests if test.value in entries))
    if len(order) != len(entries):
        return "it does not say what the right order is"
    scoring = "per_position" if given.gives_parts else "all_or_nothing"
    return {"kind": "ordering", "entries": [{"text": entries[name]} for name in order], "scoring": scoring}


def ordering_by_place(given: Given, texts: Texts) -> dict[str, Any]:
    """Places that are matched with entries; nothing where the lists are no places."""
    matched = matching(given, texts)
    if not isinstance(matched, dict) or matched["extra"]:
        return {}
    places = {pair["left"].strip(" ."): pair["right"] for pair in matched["pairs"]}
    wanted = [str(place) for place in range(1, len(places) + 1)]
    if set(places) != set(wanted) or len(set(places.values())) != len(places):
        return {}
    entries = [{"text": places[place]} for place in wanted]
    return {"kind": "ordering", "entries": entries, "scoring": "per_position"}
