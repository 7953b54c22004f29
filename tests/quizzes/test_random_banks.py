"""Thousands of random banks and responses: never a traceback, never a silent acceptance."""

import json
import math
import re
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.errors import BankError, ExpressionError, ResponseError
from quizzes.expressions import evaluate
from quizzes.items.item import KINDS
from quizzes.reader import parse_bank
from quizzes.scoring import grade
from quizzes.templates import expand
from quizzes.variants import draw
from quizzes.views import key_response, student_view
from quizzes.yaml_lines import read_yaml
from tests.quizzes.samples import ITEMS, bank_of, data, item
from tests.thorough import examples

LINE = re.compile(r"[^:\n]+:[0-9]+: [^\n]+; [^\n]+")
FEW = settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])

#: What may stand anywhere in a bank by mistake.
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["{{ x }}", "{{", "$", "`", "[[one]]", "{{ 1/0 }}", "all of the above", "relu", ".nan", "1e999", "right"]
    ),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "key", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
EXPRESSIONS = st.recursive(
    st.sampled_from(["x", "2", "0", "0.5", "1e300", "-1", "'a'", "True", "[1, x]", "relu", "pi", "10"]),
    lambda inner: st.one_of(
        st.tuples(
            inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "**", "<", "==", "in", "and", "or"]), inner
        ).map("({0[0]} {0[1]} {0[2]})".format),
        st.tuples(
            st.sampled_from(["exp", "log", "relu", "gelu", "abs", "max", "len", "round", "softmax", "slope"]), inner
        ).map("{0[0]}({0[1]})".format),
        inner.map("(not {})".format),
        st.tuples(inner, inner, inner).map("({0[0]} if {0[1]} else {0[2]})".format),
    ),
    max_leaves=8,
)


def outcome(text: str) -> bool:
    """Whether the bank is accepted; a refusal has one line for each mistake."""
    try:
        bank = parse_bank(text)
    except BankError as error:
        assert error.problems and all(LINE.fullmatch(line) for line in str(error).splitlines())
        return False
    for each in bank.items:
        drawn = draw(each, 1)
        json.dumps(student_view(drawn, 1), allow_nan=False)
        assert grade(drawn, key_response(drawn)).right
    return True


@FEW
@given(st.text(max_size=200) | st.text("ab:-[]{}&*!|>'\"#,\n ?%@`0.", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """As a bank, and as YAML."""
    read_yaml(text)
    assert not outcome(text)


@FEW
@given(st.sampled_from(sorted(ITEMS)), st.data())
def test_a_right_item_with_anything_in_one_place_is_read_or_refused(kind: str, choose: st.DataObject) -> None:
    """And what is read can be shown and graded."""
    one = data(kind)
    places = list(places_in(one))
    *way, last = choose.draw(st.sampled_from(places))
    holder: Any = one
    for step in way:
        holder = holder[step]
    holder[last] = choose.draw(ANYTHING)
    outcome(bank_of(one))


@FEW
@given(
    st.sampled_from(sorted(ITEMS)), st.text(min_size=1, max_size=8).filter(lambda name: name.strip() == name), ANYTHING
)
def test_a_field_that_there_is_not_is_never_accepted(kind: str, name: str, value: object) -> None:
    """Nor passed over."""
    if name not in KINDS[kind].model_fields:
        assert not outcome(bank_of({**data(kind), name: value}))


@FEW
@given(EXPRESSIONS, st.integers(-9, 9) | st.floats(-100, 100))
def test_an_expression_has_a_finite_value_or_is_refused(expression: str, x: float) -> None:
    """Nothing of Python's comes out."""
    try:
        value = evaluate(expression, {"x": x})
    except ExpressionError:
        return
    assert isinstance(value, str | list) or math.isfinite(value)


@FEW
@given(EXPRESSIONS)
def test_an_item_with_any_expression_is_sound_in_every_variant_or_refused(expression: str) -> None:
    """As a key and in an option."""
    variables = {"x": {"integers": [-2, 2]}}
    key = "{{ " + expression + " }}"
    one = data("numeric", id="a", stem="{{ x }}", variables=variables, key=key, proof="x", wrong=None)
    options = [{"text": key, "key": True}, {"text": "{{ x }}", "reason": "r"}]
    other = data("single_choice", id="b", stem="{{ x }}", variables=variables, options=options)
    for each in (one, other):
        try:
            bank = parse_bank(bank_of(each))
        except BankError as error:
            assert all(LINE.fullmatch(line) for line in str(error).splitlines())
            continue
        for seed in range(5):
            drawn = draw(bank.items[0], seed)
            assert grade(drawn, key_response(drawn)).right


@FEW
@given(st.text(max_size=30) | st.text("{}|x1+. .3f()", max_size=20))
def test_any_text_is_expanded_or_refused(text: str) -> None:
    """Braces that are left over are no text."""
    with suppress(ExpressionError):
        assert "{{" not in expand(text, {"x": 1.5})


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(ITEMS)), st.data())
def test_any_response_has_a_score_or_is_refused(kind: str, choose: st.DataObject) -> None:
    """Points are finite, and between none and all."""
    one = SAMPLES[kind]
    ids = [entry for entry in words_in(student_view(one, 1)) if isinstance(entry, str)]
    leaves = SCALARS | st.sampled_from(ids) | st.sampled_from([0.25, "0.25", "[1, 2]", "three", "Leaky ReLU"])
    parts = st.dictionaries(st.sampled_from(ids), leaves, max_size=4)
    response = choose.draw(leaves | st.lists(leaves, max_size=5) | parts | st.permutations(ids[:6]))
    try:
        score = grade(one, response)
    except ResponseError as error:
        assert str(error)
        return
    assert 0 <= score.earned <= score.possible == one.points
    assert response not in (None, "", [], {})


SAMPLES = {kind: item(kind) for kind in ITEMS}


def places_in(value: Any, way: tuple[Any, ...] = ()) -> Any:
    """The way to every value inside nested data."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        yield (*way, step)
        yield from places_in(inner, (*way, step))


def words_in(value: Any) -> Any:
    """Every key and scalar inside nested data."""
    if isinstance(value, dict):
        yield from value
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for inner in entries:
        yield inner
        yield from words_in(inner)
