"""``rectify quiz import``: another system's questions as a bank of this project."""

from __future__ import annotations

import re
from pathlib import Path

import rich_click as click

from autograder.cli.console import say
from autograder.cli.quiz_losses import show_losses
from autograder.errors import ExitCode, OperatorError, WrongUsage

#: More is no bank of questions; what is unpacked has limits of its own.
_MAX_BYTES = 50_000_000


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="BANK.yaml",
    help="Where the bank goes. Default: the bank's name with `.yaml`, here.",
)
@click.option("--force", is_flag=True, help="Replace what is there.")
def command(*, file: Path, out: Path | None, force: bool) -> int:
    """Read questions of another system into a bank: its format is recognised.

    What has no place in a bank, and what had to be supplied, is listed. Nothing in the file is run, and nothing that it
    points to is fetched. `rectify quiz check` looks at the bank, `rectify quiz BANK.yaml` sits it.
    """
    from quizzes.exchange.bank_yaml import to_yaml
    from quizzes.exchange.formats import FORMATS, import_bank
    from quizzes.exchange.written import write_files
    from quizzes.items.base import SLUG

    form, read = import_bank(_bytes(file), file.name)
    path = out or Path(f"{read.bank.bank}.yaml")
    if not re.match(SLUG, path.stem) or path.suffix not in {".yaml", ".yml"}:
        raise WrongUsage(
            f"`{path.name}` is no name for a bank's file. Write lower-case letters, digits, `_` and `-`, and `.yaml`."
        )
    # A bank is called like its file.
    bank = read.bank.model_copy(update={"bank": path.stem})
    write_files({path: to_yaml(bank).encode()}, force=force)
    count = len(read.bank.items)
    say(f"wrote {path}: {count} {'item' if count == 1 else 'items'} from {FORMATS[form].title}")
    show_losses("Left out, or supplied:", read.losses)
    return ExitCode.OK


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise WrongUsage(f"`{file}` is no file. Name an exported file: QTI (.zip), Moodle XML or GIFT.")
        if file.stat().st_size > _MAX_BYTES:
            raise WrongUsage(f"`{file}` is larger than {_MAX_BYTES // 10**6} MB. Export one bank at a time.")
        return file.read_bytes()
    except OSError as problem:
        raise OperatorError(f"`{file}` cannot be read: {problem.strerror or problem}.") from problem
