"""``rectify export``: every door from the command line, and every refusal in words."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from autograder.cli.main import run
from autograder.course.course import Course
from autograder.doors.classroom50 import IDENTITY
from autograder.doors.gradescope.harness import SETTINGS
from autograder.errors import ExitCode
from tests.doors.conftest import HALF
from tests.sample_reports import FAILED, check, report, unread

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Rectifiers (77)
    Points Possible,,,,,4
"Lovelace, Ada",101,S1,ada,A,
"Smith, Bob",102,S2,bob,A,1
"""


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A results folder of two, in the working folder."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "results"
    (folder / "reports").mkdir(parents=True)
    unreadable = unread("bob").model_copy(update={"max_score": 4.0})
    for one in (report("ada", check(), FAILED), unreadable):
        (folder / f"reports/{one.student}.json").write_text(one.to_json())
    return folder


def test_gradescope_gets_an_archive_of_the_same_bytes(
    units: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The instructor hears that it holds solutions; what to do without a sandbox is in it as it was chosen."""
    monkeypatch.chdir(tmp_path)
    assert run(["--course", str(units.root), "export", "gradescope", "units"]) == ExitCode.OK
    assert "It holds the solutions." in capsys.readouterr().out
    first = Path("units-gradescope.zip").read_bytes()
    assert run(["--course", str(units.root), "export", "gradescope", "units", "--out", "again.zip"]) == ExitCode.OK
    assert Path("again.zip").read_bytes() == first
    chosen = ["--without-sandbox", "other-user", "--release-hidden", "--out", "chosen.zip"]
    assert run(["--course", str(units.root), "export", "gradescope", "units", *chosen]) == ExitCode.OK
    for path, wanted in (("again.zip", ["refuse", False]), ("chosen.zip", ["other-user", True])):
        with zipfile.ZipFile(path) as opened:
            settings = json.loads(opened.read(SETTINGS))
        assert [settings["without_sandbox"], settings["release_hidden"]] == wanted


def test_an_archive_is_not_printed_on_a_terminal(
    units: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes through a pipe alone."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["--course", str(units.root), "export", "gradescope", "units", "--out", "-"]) == ExitCode.USAGE
    assert "An archive is nothing for a terminal. Name a file with `--out`." in capsys.readouterr().err


def test_github_gets_a_workflow(units: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file of the assignment's name."""
    monkeypatch.chdir(tmp_path)
    assert run(["--course", str(units.root), "export", "github", "units", "--file", "src/units.py"]) == ExitCode.OK
    assert "rectify check src/units.py --assignment units" in Path("units.yml").read_text()


@pytest.mark.usefixtures("results")
def test_junit_takes_a_folder_or_one_report() -> None:
    """By default into `junit.xml`."""
    assert run(["export", "junit", "results"]) == ExitCode.OK
    assert len(fromstring(Path("junit.xml").read_text())) == 2
    assert run(["export", "junit", "results/reports/ada.json", "--out", "one.xml"]) == ExitCode.OK
    assert len(fromstring(Path("one.xml").read_text())) == 1


@pytest.mark.usefixtures("results")
def test_a_summary_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Where a job's summary is appended to."""
    assert run(["export", "summary", "results/reports/ada.json", "--public-only"]) == ExitCode.OK
    assert capfdbinary.readouterr().out.decode().startswith("## Rectifiers: 2 of 4 points\n")


@pytest.mark.usefixtures("results")
def test_classroom_50_gets_a_result_of_the_runners_submission(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose it is stands in the environment; without it there is none."""
    command = ["export", "classroom50", "results/reports/ada.json"]
    for name in IDENTITY.values():
        monkeypatch.delenv(name, raising=False)
    assert run(command) == ExitCode.USAGE
    assert "`$CLASSROOM` is not set" in capsys.readouterr().err
    for name in IDENTITY.values():
        monkeypatch.setenv(name, f"submit/{name}")
    assert run([*command, "--times", "10"]) == ExitCode.OK
    assert json.loads(Path("result.json").read_text())["score"] == 20


@pytest.mark.usefixtures("results")
@pytest.mark.parametrize(
    ("platform", "ada", "bob"),
    [
        ("canvas", ["ada", "", "", "ada", "", "2"], ["bob", "", "", "bob", "", "0"]),
        ("moodle", ["ada", "", "", "2"], ["bob", "", "", "0"]),
        ("blackboard", ["", "", "ada", "2"], ["", "", "bob", "0"]),
    ],
)
def test_a_platform_gets_a_table_of_the_grades(platform: str, ada: list[str], bob: list[str]) -> None:
    """As nbgrader's exports write it."""
    assert run(["export", platform, "results"]) == ExitCode.OK
    text = Path(f"{platform}.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[-2:] == [ada, bob]


@pytest.mark.usefixtures("results")
def test_a_platforms_own_table_comes_back_filled(capsys: pytest.CaptureFixture[str]) -> None:
    """What does not fit is said on stderr, where it does not get into the table."""
    Path("canvas-export.csv").write_text(CANVAS.replace(",4\n", ",40\n"))
    assert run(["export", "canvas", "results", "--roster", "canvas-export.csv"]) == ExitCode.OK
    assert Path("canvas.csv").read_text() == CANVAS.replace(",4\n", ",40\n").replace("A,\n", "A,2\n").replace(
        "A,1\n", "A,0\n"
    )
    assert "rectifiers is out of 40 points in Canvas and out of 4 here" in capsys.readouterr().err


@pytest.mark.usefixtures("results")
def test_the_instructor_names_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """An assignment's by `NAME=HEADING`, and the one with the names."""
    Path("canvas-export.csv").write_text(CANVAS)
    heading = ["--columns", "rectifiers=Section", "--id-column", "SIS Login ID"]
    assert run(["export", "canvas", "results", "--roster", "canvas-export.csv", *heading]) == ExitCode.OK
    assert '"Lovelace, Ada",101,S1,ada,2,' in Path("canvas.csv").read_text()
    for wrong, words in (
        (["--columns", "rectifiers"], "`rectifiers` names no column. Write `NAME=HEADING`"),
        (["--columns", "gates=X"], "`columns` names `gates`, which is not in the results"),
        (["--id-column", "Nothing"], "has no column `Nothing`"),
        (
            ["--id-column", "Section"],
            "Name the column that holds the names by which students were graded in",
        ),
    ):
        assert run(["export", "canvas", "results", "--roster", "canvas-export.csv", *wrong]) == ExitCode.USAGE
        assert words in " ".join(capsys.readouterr().err.split())
    assert run(["export", "canvas", "results", "--id-column", "Name"]) == ExitCode.USAGE
    assert "`--id-column` is `Name`: choose `ID`" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["junit", "summary", "classroom50", "canvas", "moodle", "blackboard"])
def test_what_is_not_there_is_said(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its name, and with what to give instead."""
    assert run(["export", command, str(tmp_path / "absent")]) == ExitCode.USAGE
    assert "cannot be read: No such file or directory. Give what" in " ".join(capsys.readouterr().err.split())


def test_a_file_that_cannot_be_written_is_said(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The machine's fault, and what to do."""
    assert run(["export", "junit", str(results), "--out", "results/reports/ada.json/x"]) == ExitCode.OPERATOR
    assert "cannot be written" in capsys.readouterr().err


def test_a_check_keeps_its_report_for_the_exports(
    units: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the workflow for GitHub runs: check, summary, JUnit."""
    monkeypatch.chdir(tmp_path)
    Path("units.py").write_text(HALF)
    command = ["--course", str(units.root), "check", "units.py", "--report", "report.json"]
    assert run(command) == ExitCode.OK  # of the public check, which it passes
    assert run(["export", "summary", "report.json", "--out", "summary.md"]) == ExitCode.OK
    assert Path("summary.md").read_text().startswith("## Units: 1 of 1 points")
    assert run(["export", "junit", "report.json"]) == ExitCode.OK
    assert fromstring(Path("junit.xml").read_text()).get("tests") == "1"
