"""Reading banks: mistakes are all found, each at its line, in one form."""

import re
from pathlib import Path
from typing import Any

import pytest

from quizzes.errors import BankError, UnknownBank
from quizzes.reader import bundled_bank, parse_bank, read_bank, read_source
from quizzes.shelf import bank_names, bank_title
from tests.quizzes.samples import ITEMS, bank_of, data, found_in, item, problems, read

#: One mistake in a line: the file, its line, the item, the field, what is wrong, what is allowed.
LINE = re.compile(r"[^:\n]+:[0-9]+: (item `[^`\n]+`: )?([\w.#?<-]+: )?[^\n]+; [^\n]+")

WRONG = """\
bank: wrong
title: 7
objectives:
  known: Something known
items:
  - id: first
    kind: true_false
    stem: It costs $5.
    points: 0
    difficulty: 4
    objectives: [known, unknown]
    source: A book
    explanation: Because.
    key: yes
    reasn: It is.
  - id: first
    kind: multiple_choice
  - no item
"""


def test_all_mistakes_are_reported_with_their_lines() -> None:
    """Those of form and those of sense, of several items at once."""
    found = [(problem.line, problem.item, problem.field) for problem in found_in(WRONG)]
    assert found == [
        (2, "", "title"),
        (6, "first", "reason"),
        (8, "first", "stem"),
        (9, "first", "points"),
        (10, "first", "difficulty"),
        (11, "first", "objectives.2"),
        (14, "first", "key"),
        (15, "first", "reasn"),
        (16, "first", "id"),
        (17, "first", "kind"),
        (18, "#3", ""),
    ]


def test_each_mistake_is_one_line_that_says_what_is_allowed(tmp_path: Path) -> None:
    """With the file as it was named."""
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        read_bank(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == 11
    assert all(LINE.fullmatch(line) and line.startswith(f"{path}:") for line in lines)
    assert f"{path}:15: item `first`: reasn: is no field here; did you mean `reason`? allowed: " in str(caught.value)
    assert f"{path}:10: item `first`: difficulty: is `4`; 3 or less" in lines


@pytest.mark.parametrize("kind", ITEMS)
def test_a_right_item_of_each_kind_is_read(kind: str) -> None:
    """With points, and its own kind."""
    assert item(kind).kind == kind
    assert read(data(kind)).points == 6


@pytest.mark.parametrize("kind", ITEMS)
def test_every_required_field_is_missed(kind: str) -> None:
    """By its name, whichever is left out."""
    for field in data(kind):
        if field in {"accept", "wrong", "extra"}:
            continue
        expected = "id" if field == "id" else field
        assert any(
            found.startswith((f"{expected}: is missing", f"{expected}.")) for found in problems(kind, **{field: None})
        )


@pytest.mark.parametrize("kind", ITEMS)
def test_every_field_refuses_what_is_not_its_own(kind: str) -> None:
    """A mapping of nothing that it knows, a list in a list, NaN, and nothing."""
    for field in data(kind):
        values: list[Any] = [{"odd": 1}, [[]], float("nan"), "", [None], {}]
        for value in values:
            assert problems(kind, **{field: value})


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("id", "Über Item", "id: `Über Item` is not written as a name; lower-case letters"),
        ("id", "x" * 81, "id: has 81; at most 80 characters"),
        ("stem", "", "stem: is empty"),
        ("stem", "a $b", "stem: has a formula that is not closed"),
        ("stem", "a $ $ b", "stem: has a formula that is not closed"),
        ("stem", r"a $1\)$ b", "stem: has a formula with"),
        ("stem", "a `b", "stem: has code that is not closed"),
        ("stem", "```\ncode", "stem: has a code block that is not closed"),
        ("stem", "a\u200bb", "stem: holds a control character"),
        ("stem", "{{ x", "stem: `{{` without `}}`"),
        ("stem", "{{ x }}", "stem: there is no variable `x`; here are: none"),
        ("stem", "{{ x + }}", "stem: `x +` is not an expression"),
        ("stem", 5, "stem: `5` is a number; wanted: text"),
        ("points", True, "points: `True` is true or false; wanted: a number"),
        ("points", "2", "points: `2` is text; wanted: a number"),
        ("points", 0, "points: is `0`; more than 0"),
        ("points", float("inf"), "points: "),
        ("points", -1, "points: is `-1`"),
        ("points", 101, "points: is `101`; 100"),
        ("difficulty", True, "difficulty: `True` is true or false"),
        ("difficulty", 1.5, "difficulty: `1.5` is a number; wanted: a whole number"),
        ("objectives", [], "objectives: has 0; at least 1"),
        ("objectives", ["known", "known"], "objectives: names an objective twice"),
        ("objectives", ["other"], "objectives.1: `other` is not declared"),
        ("objectives", "known", "objectives: `known` is text; wanted: a list"),
        ("source", "a\nb", "source: has several lines"),
        ("hints", "one", "hints: `one` is text; wanted: a list"),
        ("hints", ["a"] * 6, "hints: has 6; at most 5"),
        ("kind", "essay", "kind: `essay` is not allowed; allowed: single_choice, multiple_response"),
        ("kind", None, "kind: is missing; allowed: single_choice"),
        ("kind", ["x"], "kind: "),
        ("extra_field", 1, "extra_field: is no field here; allowed: "),
    ],
)
def test_fields_of_every_item(field: str, value: object, what: str) -> None:
    """What is refused, and in which words."""
    found = problems("true_false", **{field: value})
    assert any(each.startswith(what) for each in found), found


@pytest.mark.parametrize(
    "text",
    [r"costs \$5", "a `$x` b", "$a$ and $$b\n+ c$$", "```\n$ pip\n```\nand", "``a ` b``", "`{{ '$' }}`", "a \\$ b $c$"],
)
def test_formulas_and_code_that_are_closed_pass(text: str) -> None:
    """A dollar in code is no formula."""
    assert item("true_false", stem=text).stem == text


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ({"bank": "A b"}, "bank: `A b` is not written as a name"),
        ({"objectives": {}}, "objectives: has 0; at least 1"),
        ({"objectives": {"known": ""}}, "objectives.known: is empty"),
        ({"objectives": {"known": "a", "B b": "b"}}, "objectives.B b: "),
        ({"objectives": ["known"]}, "objectives: "),
        ({"title": None}, "title: `None` is empty; wanted: text"),
        ({"items": {}}, "items: is a mapping; a list of 1 to 1000 items"),
        ({"items": []}, "items: holds 0; a list of 1 to 1000 items"),
        ({"items": None}, "items: is missing"),
        ({"version": 2}, "version: is no field here"),
    ],
)
def test_a_banks_header_is_checked(header: dict[str, object], what: str) -> None:
    """Name, title, objectives, and that there are items."""
    found = [f"{each.field}: {each.what}; {each.allowed}" for each in found_in(bank_of(data("true_false"), **header))]
    assert any(each.startswith(what) for each in found), found


@pytest.mark.parametrize(
    "text", ["just text", "- a\n- b", "7", "null", "", "[", "a: &a [*a]", "\x00", "a: " + "[" * 5000]
)
def test_what_is_no_bank_is_refused(text: str) -> None:
    """In the form of every mistake."""
    with pytest.raises(BankError) as caught:
        parse_bank(text)
    assert all(LINE.fullmatch(line) for line in str(caught.value).splitlines())


def test_a_bank_bears_its_files_name(tmp_path: Path) -> None:
    """So that a name leads to one file."""
    path = tmp_path / "other.yaml"
    path.write_text(bank_of(data("true_false")), encoding="utf-8")
    with pytest.raises(BankError, match="bank: `sample` is not the file's name; `bank: other`"):
        read_bank(path)


def test_a_file_that_is_not_text_is_refused_at_its_line(tmp_path: Path) -> None:
    """UTF-8 with or without its mark is read, nothing else."""
    path = tmp_path / "sample.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + bank_of(data("true_false")).encode())
    assert read_bank(path).bank == "sample"
    path.write_bytes(b"bank: sample\ntitle: \xe4\xf6\n")
    with pytest.raises(BankError, match=r"sample.yaml:2: this is not UTF-8 text"):
        read_bank(path)


def test_banks_that_are_not_there_are_named(tmp_path: Path) -> None:
    """A path, a bundled name, an item."""
    with pytest.raises(UnknownBank, match="cannot be read: No such file"):
        read_bank(tmp_path / "none.yaml")
    with pytest.raises(UnknownBank, match="there is no bank `none`; there are: .*gallery"):
        bundled_bank("none")
    with pytest.raises(UnknownBank, match="has no item `none`"):
        bundled_bank("gallery").item("none")


def test_the_source_of_a_bank_tells_lines(tmp_path: Path) -> None:
    """For problems that are found later."""
    path = tmp_path / "sample.yaml"
    path.write_text(bank_of(data("ordering")).replace('"kind"', '\n"kind"'), encoding="utf-8")
    bank, source = read_source(path)
    assert bank.item("item").kind == "ordering"
    assert str(source.problem(("items", 0, "kind"), "what", "allowed")) == f"{path}:2: item `item`: kind: what; allowed"


def test_bundled_banks_are_listed_with_their_titles() -> None:
    """Without reading their items."""
    assert "gallery" in bank_names()
    for name in bank_names():
        assert bank_title(name) == bundled_bank(name).title
