"""``rectify release``: the students' course, without a line of a solution."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from autograder.cli.console import say


@click.command("release")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_obj
def command(course: Path | None, *, directory: Path, names: tuple[str, ...]) -> None:
    """Write what students get into the new folder DIR: the assignments named, or all of them.

    Nothing from `solutions/` goes there, and a stub that is not what its solution says is refused.
    """
    from autograder.course.course import find_course
    from autograder.course.handout import release_course

    found = find_course(course)
    chosen = [found.assignment(name) for name in names] or found.assignments
    from autograder.grading.verify import require_fit_for_students

    for assignment in chosen:
        require_fit_for_students(assignment)
    written = release_course(found, chosen, directory)
    for assignment in chosen:
        say(f"  {assignment.name:<20} {assignment.spec.title}")
    say(f"{len(written)} files in {directory}. Students use it with `rectify --course {directory} list`.")
