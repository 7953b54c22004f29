"""The command line as people use it: what it prints, what it writes, and the code that it ends with."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.cli.main import COMMANDS, rectify, run
from autograder.course.course import Course
from autograder.errors import ExitCode

ROOT = Path(__file__).parent.parent


def started(tmp_path: Path, name: str = "smooth") -> Path:
    folder = tmp_path / name
    assert run(["start", name, str(folder)]) == ExitCode.OK
    return folder


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`rectify --help` lists each command with its first sentence."""
    assert run(["--help"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert all(f" {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`rectify COMMAND --help` says what it does."""
    assert run([name, "--help"]) == ExitCode.OK
    assert "Usage: rectify" in capsys.readouterr().out


def test_list_shows_assignments_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """The course's order, with points."""
    assert run(["list"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert shown.index("rectifiers") < shown.index("squashing") < shown.index("smooth")
    assert "not begun" in shown


def test_list_as_json_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives names, points and exercises."""
    assert run(["list", "--json"]) == ExitCode.OK
    entries = json.loads(capsys.readouterr().out)
    assert entries[0]["name"] == "rectifiers"
    assert "relu" in entries[0]["exercises"]


def test_start_copies_the_handout_and_nothing_of_the_solution(tmp_path: Path) -> None:
    """Stub, notebook, reading with its figures, public checks."""
    names = {path.name for path in started(tmp_path).iterdir()}
    assert names == {
        "README.md",
        "smooth.py",
        "smooth.ipynb",
        "smooth.svg",
        "smooth_derivatives.svg",
        "test_smooth.py",
    }


def test_start_never_overwrites_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays as it is, and is named."""
    folder = started(tmp_path)
    (folder / "smooth.py").write_text("mine = 1\n")
    assert run(["start", "smooth", str(folder)]) == ExitCode.OK
    assert (folder / "smooth.py").read_text() == "mine = 1\n"
    assert "it was there already" in capsys.readouterr().out


def test_start_says_which_assignment_an_exercise_belongs_to(capsys: pytest.CaptureFixture[str]) -> None:
    """`rectify start gelu` is told about `smooth`."""
    assert run(["start", "gelu"]) == ExitCode.USAGE
    assert "`gelu` is an exercise of the assignment `smooth`" in capsys.readouterr().err


def test_start_guesses_at_a_misspelt_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A near miss is answered with the name that was meant."""
    assert run(["start", "rectifier"]) == ExitCode.USAGE
    assert "Did you mean `rectifiers`?" in capsys.readouterr().err


def test_check_of_a_stub_earns_nothing_and_says_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing written yet: zero points, and one line for each exercise."""
    assert run(["check", str(started(tmp_path) / "smooth.py")]) == ExitCode.SUBMISSION
    shown = capsys.readouterr().out
    assert "0 of 15 public points" in shown
    assert "`silu` is not written yet" in shown
    assert "Hidden checks run too" in shown


def test_check_of_a_right_answer_passes_and_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Full public points, exit code 0, and `list` shows the progress."""
    file = tmp_path / "smooth.py"
    shutil.copy(ROOT / "solutions/smooth/smooth.py", file)
    assert run(["check", str(file)]) == ExitCode.OK
    assert "15 of 15 public points" in capsys.readouterr().out
    run(["list"])
    assert "15/15" in capsys.readouterr().out


def test_check_names_the_simplest_input_that_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The student reads what was called, what came back, and what was expected."""
    file = tmp_path / "mine.py"
    file.write_text("import torch\n\ndef gelu(x):\n    return x * torch.sigmoid(1.702 * x)\n")
    assert run(["check", str(file)]) == ExitCode.SUBMISSION
    assert "`gelu(1.0)` returned 0.845796, expected 0.841345." in capsys.readouterr().out


def test_check_asks_which_assignment_where_nothing_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without a telling name or function is a usage error that lists the names."""
    file = tmp_path / "work.py"
    file.write_text("x = 1\n")
    assert run(["check", str(file)]) == ExitCode.USAGE
    assert "`--assignment NAME`, one of `rectifiers`" in capsys.readouterr().err


def test_check_of_what_cannot_be_read_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not text is the submission's own fault."""
    file = tmp_path / "smooth.py"
    file.write_bytes(b"\xff\xfe\x00\x01\x02" * 100 + b"\x00")
    assert run(["check", str(file)]) == ExitCode.SUBMISSION
    assert "submission error: " in capsys.readouterr().err


def test_a_missing_course_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--course` on a folder without assignments is answered with what a course is."""
    assert run(["--course", str(tmp_path), "list"]) == ExitCode.USAGE
    assert "is no course" in capsys.readouterr().err


def test_release_holds_nothing_of_the_solutions(tmp_path: Path) -> None:
    """What students get is a course of its own, without a line of a solution."""
    folder = tmp_path / "students"
    assert run(["release", str(folder)]) == ExitCode.OK
    assert {path.name for path in folder.iterdir()} == {"assignments"}
    assert run(["--course", str(folder), "list"]) == ExitCode.OK
    text = "".join(path.read_text() for path in folder.rglob("*.py"))
    assert "BEGIN SOLUTION" not in text
    assert "torch.special.erf" not in text


def test_check_takes_what_grading_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Source and notebooks, and nothing else."""
    (tmp_path / "smooth.txt").write_text("def silu(x): return x\n")
    assert run(["check", str(tmp_path / "smooth.txt")]) == ExitCode.USAGE
    assert "neither a `.py` file nor a notebook" in capsys.readouterr().err


def test_release_refuses_a_folder_that_is_not_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is mixed with what is there."""
    (tmp_path / "old.txt").touch()
    assert run(["release", str(tmp_path), "smooth"]) == ExitCode.USAGE
    assert "is not empty" in capsys.readouterr().err


def test_release_refuses_to_write_into_the_course(capsys: pytest.CaptureFixture[str]) -> None:
    """A release inside the course would be taken for content."""
    assert run(["release", str(ROOT / "assignments" / "out"), "smooth"]) == ExitCode.USAGE
    assert "lies inside the course itself" in capsys.readouterr().err


def test_grading_without_solutions_says_whose_course_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A student's release cannot grade."""
    run(["release", str(tmp_path / "students"), "smooth"])
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada.py").write_text("x = 1\n")
    arguments = ["--course", str(tmp_path / "students"), "grade", "smooth", str(tmp_path / "in")]
    assert run([*arguments, "--out", str(tmp_path / "out")]) == ExitCode.USAGE
    assert "Name the instructor's course" in capsys.readouterr().err


def test_doctor_lets_students_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without solutions nobody means to grade: checking is what has to work, and no secret is made."""
    run(["release", str(tmp_path / "students"), "smooth"])
    assert run(["--course", str(tmp_path / "students"), "doctor"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "`rectify check` can run here." in shown
    assert "course secret" not in shown


def test_a_mistake_of_ours_leaves_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What nobody foresaw becomes a sentence, and a file to send in."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr(rectify, "main", broken)
    assert run(["list"]) == ExitCode.OPERATOR
    shown = capsys.readouterr().err
    assert "mistake in rectify itself (ZeroDivisionError)" in shown
    assert "Traceback" not in shown


def test_an_interrupt_says_that_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with 130, as shells expect."""

    def interrupted(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rectify, "main", interrupted)
    assert run(["list"]) == 130
    assert "What was finished is kept" in capsys.readouterr().err


def test_the_demo_needs_a_clone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Students' releases have no class in them."""
    run(["release", str(tmp_path / "students"), "smooth"])
    assert run(["--course", str(tmp_path / "students"), "demo"]) == ExitCode.USAGE
    assert "Run the demo in a clone" in capsys.readouterr().err


def test_generate_has_nothing_to_do_here(capsys: pytest.CaptureFixture[str]) -> None:
    """What is checked in is what the solutions make."""
    assert run(["generate", "smooth"]) == ExitCode.OK
    assert "smooth: up to date" in capsys.readouterr().out


def test_doctor_finds_what_grading_needs(capsys: pytest.CaptureFixture[str], sandbox: None) -> None:
    """On a machine with everything, all is well."""
    assert run(["doctor"]) == ExitCode.OK
    assert "`rectify grade` can run here." in capsys.readouterr().out


def test_verify_holds_for_the_smallest_assignment(small: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """Every promise of a sound one; those of this course are verified by `make test` itself."""
    assignment = small.assignment("units")
    for path in (assignment.public_checks, assignment.hidden_checks):
        path.write_text("import torch\n" + path.read_text().replace("relu(1)", "relu(torch.ones(1))"))
    assert run(["--course", str(small.root), "verify", "units"]) == ExitCode.OK
    assert "Every promise holds." in capsys.readouterr().out


def test_verify_sees_a_coverage_that_is_wrong(small: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """Without names the course's `coverage.toml` is looked at, too."""
    (small.root / "coverage.toml").write_text("lessons = []\n")
    assert run(["--course", str(small.root), "verify"]) == ExitCode.AUTHOR
    assert "coverage.toml" in capsys.readouterr().out
