"""``rectify nbgrader init``: a course folder for nbgrader."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from autograder.cli.console import say


@click.command("init")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--update", is_flag=True, help="Write over source notebooks that differ from the course's.")
@click.pass_obj
def command(course: Path | None, *, directory: Path, names: tuple[str, ...], update: bool) -> None:
    """Write a course folder for nbgrader into DIR, with the assignments named, or all of them.

    It holds nbgrader's settings, the policy for late work, and a source notebook for each assignment. Settings and
    policy that are there already are kept.
    """
    from autograder.course.course import find_course
    from autograder.nbgrader.course_folder import write_course_folder

    found = find_course(course)
    chosen = [found.assignment(name) for name in names] or found.assignments
    written = write_course_folder(found, chosen, directory, update=update)
    say(f"{len(written)} files written in {directory}." if written else f"{directory} is up to date.")
    first = chosen[0].name
    say(f"Next:  cd {directory} && nbgrader generate_assignment {first}")
    say("       then `nbgrader release_assignment`, `collect`, `autograde`, `generate_feedback`, `export` as always.")
