"""Where the command line prints, and how it says that something went wrong."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from autograder.chart import Chart
from autograder.errors import OperatorError

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

#: Whose fault an error is, by its exit code, as the first word of its line.
_FAULT = {1: "submission", 2: "usage", 3: "author", 4: "operator"}


def say(text: str, style: str = "") -> None:
    """Print one plain line, never read as markup."""
    out.print(Text(text, style=style), soft_wrap=True)


def complain(message: str, exit_code: int) -> int:
    """Print an error to stderr with whose fault it is, and return its exit code."""
    line = Text.assemble((f"{_FAULT.get(exit_code, 'error')} error", "bold red"), ": ", message)
    err.print(line, soft_wrap=True)
    return exit_code


def progress_bar(what: str) -> Progress:
    """A progress bar on stderr that goes when it is done; nothing where stderr is no terminal."""
    return Progress(
        TextColumn(what),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[now]}", style="dim"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


def show_chart(chart: Chart) -> None:
    """Draw a chart small, in the terminal."""
    from autograder.feedback.terminal_chart import terminal_chart

    text = terminal_chart(chart, width=max(20, min(60, out.width - 18)), colour=out.is_terminal and not out.no_color)
    out.print(Text.from_ansi(text), soft_wrap=True)


def write_chart(path: Path, chart: Chart) -> Path:
    """Write a chart as SVG and return its path. Raises OperatorError where the disk refuses."""
    from autograder.feedback.plot import draw_chart

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draw_chart(chart), encoding="utf-8", newline="\n")
    except OSError as problem:
        raise OperatorError(f"`{path}` cannot be written: {problem.strerror}. Name another place.") from problem
    return path
