"""``rectify quiz``: the list of banks."""

from __future__ import annotations

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out


@click.command("sit")
def command() -> None:
    """List the banks."""
    from quizzes.shelf import bank_names, bank_title

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("bank")
    table.add_column("what it asks about")
    for name in bank_names():
        table.add_row(Text(name, style="bold cyan"), Text(bank_title(name)))
    out.print(table)
