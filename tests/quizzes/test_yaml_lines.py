"""YAML as data with lines: what is read, and what is refused."""

import pytest

from quizzes.yaml_lines import MAX_CHARACTERS, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("true", True), ("False", False), ("~", None), ("", None), ("null", None),
        ("7", 7), ("-7", -7), ("007", "007"), ("0o17", "0o17"), ("12:30", "12:30"), ("2012-01-01", "2012-01-01"),
        ("1e-3", 0.001), ("-.5", -0.5), ("1.", 1.0), ("+2.5E+1", 25.0), ("1_000", "1_000"), (".inf", float("inf")),
        ("'7'", "7"), ('"true"', "true"), ("1e-", "1e-"), (".", "."), ("9" * 30, "9" * 30),
    ],
)  # fmt: skip
def test_words_are_text_and_numbers_are_numbers(text: str, value: object) -> None:
    """As in YAML 1.2: fewer words mean something else than in PyYAML."""
    read = read_yaml(f"key: {text}").data["key"]
    assert read == value
    assert type(read) is type(value)


def test_every_value_has_its_line() -> None:
    """Keys, entries of lists, and block texts."""
    document = read_yaml("a: 1\nb:\n- x\n- c: |\n    long\n    text\n  d: 2\n")
    places = [("a",), ("b",), ("b", 0), ("b", 1, "c"), ("b", 1, "d"), ("b", 7, "z")]
    assert [document.line_of(place) for place in places] == [1, 2, 3, 4, 7, 2]
    assert document.data == {"a": 1, "b": ["x", {"c": "long\ntext\n", "d": 2}]}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3", 3, "given twice, first in line 1"),
        ("a: &x 1\nb: *x", 1, "`&x` is an anchor"),
        ("a: &x 1\nb: *x", 2, "`*x` is an alias"),
        ("a: !!python/name:os.system 1", 1, "is a tag"),
        ("a: !mine {b: 1}", 1, "is a tag"),
        ("a:\n  <<: {b: 1}", 2, "merges"),
        ("? [a]\n: 1", 1, "not a word"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("a: [1\nb: 2", 2, "not YAML"),
        ("a: 'b\n", 2, "not YAML"),
        ("a: b: c", 1, "not YAML"),
        ("\ta: 1", 1, "not YAML"),
        ("a: 1\nb: \x07", 2, "does not allow"),
        ("", 1, "empty"),
        ("# nothing\n", 1, "empty"),
        ("[" * 50 + "]" * 50, 1, "nested too deeply"),
        ("a: " + "{b: " * 5000, 1, "nested too deeply"),
        ("x" * (MAX_CHARACTERS + 1), 1, "characters"),
    ],
)
def test_what_a_bank_may_not_hold_is_refused_at_its_line(text: str, line: int, what: str) -> None:
    """Each in a sentence, without building anything of it."""
    assert any(mistake.line == line and what in mistake.what for mistake in read_yaml(text).mistakes)


def test_a_bomb_of_aliases_costs_nothing() -> None:
    """Aliases are not followed."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    assert len(read_yaml(bomb).mistakes) > 10


def test_several_refusals_are_all_reported() -> None:
    """The reader goes on where it can."""
    assert len(read_yaml("a: &x 1\na: 2\nb: !t 3\n").mistakes) == 3
