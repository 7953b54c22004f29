"""What runs in Gradescope's container: grades the one submission there, and leaves `results/results.json`."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from autograder.course.course import Course
from autograder.course.secret import seed_for
from autograder.doors.findings import check_text, check_title, report_text
from autograder.doors.gradescope.chosen import choose_file
from autograder.doors.gradescope.results import render_results
from autograder.errors import AuthorError, AutograderError, ExitCode, OperatorError, UnreadableSubmission, WrongUsage
from autograder.grading.own_fault import note_own_fault
from autograder.grading.task import Task, grade_task, unmarked_report
from autograder.report import Report, Status

SETTINGS = "settings.json"
#: Where everything is in the container; a test names another place.
ROOT_VARIABLE = "RECTIFY_AUTOGRADER"


class WithoutSandbox(StrEnum):
    """What to do where bubblewrap cannot build the sandbox: grade nobody, or run submissions as another user."""

    REFUSE = "refuse"
    OTHER_USER = "other-user"


class Settings(BaseModel):
    """What the instructor chose when the archive was made; ``secret`` in hexadecimal digits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    assignment: str
    without_sandbox: WithoutSandbox
    release_hidden: bool
    secret: str


def grade(root: Path) -> Report:
    """Grade ``root/submission`` and write the results. Raises AutograderError where there can be no score.

    Whatever was there of an earlier run is removed first: an autograder that failed leaves no results.
    """
    results = root / "results" / "results.json"
    try:
        results.parent.mkdir(parents=True, exist_ok=True)
        results.unlink(missing_ok=True)
        for folder in (root / "source", results.parent, root / "submission"):
            folder.chmod(0o700)  # root's alone, whatever is run as another user
        settings = _settings(root / "source" / SETTINGS)
        report = _report(root, settings)
        part = results.with_suffix(".part")
        part.write_text(render_results(report, release_hidden=settings.release_hidden), encoding="utf-8")
        part.replace(results)
    except OSError as problem:
        raise OperatorError(f"`{root}` is not laid out as Gradescope's autograder folder: {problem}.") from problem
    return report


def main() -> int:
    """Grade, tell the instructor what was found, and return the exit code. No traceback leaves it."""
    try:
        report = grade(Path(os.environ.get(ROOT_VARIABLE, "/autograder")))
    except AutograderError as problem:
        return _refuse(str(problem), ExitCode.AUTHOR if isinstance(problem, AuthorError) else ExitCode.OPERATOR)
    except Exception as problem:  # noqa: BLE001  (the last line of defence: an instructor reads this, too)
        return _refuse(note_own_fault(problem), ExitCode.OPERATOR)
    found = [f"{check_title(check)}\n{check_text(check, release_hidden=True)}" for check in report.checks]
    sys.stdout.write("\n\n".join([report_text(report), *found]) + "\n")
    return int(ExitCode.OK)


def _refuse(reason: str, exit_code: ExitCode) -> int:
    sys.stderr.write(f"Not graded, and no score given: {reason}\n")
    return int(exit_code)


def _settings(path: Path) -> Settings:
    try:
        return Settings.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        raise WrongUsage(f"`{path}` is not as it was packed. Make the archive again, and upload that.") from problem


def _report(root: Path, settings: Settings) -> Report:
    from autograder.sandbox.bubblewrap import why_no_sandbox

    assignment = Course(root / "source" / "course").assignment(settings.assignment)
    chosen = choose_file(root / "submission", assignment.name)
    secret = bytes.fromhex(settings.secret)
    reason = why_no_sandbox()
    isolation = settings.without_sandbox.value if reason else "shared"
    task = Task(assignment, "", chosen.path, chosen.error, chosen.remarks, isolation, secret)
    if reason and settings.without_sandbox is WithoutSandbox.REFUSE:
        raise OperatorError(
            f"{reason} Where that cannot be had, make the archive with `--without-sandbox other-user`; "
            "docs/DOORS.md says what that still keeps apart."
        )
    report = grade_task(task) if not reason else _as_other_user(task)
    if report.status is Status.UNGRADED:
        raise OperatorError(report.message)
    return report


def _as_other_user(task: Task) -> Report:
    from autograder.doors.gradescope.other_user import OtherUserWorkers
    from autograder.grading.grader import CheckSet, Grader, Isolation
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.opening import KeptSandbox
    from autograder.submission.source import read_submission

    if task.error:
        return unmarked_report(task, Status.UNREADABLE, task.error)
    try:
        submission = read_submission(task.path)
    except UnreadableSubmission as problem:
        return unmarked_report(task, Status.UNREADABLE, str(problem))
    sandbox = KeptSandbox(walled=True, workers=OtherUserWorkers(Limits.of(task.assignment.spec.limits)))
    with Grader(CheckSet(task.assignment), Isolation.SHARED, sandbox) as grader:
        report = grader.grade(submission, "", seed_for(task.secret, task.assignment.name, submission.digest))
    facts = report.submission.model_copy(update={"remarks": [*task.remarks, *report.submission.remarks]})
    environment = report.environment.model_copy(update={"isolation": task.isolation})
    return report.model_copy(update={"submission": facts, "environment": environment}).without_times()


if __name__ == "__main__":
    sys.exit(main())
