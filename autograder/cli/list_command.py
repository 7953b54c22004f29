"""``rectify list``: the assignments of the course, and how far one has come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, say

if TYPE_CHECKING:
    from autograder.grading.progress import Progress

_BAR = 10


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for other programs.")
@click.pass_obj
def command(course: Path | None, *, as_json: bool) -> None:
    """List the assignments, and your own progress."""
    from autograder.course.course import find_course
    from autograder.grading.progress import load_progress

    found = find_course(course)
    progress = load_progress()
    if as_json:
        entries = [
            {
                "name": one.name,
                "title": one.spec.title,
                "points": one.spec.max_score,
                "exercises": [exercise.name for exercise in one.spec.exercises],
                "progress": progress[one.name].model_dump() if one.name in progress else None,
            }
            for one in found.assignments
        ]
        click.echo(json.dumps(entries, indent=1))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("assignment", "what it is about", "points", "public checks"):
        table.add_column(heading, justify="right" if heading == "points" else "left")
    for one in found.assignments:
        points = f"{one.spec.max_score:g}"
        table.add_row(
            Text(one.name, style="bold cyan"), Text(one.spec.summary), points, _progress(progress.get(one.name))
        )
    out.print(table)
    say("")
    say("Begin with `rectify start NAME`; check your answers with `rectify check FILE`.", "dim")


def _progress(progress: Progress | None) -> Text:
    if progress is None:
        return Text("not begun", style="dim")
    full = round(_BAR * progress.best / progress.possible) if progress.possible else 0
    style = "green" if progress.best >= progress.possible else "yellow"
    return Text.assemble(("█" * full, style), ("░" * (_BAR - full), "dim"), f" {progress.best:g}/{progress.possible:g}")
