"""The list of banks with one's own progress, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from quizzes.delivery.progress import BankProgress


def shown_banks(banks: Sequence[BankProgress]) -> Table:
    """A row for each bank: items seen, the last score, what is due today; one line each, also in 60 columns."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    # A heading that is a plain text would be searched for markup and emoji, and their table is long to import.
    names = max((len(bank.name) for bank in banks), default=0)
    table.add_column(Text("bank"), no_wrap=True, min_width=names)
    table.add_column(Text("what it asks about", no_wrap=True, overflow="ellipsis"))
    for heading, width in (("seen", 5), ("last", 8), ("due", 3)):
        table.add_column(Text(heading), justify="right", no_wrap=True, min_width=width)
    for bank in banks:
        table.add_row(
            Text(bank.name, style="bold cyan"),
            Text(bank.title, no_wrap=True, overflow="ellipsis"),
            Text(f"{bank.seen}/{bank.items}", style="" if bank.seen else "dim"),
            _last(bank),
            Text(str(bank.due), style="bold yellow") if bank.due else Text("0", style="dim"),
        )
    return table


def _last(bank: BankProgress) -> Text:
    if bank.unfinished is not None:
        return Text("going on", style="yellow")
    if bank.last is None:
        return Text("–", style="dim")  # noqa: RUF001  a dash
    earned, possible = bank.last
    return Text(f"{earned:g}/{possible:g}", style="green" if earned == possible else "yellow")
