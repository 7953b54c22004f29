"""Submissions are read as what they hold; whatever cannot be read is refused in words that help."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import socket
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import OperatorError, UnreadableSubmission
from autograder.submission.source import Cell, ReadLimits, Submission, read_submission, shown
from tests.thorough import examples

NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]})


def read(folder: Path, data: bytes, name: str = "ada.py") -> Submission:
    path = folder / name
    path.write_bytes(data)
    return read_submission(path)


def test_a_script_is_one_cell(tmp_path: Path) -> None:
    """A `.py` file is one cell that bears its name, with the digest of its bytes."""
    data = b"x = 1\r\ny = 2\r"
    expected = Submission("ada.py", hashlib.sha256(data).hexdigest(), (Cell("x = 1\ny = 2\n", "ada.py", 1),))
    assert read(tmp_path, data) == expected


def test_a_notebook_is_its_code_cells(tmp_path: Path) -> None:
    """A notebook is read cell by cell."""
    found = read(tmp_path, NOTEBOOK.encode(), "ada.ipynb")
    assert found.cells == (Cell("x = 1", "cell 1"),)
    assert found.remarks == ()


@pytest.mark.parametrize("data", [b"", b"\n \t\n", b"\xef\xbb\xbf"], ids=["nothing", "blank", "mark"])
@pytest.mark.parametrize("name", ["ada.py", "ada.ipynb"])
def test_an_empty_file_is_readable(tmp_path: Path, data: bytes, name: str) -> None:
    """An empty hand-in has no cells and says so; its answers will be missing."""
    found = read(tmp_path, data, name)
    assert found.cells == ()
    assert found.remarks == (f"`{name}` is empty.",)


def test_a_script_that_holds_a_notebook(tmp_path: Path) -> None:
    """Content decides: a renamed notebook is read as one."""
    found = read(tmp_path, NOTEBOOK.encode())
    assert found.cells == (Cell("x = 1", "cell 1"),)
    assert found.remarks == ("`ada.py` holds a notebook: it was read as one.",)


def test_a_notebook_that_holds_a_script(tmp_path: Path) -> None:
    """Content decides: a renamed script is read as Python."""
    found = read(tmp_path, b"import torch\n", "ada.ipynb")
    assert found.cells == (Cell("import torch\n", "ada.ipynb"),)
    assert "plain Python" in found.remarks[0]


def test_a_script_may_begin_with_a_brace(tmp_path: Path) -> None:
    """A set or a dict at the top of a script makes no notebook of it."""
    assert read(tmp_path, b"{1: 2}\nx = 1\n").cells[0].text == "{1: 2}\nx = 1\n"


def test_form_feeds_are_kept(tmp_path: Path) -> None:
    """A form feed is Python's own white space and no new line."""
    assert read(tmp_path, b"x = 1\n\fy = 2\n").cells[0].text == "x = 1\n\fy = 2\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfx = 1", "x = 1"),
        (b"# coding: latin-1\ns = '\xe9'", "# coding: latin-1\ns = 'é'"),
        (b"#!python\n# -*- coding: cp1252 -*-\ns = '\x80'", "#!python\n# -*- coding: cp1252 -*-\ns = '€'"),
        ("s = 'é'".encode(), "s = 'é'"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    """The mark, the coding line and UTF-8 are heeded as Python heeds them."""
    assert read(tmp_path, data).cells[0].text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x = 1\ns = '\xe9'", r"`ada.py` is not UTF-8 at byte 11 \(0xE9\). Save it as UTF-8"),
        (b"\xe9", "is not UTF-8 at byte 0"),
        (b"# coding: ascii\n\n'\xe9'", "is not ASCII at byte 18"),
        (b"# coding: klingon\n", "unknown encoding: klingon. Delete the line"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "declares an encoding that cannot be: encoding problem"),
        (b"x = 1\0", "byte 5 is NUL"),
        ("x = 1".encode("utf-16"), "looks like UTF-16: save as UTF-8"),
        ("x = 1\n".encode("utf-16-le"), "looks like UTF-16: save as UTF-8"),
        ("x = 1\n".encode("utf-16-be"), "looks like UTF-16: save as UTF-8"),
        ("x = 1".encode("utf-32"), "looks like UTF-32: save as UTF-8"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    """A file in the wrong encoding is refused with the place and the remedy."""
    with pytest.raises(UnreadableSubmission, match=message):
        read(tmp_path, data)


@pytest.mark.parametrize("codec", ["utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "rot13", "hz"])
def test_codecs_that_hide_code_are_refused(tmp_path: Path, codec: str) -> None:
    """A codec under which ASCII does not read as ASCII is not followed."""
    with pytest.raises(UnreadableSubmission, match=f"declares the encoding `{codec}`"):
        read(tmp_path, f"# coding: {codec}\nx = 1\n".encode())


def test_half_a_surrogate_pair_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that could not be written down again is refused, whichever codec made it."""
    monkeypatch.setattr("autograder.submission.source._encoding", lambda data, name: "raw_unicode_escape")
    with pytest.raises(UnreadableSubmission, match="half a surrogate pair at character 5"):
        read(tmp_path, rb"s = '\ud800'")


def test_a_damaged_notebook_is_refused(tmp_path: Path) -> None:
    """A notebook that is neither JSON nor Python is refused by what it looks like."""
    with pytest.raises(UnreadableSubmission, match="merge conflict"):
        read(tmp_path, b"<<<<<<< HEAD\n" + NOTEBOOK.encode(), "ada.ipynb")


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    """The whole file has a limit."""
    with pytest.raises(UnreadableSubmission, match="larger than 10 MB, the most that is read. Clear the"):
        read(tmp_path, b"#" * (10 * 2**20 + 1))


def test_much_source_is_refused(tmp_path: Path) -> None:
    """The source has a lower limit than the file: outputs may be large, code may not."""
    with pytest.raises(UnreadableSubmission, match="holds 2.0 MB of source; the most that is read is 1 MB"):
        read(tmp_path, b"#" * 2**21)
    path = tmp_path / "ada.py"
    assert read_submission(path, limits=ReadLimits(source_bytes=2**21)).cells


def test_only_a_regular_file_is_read(tmp_path: Path) -> None:
    """Folders, pipes, sockets and devices are refused, and reading them never waits."""
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "folder.py").mkdir()
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s.py"))
        wrong = {"pipe.py": "a named pipe", "folder.py": "a folder", "s.py": "a socket", "/dev/null": "a device"}
        for name, kind in wrong.items():
            with pytest.raises(UnreadableSubmission, match=f"is {kind}. Hand in the file itself"):
                read_submission(tmp_path / name)


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    """A link to another file is refused, so nobody hands in the reference by its path."""
    (tmp_path / "reference.py").write_text("x = 1")
    (tmp_path / "ada.py").symlink_to(tmp_path / "reference.py")
    with pytest.raises(UnreadableSubmission, match="`ada.py` is a symbolic link"):
        read_submission(tmp_path / "ada.py")


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that has disappeared is the hand-in's fault, not the machine's."""
    with pytest.raises(UnreadableSubmission, match=r"`ada.py` is not there \(any more\)"):
        read_submission(tmp_path / "ada.py")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions are the operator's: no score comes of them."""
    (tmp_path / "ada.py").write_text("x = 1")

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OperatorError, match="cannot be read: Permission denied. Check the path"):
        read_submission(tmp_path / "ada.py")


def test_a_path_that_cannot_be() -> None:
    """A path that no file can have is the operator's fault."""
    with pytest.raises(OperatorError, match="cannot be read: embedded null"):
        read_submission(Path("a\0b.py"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and does not read")
def test_a_disk_that_fails() -> None:
    """A read that fails after opening is the operator's: no score comes of it."""
    with pytest.raises(OperatorError, match="`/proc/self/mem` cannot be read: .* and the disk"):
        read_submission(Path("/proc/self/mem"))


def test_names_are_fit_to_print() -> None:
    """Control characters and bytes that are no text do not reach a terminal or a report."""
    assert shown("a\n\x1b[2J\udcff é.py") == "a\ufffd\ufffd[2J\ufffd é.py"


@pytest.mark.parametrize(
    ("repeated", "times", "end"),
    [
        ("(", 50_000, ""),
        ("-", 200_000, ""),
        ("!", 500_000, ""),
        ("%%time\n", 70_000, ""),
        ("x = !\\\n", 70_000, ""),
        ("= ", 250_000, "%"),
    ],
    ids=["brackets", "minus", "bangs", "magics", "continued", "equals"],
)
def test_no_cell_takes_long(tmp_path: Path, repeated: str, times: int, end: str) -> None:
    """A cell made to be slow to read is not: eight times the text takes no eight times eight of the processor."""

    def seconds(count: int) -> float:
        cell = {"cell_type": "code", "source": f"%a\n{repeated * count}{end}"}
        start = time.process_time()
        read(tmp_path, json.dumps({"nbformat": 4, "cells": [cell]}).encode())
        return time.process_time() - start

    seconds(1)
    assert seconds(times) < 32 * max(seconds(times // 8), 0.01)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.binary(max_size=64)
    | st.builds(bytes.__add__, st.sampled_from([b"# coding: ", b"\xef\xbb\xbf", b'{"nbformat":']), st.binary()),
    st.sampled_from(["ada.py", "ada.ipynb"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    """Random bytes give a submission or UnreadableSubmission, and what is read can be stored."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = read(Path(folder), data, name)
        except UnreadableSubmission as problem:
            assert name in str(problem) or "notebook" in str(problem)
        else:
            json.dumps([cell.text for cell in found.cells]).encode()
            "".join(cell.text for cell in found.cells).encode()


@pytest.mark.parametrize("text", ["hello", "[1, 2]", "'a page of prose'", "3.5"])
def test_a_notebook_that_holds_neither_is_no_notebook(tmp_path: Path, text: str) -> None:
    """Text that happens to be a Python expression is no program either."""
    (tmp_path / "a.ipynb").write_text(text)
    with pytest.raises(UnreadableSubmission, match="otebook"):
        read_submission(tmp_path / "a.ipynb")
