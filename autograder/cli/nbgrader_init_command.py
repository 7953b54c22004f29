"""``rectify nbgrader init``: a course folder for nbgrader."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from autograder.cli.console import complain, say
from autograder.errors import ExitCode
from autograder.submission.listing import counted

if TYPE_CHECKING:
    from autograder.nbgrader.course_settings import Needed


@click.command("init")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--update",
    is_flag=True,
    help="Write over source notebooks that differ from the course's; what they were is kept in `replaced`.",
)
@click.pass_obj
def command(course: Path | None, *, directory: Path, names: tuple[str, ...], update: bool) -> int:
    """Write a course folder for nbgrader into DIR, with the assignments named.

    Without names: those that are there already, or all of the course's where none is.

    It holds nbgrader's settings, the policy for late work, and a source notebook for each assignment. Settings and
    policy that are there already are kept; where such settings lack what the course needs, the lines are printed and
    the command fails.
    """
    from autograder.course.course import find_course
    from autograder.nbgrader.course_folder import assignments_in, lacking_settings, write_course_folder

    found = find_course(course)
    there = assignments_in(directory, found)
    chosen = [found.assignment(name) for name in names] or there or found.assignments
    missing = lacking_settings(found, directory)
    written = write_course_folder(found, chosen, directory, update=update)
    _show(directory, written)
    if not names and there and (others := [one.name for one in found.assignments if one not in there]):
        say(f"Not there, and added where you name them: {', '.join(others)}.", "dim")
    if missing:
        return complain(_request(directory, missing), ExitCode.AUTHOR)
    _say_what_is_next(directory, [one.name for one in chosen], written)
    return ExitCode.OK


def _show(directory: Path, written: Mapping[Path, Path | None]) -> None:
    """Name what was written, a folder at a line, and where each thing is that it replaced."""
    if not written:
        say(f"`{directory}` is up to date: nothing was written.")
        return
    say(f"{counted(len(written), 'file')} written in `{directory}`:")
    folders: dict[Path, list[str]] = {}
    for path in written:
        folders.setdefault(path.parent.relative_to(directory), []).append(path.name)
    for folder, names in folders.items():
        say(f"  {folder}: {', '.join(names)}" if folder.parts else f"  {', '.join(names)}")
    for path, copy in written.items():
        if copy:
            say(f"What was `{path.relative_to(directory)}` is kept as `{copy.relative_to(directory)}`.", "yellow")


def _say_what_is_next(directory: Path, names: list[str], written: Mapping[Path, Path | None]) -> None:
    """The command to be typed now: for the first assignment that was written, else the first that is not made yet."""
    from autograder.nbgrader.folder import CONFIG_NAME, load_folder

    released = directory / "release"
    if directory / CONFIG_NAME not in written:  # Else it is as init writes it, and need not be read.
        folder = load_folder(directory)
        released = folder.root / str(folder.config.CourseDirectory.get("release_directory", "release"))
    changed = {path.parent.name for path in written if path.relative_to(directory).parts[0] == "source"}
    name = next((one for one in names if one in changed or not (released / one).exists()), None)
    if name is None:
        return
    change = "" if directory.resolve() == Path.cwd() else f"cd {shlex.quote(str(directory))} && "
    is_again = (released / name).exists()
    force = " --force" if is_again else ""
    say(f"Next:  {change}nbgrader generate_assignment {name}{force}")
    say(
        "       then `nbgrader release_assignment --force`, for students have the notebook as it was."
        if is_again
        else "       then `nbgrader release_assignment`, `collect`, `autograde`, `generate_feedback`, `export`."
    )


def _request(directory: Path, missing: list[Needed]) -> str:
    """What to add to settings that were there before the course."""
    from autograder.nbgrader.folder import CONFIG_NAME

    until = ";\n".join(f"- {one.until}" for one in missing)
    lines = "\n".join(one.lines for one in missing)
    return (
        f"`{directory / CONFIG_NAME}` was there already and is kept, and it lacks what this course needs. Until that "
        f"is in it:\n{until}.\nAdd these lines at its end, then run the same command again:\n\n{lines}\n"
    )
