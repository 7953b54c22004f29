"""Files as they come: encodings, separators, broken records, and formats that are not known."""

import codecs
import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.analysis import encodings, text_table
from quizzes.analysis.analysis import Policy, analyse
from quizzes.analysis.csv_files import csv_files
from quizzes.analysis.encodings import OTHERS
from quizzes.analysis.formats import read_responses, responses_of
from quizzes.analysis.page import render_page
from quizzes.analysis.refusals import TableError
from quizzes.analysis.text_table import Table, parse_table, read_table
from quizzes.errors import UsageError
from tests.thorough import examples

TEXT = "student,Äpfel,b\nZoë,1,0\nß,0,1\n"


def table(text: str) -> Table:
    return parse_table(text.encode(), "class.csv")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("utf-16"),
        ("sep=;\n" + TEXT.replace(",", ";")).encode(),
    ],
)
def test_every_encoding_and_separator_gives_the_same_table(data: bytes) -> None:
    """As spreadsheets on any system write them."""
    found = parse_table(data, "class.csv")
    assert found.header.cells == ("student", "Äpfel", "b")
    assert [row.cells for row in found.rows] == [("Zoë", "1", "0"), ("ß", "0", "1")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    """By the zeros in every second byte."""
    assert parse_table("student,a\ns,1\n".encode(encoding), "f").header.cells == ("student", "a")


def test_a_guess_at_the_encoding_is_said() -> None:
    """Windows-1252 has no mark, and other encodings look like it."""
    assert any("Windows-1252" in remark for remark in parse_table(TEXT.encode("cp1252"), "f").remarks)
    assert not list(parse_table(TEXT.encode(), "f").remarks)


def test_lines_are_those_of_an_editor() -> None:
    """A cell with a line break moves the lines of all records after it; empty lines are reported."""
    found = table('student,a\n\n"two\nlines",1\n  \t\ns,0\n'.replace("\t", ","))
    assert [(row.line, row.cells) for row in found.rows] == [(3, ("two\nlines", "1")), (6, ("s", "0"))]
    assert list(found.remarks) == ["left out: empty (lines 2, 5)"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "holds no table"),
        (b"\n,,\n", "holds no table"),
        (b'student,a\ns,"1\n', "f:2: the record that begins here cannot be read"),
        (b'student,a\ns,"1"x\n', "f:2: the record that begins here cannot be read"),
        (b"student,a\ns,1,2\ns\n", "f:2: has 3 cells; as many cells as the header, 2, separated by commas"),
        (b"student,a\ns,\x81\n", "f:2: byte 0x81 is no character of cp1252; save the file as UTF-8"),
        (codecs.BOM_UTF8 + b"a\n\xff", "f:2: byte 0xff is no character of utf-8"),
        (codecs.BOM_UTF16_LE + b"a", "is no character of utf-16-le"),
        (b"student,a\ns,\x00\n", "f:2: holds the character 0"),
        *((start, what) for start, (what, _instead) in OTHERS.items()),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(data: bytes, what: str) -> None:
    """And with what to do instead."""
    with pytest.raises(TableError, match=what.replace(".", r"\.")):
        parse_table(data, "f")


def test_a_cell_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a quote is never closed."""
    monkeypatch.setattr(text_table, "MAX_CELL", 100)
    with pytest.raises(TableError, match="f:2: the record that begins here cannot be read: field larger"):
        parse_table(b"student,a\ns," + b"x" * 200 + b"\n", "f")


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, for whoever calls."""
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read_responses(tmp_path)
    (tmp_path / "large.csv").write_bytes(b"student,a\n" * 200)
    monkeypatch.setattr(text_table, "MAX_MEGABYTES", 0.001)
    with pytest.raises(UsageError, match="is larger than"):
        read_table(tmp_path / "large.csv")
    assert encodings.MAX_MEGABYTES == 200


def test_many_mistakes_are_told_at_once_but_not_all() -> None:
    """Twenty, and how many more."""
    with pytest.raises(TableError, match="and 30 more like these") as error:
        responses_of(table("student,a\n" + "s,x\n" * 50))
    assert len(error.value.problems) == 50
    assert str(error.value).count("\n") == 20


def test_an_unknown_format_is_told_with_its_columns_and_those_that_are_known() -> None:
    """So that one sees what is missing."""
    with pytest.raises(
        TableError, match=r"f:1: is in no format that is known; its columns are `name`, `score`; Canvas's"
    ):
        responses_of(parse_table(b"name,score\nada,1\n", "f"))


cells = st.one_of(
    st.sampled_from(
        ["student", "item", "response", "earned", "possible", "key", "attempt", "seed", "1", "0", "0,5", "-", "", "A",
         "Q. 1 /1.00", "Q. 2 /2,00", "Response 1", "Right answer 1", "Grade/10.00", "101: x", "1.0", "102: y", "2",
         "a@b.c", "Finished", "12 March 2024 1:03 PM", "possible", "=1+1", "999999999999999", "-5", "1e3"]
    ),
    st.text(max_size=4),
)  # fmt: skip


@given(st.lists(st.lists(cells, min_size=1, max_size=7), min_size=1, max_size=8), st.sampled_from([",", ";", "\t"]))
@settings(max_examples=examples(150), deadline=None)
def test_any_table_is_analysed_or_refused_in_words(rows: list[list[str]], separator: str) -> None:
    """Never another error; and what is analysed can be shown."""
    width = len(rows[0])
    square = [[*row, *[""] * width][:width] for row in rows]
    quoted = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in square)
    try:
        analysis = analyse(responses_of(parse_table(quoted.encode(), "f")), Policy())
    except UsageError as error:
        assert str(error)
        return
    written = [cell for text in csv_files(analysis).values() for line in csv.reader(text.splitlines()) for cell in line]
    assert not {"nan", "inf", "-inf"} & set(written)
    assert render_page(analysis, "t")


@given(st.binary(max_size=200))
@settings(max_examples=examples(200), deadline=None)
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    """Never another error."""
    try:
        responses_of(parse_table(data, "f"))
    except UsageError as error:
        assert str(error)
