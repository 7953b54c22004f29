"""The command `rectify quiz` as people use it."""

import io
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from autograder.cli.main import run
from autograder.cli.practice import practice
from autograder.cli.quiz_command import SUBCOMMANDS
from autograder.errors import ExitCode
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.places import store_path
from quizzes.errors import BankError, ExpressionError, MissingResponse, QuizError, SittingOver, StoreError, UnknownBank
from quizzes.shelf import BUNDLED, bank_names
from tests.quizzes.samples import bank_of, data

ROOT = Path(__file__).parent.parent


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The file of a bank with two claims, both true."""
    file = tmp_path / "sample.yaml"
    file.write_text(bank_of(data("true_false", id="one", stem="One?"), data("true_false", id="two", stem="Two?")))
    monkeypatch.setenv("RECTIFY_LEARNER", "ada")
    monkeypatch.setenv("COLUMNS", "80")
    return str(file)


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Lines that come through a pipe."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def attempts() -> list[tuple[str, str, str, float]]:
    with AttemptStore(store_path()) as store:
        return [(each.learner, each.item, each.mode, each.earned) for each in store.attempts()]


def test_without_a_bank_the_banks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each bundled bank with its title."""
    assert run(["quiz"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert all(name in shown for name in bank_names())


def test_no_bank_is_called_like_a_subcommand() -> None:
    """`rectify quiz NAME` means one thing."""
    assert not {*SUBCOMMANDS, "sit"} & {*bank_names()}


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_each_subcommand_has_its_module_and_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The list in one place is all that registers it."""
    assert import_module(f"autograder.cli.quiz_{name}_command").command.name == name
    assert run(["quiz", name, "--help"]) == ExitCode.OK
    assert f"Usage: rectify quiz {name}" in capsys.readouterr().out


def test_help_shows_the_options_of_sitting_and_the_subcommands(capsys: pytest.CaptureFixture[str]) -> None:
    """`rectify quiz --help` is about both."""
    assert run(["quiz", "--help"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "[BANK | COMMAND]" in shown
    assert all(f" {name} " in shown for name in SUBCOMMANDS)


def test_a_wrong_option_is_explained_under_the_name_that_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody typed `sit`."""
    assert run(["quiz", "--nope"]) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert "No such option '--nope'" in shown
    assert "sit" not in shown


def test_coverage_may_name_a_bank() -> None:
    """`quiz:BANK` leads to the bank's file."""
    assert practice()["quiz"]["gallery"] == BUNDLED / "gallery.yaml"


def test_a_bank_is_sat_and_stopped_and_gone_on_with(
    claims: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was answered is kept; the message says how to go on; the end says what comes back, and how."""
    typing(monkeypatch, "f")
    assert run(["quiz", claims]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert f"Stopped; all that you answered is kept. Go on with:\n  rectify quiz {claims}\n" in shown
    typing(monkeypatch, "t")
    assert run(["quiz", claims]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "Going on: 1 of 2 items have a response." in shown
    assert "6 of 12 points" in shown
    assert f"Due today: 1. What you missed comes back with:\n  rectify quiz {claims} --practice\n" in shown
    assert attempts() == [("ada", "one", "practice", 0.0), ("ada", "two", "practice", 6.0)]


def test_practice_asks_what_was_missed(
    claims: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And then nothing is due."""
    assert run(["quiz", claims, "--practice"]) == ExitCode.OK
    assert "Nothing is due today." in capsys.readouterr().out
    typing(monkeypatch, "f", "t", "t")
    run(["quiz", claims])
    assert run(["quiz", "--practice", claims]) == ExitCode.OK
    assert "Item 1 of 1" in capsys.readouterr().out
    assert run(["quiz", "--practice", claims]) == ExitCode.OK
    assert "Nothing is due today." in capsys.readouterr().out


def test_practice_goes_across_banks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And the list says how much is due."""
    typing(monkeypatch, "a")
    run(["quiz", "gallery", "--seed", "0"])
    typing(monkeypatch, "b", "c")
    run(["quiz", "gallery", "--seed", "0", "--restart"])
    capsys.readouterr()
    assert run(["quiz"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "`rectify quiz --practice` brings back what is due today: " in shown
    assert "going on" in shown
    typing(monkeypatch)
    assert run(["quiz", "--practice"]) == ExitCode.OK
    assert "All banks · practice of what is due" in capsys.readouterr().out


def test_a_graded_sitting_reveals_what_it_is_told_to(
    claims: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After its end, or never."""
    for reveal, told in (("afterwards", True), ("never", False)):
        typing(monkeypatch, "f", "f", "done")
        assert run(["quiz", claims, "--graded", "--reveal", reveal]) == ExitCode.OK
        shown = capsys.readouterr().out
        assert ("It is." in shown) is told
        assert "0 of 12 points" in shown


def test_a_seed_repeats_a_sitting_and_restart_begins_anew(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unfinished one with another seed is not thrown away by mistake."""
    screens = []
    for _ in range(2):
        typing(monkeypatch)
        assert run(["quiz", "gallery", "--seed", "7", "--restart"]) == ExitCode.OK
        screens.append(capsys.readouterr().out)
    assert screens[0] == screens[1]
    assert run(["quiz", "gallery", "--seed", "8"]) == ExitCode.USAGE
    assert "with another seed is unfinished; finish it, or begin anew" in capsys.readouterr().err


def test_learners_and_records_are_kept_apart(
    claims: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By name, and by file; the message to go on says both."""
    record = tmp_path / "other.sqlite3"
    typing(monkeypatch, "t")
    assert run(["quiz", claims, "--learner", "Bob B.", "--store", str(record)]) == ExitCode.OK
    assert f"rectify quiz {claims} --learner 'Bob B.' --store {record}" in capsys.readouterr().out
    assert attempts() == []
    with AttemptStore(record) as store:
        assert [each.learner for each in store.attempts()] == ["Bob B."]
    assert run(["quiz", claims, "--learner", " "]) == ExitCode.USAGE
    assert "is no name for a learner" in capsys.readouterr().err


def test_ctrl_c_stops_and_says_how_to_go_on(
    claims: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the exit code of an interrupted program."""

    def interrupted(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("quizzes.delivery.terminal.keyboard.input", interrupted, raising=False)
    assert run(["quiz", claims, "--graded"]) == 130
    assert f"Go on with:\n  rectify quiz {claims} --graded" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nosuch"], "there is no bank `nosuch`; there are: "),
        (["nosuch.yaml"], "nosuch.yaml cannot be read: No such file or directory; name a bank's file"),
        (["--graded"], "`--graded` needs a bank: `rectify quiz BANK --graded`."),
        (["--restart"], "`--restart` needs a bank"),
        (["--seed", "1"], "`--seed` needs a bank"),
        (["gallery", "--graded", "--practice"], "`--practice` and `--graded` do not go together"),
        (["gallery", "--web", "--graded"], "`--web` and `--graded` do not go together"),
        (["gallery", "--reveal", "never"], "`--reveal` is for graded sittings: add `--graded`."),
        (["gallery", "--seed", ""], "is no seed; give 1 to 100 characters"),
        (["gallery", "extra"], "Got unexpected extra argument"),
        (["--web", "--port", "99999"], "99999 is not in the range"),
    ],
)
def test_wrong_usage_is_answered_with_the_next_step(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And with the exit code of wrong usage."""
    assert run(["quiz", *arguments]) == ExitCode.USAGE
    assert words in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_a_bank_with_mistakes_is_its_authors_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each mistake with its line."""
    file = tmp_path / "sample.yaml"
    file.write_text("bank: sample\n")
    assert run(["quiz", str(file)]) == ExitCode.AUTHOR
    assert f"{file}:1: title: is missing" in capsys.readouterr().err


def test_a_damaged_record_is_this_machines_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """The list says so, too, in place of a traceback."""
    store_path().parent.mkdir(parents=True, exist_ok=True)
    store_path().write_text("not a database, and long enough to be looked at" * 100)
    for arguments in (["quiz"], ["quiz", "gallery"], ["quiz", "--practice"]):
        assert run(arguments) == ExitCode.OPERATOR
        assert "the record of attempts is damaged" in capsys.readouterr().err


def test_the_browser_is_given_all_that_was_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The bank, the learner, the record, the port."""
    asked: list[Any] = []
    monkeypatch.setattr("quizzes.delivery.web.serve", lambda bank, **options: asked.append((bank, options)))
    record = tmp_path / "r.sqlite3"
    arguments = ["gallery", "--web", "--port", "8123", "--no-browser", "--learner", "ada", "--store", str(record)]
    assert run(["quiz", *arguments]) == ExitCode.OK
    assert asked == [("gallery", {"store": record, "port": 8123, "open_browser": False, "learner": "ada"})]


def test_bytes_that_are_no_text_are_asked_for_again(claims: str, tmp_path: Path) -> None:
    """In a real process, with a terminal that knows ASCII alone; nothing is kept, nothing breaks."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "quiz", claims],
        cwd=ROOT,
        input=b"\xff\xfe\n\x00\x1b[A\nt\n",
        env={**os.environ, "PYTHONIOENCODING": "ascii", "RECTIFY_QUIZ_STORE": str(tmp_path / "r.sqlite3")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"is neither true nor false") == 2
    assert b"Right: 6 of 6 points" in done.stdout
    with AttemptStore(tmp_path / "r.sqlite3") as store:
        assert [each.earned for each in store.attempts()] == [6.0]


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (MissingResponse("?"), ExitCode.SUBMISSION),
        (UnknownBank("?"), ExitCode.USAGE),
        (SittingOver("?"), ExitCode.USAGE),
        (BankError([]), ExitCode.AUTHOR),
        (ExpressionError("?"), ExitCode.AUTHOR),
        (StoreError("?"), ExitCode.OPERATOR),
    ],
)
def test_an_error_of_the_quizzes_ends_with_the_code_of_whose_fault_it_is(
    problem: QuizError, code: ExitCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the errors of the grader do."""

    def fails(*_: object) -> None:
        raise problem

    monkeypatch.setattr("quizzes.delivery.progress.all_progress", fails)
    assert run(["quiz"]) == code


def test_check_is_the_checker_of_banks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its options and its exit codes."""
    good = tmp_path / "sample.yaml"
    good.write_text(bank_of(data("true_false")))
    assert run(["quiz", "check", str(good), "--no-proofs"]) == ExitCode.OK
    assert "1 items, 6 points, no proof was run" in capsys.readouterr().out
    good.write_text(json.dumps({"bank": "sample"}))
    assert run(["quiz", "check", str(good)]) == ExitCode.AUTHOR
    assert "title: is missing" in capsys.readouterr().out
