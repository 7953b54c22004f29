"""Each kind of item: the mistakes that only it can have."""

import json
from typing import Any

import pytest

from quizzes.items.base import Part
from quizzes.items.item import KINDS
from quizzes.items.pattern import problem_in_pattern
from quizzes.items.text import printed
from tests.quizzes.samples import OPTIONS, data, item, problems

RIGHT, WRONG = OPTIONS[:2]
BLANK = {"kind": "choice", "options": OPTIONS}


@pytest.mark.parametrize(
    ("kind", "changes", "what"),
    [
        ("single_choice", {"options": [RIGHT]}, "options: has 1; at least 2"),
        ("single_choice", {"options": [WRONG, {**WRONG, "text": "b"}]},
         "options: no options have `key: true`; exactly one"),
        ("single_choice", {"options": [RIGHT, {**RIGHT, "text": "b"}]}, "options: 2 options have `key: true`"),
        ("single_choice", {"options": [RIGHT, {"text": "b"}]}, "options.2.reason: is missing; a distractor says why"),
        ("single_choice", {"options": [RIGHT, {**WRONG, "text": " right "}]}, "options.2.text: `right` is there twice"),
        ("single_choice", {"options": [{**RIGHT, "text": "$0.5$"}, {**WRONG, "text": "0.50"}]},
         "options.2.text: `0.50` is there twice"),
        ("single_choice", {"options": [{**RIGHT, "text": "1/4"}, {**WRONG, "text": "$\\frac{1}{4}$"}]},
         "options.2.text: "),
        ("single_choice", {"options": [{**RIGHT, "id": "a"}, {**WRONG, "id": "a"}]},
         "options.2.id: `a` names two options"),
        ("single_choice", {"options": [RIGHT, {**WRONG, "text": "All of the above."}]},
         "options.2.text: `All of the above.` points"),
        ("single_choice", {"options": [RIGHT, {**WRONG, "text": "none of these"}]},
         "options.2.text: `none of these` points"),
        ("single_choice", {"options": [RIGHT, {**WRONG, "text": 0.5}]},
         "options.2.text: `0.5` is a number; wanted: text"),
        ("single_choice", {"options": [RIGHT, WRONG, "c"]}, "options.3: `c` is text; wanted: a mapping of fields"),
        ("single_choice", {"options": [RIGHT, {**WRONG, "key": "no"}]},
         "options.2.key: `no` is text; wanted: true or false"),
        ("single_choice", {"scoring": "per_option"}, "scoring: is no field here"),
        ("single_choice", {"proof": "nonsense(1)"}, "proof: there is no function `nonsense`"),
        ("single_choice", {"proof": "relu(y)"}, "proof: there is no variable `y`"),
        ("single_choice", {"proof": "{{ relu(1) }}"}, "proof: holds `{{`; this field is an expression as it stands"),
        ("multiple_response", {"options": OPTIONS[:2]}, "options: has 2; at least 3"),
        ("multiple_response", {"options": [RIGHT, {**RIGHT, "text": "b"}, {**RIGHT, "text": "c"}]},
         "options: are all keys"),
        ("multiple_response", {"options": [{**WRONG, "text": text} for text in "abc"]},
         "options: are all keys or all distractors"),
        ("multiple_response", {"scoring": "partly"},
         "scoring: `partly` is not allowed; allowed: 'all_or_nothing', 'per_option'"),
        ("true_false", {"key": "true"}, "key: `true` is text; wanted: true or false"),
        ("numeric", {"key": "0.25"}, "key: `0.25` is no number; a number without quotes"),
        ("numeric", {"key": "{{ x }}"}, "key: there is no variable `x`"),
        ("numeric", {"key": "{{ 1 }} m"}, "key: `{{ 1 }} m` is no number"),
        ("numeric", {"key": "{{ [1] }}"}, "key: `{{ [1] }}` gives"),
        ("numeric", {"key": True}, "key: `True` is no number"),
        ("numeric", {"key": float("nan")}, "key: `nan`"),
        ("numeric", {"tolerance": 0.1}, "tolerance: `0.1` is no tolerance; `{absolute: 0.01}`"),
        ("numeric", {"tolerance": {}}, "tolerance: gives nothing; exactly one"),
        ("numeric", {"tolerance": {"absolute": 1, "relative": 0.1}},
         "tolerance: gives absolute and relative; exactly one"),
        ("numeric", {"tolerance": {"absolute": -1}}, "tolerance.absolute: -1 is negative"),
        ("numeric", {"tolerance": {"relative": 2}}, "tolerance.relative: 2 is no fraction"),
        ("numeric", {"tolerance": {"interval": [1, 0]}}, "tolerance.interval: 1 is not below 0"),
        ("numeric", {"tolerance": {"interval": [1, 2, 3]}}, "tolerance.interval: has 3; at most 2"),
        ("numeric", {"tolerance": {"interval": [1, 2]}}, "key: 0.25 lies outside its interval"),
        ("numeric", {"key": 0, "tolerance": {"relative": 0.1}}, "tolerance.relative: is nothing of a key that is 0"),
        ("numeric", {"wrong": [{"value": 0.255, "reason": "r"}]}, "wrong.1.value: 0.255 is accepted as right"),
        ("numeric", {"wrong": [{"value": 1, "reason": "r"}] * 2}, "wrong.2.value: 1 is there twice"),
        ("numeric", {"proof": None}, "proof: is missing; either `proof:` or `unproven:`"),
        ("numeric", {"unproven": "a year"}, "proof: stands beside `unproven`"),
        ("short_text", {"accept": ["leaky  relu"]}, "accept.1: `leaky relu` counts as another"),
        ("short_text", {"key": "...", "ignore": ["punctuation"]}, "key: has nothing left of it by `ignore`"),
        ("short_text", {"pattern": "relu"}, "key: `Leaky ReLU` does not match the pattern"),
        ("short_text", {"pattern": "(leaky|l) ?relu", "accept": ["PReLU"]}, "accept.1: `PReLU` does not match"),
        ("short_text", {"pattern": "(leaky"}, "pattern: is no regular expression"),
        ("short_text", {"wrong": [{"text": "lrelu", "reason": "r"}]}, "wrong.1.text: `lrelu` is accepted as right"),
        ("short_text", {"wrong": [{"text": "a", "reason": "r"}, {"text": "A", "reason": "r"}]},
         "wrong.2.text: `A` is there twice"),
        ("short_text", {"ignore": ["vowels"]}, "ignore.1: `vowels` is not allowed; allowed: 'case', 'spaces'"),
        ("matching", {"pairs": [{"left": "a", "right": "1"}]}, "pairs: has 1; at least 2"),
        ("matching", {"pairs": [{"left": "a", "right": "1"}, {"left": "a", "right": "2"}]},
         "pairs.2.left: `a` is there twice"),
        ("matching", {"pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "1"}], "extra": []},
         "pairs: all have the same"),
        ("matching", {"extra": [{"text": "1", "reason": "r"}]}, "extra.1.text: `1` is there already"),
        ("matching", {"extra": [{"text": "4", "reason": "r"}] * 2}, "extra.2.text: `4` is there already"),
        ("matching", {"pairs": [{"left": "a", "right": "1", "id": "p"}, {"left": "b", "right": "2", "id": "p"}]},
         "pairs.2.id: `p` names two"),
        ("matching", {"pairs": [{"left": "a", "right": "1", "right_id": "r"},
                                {"left": "b", "right": "2", "right_id": "r"}]},
         "pairs.2.right: "),
        ("matching", {"pairs": [{"left": "a", "right": "1", "right_id": "r"}, {"left": "b", "right": "1"}]},
         "pairs.2.right: "),
        ("ordering", {"entries": [{"text": "a"}]}, "entries: has 1; at least 2"),
        ("ordering", {"entries": [{"text": "a"}, {"text": "a "}]}, "entries.2.text: `a` is there twice"),
        ("ordering", {"entries": [{"text": "a", "id": "e"}, {"text": "b", "id": "e"}]}, "entries.2.id: `e` names two"),
        ("ordering", {"entries": [{"text": "a", "proof": "1"}, {"text": "b"}]},
         "entries: have a proof here and none there"),
        ("ordering", {"scoring": "per_pair"},
         "scoring: `per_pair` is not allowed; allowed: 'all_or_nothing', 'per_position'"),
        ("cloze", {"stem": "[[one]] [[two]]"}, "blanks.three: does not stand in the stem; `[[three]]` in the stem"),
        ("cloze", {"stem": "[[one]] [[two]] [[three]] [[four]]"}, "stem: has the blank `four`, which is not described"),
        ("cloze", {"stem": "[[one]] [[two]] [[three]] [[one]]"}, "stem: has the blank `one` twice"),
        ("cloze", {"stem": "[[one]]", "blanks": {"one": {"kind": "essay"}}}, "blanks.one.kind: `essay` is not allowed"),
        ("cloze", {"stem": "[[one]]", "blanks": {"one": {**BLANK, "weight": 0}}},
         "blanks.one.weight: is `0`; 1 or more"),
        ("cloze", {"stem": "[[one]]", "blanks": {"one": {"kind": "choice", "options": [RIGHT, RIGHT]}}},
         "blanks.one.options: 2 options"),
        ("cloze", {"stem": "[[one]]", "blanks": {"one": {**BLANK, "feedback": "x"}}},
         "blanks.one.feedback: is no field here; allowed: kind, options"),
        ("cloze", {"stem": "[[one]]", "blanks": {"one": {"options": OPTIONS}}},
         "blanks.one.kind: is missing; allowed: choice"),
        ("cloze", {"stem": "[[one]]", "blanks": {"One": BLANK}}, "blanks"),
        ("cloze", {"stem": "[[one]]", "blanks": {"one": 5}}, "blanks.one"),
        ("code_output", {"code": "print(", "key": "1"}, "code: is not Python"),
        ("code_output", {"key": " \n"}, "key: is empty"),
        ("code_output", {"wrong": [{"text": "[1,2]", "reason": "r"}]}, "wrong.1.text: is the key"),
        ("code_output", {"wrong": [{"text": "3", "reason": "r"}] * 2}, "wrong.2.text: `3` is there twice"),
    ],
)  # fmt: skip
def test_a_mistake_of_one_kind_is_named(kind: str, changes: dict[str, Any], what: str) -> None:
    """By the field, counted from 1, and in words."""
    found = problems(kind, **changes)
    assert any(each.startswith(what) for each in found), found


@pytest.mark.parametrize(
    "pattern", ["re?lu", "(leaky|parametric)[ -]?relu", "a{3}b*", r"\(a\)+", "[+*?]*", "(ab)+c", "(?:a|b)?c"]
)
def test_patterns_that_are_quick_are_allowed(pattern: str) -> None:
    """Groups, alternatives, sets and a few repeats."""
    assert problem_in_pattern(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(a+)+", "repeats a group"), ("(a|a)*", "repeats a group"), ("(a?){9}", "repeats a group"), ("((a+)b)*",
         "repeats a group"),
        ("(a|(b))*", "repeats a group"), ("a*b*c*", "more than 2 repeats"), ("a{1,9}b+c*", "more than 2 repeats"),
        ("a?" * 9, "more than 8 options"), ("a{99}", "counts beyond 50"), (r"(a)\1", "back-reference"), ("(?=a)",
         "look-around"),
        ("(?<!a)b", "look-around"), ("(?P<n>a)(?P=n)", "back-reference"), ("(?i)a", "flag"), ("[",
         "no regular expression"),
    ],
)  # fmt: skip
def test_patterns_that_may_take_long_are_refused(pattern: str, what: str) -> None:
    """Whatever a student types, matching ends soon."""
    problem = problem_in_pattern(pattern)
    assert problem and what in problem[0]


def test_outputs_are_compared_without_needless_spaces() -> None:
    """But letters, digits, signs and lines count."""
    assert printed("[1,2]\n\n a:  b \n") == printed("[ 1, 2 ]\na: b")
    assert printed("1 2") != printed("12")
    assert printed("a\nb") != printed("a b")


def test_ids_are_made_from_content_and_can_be_given() -> None:
    """The same text has the same id wherever it stands, and a reworded option keeps an id that was given."""
    one, other = item("single_choice"), item("single_choice", options=OPTIONS[::-1])
    assert {option["id"]: option["text"] for option in one.model_dump()["options"]} == {
        option["id"]: option["text"] for option in other.model_dump()["options"]
    }
    assert item("single_choice", options=[{**RIGHT, "id": "kept"}, WRONG]).model_dump()["options"][0]["id"] == "kept"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_holds_text_is_accounted_for(kind: str) -> None:
    """A field with expressions is expanded, any other is taken as it stands: none is forgotten."""

    def look(part: Part) -> None:
        known = {*part.TEXTS, *part.NUMBERS, *part.PLAIN, "variables", "let", "blanks"}
        assert not [name for name, field in type(part).model_fields.items() if "str" in str(field.annotation)
                    and name not in known]  # fmt: skip
        for _path, inner in part.parts():
            look(inner)

    look(item(kind))


def test_a_model_made_by_hand_checks_itself() -> None:
    """Without a reader, pydantic's error holds the same words."""
    with pytest.raises(ValueError, match="options: 2 options have `key: true`; exactly one"):
        KINDS["single_choice"].model_validate(data("single_choice", options=[RIGHT, {**RIGHT, "text": "b"}]))
    assert json.loads(item("ordering").model_dump_json())["kind"] == "ordering"
