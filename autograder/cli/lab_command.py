"""``rectify lab``: experiments to run and look at. Each lab's options make its command."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, progress_bar, say, show_chart, write_chart
from labs.lab import lab_names, lab_text

if TYPE_CHECKING:
    from labs.lab import Findings, Option

_STEPS = 1000


class _Lab(click.RichCommand):
    """One lab. Importing a lab imports torch: it is done when its options are asked for, not to list it."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        if not self.params:
            self.params = [_option(option) for option in _imported(str(self.name)).OPTIONS]
            self.params.append(
                click.Option(
                    ["--out", "folder"],
                    type=click.Path(file_okay=False, path_type=Path),
                    metavar="DIR",
                    help="Save the plots here, as SVG.",
                )
            )
        return super().get_params(ctx)


class _Labs(click.RichGroup):
    """The labs that there are, each a command."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return lab_names()

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in lab_names():
            return None
        text = lab_text(name)
        short = text.partition("\n")[0]

        def run(folder: Path | None, **chosen: Any) -> None:
            _run(name, folder, chosen)

        return _Lab(name=name, callback=run, help=text, short_help=short)


@click.group("lab", cls=_Labs)
def command() -> None:
    """Run an experiment and look at it: a small plot here, a large one with `--out`.

    `rectify lab NAME --help` lists what can be chosen.
    """


def _imported(name: str) -> ModuleType:
    return import_module(f"labs.{name.replace('-', '_')}")


def _run(name: str, folder: Path | None, chosen: dict[str, Any]) -> None:
    lab = _imported(name)
    with progress_bar("running") as bar:
        task = bar.add_task("", total=_STEPS, now=name)
        findings = lab.run(chosen, lambda share: bar.update(task, completed=int(_STEPS * share)))
    _show(findings, folder, name)


def _option(option: Option) -> click.Option:
    kind: Any
    if option.choices:
        kind = click.Choice(option.choices)
    elif isinstance(option.default, int):
        kind = click.IntRange(int(option.low), int(option.high))
    else:
        kind = click.FloatRange(option.low, option.high)
    return click.Option(
        [f"--{option.name}"],
        type=kind,
        default=option.default,
        multiple=isinstance(option.default, tuple),
        show_default=True,
        help=option.meaning.capitalize() + ".",
    )


def _show(findings: Findings, folder: Path | None, name: str) -> None:
    show_chart(findings.charts[0])
    say("")
    heading, *rows = findings.table
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, text in enumerate(heading):
        table.add_column(text, justify="right" if number else "left")
    for row in rows:
        table.add_row(*(Text(entry) for entry in row))
    out.print(table)
    say("")
    out.print(Text(findings.lesson))
    if folder is not None:
        for number, chart in enumerate(findings.charts, 1):
            say(f"wrote {write_chart(folder / f'{name}-{number}.svg', chart)}", "dim")
