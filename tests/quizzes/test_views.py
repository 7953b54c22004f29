"""What a student sees: nothing of the key before the response."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from quizzes.errors import NotDrawn
from quizzes.reader import bundled_bank
from quizzes.scoring import grade
from quizzes.shelf import bank_names
from quizzes.variants import draw
from quizzes.views import key_response, key_text, shuffled, student_view
from tests.quizzes.samples import ITEMS, item

#: What a view may say, by its keys; whatever else appears has to be thought about.
SHOWN = {
    "id",
    "kind",
    "stem",
    "points",
    "hints",
    "options",
    "text",
    "unit",
    "code",
    "left",
    "right",
    "entries",
    "blanks",
}
SECRET = "xq-secret-"


def keys_in(view: Any) -> Iterator[str]:
    if isinstance(view, list):
        for entry in view:
            yield from keys_in(entry)
    elif isinstance(view, dict):
        for key, value in view.items():
            yield key
            yield from keys_in(value)


def marked(value: Any) -> Any:
    """The data of an item with a mark on each text that belongs to the key."""
    if isinstance(value, list):
        return [marked(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    hidden = {"reason", "explanation", "source", "proof"} | (
        {"key", "accept"} if isinstance(value.get("key"), str) else set()
    )
    return {
        name: f"{SECRET}{name}"
        if name in hidden - {"proof", "accept"}
        else [SECRET + "accept"]
        if name == "accept"
        else marked(entry)
        for name, entry in value.items()
        if name not in {"wrong", "proof"}
    }


@pytest.mark.parametrize("kind", ITEMS)
def test_a_view_holds_nothing_of_the_key(kind: str) -> None:
    """No reason, explanation, accepted text, tolerance or mark of the right option, at any depth."""
    changes = {
        **marked(ITEMS[kind]),
        "hints": [f"{SECRET}hint"],
        "explanation": f"{SECRET}why",
        "source": f"{SECRET}source",
    }
    if kind in {"numeric", "cloze"}:
        changes = {**ITEMS[kind], "explanation": SECRET}
    if kind == "code_output":
        changes["key"] = f"{SECRET}output"
    one = item(kind, **changes)
    view = student_view(one, "seed")
    assert SECRET not in json.dumps(view)
    assert set(keys_in(view)) <= SHOWN | (set(ITEMS["cloze"]["blanks"]) if kind == "cloze" else set())
    assert view["hints"] == len(one.hints)


@pytest.mark.parametrize("name", bank_names())
def test_bundled_banks_show_nothing_of_their_keys(name: str) -> None:
    """Item by item."""
    for one in bundled_bank(name).items:
        drawn = draw(one, "view")
        view = student_view(drawn, "view")
        names = set(view.get("blanks", ()))
        assert set(keys_in(view)) <= SHOWN | names
        assert all(option.keys() == {"id", "text"} for option in view.get("options", ()))
        assert drawn.explanation not in json.dumps(view)
        assert grade(drawn, key_response(drawn)).right
        assert key_text(drawn)


def test_ids_do_not_tell_pairs_or_places() -> None:
    """The two sides of a pair have nothing in common, and an option's id does not depend on its place."""
    view = student_view(item("matching"), 1)
    assert not {entry["id"] for entry in view["left"]} & {entry["id"] for entry in view["right"]}
    assert len(view["right"]) == 3


def test_order_follows_from_the_seed() -> None:
    """The same for the same seed; every order comes up for some seed, and the right one never for an ordering."""
    views = [student_view(item("ordering"), seed)["entries"] for seed in range(200)]
    orders = {"".join(entry["text"] for entry in view) for view in views}
    assert "abcd" not in orders and len(orders) == 23
    assert student_view(item("ordering"), 5) == student_view(item("ordering"), "5")
    assert shuffled(list("abcdef"), "seed") == ["d", "f", "a", "e", "c", "b"]


def test_options_stand_still_where_the_bank_says_so() -> None:
    """Numbers that rise, for one."""
    views = [student_view(item("single_choice", shuffle=False), seed)["options"] for seed in range(9)]
    assert all([option["text"] for option in view] == ["right", "wrong", "worse"] for view in views)


@pytest.mark.parametrize("function", [lambda one: student_view(one, 1), key_response])
def test_an_item_without_values_is_not_shown(function: Any) -> None:
    """A variant is drawn first."""
    with pytest.raises(NotDrawn, match="has expressions without values"):
        function(item("true_false", stem="{{ 1 + 1 }}"))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("single_choice", ["right"]),
        ("multiple_response", ["right", "right too"]),
        ("true_false", ["true"]),
        ("numeric", ["0.25"]),
        ("short_text", ["Leaky ReLU"]),
        ("matching", ["a → 1", "b → 2", "c → 1"]),
        ("ordering", ["1. a", "2. b", "3. c", "4. d"]),
        ("cloze", ["one: right", "two: 2", "three: three"]),
        ("code_output", ["[1, 2]"]),
    ],
)
def test_the_key_is_told_in_words_afterwards(kind: str, text: list[str]) -> None:
    """A line for each part."""
    assert key_text(item(kind)) == text
