"""GIFT as it is written and as instructors write it; broken files are refused with their line."""

import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.exchange.bank_yaml import to_yaml
from quizzes.exchange.gift_export import export_bank
from quizzes.exchange.gift_import import import_bank, recognises
from quizzes.exchange.gift_signs import escaped, kept, restored
from quizzes.exchange.losses import Imported
from quizzes.exchange.refusals import ImportRefused
from quizzes.items.base import Item
from quizzes.reader import parse_bank
from tests.quizzes.samples import ITEMS, OPTIONS, data, read
from tests.thorough import examples

SUPPLIED = "placeholders stand there"
FEW = settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(kind: str, /, **changes: Any) -> list[str]:
    """The lines of the one question of a bank with the sample item of that kind, its explanation aside."""
    text = export_bank(read(data(kind, **changes)), variants=2, seed="s").content.decode().strip()
    return [line.strip() for line in text.split("\n\n")[1].split("\n") if not line.strip().startswith("####")]


def lost(kind: str, /, **changes: Any) -> list[str]:
    exported = export_bank(read(data(kind, **changes)), variants=2, seed="s")
    return [loss.what for loss in exported.losses if loss.item]


def imported(text: str, name: str = "my quiz.gift") -> Imported:
    found = import_bank(text.encode(), name)
    assert parse_bank(to_yaml(found.bank)) == found.bank
    return found


def one(text: str) -> tuple[Item, list[str]]:
    """The one item of a file, and what is lost beside the usual placeholders."""
    found = imported(text)
    return found.bank.items[0], [loss.what for loss in found.losses if SUPPLIED not in loss.what]


def test_a_question_has_a_comment_a_name_and_its_explanation() -> None:
    """Signs of the format have a backslash, and a text is on one line."""
    changes = {"stem": "Is $\\{x\\} = 1$?\n\n- a: b", "id": "the-one"}
    text = export_bank(read(data("true_false", **changes), title="A/B: C"), variants=1, seed=1).content.decode()
    assert text == (
        "$CATEGORY: $course$/top/A//B: C\n\n"
        "// [id:the-one] [tag:known] [tag:difficulty:1]\n"
        "::the-one::[html]<p>Is \\\\(\\\\\\{x\\\\\\} \\= 1\\\\)?</p>\\n<ul>\\n<li>a\\: b</li>\\n</ul>"
        "{TRUE#<p>It is.</p>\n"
        '\t####<p>Because.</p>\\n<p class\\="source">Source\\: A book</p>\n}\n'
    )


def test_a_parameterised_item_is_a_category_of_its_variants() -> None:
    """What follows is in the bank's category again."""
    varied = data("numeric", id="sum", stem="{{ x }}", variables={"x": {"integers": [0, 9]}}, proof="0.25")
    text = export_bank(read(varied, data("true_false", id="after")), variants=2, seed="s").content.decode()
    assert re.findall(r"^\$CATEGORY: (.*)|^::([\w-]+)::", text, re.MULTILINE) == [
        *(("$course$/top/Sample", ""), ("$course$/top/Sample/sum", ""), ("", "sum-v1"), ("", "sum-v2")),
        *(("$course$/top/Sample", ""), ("", "after")),
    ]


ANSWERS = {
    "single_choice": ["=right", "~wrong#<p>No.</p>", "~worse#<p>Not at all.</p>"],
    "multiple_response": ["~%50%right", "~%-100%wrong#<p>No.</p>", "~%-100%worse#<p>Not at all.</p>", "~%50%right too"],
    "numeric": ["=%100%0.25:0.01", "=%0%0.5:0.01#<p>Half.</p>"],
    "short_text": ["=%100%Leaky ReLU", "=%100%LReLU", "=%0%ReLU#<p>Leaks.</p>"],
    "matching": ["=a -> 1", "=b -> 2", "=c -> 1", "= -> 3"],
    "ordering": ["=1. -> a", "=2. -> b", "=3. -> c", "=4. -> d"],
    "code_output": ["=%100%[1, 2]", "=%100%[1,2]", "=%0%3#<p>A sum.</p>"],
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_each_kind_has_its_answers(kind: str) -> None:
    """In Moodle's own way."""
    lines = written(kind)
    assert lines[2:-1] == ANSWERS[kind] and lines[-1] == "}"
    assert lines[1].endswith("{#" if kind == "numeric" else "{")


def test_texts_that_look_like_signs_mean_themselves() -> None:
    """A weight, the name of a format."""
    options = [{"text": "5% off", "key": True}, {"text": "%5% off", "reason": "r"}, {"text": "[html]", "reason": "r"}]
    assert written("single_choice", options=options)[2:5] == [
        "=5% off",
        "~%0%%5% off#<p>r</p>",
        "~[html][html]#<p>r</p>",
    ]
    assert written("short_text", key="[plain]x", accept=[])[2] == "=%100%[plain][plain]x"


def test_numbers_have_no_exponent() -> None:
    """Some readers know none."""
    small = {"key": 1e-7, "tolerance": {"absolute": 3e-9}, "wrong": None, "proof": None, "unproven": "u"}
    assert written("numeric", **small)[2] == "=%100%0.0000001:0.000000003"
    assert written("numeric", **{**small, "key": 3e20})[2].startswith("=%100%300000000000000000000:")


def test_one_blank_is_a_missing_word() -> None:
    """Of any kind, with its unit; several blanks are left out, and that is said."""
    blank: dict[str, Any] = {"kind": "numeric", "key": 2, "tolerance": {"absolute": 0}, "unproven": "u", "unit": "s"}
    lines = written("cloze", stem="It takes [[a]].", blanks={"a": blank})
    assert lines[0].endswith("[tag:kind:cloze]")
    assert (lines[1], lines[2], lines[-1]) == ("::item::[html]<p>It takes {#", "=%100%2:0", "} s.</p>")
    choice = written("cloze", stem="a [[b]]", blanks={"b": {"kind": "choice", "options": OPTIONS}})
    assert choice[2:4] == ["=right", "~wrong#<p>No.</p>"]
    assert lost("cloze") == ["left out, with its `blanks`: one blank may stand in a text, here are 3"]


def test_an_arrow_in_an_answer_would_make_a_matching_of_it() -> None:
    """The format has no escape for it."""
    assert [each for each in lost("short_text", accept=["a -> b"]) if "->" in each] == [
        "`key`, `accept`, `wrong`: texts with `->`, which would make a matching of it"
    ]
    assert "->" not in "".join(written("short_text", accept=["a -> b"]))
    assert lost("short_text", key="a -> b", accept=[]) == ["left out, with its `key`: `->` would make a matching of it"]


LOST: dict[str, tuple[str, dict[str, Any]]] = {
    "`hints`: no place for them": ("true_false", {"hints": ["h"]}),
    "`points`: every question is worth the same": ("true_false", {}),
    "`shuffle`: whether options keep their order is the system's choice": ("single_choice", {"shuffle": False}),
    "`ignore`: a difference in case does not count": ("short_text", {"ignore": []}),
    "`key`, `wrong`: a difference in case does not count": ("code_output", {}),
    "`entries`: they are matched with their places, in a menu, without formulas and marks": ("ordering", {}),
    "`scoring`: each entry in its place earns its share": ("ordering", {"scoring": "adjacent_pairs"}),
}


@pytest.mark.parametrize("what", LOST)
def test_what_has_no_place_is_listed(what: str) -> None:
    """Beside what Moodle's questions lose."""
    kind, changes = LOST[what]
    assert what in lost(kind, **changes)
    assert what not in lost("numeric", points=1)


def test_what_a_bank_says_of_itself_is_listed() -> None:
    """A category has a name, and nothing else."""
    exported = export_bank(read(data("true_false"), title="*A*", description="d"), variants=1, seed=1)
    assert [loss.what.partition(":")[0] for loss in exported.losses if not loss.item] == [
        *("`description`", "`objectives`", "`title`")
    ]


@FEW
@given(st.text(st.sampled_from(list("ab\\{}~#=:\n %[]->"))))
def test_any_text_can_be_escaped(text: str) -> None:
    """And looks like no sign until it is restored."""
    assert restored(kept(escaped(text))) == text
    assert not set(kept(escaped(text))) & set("{}~#=:\n\\")


CHOICES = {
    "one key": ("Who?{~Grant =no one#Right!}", ["Grant", "no one"], [False, True]),
    "lines": ("Who? {\n  ~ Grant # Not he.\n  = no one }", ["Grant", "no one"], [False, True]),
    "escapes": (r"Five? {~ \= 2 + 2 = \= 2 + 3 }", ["= 2 + 2", "= 2 + 3"], [False, True]),
    "missing word": ("Grant is {~buried =entombed} in a tomb.", ["buried", "entombed"], [False, True]),
    "several": ("Two?{~%-50%a ~%50%b ~%50%c ~%-50%d}", ["a", "b", "c", "d"], [False, True, True, False]),
    "html": ("[html]Who?{~<b>a</b> =[plain]<b>}", ["**a**", "<b>"], [False, True]),
}


@pytest.mark.parametrize("case", CHOICES)
def test_a_choice_is_read(case: str) -> None:
    """With comments and weights."""
    text, texts, keys = CHOICES[case]
    item, lost = one(f"// a comment\n{text}")
    options = getattr(item, "options", [])
    assert ([option.text for option in options], [option.key for option in options], lost) == (texts, keys, [])


NUMBERS = {
    "{#1822}": (1822, {"absolute": 0}),
    "{#1822:5}": (1822, {"absolute": 5}),
    "{#3.141..3.142}.": (3.1415, {"absolute": 0.0005}),
    "{#\n=3:0#Yes\n=%50%3:2#Near}": (3, {"absolute": 0}),
    "{#3:2~#No}": (3, {"absolute": 2}),
    "{#=-1e-3 : 1}": (-0.001, {"absolute": 1}),
}


@pytest.mark.parametrize("section", NUMBERS)
def test_a_number_is_read(section: str) -> None:
    """Alone, with a tolerance, as a range."""
    item, _lost = one(f"When? {section}")
    assert (item.stem, getattr(item, "key", None)) == ("When?", NUMBERS[section][0])
    assert getattr(item, "tolerance").model_dump(exclude_none=True) == NUMBERS[section][1]  # noqa: B009


def test_texts_claims_and_pairs_are_read() -> None:
    """With their feedback, wherever it stands."""
    found = imported(
        "$CATEGORY: $course$/top/Old files\n"
        "::Who::Who?{=no one#Right! =nobody =%50%Grant#Not he. }\n\n"
        "// [id:q2] [tag:dead] [tag:a\\]b]\n42 is it.{\nFALSE#So it is.#Well done.\n####A book says so.}\n\n"
        "True?{T}\n\n"
        "Match.{\n=a->1\n= b -> 2\n= -> 3}\n\n"
        "Order.{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW\none\ntwo\n}"
    )
    text, claim, true, pairs, order = found.bank.items
    assert (getattr(text, "key", ""), getattr(text, "accept", []), text.explanation) == ("no one", ["nobody"], "Right!")
    assert (claim.id, claim.objectives, claim.explanation) == ("q2", ["dead", "a-b"], "A book says so.")
    assert (getattr(claim, "key", None), getattr(claim, "reason", "")) == (False, "So it is.")
    assert getattr(true, "key", None) is True
    assert [(pair.left, pair.right) for pair in getattr(pairs, "pairs", [])] == [("a", "1"), ("b", "2")]
    assert getattr(order, "scoring", "") == "per_position" and found.bank.title == "Old files"
    assert [loss.what for loss in found.losses if SUPPLIED not in loss.what] == [
        *("50% of the points for `Grant`, which is wrong here", "what it says to those who are right"),
        "its name `42 is it.`",
    ]


def test_a_text_in_markdown_is_read_as_such() -> None:
    """Moodle names the format before it."""
    assert one("[markdown]Who is **he**? `x`{=a}")[0].stem == "Who is **he**? `x`"


LEFT_OUT = {
    "Write. {}": "left out: no kind of item asks as Moodle's `essay` does (line 3)",
    "Just text.": "left out: no kind of item asks as Moodle's `description` does (line 3)",
    "$$\\frac{1}{2}$$ {=a ~b}": "left out: it has several pairs of braces; those that mean themselves are "
    "`\\{` and `\\}` (line 3)",
    "Match. {=a->1 =b}": "`b`, which has no partner",
    "When? {#soon}": "left out: no number is right (line 3)",
}


@pytest.mark.parametrize("text", LEFT_OUT)
def test_what_cannot_be_asked_is_listed_with_its_line(text: str) -> None:
    """The rest of the file is read."""
    found = imported(f"\n\n{text}\n\nTrue?{{T}}")
    assert LEFT_OUT[text] in [loss.what for loss in found.losses] and len(found.bank.items) == 1


REFUSED = {
    "a brace that is not closed": (b"True?{T}\n\n// c\nWho?{=a\n\nTrue?{T}", "has a `{` without its partner in line 4"),
    "a brace that is not opened": (b"\nWho?\n=a}\n", "has a `}` without its partner in line 3, .* starts in line 2"),
    "braces the wrong way round": (b"a } b {", "has a `}` without its partner in line 1"),
    "binary": (b"{=\x00}", "is no text: line 1 holds a byte that is 0"),
    "another encoding": ("a\né{T}".encode("latin-1"), "is no UTF-8 text, which shows in line 2; save it as UTF-8"),
    "half of UTF-16": (b"\xff\xfea", "is no UTF-8 text"),
    "50 MB": (b"x" * 50_000_000, "has 50,000,000 bytes; at most 10,000,000: split the bank"),
    "nothing": (b"", "holds no item that can be imported"),
    "only essays": (b"Write. {}", "holds no item that can be imported .*essay"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_file_is_refused_with_its_line(case: str) -> None:
    """In one sentence that says what to do."""
    content, why = REFUSED[case]
    assert recognises(content, "a.gift")
    with pytest.raises(ImportRefused, match=f"`a.gift` {why}") as refused:
        import_bank(content, "a.gift")
    assert "\n" not in str(refused.value) and "; " in str(refused.value)


def test_files_of_windows_are_read() -> None:
    """A mark at the beginning, UTF-16, line ends of every kind."""
    for content in ("\ufeffTrué?{T}\r\n\r\nB?{F}\rx".encode(), "Trué?{T}\r\n\r\nB?{F}".encode("utf-16")):
        assert next(iter(import_bank(content, "a.gift").bank.items)).stem == "Trué?"


def test_gift_is_told_by_its_name_or_its_braces() -> None:
    """Other text is none, nor is XML or a package."""
    assert (
        recognises(b"", "A.GIFT") and recognises(b"::a:: b {=c}", "a.txt") and recognises("a{T}".encode("utf-16"), "a")
    )
    assert not recognises(b"Hello.", "a.txt") and not recognises(b"{=a}", "a.md")
    assert not recognises(b"<quiz>{=a}", "a.txt") and not recognises(b"PK\x03\x04", "a.gift")


SAMPLE = export_bank(read(*(data(kind, id=kind.replace("_", "-")) for kind in ITEMS)), variants=1, seed="s").content


@FEW
@given(st.data())
def test_a_damaged_file_is_read_or_refused(choose: st.DataObject) -> None:
    """Bytes changed, left out or repeated anywhere."""
    start = choose.draw(st.integers(0, len(SAMPLE)))
    end = min(len(SAMPLE), start + choose.draw(st.integers(0, 40)))
    put = choose.draw(st.binary(max_size=8) | st.sampled_from([b"{", b"}", b"\n\n", b"\\", b"->", b"####", b"~=#%"]))
    with suppress(ImportRefused):
        import_bank(SAMPLE[:start] + put + SAMPLE[end:], "a.gift")


@FEW
@given(st.text(st.sampled_from(list("{}~#=:\\%>->T1.[]$*|&<\n a")), max_size=60) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never a traceback."""
    with suppress(ImportRefused):
        import_bank(text.encode(), "a.gift")
