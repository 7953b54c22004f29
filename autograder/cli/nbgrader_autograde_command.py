"""``rectify nbgrader autograde``: a class of notebooks at once, into nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from autograder.cli.console import progress_bar, say
from autograder.cli.jobs import available_processors, jobs_option
from autograder.errors import ExitCode
from autograder.submission.listing import counted, listed
from autograder.submission.source import shown

if TYPE_CHECKING:
    from autograder.nbgrader.class_grading import ClassGraded


#: So many students are named for each thing that is said.
_MOST_NAMES = 20


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
    from autograder.cli.nbgrader_settings_remark import remark_on_settings
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
        from autograder.nbgrader.missing_settings import missing_for_sandbox

        task = progress.add_task("", total=None, now="starting")

        def advance(student: str, count: int) -> None:
            progress.update(task, advance=1, total=count, now=student)

        result = grade_notebooks(
            folder, found, name, executor, isolation=folder.isolation, force=force, progress=advance
        )
        missing = missing_for_sandbox(folder, found.root)
    remark_on_settings(
        "`nbgrader autograde`, and the button in the formgrader, would grade without the sandbox, and as it is may run "
        "students' code on this machine. This command graded in the sandbox.",
        missing,
    )
    return _show(name, result)


def _show(name: str, result: ClassGraded) -> int:
    for student, damage in result.mended.items():
        more = f" (and {len(damage) - 1} more)" if len(damage) > 1 else ""
        say(f"{shown(student)}: {damage[0]}{more}")
    if result.passed_over:
        say(f"Further notebooks, under names that nobody grades, handed in by {len(result.passed_over)}:", "yellow")
        _list({student: _quoted(names) for student, names in result.passed_over.items()})
    if result.empty:
        say(f"Handed in nothing, no score: {len(result.empty)}", "yellow")
        _list(dict.fromkeys(result.empty, "the folder is empty."))
    if result.resumed:
        say(f"{len(result.resumed)} were graded before and were not graded again (`--force` grades everybody).", "dim")
    mended = f", {len(result.mended)} of them damaged and mended" if result.mended else ""
    say(f"{counted(len(result.graded), 'submission')} of {name} graded{mended}.", "bold")
    if result.refused:
        say(f"Not to be graded as it was handed in, no score: {len(result.refused)}", "bold red")
        _list(result.refused)
        say("Put that right, or ask them for it; then run the same command again.", "bold red")
    if result.ungraded:
        say(f"Not graded for no fault of theirs, no score: {len(result.ungraded)}", "bold red")
        _list(result.ungraded)
        say("Run the same command again for them.", "bold red")
    if result.refused or result.ungraded:
        return ExitCode.OPERATOR
    say(
        "Next:  jupyter notebook (Nbgrader > Formgrader), for what is graded by hand; "
        f"then nbgrader generate_feedback {name}"
    )
    return ExitCode.OK


def _list(reasons: Mapping[str, str]) -> None:
    """Who it is and why, those with one reason on one line; the first few of many."""
    together: dict[str, list[str]] = {}
    for student, reason in list(reasons.items())[:_MOST_NAMES]:
        together.setdefault(reason, []).append(shown(student))
    for reason, students in together.items():
        say(f"  {', '.join(students)}: {reason}")
    if len(reasons) > _MOST_NAMES:
        say(f"  and {len(reasons) - _MOST_NAMES} more")


def _quoted(names: Sequence[str]) -> str:
    return listed([f"`{name}`" for name in names])
