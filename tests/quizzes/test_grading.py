"""Grading: what each kind earns, by which policy, and what is no response at all."""

from fractions import Fraction
from typing import Any

import pytest

from quizzes.errors import MissingResponse, NotDrawn, ResponseError, UnreadableResponse
from quizzes.items.base import identifier
from quizzes.score import PartScore, Score, share
from quizzes.scoring import GRADERS, grade
from quizzes.variants import draw
from quizzes.views import key_response
from tests.quizzes.samples import ITEMS, item

RIGHT, WRONG, WORSE, TOO = (identifier(text) for text in ("right", "wrong", "worse", "right too"))
A, B, C, D = (identifier(text) for text in "abcd")
LEFT = {name: identifier("left", name) for name in "abc"}
ON_RIGHT = {name: identifier("right", name) for name in "123"}


def matched(a: str, b: str, c: str) -> dict[str, str]:
    return {LEFT["a"]: ON_RIGHT[a], LEFT["b"]: ON_RIGHT[b], LEFT["c"]: ON_RIGHT[c]}


@pytest.mark.parametrize(
    ("kind", "changes", "response", "earned"),
    [
        ("single_choice", {}, RIGHT, 6),
        ("single_choice", {}, WORSE, 0),
        ("multiple_response", {}, [TOO, RIGHT], 6),
        ("multiple_response", {}, [RIGHT], 0),
        ("multiple_response", {}, [RIGHT, TOO, WRONG], 0),
        ("multiple_response", {"scoring": "per_option"}, [RIGHT], 4.5),
        ("multiple_response", {"scoring": "per_option"}, [WRONG, WORSE], 0),
        ("multiple_response", {"scoring": "per_option"}, [RIGHT, TOO, WRONG, WORSE], 3),
        ("multiple_response", {"scoring": "right_minus_wrong"}, [RIGHT], 3),
        ("multiple_response", {"scoring": "right_minus_wrong"}, [RIGHT, TOO, WRONG], 3),
        ("multiple_response", {"scoring": "right_minus_wrong"}, [RIGHT, TOO, WRONG, WORSE], 0),
        ("multiple_response", {"scoring": "right_minus_wrong"}, [WRONG], 0),
        ("true_false", {}, True, 6),
        ("true_false", {}, "False", 0),
        ("numeric", {}, 0.26, 6),
        ("numeric", {}, "0.24", 6),
        ("numeric", {}, " +2.5e-1 ", 6),
        ("numeric", {}, "\u22120.25", 0),
        ("numeric", {}, "0.25\u200b", 6),
        ("numeric", {}, 0.2601, 0),
        ("numeric", {"tolerance": {"relative": 0.1}}, 0.275, 6),
        ("numeric", {"tolerance": {"relative": 0.1}}, 0.2251, 6),
        ("numeric", {"tolerance": {"relative": 0.1}}, 0.276, 0),
        ("numeric", {"tolerance": {"interval": [0.2, 0.4]}}, 0.4, 6),
        ("numeric", {"tolerance": {"interval": [0.2, 0.4]}}, 0.41, 0),
        ("numeric", {"key": -3, "tolerance": {"absolute": 0}}, "-3.0", 6),
        ("numeric", {"key": -3, "tolerance": {"relative": 0.1}}, -3.3, 6),
        ("numeric", {"key": "{{ 0.1 + 0.2 }}", "tolerance": {"absolute": 0}}, "0.3", 6),
        ("short_text", {}, "leaky   RELU ", 6),
        ("short_text", {}, "lrelu", 6),
        ("short_text", {}, "leaky\u00a0relu", 6),
        ("short_text", {}, "leaky-relu", 0),
        ("short_text", {"ignore": ["case", "punctuation"]}, "leaky-relu", 6),
        ("short_text", {"ignore": ["case", "spaces"]}, "LeakyReLU", 6),
        ("short_text", {"ignore": []}, "leaky relu", 0),
        ("short_text", {"key": "naïve", "accept": [], "ignore": ["accents"]}, "naive", 6),
        ("short_text", {"pattern": "l(eaky[ -])?relu"}, "Leaky-ReLU", 6),
        ("short_text", {"pattern": "l(eaky[ -])?relu"}, "a leaky-relu", 0),
        ("matching", {}, matched("1", "2", "1"), 6),
        ("matching", {}, matched("1", "1", "1"), 4),
        ("matching", {}, matched("3", "3", "3"), 0),
        ("matching", {"scoring": "all_or_nothing"}, matched("1", "1", "1"), 0),
        ("ordering", {}, [A, B, C, D], 6),
        ("ordering", {}, [A, B, D, C], 3),
        ("ordering", {}, [B, C, D, A], 0),
        ("ordering", {"scoring": "adjacent_pairs"}, [B, C, D, A], 4),
        ("ordering", {"scoring": "adjacent_pairs"}, [D, C, B, A], 0),
        ("ordering", {"scoring": "all_or_nothing"}, [A, B, D, C], 0),
        ("cloze", {}, {"one": RIGHT, "two": "2", "three": "Three"}, 6),
        ("cloze", {}, {"one": WRONG, "two": "2", "three": "Three"}, 4.5),
        ("cloze", {}, {"one": RIGHT, "two": "3", "three": "four"}, 1.5),
        ("cloze", {"scoring": "all_or_nothing"}, {"one": WRONG, "two": "2", "three": "three"}, 0),
        ("code_output", {}, "[1,2]\n", 6),
        ("code_output", {}, "1 2", 0),
    ],
)
def test_a_response_earns_what_the_policy_says(
    kind: str, changes: dict[str, Any], response: object, earned: float
) -> None:
    """Of six points, to the bit."""
    score = grade(draw(item(kind, **changes), 0), response)
    assert (score.earned, score.possible) == (earned, 6)
    assert score.right == (earned == 6)


@pytest.mark.parametrize("kind", ITEMS)
def test_the_key_earns_everything(kind: str) -> None:
    """In every kind, and every part of it is right."""
    score = grade(item(kind), key_response(item(kind)))
    assert score.right and all(part.right for part in score.parts)


@pytest.mark.parametrize("kind", ITEMS)
@pytest.mark.parametrize("nothing", [None, "", [], {}, (), set()])
def test_nothing_is_a_missing_response(kind: str, nothing: object) -> None:
    """Or one that cannot be read, where it is of another form: never points, nor zero."""
    with pytest.raises(ResponseError):
        grade(item(kind), nothing)
    if nothing is None:
        with pytest.raises(MissingResponse):
            grade(item(kind), nothing)


@pytest.mark.parametrize(
    ("kind", "response", "what"),
    [
        ("single_choice", "a", "none of the options"),
        ("single_choice", 0, "none of the options"),
        ("single_choice", -1, "none of the options"),
        ("single_choice", [RIGHT], "none of the options"),
        ("single_choice", "right", "none of the options"),
        ("multiple_response", RIGHT, "no list of options"),
        ("multiple_response", [RIGHT, RIGHT, TOO], "chosen twice"),
        ("multiple_response", [RIGHT, "x"], "none of the options"),
        ("multiple_response", [[RIGHT]], "none of the options"),
        ("multiple_response", {RIGHT: True}, "no list of options"),
        ("true_false", 1, "neither true nor false"),
        ("true_false", "yes", "neither true nor false"),
        ("true_false", float("nan"), "neither true nor false"),
        ("numeric", "nan", "is not a number"),
        ("numeric", "inf", "is not a number"),
        ("numeric", "0,25", "write a decimal point"),
        ("numeric", "1_0", "is not a number"),
        ("numeric", "\u0660", "is not a number"),
        ("numeric", "1/4", "is not a number"),
        ("numeric", "0.25 m", "is not a number"),
        ("numeric", "0x1", "is not a number"),
        ("numeric", "1e9999", "is not finite"),
        ("numeric", float("nan"), "is not finite"),
        ("numeric", float("-inf"), "is not finite"),
        ("numeric", 10**400, "too large"),
        ("numeric", True, "is not a number"),
        ("numeric", 1j, "is not a number"),
        ("numeric", [0.25], "is not a number"),
        ("numeric", "1" * 300, "300 characters"),
        ("short_text", 5, "is not text"),
        ("short_text", "a" * 201, "201 characters"),
        ("short_text", "a\x00", "does not show"),
        ("matching", [RIGHT], "holds no parts"),
        ("matching", {**matched("1", "2", "1"), "x": "y"}, "no part `x`"),
        ("matching", {**matched("1", "2", "1"), LEFT["a"]: LEFT["a"]}, "none of the options"),
        ("matching", {**matched("1", "2", "1"), LEFT["a"]: 1}, "none of the options"),
        ("ordering", [A, B, C, C], "stands in two places"),
        ("ordering", [A, B, C, "x"], "none of the options"),
        ("ordering", "abcd", "no list of entries"),
        ("ordering", [-1, 0, 1, 2], "none of the options"),
        ("cloze", {"one": RIGHT, "two": "x", "three": "three"}, "is not a number"),
        ("cloze", {"one": RIGHT, "two": 2, "three": 3}, "is not text"),
        ("cloze", {"one": 1, "two": 2, "three": "three"}, "none of the options"),
        ("cloze", [RIGHT, 2, "three"], "holds no parts"),
        ("code_output", ["[1, 2]"], "is not text"),
        ("code_output", "x" * 10_001, "10001 characters"),
    ],
)
def test_what_cannot_be_read_is_an_error(kind: str, response: object, what: str) -> None:
    """In words for the student."""
    with pytest.raises(UnreadableResponse, match=what):
        grade(item(kind), response)


@pytest.mark.parametrize(
    ("kind", "response", "what", "part"),
    [
        ("multiple_response", [""], "nothing was chosen", ""),
        ("numeric", "  ", "nothing was given", ""),
        ("short_text", " \n", "nothing was given", ""),
        ("ordering", [A, B], "2 of the entries have no place", ""),
        ("matching", {LEFT["a"]: ON_RIGHT["1"]}, "a part is left out", LEFT["b"]),
        ("matching", {**matched("1", "2", "1"), LEFT["c"]: None}, "nothing was chosen", LEFT["c"]),
        ("cloze", {"one": RIGHT, "two": 2}, "a part is left out", "three"),
        ("cloze", {"one": RIGHT, "two": None, "three": "three"}, "no number was given", "two"),
        ("cloze", {"one": RIGHT, "two": 2, "three": " "}, "nothing was given", "three"),
    ],
)
def test_what_is_left_out_is_an_error_that_names_the_part(kind: str, response: object, what: str, part: str) -> None:
    """Where there are several."""
    with pytest.raises(MissingResponse, match=what) as caught:
        grade(item(kind), response)
    assert caught.value.part == part


@pytest.mark.parametrize(
    ("kind", "response", "feedback"),
    [
        ("single_choice", WRONG, ["No."]),
        ("multiple_response", [RIGHT, WRONG], ["", "No.", "This one is right, too."]),
        ("true_false", False, ["It is."]),
        ("numeric", "0.5", ["Half."]),
        ("numeric", "0.505", ["Half."]),
        ("numeric", "0.7", [""]),
        ("short_text", "relu", ["Leaks."]),
        ("matching", matched("3", "2", "1"), ["Nobody's.", "", ""]),
        ("cloze", {"one": WORSE, "two": 2, "three": "four"}, ["Not at all.", "", ""]),
        ("code_output", "3", ["A sum."]),
    ],
)
def test_a_typical_mistake_is_told_its_reason(kind: str, response: object, feedback: list[str]) -> None:
    """Part by part."""
    assert [part.feedback for part in grade(item(kind), response).parts] == feedback


def test_an_item_without_values_is_not_graded() -> None:
    """A variant is drawn first."""
    with pytest.raises(NotDrawn, match=r"`item` has expressions without values; grade a variant"):
        grade(item("numeric", key="{{ 1 / 4 }}"), 0.25)


def test_every_kind_has_a_grader() -> None:
    """And no other has."""
    assert {kind.__name__ for kind in GRADERS} == {type(item(kind)).__name__ for kind in ITEMS}


def test_a_score_is_never_beyond_its_bounds() -> None:
    """Negative, NaN, or more than possible: refused by the model itself."""
    part = (PartScore(name="", right=True),)
    for earned in (-0.1, float("nan"), float("inf"), 2.1, True):
        with pytest.raises(ValueError, match=r"earned|at most all|greater|finite|valid"):
            Score(earned=earned, possible=2.0, parts=part)
    assert share(0.3, Fraction(1)) == 0.3 and share(0.3, Fraction(0)) == 0
