"""``rectify quiz check``: every mistake in banks, and every key that its proof does not bear out."""

from __future__ import annotations

import rich_click as click


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--trusted", is_flag=True, help="Run the programs of `code_output` items, too, without a sandbox.")
@click.option("--no-proofs", is_flag=True, help="Read only: PyTorch is not needed.")
def command(*, files: tuple[str, ...], trusted: bool, no_proofs: bool) -> int:
    """Check banks: each mistake with its line, every variant looked at, every proof run."""
    from quizzes.__main__ import main

    flags = [name for name, given in (("--trusted", trusted), ("--no-proofs", no_proofs)) if given]
    return main(["check", *flags, "--", *files])
