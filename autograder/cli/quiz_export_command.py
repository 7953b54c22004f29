"""``rectify quiz export``: a bank as another system reads it, and what that system cannot hold."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from autograder.cli.console import say
from autograder.cli.quiz_losses import show_losses
from autograder.errors import ExitCode
from quizzes.exchange.formats import FORMATS, exporter

_BANK_FILES = {".yaml", ".yml"}
_TARGETS = [name for name, one in FORMATS.items() if one.exporter]


@click.command("export")
@click.argument("bank", metavar="BANK")
@click.option(
    "--to",
    "target",
    type=click.Choice(_TARGETS),
    required=True,
    help="; ".join(f"`{name}`: {FORMATS[name].title}" for name in _TARGETS) + ".",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file, or the folder where there are several. Default: `BANK` with the format's suffix, here.",
)
@click.option(
    "--variants",
    type=click.IntRange(1, 200),
    metavar="N",
    help="How many variants of an item that varies; a student gets one of them. On paper: how many versions.",
)
@click.option("--seed", default="0", show_default=True, metavar="TEXT", help="Another seed, other variants.")
@click.option("--force", is_flag=True, help="Replace what is there.")
def command(*, bank: str, target: str, out: Path | None, variants: int | None, seed: str, force: bool) -> int:
    """Write a bank for another system: an LMS, a text, or paper.

    BANK is a name from `rectify quiz`, or a bank's file. What the other system cannot hold is listed, item by item. The
    same bank, variants and seed give the same bytes.
    """
    from quizzes.delivery.banks import Banks
    from quizzes.exchange.written import write_files

    form, writer = FORMATS[target], exporter(target)
    read = Banks().read(Path(bank)) if Path(bank).suffix in _BANK_FILES else Banks().get(bank)
    made = writer.export_bank(read, variants=form.variants if variants is None else variants, seed=seed)
    if made.files:
        folder = out or Path(f"{read.bank}-{target}")
        files = {folder / name: content for name, content in made.files.items()}
    else:
        files = {out or Path(f"{read.bank}{made.suffix}"): made.content}
    write_files(files, force=force)
    for path in files:
        say(f"wrote {path}")
    show_losses(f"{form.title} cannot hold, or holds otherwise:", made.losses)
    if not made.losses:
        say(f"{form.title} holds all of it.", "dim")
    return ExitCode.OK
