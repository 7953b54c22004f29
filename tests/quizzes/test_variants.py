"""Parameterised items: domains, draws by seed, and every variant looked at."""

from typing import Any

import pytest

from quizzes.errors import BankError
from quizzes.items.base import Item
from quizzes.variants import combinations, draw, draw_several, draw_values, instantiate, size
from tests.quizzes.samples import item, problems

SUM: dict[str, Any] = {
    "stem": "{{ a }} + {{ b }}",
    "variables": {"a": {"integers": [1, 9]}, "b": {"grid": [0.1, 0.5], "step": 0.1}},
    "key": "{{ a + b }}",
    "proof": "a + b",
    "wrong": [{"value": "{{ a - b }}", "reason": "Minus {{ b }}."}],
}


def sums(**changes: Any) -> Item:
    return item("numeric", **{**SUM, **changes})


@pytest.mark.parametrize(
    ("domain", "values"),
    [
        ({"values": [3, 1, "relu", 0.5]}, [3, 1, "relu", 0.5]),
        ({"integers": [-1, 1]}, [-1, 0, 1]),
        ({"integers": [1, 6], "step": 2}, [1, 3, 5]),
        ({"grid": [0, 0.3], "step": 0.1}, [0.0, 0.1, 0.2, 0.3]),
        ({"grid": [-0.5, 0.7], "step": 0.5}, [-0.5, 0.0, 0.5]),
    ],
)
def test_a_domain_has_its_values(domain: dict[str, Any], values: list[Any]) -> None:
    """A grid's are the numbers that one would write."""
    one = item("true_false", stem="{{ x }}", variables={"x": domain})
    assert [combination["x"] for combination in combinations(one)] == values


@pytest.mark.parametrize(
    ("domain", "what"),
    [
        ({}, "gives no domain; exactly one of values"),
        ({"values": [1], "integers": [1, 2]}, "gives values and integers"),
        ({"values": []}, "has 0; at least 1"),
        ({"values": [1, 1]}, "lists a value twice"),
        ({"values": [1], "step": 1}, "gives a step between listed values"),
        ({"values": ["{{ y }}"]}, ""),
        ({"integers": [1, 2], "step": 0.5}, "steps by 0.5 between integers"),
        ({"integers": [2, 1]}, "has 0 values"),
        ({"integers": [1.5, 2]}, "`1.5` is a number; wanted: a whole number"),
        ({"integers": [1, 10**6]}, "has 1,000,000 values; 2 to 10,000"),
        ({"grid": [0, 1]}, "gives a grid without a step"),
        ({"grid": [0, 1], "step": 0}, "is `0`; more than 0"),
        ({"grid": [0, 1], "step": 1e-9}, "values; 2 to 10,000"),
        ({"grid": [0, float("inf")], "step": 1}, ""),
        ({"range": [0, 1]}, "is no field here"),
        ([1, 2], "is a list; wanted: a mapping"),
    ],
)
def test_a_domain_without_sense_is_refused(domain: Any, what: str) -> None:
    """At the variable."""
    found = problems("true_false", stem="{{ x }}", variables={"x": domain})
    assert any(each.startswith("variables.x") and what in each for each in found), found


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"variables": {"relu": {"values": [1]}}}, "variables.relu: `relu` is the name of a function"),
        ({"variables": {"X": {"values": [1]}}}, "variables"),
        ({"variables": {**SUM["variables"], "c": {"values": [1, 2]}}}, "variables.c: is not used"),
        ({"let": {"c": "a"}}, "let.c: is not used"),
        ({"let": {"a": "b"}}, "let.a: `a` already names something"),
        ({"let": {"c": "d", "d": "a"}}, "let.c: there is no variable `d`; here are: a, b"),
        ({"let": {"c": "1 / (a - 1)"}, "key": "{{ c }}"}, "let.c: with a = 1, b = 0.1: `1 / (a - 1)` divides by zero"),
        ({"constraints": ["a > c"]}, "constraints.1: there is no variable `c`"),
        ({"constraints": ["a + b"]}, "constraints: with a = 1, b = 0.1: `a + b` gives"),
        ({"constraints": ["a > 9"]}, "constraints: leave no variant"),
        ({"constraints": ["{{ a }} > 1"]}, "constraints.1: holds `{{`"),
        ({"key": "{{ a / (a - 2) }}"}, "key: with a = 2, b = 0.1: `a / (a - 2)` divides by zero"),
        ({"key": "{{ log(a - 5) }}"}, "key: with a = 1, b = 0.1: `log(a - 5)` has no value"),
        ({"key": "{{ 'x' }}"}, "key: with a = 1, b = 0.1: `{{ 'x' }}` gives `x`; a number is wanted"),
        ({"key": "{{ a }}", "stem": "{{ b }}", "wrong": [{"value": "{{ 2 * a - 4 }}", "reason": "r"}]},
         "wrong.1.value: with a = 4"),
        ({"tolerance": {"absolute": "{{ a - 5 }}"}}, "tolerance.absolute: with a = 1, b = 0.1: -4 is negative"),
        ({"stem": "{{ a | d }} {{ b | d }}"}, "stem: with a = 1, b = 0.1: 0.1 is no whole number"),
        ({"variables": {name: {"integers": [1, 30]} for name in "abc"}, "stem": "{{ c }}"},
         "variables: have 27,000 combinations; at most 10,000"),
    ],
)  # fmt: skip
def test_a_parameterised_item_without_sense_is_refused(changes: dict[str, Any], what: str) -> None:
    """With the values that show it."""
    found = problems("numeric", **{**SUM, **changes})
    assert any(each.startswith(what) for each in found), found


def test_a_distractor_that_meets_the_key_in_one_variant_is_found() -> None:
    """After formatting: 0.04 and 0.042 look alike with two digits."""
    options: list[dict[str, Any]] = [
        {"text": "{{ x | .2f }}", "key": True},
        {"text": "{{ x * x | .2f }}", "reason": "A square."},
    ]
    variables = {"x": {"grid": [0.2, 1.0], "step": 0.2}}
    assert problems("single_choice", stem="{{ x }}", options=options, variables=variables) == [
        "options.2.text: with x = 1.0: `1.00` is there twice; options that differ"
    ]
    options[1]["text"] = "{{ x + 0.002 | .2f }}"
    assert len(problems("single_choice", stem="{{ x }}", options=options, variables=variables)) == 1


def test_constraints_over_variables_come_before_let() -> None:
    """They rule out what an expression cannot take."""
    one = sums(let={"c": "1 / (a - 1)"}, key="{{ c }}", constraints=["a > 1", "c < 0.9"], wrong=None)
    assert min(values["a"] for values in draw_several(one, 99, 1)) == 3


def test_draws_follow_from_the_seed() -> None:
    """The same on every machine; different seeds and items draw differently."""
    one = sums()
    assert draw_values(one, 7) == draw_values(one, "7") == {"a": 4, "b": 0.4}
    assert len({repr(draw_values(one, seed)) for seed in range(60)}) > 20
    assert draw(one, 7) == instantiate(one, draw_values(one, 7))


def test_several_draws_differ_and_end_with_the_domain() -> None:
    """A group of variants for an export."""
    one = sums(constraints=["a < 4"])
    drawn = draw_several(one, 10, "exam")
    assert len({repr(values) for values in drawn}) == 10
    assert drawn == draw_several(one, 15, "exam")[:10] != draw_several(one, 10, "other")
    assert len(draw_several(one, 99, "exam")) == 15
    assert size(one) == 45


def test_a_tight_constraint_is_still_drawn_from() -> None:
    """One combination of thousands."""
    variables = {"a": {"integers": [1, 100]}, "b": {"integers": [1, 100]}}
    one = sums(variables=variables, constraints=["a == 77 and b == 13"])
    assert draw_values(one, 3) == {"a": 77, "b": 13}


def test_constraints_that_leave_nothing_are_an_error_of_the_bank() -> None:
    """Also where the bank was read without a look at every variant."""
    one = sums().model_copy(update={"constraints": ["a > 99"]})
    with pytest.raises(BankError, match="item `item`: constraints: leave no variant"):
        draw_values(one, 1)


def test_a_variant_is_an_item_without_variables() -> None:
    """Its texts are written out and its numbers are numbers; ids stay as in every other variant."""
    drawn = instantiate(sums(), {"a": 2, "b": 0.5})
    assert not drawn.is_template and drawn.variables == {}
    assert drawn.stem == "2 + 0.5"
    assert drawn.model_dump()["key"] == 2.5
    assert drawn.model_dump()["wrong"] == [{"value": 1.5, "reason": "Minus 0.5."}]
    options = [{"text": "{{ x }}", "key": True}, {"text": "{{ -x }}", "reason": "r"}]
    choice = item("single_choice", options=options, variables={"x": {"values": [1, 2]}})
    one, two = (instantiate(choice, {"x": x}).model_dump()["options"] for x in (1, 2))
    assert [option["id"] for option in one] == [option["id"] for option in two]


def test_an_expression_may_stand_in_an_item_without_variables() -> None:
    """A constant is computed, not typed."""
    one = item("numeric", key="{{ sigmoid(0) / 2 }}")
    assert one.is_template
    assert draw(one, 1).model_dump()["key"] == 0.25
    assert draw(item("numeric"), 1) == item("numeric")
