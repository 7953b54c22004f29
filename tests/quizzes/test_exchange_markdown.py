"""Markdown: the questions for a reader, and the key in a file of its own."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizzes.exchange.markdown_export import export_bank
from quizzes.exchange.markdown_text import cell, code, entry, with_places
from quizzes.exchange.xhtml import to_xhtml
from quizzes.reader import bundled_bank
from tests.quizzes.random_items import BY_KIND, bank_with, items
from tests.quizzes.samples import ITEMS, OPTIONS, data, read
from tests.thorough import examples


def files(*some: dict[str, Any], **header: Any) -> tuple[str, str]:
    exported = export_bank(read(*some, **header), variants=2, seed="s")
    assert list(exported.files) == ["sample.md", "sample-key.md"] and exported.suffix == ".md"
    quiz, key = (content.decode() for content in exported.files.values())
    return quiz, key


def test_the_questions_stand_without_their_key() -> None:
    """The whole of both files."""
    quiz, key = files(data("single_choice", hints=["Think."], shuffle=False), description="About it.")
    assert quiz == (
        "# Sample\n\nAbout it.\n\n1 question, 6 points.\n\n## 1 (6 points)\n\nWhat?\n\nChoose one.\n\n"
        "- [ ] **A** right\n- [ ] **B** wrong\n- [ ] **C** worse\n"
    )
    assert key == (
        "# Sample: key\n\nNot for students.\n\nWhat the questions ask about:\n\n- `known`: Known\n\n"
        "| Question | Key | Points |\n| ---: | --- | ---: |\n| 1 | A | 6 |\n\n## 1\n\n"
        "`item`, 6 points, difficulty 1; serves `known`.\n\nKey:\n\n- **A** right\n\nWhy:\n\nBecause.\n\nNot right:\n\n"
        "- `B`: No.\n- `C`: Not at all.\n\nHints:\n\n1. Think.\n\nSource: A book\n"
    )


ASKED = {
    "multiple_response": "Choose all that apply.",
    "true_false": "True or false?",
    "numeric": "Give a number.",
    "short_text": "Give a word, or a few.",
    "code_output": "```python\nprint([1, 2])\n```",
    "matching": "Give each its partner:\n\n1. a\n2. b\n3. c\n\n- **A** ",
    "ordering": "Put these in order.\n\n- **A** ",
    "cloze": "**(1)** \\_\\_\\_\\_\\_\\_\\_\\_ and **(2)** ",
}


@pytest.mark.parametrize("kind", ASKED)
def test_each_kind_says_what_is_wanted(kind: str) -> None:
    """And what there is to choose from."""
    assert ASKED[kind] in files(data(kind))[0]


KEYS = {
    "multiple_response": ("All points or none: everything has to be right.",),
    "true_false": ("| 1 | true | 6 |", "- `false`: It is."),
    "numeric": ("| 1 | 0.25 | 6 |", "Right from 0.24 to 0.26."),
    "short_text": ("| 1 | Leaky ReLU | 6 |", "Also right: LReLU.\n\nThese do not count: case."),
    "code_output": ("| 1 | `[1, 2]` | 6 |", "Key:\n\n```\n[1, 2]\n```\n\nSpaces around"),
    "matching": ("Each pair earns its share.", "- b → **"),
    "ordering": ("Each entry in its place earns its share.", "** a\n- **"),
    "cloze": ("(2) 2; (3) three", "Weights: (1) 1, (2) 1, (3) 2.\n\nEach blank earns its share."),
}


@pytest.mark.parametrize("kind", KEYS)
def test_each_kind_has_its_key(kind: str) -> None:
    """At a glance, and with what else is right."""
    whole = files(data(kind))[1]
    assert all(part in whole for part in KEYS[kind])


def test_further_ways_to_be_right_are_said() -> None:
    """Exact numbers, intervals, relative tolerances, patterns, units of blanks."""
    number: dict[str, Any] = {"proof": None, "unproven": "u", "wrong": None}
    assert "Exactly this number." in files(data("numeric", tolerance={"absolute": 0}, **number))[1]
    assert "Right from 0.2 to 0.3." in files(data("numeric", tolerance={"interval": [0.2, 0.3]}, **number))[1]
    quiz, key = files(data("numeric", tolerance={"relative": 0.2}, unit="s", **number))
    assert "Right from 0.2 to 0.3." in key and "Give a number, in s." in quiz and "Key: **0.25 s**" in key
    assert "matches `Leaky.*|LReLU`" in files(data("short_text", pattern="Leaky.*|LReLU", wrong=None))[1]
    blank = {"kind": "numeric", "key": 2, "tolerance": {"absolute": 0}, "unproven": "u", "unit": "s"}
    assert "(1) in s" in files(data("cloze", stem="[[a]]", blanks={"a": blank}))[0]


def test_variants_stand_under_one_number() -> None:
    """The key has a line for each."""
    varied = data("numeric", id="sum", stem="{{ x }}", variables={"x": {"integers": [0, 9]}}, proof="0.25")
    quiz, key = files(varied, data("true_false", id="after"))
    assert "2 questions, 12 points." in quiz and "## 1 (6 points)\n\nOne of 2 variants.\n\n### 1.1" in quiz
    assert "## 2 (6 points)" in quiz and "| 1.2 | 0.25 | 6 |\n| 2 | true | 6 |" in key
    exported = export_bank(read(varied), variants=2, seed="s")
    assert ["`variables`" in exported.losses[0].what, "`proof`" in exported.losses[1].what] == [True, True]


def test_pieces_keep_their_lines() -> None:
    """Blocks inside entries, pipes inside tables, backticks inside code, blanks inside formulas."""
    assert entry("a\n\n- b", "-", "**A**") == "- **A** a\n\n  - b"
    assert entry("```\nx\n```", "-", "**A**") == "- **A**\n\n  ```\n  x\n  ```"
    assert entry("a\nb", "12.") == "12. a\n    b"
    assert cell("a | b\nc") == r"a \| b c" and code("a`b") == "``a`b``" and code("`") == "`` ` ``"
    assert with_places("$x = [[a]]$ [[b]] `$[[c]]$`", {"a": 1, "b": 2, "c": 3}).startswith(r"$x = \boxed{1}$ **(2)** ")


@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.data())
@pytest.mark.parametrize("kind", BY_KIND)
def test_every_text_renders_in_its_place(kind: str, choose: st.DataObject) -> None:
    """Whatever it holds, it changes nothing around it."""
    bank = bank_with(choose.draw(items(kind)))
    if bank is None:
        return
    item = bank.items[0]
    quiz, key = (content.decode() for content in export_bank(bank, variants=1, seed=1).files.values())
    if kind != "cloze":
        assert to_xhtml(item.stem) in to_xhtml(quiz)
    assert to_xhtml(item.explanation) in to_xhtml(key)
    headings = [token.content for token in MarkdownIt().parse(quiz) if token.type == "inline" and token.level == 1]
    assert headings[0].startswith("Sample")


def test_no_key_is_in_the_questions() -> None:
    """Nor an explanation or a reason, for any kind."""
    whole = [data(kind, id=kind.replace("_", "-"), explanation="EXPLAINED", hints=["HINTED"]) for kind in ITEMS]
    quiz, key = files(*whole)
    for word in ("EXPLAINED", "HINTED", "Not at all", "Leaks", "A sum", "LReLU", "0.25", "Leaky"):
        assert word not in quiz and word in key
    assert all(option["text"] in quiz for option in OPTIONS)


def test_writing_twice_gives_the_same_bytes() -> None:
    """For a seed."""
    bank = bundled_bank("rectifiers")
    assert export_bank(bank, variants=2, seed="s") == export_bank(bank, variants=2, seed="s")
    assert export_bank(bank, variants=2, seed="t").files != export_bank(bank, variants=2, seed="s").files
