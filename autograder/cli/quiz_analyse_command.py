"""``rectify quiz analyse``: how hard, how telling and how sound the items of a quiz were, from a class's responses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, say
from autograder.errors import ExitCode

if TYPE_CHECKING:
    from quizzes.analysis.analysis import Analysis, ItemReport
    from quizzes.bank import Bank

_BANK_FILES = {".yaml", ".yml"}


@click.command("analyse")
@click.argument("responses", type=click.Path(path_type=Path), metavar="RESPONSES.csv")
@click.option("--bank", metavar="BANK", help="The bank that grades responses and names all options: a name or a file.")
@click.option(
    "--grades",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Moodle: the Grades report beside RESPONSES.csv, for the points as they were given.",
)
@click.option(
    "--attempts",
    type=click.Choice(["first", "last", "best"]),
    default="first",
    show_default=True,
    help="Which attempt of a student counts.",
)
@click.option(
    "--missing",
    type=click.Choice(["zero", "reached", "ignore"]),
    default="zero",
    show_default=True,
    help="What a missing response is: `zero` points; `reached`: left out if no later item has a response either, "
    "else zero; `ignore`: left out.",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the page and the tables go. Default: `RESPONSES-analysis`, here.",
)
@click.option("--title", metavar="TEXT", help="The quiz's name on the page. Default: the file's name.")
def command(
    *,
    responses: Path,
    bank: str | None,
    grades: Path | None,
    attempts: str,
    missing: str,
    folder: Path | None,
    title: str | None,
) -> int:
    """Analyse the responses of a class to a quiz.

    RESPONSES.csv is Canvas's Student Analysis, Moodle's Grades or Responses report, a table of your own, or the record
    of attempts (with `--bank`): docs/QUIZZES.md shows each. The page has every figure with its interval, the tables of
    options, plots, and what stands out with what to do; `items.csv`, `options.csv` and `test.csv` have the numbers.
    """
    from quizzes.analysis.analysis import Policy, analyse
    from quizzes.analysis.folder import write_folder
    from quizzes.analysis.formats import read_responses

    read = read_responses(responses, bank=_bank(bank), grades=grades)
    analysis = analyse(read, Policy(attempts, missing))  # type: ignore[arg-type]  # click allows these words alone
    written = write_folder(analysis, title or responses.stem, folder or Path(f"{responses.stem}-analysis"))
    _show(analysis)
    for path in written:
        say(f"wrote {path}", "dim")
    return ExitCode.OK


def _bank(name: str | None) -> Bank | None:
    if name is None:
        return None
    from quizzes.reader import bundled_bank, read_bank

    return read_bank(Path(name)) if Path(name).suffix in _BANK_FILES else bundled_bank(name)


def _show(analysis: Analysis) -> None:
    from quizzes.analysis.words import counted, percent, with_interval

    whole = analysis.whole
    mean = percent(whole.mean.value or 0)
    say(f"{counted(whole.students, 'student')}, {counted(whole.items, 'item')}, mean score {mean}", "bold")
    say(f"alpha {with_interval(whole.alpha)}")
    say(f"KR-20 {with_interval(whole.kr20)}")
    say(f"standard error of measurement, in points {with_interval(whole.error)}")
    say("")
    out.print(_items(analysis))
    say("")
    for report in analysis.flagged:
        say(_standing_out(report))
    for warning in analysis.warnings:
        say(warning, "yellow")
    for remark in analysis.remarks:
        say(f"{remark[:1].upper()}{remark[1:]}.", "dim")


def _standing_out(report: ItemReport) -> str:
    from quizzes.analysis.words import plain

    titles = "; ".join(flag.title if flag.is_sure else f"{flag.title}?" for flag in report.flags)
    return f"Item {report.statistics.number}, {plain(report.statistics.name)} ({titles}): {report.flags[0].reason}"


def _items(analysis: Analysis) -> Table:
    """Every item; `!` marks one in which something surely stands out, `?` one where it may be chance."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, width in (("", 2), ("", 1), ("item", 4), ("students", 8), ("difficulty", 18), ("discrimination", 20)):
        right = heading == "students" or not table.columns
        # Figures stay whole; names go on in the next line where the terminal is narrow.
        table.add_column(
            heading, justify="right" if right else "left", no_wrap=heading != "item", overflow="fold", min_width=width
        )
    for report in analysis.items:
        table.add_row(*_row(report))
    return table


def _row(report: ItemReport) -> list[Text]:
    from quizzes.analysis.words import figure, interval, shortened

    item = report.statistics
    sure = any(flag.is_sure for flag in report.flags)
    mark = Text("!", style="bold red") if sure else Text("?", style="yellow") if report.flags else Text("")
    cells = [Text(str(item.number)), mark, Text(shortened(item.name, 24), style="cyan"), Text(str(item.counts.scored))]
    for estimate in (item.difficulty, item.discrimination):
        value = "–" if estimate.value is None else figure(estimate.value)  # noqa: RUF001  (a dash: there is none)
        cells.append(Text.assemble(f"{value:>5}", (f" {interval(estimate)}", "dim")))
    return cells
