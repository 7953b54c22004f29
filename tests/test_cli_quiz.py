"""The command `rectify quiz` as people use it."""

from importlib import import_module

import pytest

from autograder.cli.main import run
from autograder.cli.practice import practice
from autograder.cli.quiz_command import SUBCOMMANDS
from autograder.errors import ExitCode
from quizzes.shelf import BUNDLED, bank_names


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
