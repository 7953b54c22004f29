"""`rectify quiz export` and `rectify quiz import` as people use them."""

import os
import re
from pathlib import Path

import pytest

from autograder.cli.main import run
from autograder.errors import ExitCode
from quizzes.errors import MachineError
from quizzes.exchange.formats import FORMATS
from quizzes.exchange.written import write_files
from quizzes.reader import read_bank
from tests.quizzes.samples import bank_of, data


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank's file, in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    file = tmp_path / "sample.yaml"
    file.write_text(bank_of(data("true_false", id="one", stem="One?"), data("single_choice", id="two")))
    return file


@pytest.mark.parametrize("target", [name for name, one in FORMATS.items() if one.exporter])
def test_a_bank_is_written_in_each_format_twice_the_same(
    target: str, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files are named, and so is what the format cannot hold."""
    contents = []
    for name in ("first", "second"):
        out = tmp_path / name
        assert run(["quiz", "export", str(sample), "--to", target, "--out", str(out)]) == ExitCode.OK
        files = sorted(path for path in out.rglob("*") if path.is_file()) if out.is_dir() else [out]
        contents.append([path.read_bytes() for path in files])
        assert f"wrote {name if out.is_dir() else out}"[:5] in capsys.readouterr().out
    assert contents[0] == contents[1]
    assert all(contents[0])


@pytest.mark.parametrize("target", [name for name, one in FORMATS.items() if one.exporter and one.importer])
def test_what_was_exported_comes_back_as_a_bank(
    target: str, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which can be read, with every item."""
    out = tmp_path / f"out{FORMATS[target].suffix}"
    assert run(["quiz", "export", str(sample), "--to", target, "--out", str(out)]) == ExitCode.OK
    assert run(["quiz", "import", str(out), "--out", "back.yaml"]) == ExitCode.OK
    assert "2 items" in capsys.readouterr().out
    assert len(read_bank(tmp_path / "back.yaml").items) == 2


def test_a_bundled_bank_goes_where_nobody_says_where(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the others, under its name."""
    assert run(["quiz", "export", "gallery", "--to", "gift", "--variants", "2"]) == ExitCode.OK
    assert (tmp_path / "gallery.gift").is_file()
    assert "GIFT cannot hold, or holds otherwise:" in capsys.readouterr().out


def test_what_is_lost_of_several_items_is_said_once(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the items behind it."""
    assert run(["quiz", "export", "rectifiers", "--to", "gift", "--variants", "1"]) == ExitCode.OK
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.count("`proof`") == 1
    assert re.search(r"`proof`[^`]* \d+ items: [a-z-]+, [a-z-]+", shown)


def test_nothing_is_written_over_another_file_unasked(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bank may be somebody's only copy."""
    (sample.parent / "there.gift").write_text("mine")
    asked = ["quiz", "export", str(sample), "--to", "gift", "--out", "there.gift"]
    assert run(asked) == ExitCode.USAGE
    assert "is there already; add --force" in capsys.readouterr().err
    assert (sample.parent / "there.gift").read_text() == "mine"
    assert run([*asked, "--force"]) == ExitCode.OK
    assert run(["quiz", "import", "there.gift", "--out", str(sample)]) == ExitCode.USAGE


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nothing.xml", None, "is no file. Name an exported file"),
        ("evil.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><quiz>&x;</quiz>', "declares a document type or entities"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.png"),
    ],
)
def test_a_file_that_is_no_quiz_is_refused(
    name: str, content: bytes | None, said: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a sentence that names it, and nothing is written."""
    if content is not None:
        (sample.parent / name).write_bytes(content)
    assert run(["quiz", "import", name]) == ExitCode.USAGE
    said_of_it = " ".join(capsys.readouterr().err.split())
    assert said in said_of_it
    assert "Traceback" not in said_of_it
    assert not [path for path in sample.parent.glob("*.yaml") if path != sample]


@pytest.mark.parametrize("name", ["My Bank.yaml", "bank.txt"])
def test_a_name_that_no_bank_can_have_is_said(name: str, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is written."""
    assert run(["quiz", "export", str(sample), "--to", "gift"]) == ExitCode.OK
    assert run(["quiz", "import", "sample.gift", "--out", name]) == ExitCode.USAGE
    assert "is no name for a bank's file" in " ".join(capsys.readouterr().err.split())
    assert not (sample.parent / name).exists()


def test_a_bank_that_is_not_there_is_said(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the name that was perhaps meant."""
    assert run(["quiz", "export", "galery", "--to", "gift"]) == ExitCode.USAGE
    assert "did you mean `gallery`" in capsys.readouterr().err


def test_a_file_that_is_too_large_is_not_read(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is in it."""
    with (sample.parent / "large.xml").open("wb") as file:
        os.truncate(file.fileno(), 50_000_001)
    assert run(["quiz", "import", "large.xml"]) == ExitCode.USAGE
    assert "is larger than 50 MB" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_the_machines(tmp_path: Path) -> None:
    """A file stands where a folder is wanted; what was there stays."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(MachineError, match="cannot be written"):
        write_files({tmp_path / "file" / "bank.yaml": b"a"})
    (tmp_path / "folder").mkdir()
    with pytest.raises(MachineError, match="cannot be written"):
        write_files({tmp_path / "folder": b"a"}, force=True)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["file", "folder"]
