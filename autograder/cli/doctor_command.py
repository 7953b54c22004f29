"""``rectify doctor``: what this machine has, what it lacks, and the remedy."""

from __future__ import annotations

from pathlib import Path

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, say
from autograder.errors import ExitCode


@click.command("doctor")
@click.pass_obj
def command(course: Path | None) -> int:
    """Look at this machine: can it check, and can it grade? Each lack comes with its remedy."""
    from autograder.grading.health import examine

    findings = examine(course)
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        mark = Text("ok", style="green") if finding.fine else Text("lacks", style="bold red")
        table.add_row(mark, Text(finding.what, style="bold"), Text(finding.found, overflow="fold"))
    out.print(table)
    lacking = [finding for finding in findings if not finding.fine]
    say("")
    for finding in lacking:
        say(f"{finding.what}: {finding.remedy}")
    can_check = all(finding.fine for finding in findings if finding.needed_to_check)
    say(f"`rectify check` {'can run' if can_check else 'cannot run'} here.", "green" if can_check else "red")
    say(f"`rectify grade` {'cannot run' if lacking else 'can run'} here.", "red" if lacking else "green")
    for_students = any(finding.what == "solutions" for finding in lacking)  # then nobody means to grade here
    return ExitCode.OK if can_check and (for_students or not lacking) else ExitCode.OPERATOR
