"""Questions of QTI 1.2 as items: what was chosen or typed.

Each function gives the fields of the item's YAML, or a sentence that says why it is none.
"""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Any

from quizzes.exchange.html_texts import Texts, sound_first
from quizzes.exchange.qti12_question import Condition, Given, Response, Test, decimal_in

PROGRAM = re.compile(r"(?P<stem>.*)<pre><code[^>]*>(?P<code>.*?)</code></pre>\s*(</div>)?\s*", re.DOTALL)
#: Feedback that is of no option: for whoever is right, or wrong.
TO_ALL = {"correct", "correct_fb", "incorrect", "incorrect_fb", "general_incorrect_fb"}
FALSE_WORDS = {"true": True, "false": False}


def chosen(given: Given, texts: Texts) -> dict[str, Any] | str:
    """One option of several."""
    response = next((each for each in given.responses if each.labels), None)
    if response is None:
        return "it has no options"
    scores = _scores(given, response)
    best = max(scores.values(), default=0)
    keys = {name for name, score in scores.items() if score == best and best > 0}
    if not keys:
        return "it does not say which option is right"
    if len(keys) > 1:
        return f"{len(keys)} of its options are right, and one is to be chosen"
    texts.lost += [f"{score:g} of 100 for the option `{name}`" for name, score in scores.items() if 0 < score < best]
    words = [texts.words(label.html).lower() for label in response.labels]
    if sorted(words) == sorted(FALSE_WORDS):
        return true_false(given, texts)
    return {"kind": "single_choice", "options": _options(given, response, keys, texts), **_shuffle(response)}


def true_false(given: Given, texts: Texts) -> dict[str, Any] | str:
    """A claim."""
    response = next((each for each in given.responses if each.labels), None)
    if response is None:
        return "it has no options"
    names = {label.name: (texts.words(label.html) or label.name).lower() for label in response.labels}
    if sorted(names.values()) != sorted(FALSE_WORDS):
        return {"options": _options(given, response, _right(given, response), texts), "kind": "single_choice"}
    right = [names[name] for name in _right(given, response)]
    if len(right) != 1:
        return "it does not say whether the claim is true"
    wrong = next(name for name, word in names.items() if word != right[0])
    to_all_wrong = (given.feedback.get(each, "") for each in ("general_incorrect_fb", "incorrect_fb", "incorrect"))
    reason = texts.markdown(_said(given, response, wrong) or next(filter(None, to_all_wrong), ""))
    return {"kind": "true_false", "key": FALSE_WORDS[right[0]], "reason": reason}


def several_chosen(given: Given, texts: Texts) -> dict[str, Any] | str:
    """Any number of options."""
    response = next((each for each in given.responses if each.labels), None)
    if response is None:
        return "it has no options"
    keys = _right(given, response)
    if not keys:
        return "it does not say which options are right"
    # Canvas scores them in its own way, whatever the file says; others score part by part or as a whole.
    is_canvas = "question_type" in given.fields
    scoring = "right_minus_wrong" if is_canvas or given.gives_parts else "all_or_nothing"
    options = _options(given, response, keys, texts)
    return {"kind": "multiple_response", "options": options, "scoring": scoring, **_shuffle(response)}


def _right(given: Given, response: Response) -> set[str]:
    """The options that a full score needs or that add to it."""
    return {name for name, score in _scores(given, response).items() if score > 0}


def _scores(given: Given, response: Response) -> dict[str, float]:
    """What each option earns; where a condition sets the score twice, the greater one."""
    scores: dict[str, float] = {}
    for condition in given.conditions:
        for test in condition.tests:
            if test.tag == "varequal" and test.wanted and test.response in {response.name, ""}:
                scores[test.value] = max(scores.get(test.value, -1e9), condition.score or 0)
    names = {label.name for label in response.labels}
    return {name: score for name, score in scores.items() if name in names}


def _shuffle(response: Response) -> dict[str, Any]:
    return {"shuffle": False} if response.shuffle is False else {}


def _options(given: Given, response: Response, keys: set[str], texts: Texts) -> list[dict[str, Any]]:
    options = []
    for label in response.labels:
        option: dict[str, Any] = {"text": texts.markdown(label.html), "key": label.name in keys}
        if reason := texts.markdown(_said(given, response, label.name)):
            option["reason"] = reason
        options.append(option)
    return options


def _said(given: Given, response: Response, name: str) -> str:
    """The feedback of an option as HTML: of the condition that is about it alone."""
    for condition in given.conditions:
        # Blackboard names the option where the standard names the list.
        about = [
            test.value if test.response == response.name else test.response for test in condition.tests if test.wanted
        ]
        if about == [name] and len(condition.tests) == 1:
            said = [
                given.feedback[each] for each in condition.feedback if each in given.feedback and each not in TO_ALL
            ]
            if said:
                return " ".join(said)
    return given.feedback.get(f"{name}_fb", "")


def short_text(given: Given, texts: Texts) -> dict[str, Any] | str:
    """A text that is one of those accepted; an output, where it has lines and stands below a program."""
    accepted = accepted_texts(given.scored, "")
    if not accepted:
        return "it has no text that is right, so that nobody but a person can grade it"
    if "\n" in accepted["key"] and (data := code_output(given, texts)):
        return data
    return {"kind": "short_text", **accepted}


def accepted_texts(scored: list[Condition], response: str) -> dict[str, Any]:
    """The texts that earn a score in one field; nothing where there are none."""
    tests = [
        test for each in scored for test in each.tests if test.wanted and (not response or test.response == response)
    ]
    equal = [test for test in tests if test.tag == "varequal" and test.value]
    within = [test for test in tests if test.tag == "varsubstring" and test.value]
    if not equal and not within:
        return {}
    found = sound_first(test.value for test in [*equal, *within])
    data: dict[str, Any] = {"key": found[0], "accept": found[1:]}
    if within:
        data["pattern"] = f".*{re.escape(within[0].value)}.*"
        data["accept"] = []
        data["key"] = within[0].value
    if any(test.case for test in tests):
        data["ignore"] = []
    return data


def number(given: Given, texts: Texts) -> dict[str, Any] | str:
    """A number within its ends; the first of several that are right."""
    wanted = [each for each in (number_wanted(condition) for condition in given.scored) if each]
    if not wanted:
        return "it has no number that is right"
    if len(wanted) > 1:
        texts.lost.append(f"{len(wanted) - 1} other numbers that are right")
    after = next((each.about for each in given.responses if each.about), "")
    return {"kind": "numeric", **wanted[0], **({"unit": texts.markdown(after)} if after else {})}


def number_wanted(condition: Condition) -> dict[str, Any]:
    """The number and the tolerance of one condition; nothing where it compares no numbers."""
    tests = [test for test in condition.tests if test.wanted]
    exact = _value(tests, "varequal")
    low, high = _value(tests, "vargte", "vargt"), _value(tests, "varlte", "varlt")
    if low is None or high is None:
        return {} if exact is None else {"key": float(exact), "tolerance": {"absolute": 0}}
    low, high = min(low, high), max(low, high)
    key = (low + high) / 2 if exact is None else exact
    if low == high:
        return {"key": float(key), "tolerance": {"absolute": 0}}
    if exact is not None and exact - low == high - exact:
        return {"key": float(key), "tolerance": {"absolute": float(exact - low)}}
    return {"key": float(key), "tolerance": {"interval": [float(low), float(high)]}}


def _value(tests: list[Test], *tags: str) -> Decimal | None:
    found = (decimal_in(test.value) for test in tests if test.tag in tags)
    return next((number for number in found if number is not None), None)


def code_output(given: Given, _texts: Texts) -> dict[str, Any]:
    """A program at the end of the stem, and what it prints; nothing where there is none."""
    program = PROGRAM.fullmatch(given.stem)
    accepted = accepted_texts(given.scored, "")
    if not program or not accepted:
        return {}
    given.stem = program["stem"]
    return {"kind": "code_output", "code": unescape(program["code"]), "key": accepted["key"]}
