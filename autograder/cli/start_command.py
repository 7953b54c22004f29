"""``rectify start``: an assignment's files, in a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from autograder.cli.console import say


@click.command("start")
@click.argument("name")
@click.argument("directory", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]")
@click.pass_obj
def command(course: Path | None, name: str, directory: Path | None) -> None:
    """Copy an assignment's stub, notebook, reading and public checks.

    They go to DIR, or to a folder that bears the assignment's name. Files that are there already stay as they are.
    """
    from autograder.course.course import find_course
    from autograder.course.handout import copy_handout

    assignment = find_course(course).assignment(name)
    folder = directory or Path(name)
    copied, kept = copy_handout(assignment, folder)
    for path in copied:
        say(f"  new   {path}")
    for path in kept:
        say(f"  kept  {path} (it was there already)", "yellow")
    say("")
    say(f"Read {folder / 'README.md'}, fill in {folder / assignment.stub.name} or the notebook, then:")
    say(f"  rectify check {folder / assignment.stub.name}", "bold")
