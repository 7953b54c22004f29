"""``rectify nbgrader``: the course as nbgrader has it, and a class graded there."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import rich_click as click

from autograder.errors import WrongUsage

SUBCOMMANDS = ("init", "autograde", "penalties")


class _Group(click.RichGroup):
    """Imports a subcommand's module when it is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in SUBCOMMANDS:
            return None
        if name != "init" and find_spec("nbgrader") is None:
            raise WrongUsage('nbgrader is not installed here. Install it with: pip install "rectify-course[nbgrader]"')
        command: click.Command = import_module(f"autograder.cli.nbgrader_{name}_command").command
        return command


@click.command("nbgrader", cls=_Group)
def command() -> None:
    r"""Teach the course with nbgrader: its commands, its pages, its gradebook.

    Needs the extra `nbgrader`: `pip install "rectify-course\[nbgrader]"`.
    """
