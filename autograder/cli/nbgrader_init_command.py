"""``rectify nbgrader init``: a course folder for nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from autograder.cli.console import complain, say
from autograder.errors import ExitCode

if TYPE_CHECKING:
    from autograder.nbgrader.course_settings import Needed


@click.command("init")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--update", is_flag=True, help="Write over source notebooks that differ from the course's.")
@click.pass_obj
def command(course: Path | None, *, directory: Path, names: tuple[str, ...], update: bool) -> int:
    """Write a course folder for nbgrader into DIR, with the assignments named, or all of them.

    It holds nbgrader's settings, the policy for late work, and a source notebook for each assignment. Settings and
    policy that are there already are kept; where such settings lack what the course needs, the lines are printed and
    the command fails.
    """
    from autograder.course.course import find_course
    from autograder.nbgrader.course_folder import lacking_settings, write_course_folder

    found = find_course(course)
    chosen = [found.assignment(name) for name in names] or found.assignments
    missing = lacking_settings(found, directory)
    written = write_course_folder(found, chosen, directory, update=update)
    say(f"{len(written)} files written in {directory}." if written else f"{directory} is up to date.")
    if missing:
        return complain(_request(directory, missing), ExitCode.AUTHOR)
    first = chosen[0].name
    say(f"Next:  cd {directory} && nbgrader generate_assignment {first}")
    say("       then `nbgrader release_assignment`, `collect`, `autograde`, `generate_feedback`, `export` as always.")
    return ExitCode.OK


def _request(directory: Path, missing: list[Needed]) -> str:
    """What to add to settings that were there before the course."""
    from autograder.nbgrader.folder import CONFIG_NAME

    until = ";\n".join(f"- {one.until}" for one in missing)
    lines = "\n".join(one.lines for one in missing)
    return (
        f"`{directory / CONFIG_NAME}` was there already and is kept, and it lacks what this course needs. Until that "
        f"is in it:\n{until}.\nAdd these lines at its end, then run the same command again:\n\n{lines}\n"
    )
