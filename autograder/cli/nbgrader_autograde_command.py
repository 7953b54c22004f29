"""``rectify nbgrader autograde``: a class of notebooks at once, into nbgrader's gradebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from autograder.cli.console import progress_bar, say
from autograder.cli.jobs import available_processors, jobs_option
from autograder.errors import ExitCode

if TYPE_CHECKING:
    from autograder.nbgrader.class_grading import ClassGraded


@click.command("autograde")
@click.argument("name")
@click.option(
    "--dir",
    "directory",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The folder with `nbgrader_config.py`. Default: the working directory.",
)
@jobs_option("How many at a time.")
@click.option("--force", is_flag=True, help="Grade again what is graded already. Manual scores are kept.")
@click.pass_obj
def command(course: Path | None, *, name: str, directory: Path, jobs: int | None, force: bool) -> int:
    """Grade everybody's notebooks of the assignment NAME.

    It does what `nbgrader autograde NAME` does here, with the same gradebook in the end, many times as fast. Who is
    graded already is not graded again; an interrupted run goes on where it was.
    """
    from autograder.course.course import find_course
    from autograder.grading.crew import crew
    from autograder.nbgrader.folder import load_folder
    from autograder.sandbox.bubblewrap import require_sandbox

    folder = load_folder(directory)
    found = find_course(course or folder.course)
    require_sandbox()
    # An nbgrader assignment may have any name, and hold several notebooks.
    likely = next((one for one in found.assignments if one.name == name), None)
    with (
        crew(likely, folder.isolation, jobs or available_processors()) as executor,
        progress_bar("Grading") as progress,
    ):
        from autograder.nbgrader.class_grading import grade_notebooks

        task = progress.add_task("", total=None, now="starting")

        def advance(student: str, count: int) -> None:
            progress.update(task, advance=1, total=count, now=student)

        result = grade_notebooks(
            folder, found, name, executor, isolation=folder.isolation, force=force, progress=advance
        )
    return _show(name, result)


def _show(name: str, result: ClassGraded) -> int:
    for student, damage in result.mended.items():
        more = f" (and {len(damage) - 1} more)" if len(damage) > 1 else ""
        say(f"{student}: {damage[0]}{more}")
    if result.resumed:
        say(f"{len(result.resumed)} were graded before and were not graded again (`--force` grades everybody).", "dim")
    mended = f", {len(result.mended)} of them damaged and mended" if result.mended else ""
    say(f"{len(result.graded)} submissions of {name} graded{mended}.", "bold")
    if result.ungraded:
        student, reason = next(iter(result.ungraded.items()))
        say(
            f"{len(result.ungraded)} could not be graded, for no fault of theirs, and have no score. "
            f"{student}: {reason} Run the same command again for them.",
            "bold red",
        )
        return ExitCode.OPERATOR
    say(f"Next:  nbgrader formgrader, for what is graded by hand; then nbgrader generate_feedback {name}")
    return ExitCode.OK
