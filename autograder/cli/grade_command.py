"""``rectify grade``: a class, in the sandbox, into a folder of results."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click
from rich.table import Table
from rich.text import Text

from autograder.cli.console import out, progress_bar, say
from autograder.cli.jobs import available_processors, jobs_option
from autograder.errors import ExitCode

if TYPE_CHECKING:
    from autograder.course.course import Assignment
    from autograder.grading.classroom import Change, ClassResult
    from autograder.submission.handin import Handin


@click.command("grade")
@click.argument("name")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATHS...")
@click.option(
    "--out", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where results go."
)
@jobs_option("How many at a time.")
@click.option("--regrade", is_flag=True, help="Grade everybody again, and list who moves and why.")
@click.option(
    "--isolation",
    type=click.Choice(["shared", "fresh", "none"]),
    default="shared",
    help="`shared`: a worker per submission in one sandbox per job. `fresh`: a sandbox of its own for each. "
    "`none`: no sandbox; only for code that you trust.",
)
@click.option(
    "--release-hidden", is_flag=True, help="Students' pages show what hidden checks found, not only their names."
)
@click.pass_obj
def command(
    course: Path | None,
    *,
    name: str,
    paths: tuple[Path, ...],
    folder: Path,
    jobs: int | None,
    regrade: bool,
    isolation: str,
    release_hidden: bool,
) -> int:
    """Grade a class.

    PATHS are files (`STUDENT.py`, `STUDENT.ipynb`), folders of them, folders of `STUDENT/…`, or the zip archive that
    Moodle or Canvas hands out. An interrupted run goes on where it was: run the same command again.
    """
    from autograder.course.course import find_course
    from autograder.course.secret import course_secret
    from autograder.submission.handin import find_handins
    from autograder.submission.listing import listed
    from autograder.submission.passed_over import passed_over

    found = find_course(course)
    assignment = found.assignment(name)
    secret = course_secret(found.root)
    with tempfile.TemporaryDirectory(prefix="rectify-") as workspace:
        handins = find_handins(paths, assignment.name, workspace=Path(workspace))
        result = grade_into(
            assignment,
            handins,
            folder,
            secret=secret,
            jobs=jobs or available_processors(),
            regrade=regrade,
            isolation=isolation,
            release_hidden=release_hidden,
        )
    if nobodys := passed_over(paths):
        names = listed([f"`{name}`" for name in nobodys])
        say(
            f"Not graded, as neither `.py` nor `.ipynb`: {names}. Rename what is a submission, and run this again.",
            "yellow",
        )
    return show_result(result, folder, regrade=regrade)


def grade_into(
    assignment: Assignment,
    handins: Sequence[Handin],
    folder: Path,
    *,
    secret: bytes,
    jobs: int,
    regrade: bool = False,
    isolation: str = "shared",
    release_hidden: bool = False,
) -> ClassResult:
    """Grade ``handins`` into ``folder`` with a progress bar, and write every view of the results."""
    from autograder.grading.classroom import grade_class
    from autograder.grading.crew import crew
    from autograder.grading.store import ResultStore
    from autograder.grading.views import write_views
    from autograder.sandbox.bubblewrap import require_sandbox

    assignment.require_solutions()
    if isolation == "none":
        say("Without a sandbox: each submission runs with all that you may do. Only for code that you trust.", "yellow")
    else:
        require_sandbox()
    store = ResultStore(folder)
    jobs = max(1, min(jobs, len(handins)))
    anything_new = regrade or any(store.load(handin.key) is None for handin in handins)
    with (
        store.open(),
        crew(assignment if anything_new else None, isolation, jobs) as executor,
        progress_bar("Grading") as progress,
    ):
        task = progress.add_task("", total=len(handins), now="starting the sandbox")

        def advance(student: str) -> None:
            progress.update(task, advance=1, now=student)

        result = grade_class(
            assignment,
            handins,
            store,
            executor,
            secret=secret,
            isolation=isolation,
            regrade=regrade,
            progress=advance,
        )
        progress.reset(task, description="Pages", total=len(handins), now="writing the pages")
        write_views(store, result.reports, release_hidden=release_hidden, progress=advance)
    return result


def show_result(result: ClassResult, folder: Path, *, regrade: bool = False) -> int:
    """Print the class at a glance and where to look; the exit code says whether anybody is left ungraded."""
    from autograder.feedback.terminal import class_view
    from autograder.report import Status

    reports = list(result.reports.values())
    out.print(class_view(reports))
    if result.resumed:
        say(f"{result.resumed} of {len(reports)} were graded before and were not graded again.", "dim")
    if regrade:
        out.print(_changes_table(result.changes) if result.changes else "Nobody moved.")
    say(f"Class page   {folder / 'index.html'}", "bold")
    say(f"Grades       {folder / 'grades.csv'}")
    say(f"Feedback     {folder / 'feedback'} (one page per student)")
    ungraded = [report for report in reports if report.status is Status.UNGRADED]
    if ungraded:
        say(
            f"{len(ungraded)} could not be graded: {ungraded[0].message} Run the same command again for them.",
            "bold red",
        )
        return ExitCode.OPERATOR
    return ExitCode.OK


def _changes_table(changes: Sequence[Change]) -> Table:
    table = Table(title=f"{len(changes)} moved", title_justify="left", header_style="bold")
    for heading in ("student", "before", "after", "why"):
        table.add_column(heading, justify="right" if heading in {"before", "after"} else "left")
    for change in changes:
        scores = ["none" if score is None else f"{score:g}" for score in (change.before, change.after)]
        table.add_row(Text(change.student), *scores, Text("; ".join(change.reasons)))
    return table
