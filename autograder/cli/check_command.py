"""``rectify check``: the public checks on one's own file, again at every save if wanted."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from autograder.cli.console import complain, out, say
from autograder.errors import ExitCode, UnreadableSubmission

if TYPE_CHECKING:
    from autograder.course.course import Assignment
    from autograder.grading.grader import Grader

_LOOK_SECONDS = 0.02


@click.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--watch", is_flag=True, help="Stay, and check again whenever the file is saved. Ctrl-C ends it.")
@click.option("--assignment", "name", metavar="NAME", help="The assignment, where the file's name does not tell.")
@click.option(
    "--isolation",
    type=click.Choice(["none", "shared"]),
    default="none",
    help="`none` (default) is for your own code; `shared` runs it in the sandbox that grading uses.",
)
@click.option(
    "--report",
    "kept",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep the report there as JSON, for `rectify export`.",
)
@click.pass_obj
def command(
    course: Path | None, file: Path, *, watch: bool, name: str | None, isolation: str, kept: Path | None
) -> int:
    """Check your answers: points, the simplest input that fails, a hint.

    FILE is your `.py` file or notebook. These are the public checks; at grading, hidden ones run, too.
    """
    from autograder.course.course import find_course
    from autograder.course.recognise import assignment_of
    from autograder.submission.source import read_submission

    if file.suffix.lower() not in {".py", ".ipynb"}:
        raise click.BadParameter(f"`{file.name}` is neither a `.py` file nor a notebook.", param_hint="FILE")
    found = find_course(course)
    assignment = found.assignment(name) if name else assignment_of(found, file)
    read_submission(file)  # what cannot be read is said at once, before torch is imported
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.opening import KeptSandbox

    # The other process imports torch at the same time as this one.
    sandbox = KeptSandbox(walled=isolation != "none")
    with closing(sandbox):
        sandbox.workers(Limits.of(assignment.spec.limits))
        from autograder.grading.grader import CheckSet, Grader, Isolation

        with Grader(CheckSet(assignment, public_only=True), Isolation(isolation), sandbox) as grader:
            if not watch:
                return _check(grader, assignment, file, kept=kept)
            with suppress(KeyboardInterrupt):  # how a watch is meant to end
                _watch(grader, assignment, file, kept)
            return ExitCode.OK


def _check(
    grader: Grader, assignment: Assignment, file: Path, began: float | None = None, *, kept: Path | None = None
) -> int:
    from autograder.feedback.terminal import report_view
    from autograder.grading.grader import PUBLIC_SEED
    from autograder.grading.progress import note_progress
    from autograder.submission.source import read_submission

    report = grader.grade(read_submission(file), "", PUBLIC_SEED)
    if kept is not None:
        from autograder.gradetables.tables import write_whole

        write_whole(kept, report.to_json().encode())
    took = f" Checked in {1000 * (time.perf_counter() - began):.0f} ms." if began is not None else ""
    out.print(report_view(report, public_only=True))
    if grader.isolation.value == "none":
        took += " Your code ran without a sandbox: check only code that you trust."
    if took:
        say(took.strip(), "dim")
    assert report.score is not None
    note_progress(assignment.name, report.score, report.max_score)
    return ExitCode.OK if report.score >= report.max_score else ExitCode.SUBMISSION


def _watch(grader: Grader, assignment: Assignment, file: Path, kept: Path | None) -> None:
    grader.warm_up()
    seen: tuple[int, int] | None = None
    while True:
        now = _stamp(file)
        if now != seen:
            began = time.perf_counter()
            seen = now
            out.clear()
            try:
                _check(grader, assignment, file, began, kept=kept)
            except UnreadableSubmission as problem:
                complain(str(problem), problem.exit_code)
            say(f"Watching {file}: save it to check again, Ctrl-C to stop.", "dim")
        time.sleep(_LOOK_SECONDS)


def _stamp(file: Path) -> tuple[int, int]:
    """What tells one saved version from another; an editor may remove the file for a moment."""
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
