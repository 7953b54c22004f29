"""The command ``rectify``: its subcommands, and exit codes by whose fault it was."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import rich_click as click

from autograder import __version__
from autograder.cli.console import complain, err
from autograder.errors import AutograderError, ExitCode
from autograder.grading.own_fault import note_own_fault
from quizzes.errors import BankError, ExpressionError, QuizError, ResponseError, UsageError

#: Each subcommand's module; its command bears the subcommand's name. In the order of the help.
COMMANDS = (
    "list",
    "start",
    "check",
    "quiz",
    "contest",
    "lab",
    "grade",
    "nbgrader",
    "export",
    "serve",
    "work",
    "lti",
    "person",
    "verify",
    "generate",
    "release",
    "doctor",
    "demo",
)

click.rich_click.COMMAND_GROUPS = {
    "rectify": [
        {"name": "Students", "commands": ["list", "start", "check", "quiz", "contest", "lab"]},
        {"name": "Instructors", "commands": ["grade", "nbgrader", "export", "release", "demo", "doctor"]},
        {"name": "Service", "commands": ["serve", "work", "lti", "person"]},
        {"name": "Authors", "commands": ["verify", "generate"]},
    ]
}
click.rich_click.TEXT_MARKUP = "rich"
click.rich_click.MAX_WIDTH = 100


class _Commands(click.RichGroup):
    """Imports a subcommand's module when it is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"autograder.cli.{name}_command").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="rectify")
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The course: a folder with `assignments/` in it. Default: `$RECTIFY_COURSE`, the folder around the "
    "working directory, or the course that is installed.",
)
@click.pass_context
def rectify(ctx: click.Context, course: Path | None) -> None:
    """An auto-graded course on activation functions.

    Students fetch an assignment, fill in the functions and check them, and sit quizzes; instructors grade a class in a
    sandbox.

    Exit codes: 0 all well, 1 the submission is not right, 2 wrong usage, 3 the course is wrong, 4 this machine failed.
    """
    ctx.obj = course


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. No traceback leaves it."""
    try:
        result = rectify.main(args=arguments, prog_name="rectify", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        err.print("Stopped. What was finished is kept; the same command goes on from there.")
        return 130
    except AutograderError as problem:
        return complain(str(problem), problem.exit_code)
    except QuizError as problem:
        return complain(str(problem), _exit_code(problem))
    except BrokenPipeError:  # `rectify list | head`
        sys.stderr.close()
        return ExitCode.OK
    except Exception as problem:  # noqa: BLE001  (the last line of defence: no traceback reaches a user)
        return complain(note_own_fault(problem), ExitCode.OPERATOR)
    return int(result) if isinstance(result, int) else ExitCode.OK


def _exit_code(problem: QuizError) -> ExitCode:
    """Whose fault a quiz's error is; the machine's where it is nobody else's."""
    faults = {
        ResponseError: ExitCode.SUBMISSION,
        UsageError: ExitCode.USAGE,
        BankError: ExitCode.AUTHOR,
        ExpressionError: ExitCode.AUTHOR,
    }
    return next((code for kind, code in faults.items() if isinstance(problem, kind)), ExitCode.OPERATOR)


def main() -> None:
    """Entry point of the command."""
    sys.exit(run())
