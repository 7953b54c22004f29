"""Files that mean harm or are broken: refused in one sentence, whatever they hold."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.exchange.moodle_export import export_bank
from quizzes.exchange.moodle_import import import_bank, recognises
from quizzes.exchange.refusals import ImportRefused
from tests.quizzes.samples import ITEMS, data, read
from tests.thorough import examples

pytest.importorskip("defusedxml", reason="reading XML needs defusedxml: make .venv/.dev")

SAMPLE = export_bank(read(*(data(kind, id=kind.replace("_", "-")) for kind in ITEMS)), variants=1, seed="s").content
FEW = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])

HARMFUL = {
    "entities": b'<!DOCTYPE quiz [<!ENTITY a "&b;&b;"><!ENTITY b "b">]><quiz>&a;</quiz>',
    "a file of this machine": b'<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>',
    "a document type": b'<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd"><quiz/>',
    "half a file": SAMPLE[: len(SAMPLE) // 2],
    "no question": b"<quiz></quiz>",
    "binary": b"<quiz>" + bytes(range(256)) + b"</quiz>",
    "another encoding": "<quiz><question type='essay'><name><text>é</text></name></question></quiz>".encode("latin-1"),
    "an encoding that there is not": b"<?xml version='1.0' encoding='nothing'?><quiz/>",
    "50 MB": b"<quiz>" + b" " * 50_000_000 + b"</quiz>",
    "too deep": b"<quiz>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</quiz>",
}


@pytest.mark.parametrize("case", HARMFUL)
def test_it_is_refused_in_one_sentence(case: str) -> None:
    """With the file's name and what to do."""
    assert recognises(HARMFUL[case], "a.xml")
    with pytest.raises(ImportRefused) as refused:
        import_bank(HARMFUL[case], "a.xml")
    assert re.fullmatch("`a.xml` [^\n]+; [^\n]+", str(refused.value))


def test_a_broken_file_says_its_line() -> None:
    """As the parser found it."""
    with pytest.raises(ImportRefused, match="line 3, column"):
        import_bank(b"<quiz>\n<question>\n</quiz>", "a.xml")


@FEW
@given(st.data())
def test_a_damaged_file_is_read_or_refused(choose: st.DataObject) -> None:
    """Bytes changed, left out or repeated anywhere."""
    start = choose.draw(st.integers(0, len(SAMPLE)))
    end = min(len(SAMPLE), start + choose.draw(st.integers(0, 40)))
    put = choose.draw(
        st.binary(max_size=8) | st.sampled_from([b"<", b"&", b"]]>", b"{1:MC:", b"\\(", b"nan", b"-1e999"])
    )
    with suppress(ImportRefused):
        import_bank(SAMPLE[:start] + put + SAMPLE[end:], "a.xml")


WORDS = st.sampled_from(
    [
        *(
            "",
            "1",
            "nan",
            "-1e999",
            "1e999",
            "*",
            "%50%",
            "{1:MC:=a~b}",
            "{9999:NM:=1:nan}",
            "{:SA:}",
            "{1:SA:=\\}",
            "x",
        ),
        *(
            "<p>",
            "</p>",
            "<img src=x>",
            "[[1]]",
            "\\(x",
            "$",
            "`",
            "{{",
            "&",
            "true",
            "false",
            "->",
            "50",
            "100",
            "\x01",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)
KINDS = [
    *("multichoice", "multichoiceset", "truefalse", "shortanswer", "numerical", "matching", "ordering", "cloze"),
    *("gapselect", "category", "essay", ""),
]
TAGS = st.sampled_from(
    [
        *(
            "name",
            "questiontext",
            "generalfeedback",
            "defaultgrade",
            "single",
            "usecase",
            "hint",
            "idnumber",
            "tags",
            "tag",
        ),
        *("units", "unit_name", "subquestion", "answer", "feedback", "tolerance", "selectoption", "category", "info"),
    ]
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    tag = draw(TAGS)
    inner = draw(st.lists(elements(depth=depth - 1), max_size=3)) if depth else []
    how = draw(st.sampled_from(["html", "markdown", "plain_text", "moodle_auto_format", "none"]))
    written = draw(TEXTS).replace("&", "&amp;").replace("<", "&lt;").replace("\x01", "")
    fraction = draw(st.sampled_from(["100", "0", "50", "-100", "33.33333", "nan", ""]))
    return f'<{tag} format="{how}" fraction="{fraction}"><text>{written}</text>{"".join(inner)}</{tag}>'


@FEW
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.lists(elements(), max_size=6)), max_size=3))
def test_any_questions_are_read_or_refused(questions: list[tuple[str, list[str]]]) -> None:
    """Every type with anything in it, in any order."""
    written = "".join(f'<question type="{kind}">{"".join(inner)}</question>' for kind, inner in questions)
    with suppress(ImportRefused):
        import_bank(f"<quiz>{written}</quiz>".encode(), "a.xml")
