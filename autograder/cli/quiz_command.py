"""``rectify quiz``: sit a quiz, or one of the subcommands around quizzes.

``rectify quiz BANK`` and ``rectify quiz --practice`` are the command of `quiz_sit_command`. A subcommand has a module
of its own, `quiz_NAME_command`, whose `command` is imported when it is asked for; its name stands in SUBCOMMANDS.
"""

from __future__ import annotations

from importlib import import_module

import rich_click as click

#: Each subcommand's name, in the order of the help. No bank may be called like one of them: a test looks.
SUBCOMMANDS = ("check", "export", "import", "analyse")

_SIT = "sit"

click.rich_click.COMMAND_GROUPS["rectify quiz"] = [{"name": "Instructors and authors", "commands": list(SUBCOMMANDS)}]


def _imported(name: str) -> click.Command:
    command: click.Command = import_module(f"autograder.cli.quiz_{name}_command").command
    return command


class _Sitting(click.RichContext):
    """The context of `quiz_sit_command`, which nobody calls by that name."""

    @property
    def command_path(self) -> str:
        """What stands before the options in errors and help: `rectify quiz`."""
        return self.parent.command_path if self.parent else _SIT


class _Quiz(click.RichGroup):
    """Takes what is no subcommand as a bank, or as an option of sitting a quiz."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name == _SIT:
            command = _imported(name)
            command.context_class = _Sitting
            return command
        return _imported(name) if name in SUBCOMMANDS else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in {*SUBCOMMANDS, *ctx.help_option_names}:
            args = [_SIT, *args]
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The options of sitting a quiz, so that `rectify quiz --help` shows them."""
        options = [one for one in _imported(_SIT).params if isinstance(one, click.Option)]
        return [*options, *super().get_params(ctx)]


@click.group("quiz", cls=_Quiz, subcommand_metavar="[BANK | COMMAND]")
def command(**_options: object) -> None:
    """Sit a quiz: items one by one, each explained once you have answered.

    Without BANK: the list of banks, and how far you have come. BANK is a name from that list, or a bank's file.
    What was not finished goes on where it was. `--practice` brings back what you missed, when it is due.
    """
