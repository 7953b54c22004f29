"""``rectify nbgrader penalties``: late penalties anew, after manual grading, another policy, or an extension."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, say
from autograder.errors import ExitCode
from autograder.submission.listing import counted

if TYPE_CHECKING:
    from autograder.nbgrader.late.recompute import Moved


@click.command("penalties")
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--dir",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The course folder: where `nbgrader_config.py` and `late_policy.toml` are. Default: this one.",
)
def command(*, name: str | None, directory: Path) -> int:
    """Compute all late penalties anew, of the assignment NAME or of all.

    nbgrader computes them when it autogrades, and not again. After manual grading, another `late_policy.toml` or a new
    extension, this brings the gradebook up to date and lists whose penalty is another one now, and why. Scores stay.
    """
    from autograder.cli.nbgrader_settings_remark import remark_on_settings
    from autograder.nbgrader.folder import load_folder
    from autograder.nbgrader.late.policy import POLICY_NAME, read_policy
    from autograder.nbgrader.late.recompute import recompute
    from autograder.nbgrader.missing_settings import missing_for_policy

    folder = load_folder(directory)
    policy = read_policy(folder.root / POLICY_NAME)
    with folder.gradebook() as gradebook:
        found = recompute(gradebook, policy, name)
    if found.moved:
        out.print(_table(found.moved))
        say("")
    say(f"{counted(found.submissions, 'submission')} looked at, {len(found.moved)} with another penalty now.")
    for remark in found.remarks:
        say(remark, "yellow")
    remark_on_settings(
        "by it, the next `nbgrader autograde` takes these penalties away again.",
        missing_for_policy(folder),
    )
    if found.moved:
        say("What students have got of it is older: generate and release their feedback, and export, again.", "dim")
    return ExitCode.OK


def _table(moved: tuple[Moved, ...]) -> Table:
    """Who moved, from which penalty to which, in points, and why."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("assignment", "student", "score", "before", "now", "why"):
        right = heading in {"score", "before", "now"}
        table.add_column(heading, justify="right" if right else "left", no_wrap=right, overflow="fold")
    for one in moved:
        score, before, after = (f"{round(value, 2):g}" for value in (one.score, one.before, one.after))
        cells = (one.assignment, one.student, score, before, after, one.reason)
        table.add_row(*(Text(cell) for cell in cells))
    return table
