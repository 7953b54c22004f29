"""``rectify export``: an assignment, a report or a class's grades for another system."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import rich_click as click

from autograder.cli.console import err, say
from autograder.errors import WrongUsage

click.rich_click.COMMAND_GROUPS["rectify export"] = [
    {"name": "An assignment", "commands": ["gradescope", "github"]},
    {"name": "A report", "commands": ["junit", "summary", "classroom50"]},
    {"name": "A class's grades", "commands": ["canvas", "moodle", "blackboard"]},
]
_Command = Callable[..., int | None]
_TO_STDOUT = "-"


def _out_option(default: str) -> Callable[[_Command], _Command]:
    return click.option(
        "--out",
        "target",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=f"Where it goes; `-` is standard output. Default: {default}.",
    )


_release_hidden = click.option(
    "--release-hidden", is_flag=True, help="Show what hidden checks found, not only how they ended, and their hints."
)


@click.group("export")
def command() -> None:
    """Give an assignment, a report or a class's grades to another system.

    RESULTS are folders that `rectify grade --out` wrote; a REPORT is one file of them, or of `rectify check --report`.
    """


@command.command("gradescope")
@click.argument("name")
@_out_option("`NAME-gradescope.zip`")
@click.option(
    "--without-sandbox",
    type=click.Choice(["refuse", "other-user"]),
    default="refuse",
    show_default=True,
    help="Where the sandbox cannot be built in Gradescope's container: grade nobody, or run submissions as another "
    "user, who may not read the checks and has no network, but shares the container.",
)
@_release_hidden
@click.pass_obj
def gradescope(
    course: Path | None, *, name: str, target: Path | None, without_sandbox: str, release_hidden: bool
) -> None:
    """Pack the autograder of the assignment NAME for Gradescope. It holds solutions: never give it to students."""
    from autograder.course.course import find_course
    from autograder.doors.gradescope.archive import gradescope_archive
    from autograder.doors.gradescope.harness import WithoutSandbox

    found = find_course(course)
    assignment = found.assignment(name)
    content = gradescope_archive(
        found, assignment, without_sandbox=WithoutSandbox(without_sandbox), release_hidden=release_hidden
    )
    if written := _write(content, target or Path(f"{assignment.name}-gradescope.zip")):
        say(f"{written}  {len(content) / 2**20:.1f} MB, {assignment.spec.max_score:g} points. It holds the solutions.")
        say("Upload it under Configure Autograder, and test it there with a submission before students do.")


@command.command("github")
@click.argument("name")
@_out_option("`NAME.yml`")
@click.option("--file", default="", metavar="PATH", help="The answer's path in the repository. Default: `NAME.py`.")
@click.option(
    "--install", "requirement", default="", metavar="TEXT", help="What pip installs: a name with version, or a wheel."
)
@click.pass_obj
def github(course: Path | None, *, name: str, target: Path | None, file: str, requirement: str) -> None:
    """Write a GitHub Actions workflow that runs the public checks of NAME in a student's own repository."""
    from autograder.course.course import find_course
    from autograder.doors.github import github_workflow

    assignment = find_course(course).assignment(name)
    text = github_workflow(assignment, file=file, requirement=requirement)
    if written := _write(text.encode(), target or Path(f"{assignment.name}.yml")):
        say(f"{written}  Put it into `.github/workflows/` of the repository that students copy.")


@command.command("junit")
@click.argument("results", type=click.Path(path_type=Path))
@_out_option("`junit.xml`")
@_release_hidden
def junit(*, results: Path, target: Path | None, release_hidden: bool) -> None:
    """Write RESULTS, or one REPORT, as JUnit XML: a suite for each submission, a case for each check."""
    from autograder.doors.junit import render_junit
    from autograder.doors.reports import read_reports

    reports = read_reports(results)
    if written := _write(render_junit(reports, release_hidden=release_hidden).encode(), target or Path("junit.xml")):
        say(f"{written}  {len(reports)} submission{'s' if len(reports) != 1 else ''}")


@command.command("summary")
@click.argument("report", type=click.Path(path_type=Path))
@_out_option("standard output")
@click.option("--public-only", is_flag=True, help="Say that these are the public checks alone.")
@_release_hidden
def summary(*, report: Path, target: Path | None, public_only: bool, release_hidden: bool) -> None:
    """Write one REPORT as Markdown, such as GitHub shows as a job's summary."""
    from autograder.doors.reports import read_report
    from autograder.doors.summary import render_summary

    text = render_summary(read_report(report), release_hidden=release_hidden, public_only=public_only)
    _write(text.encode(), target or Path(_TO_STDOUT))


@command.command("classroom50")
@click.argument("report", type=click.Path(path_type=Path))
@_out_option("`result.json`")
@click.option(
    "--times", type=click.IntRange(1, 1000), default=1, help="Count each point so often: it takes whole ones."
)
@_release_hidden
def classroom50(*, report: Path, target: Path | None, times: int, release_hidden: bool) -> None:
    """Write one REPORT as Classroom 50's `result.json`. Its runner says in the environment whose it is."""
    from autograder.doors.classroom50 import render_classroom50
    from autograder.doors.reports import read_report

    text = render_classroom50(
        read_report(report),
        os.environ,
        datetime=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        times=times,
        release_hidden=release_hidden,
    )
    if written := _write(text.encode(), target or Path("result.json")):
        say(str(written))


def _grades_command(platform: str, words: str) -> None:
    """Add the command that writes a class's grades for ``platform``."""

    @command.command(
        platform, help=f"Write the grades in RESULTS for {words}. With `--roster`, its own file is filled."
    )
    @click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RESULTS...")
    @_out_option(f"`{platform}.csv`")
    @click.option(
        "--roster", type=click.Path(path_type=Path), help="The table of the class that the platform exported."
    )
    @click.option(
        "--id-column", default="", metavar="HEADING", help="The platform's column that holds students' names."
    )
    @click.option("--columns", multiple=True, metavar="NAME=HEADING", help="The column of an assignment's grades.")
    @click.option("--missing-as-zero", is_flag=True, help="0 for whoever handed in nothing.")
    @click.option("--decimal-comma", is_flag=True, help="Write 7,5 and not 7.5.")
    def grades(
        *,
        results: tuple[Path, ...],
        target: Path | None,
        roster: Path | None,
        id_column: str,
        columns: tuple[str, ...],
        missing_as_zero: bool,
        decimal_comma: bool,
    ) -> None:
        from autograder.doors.grades import PLATFORMS, gradesheet, with_platform_ids
        from autograder.gradetables.platform_table import TableSettings
        from autograder.gradetables.rules import Rules

        sheet = gradesheet(results)
        if roster is not None:
            sheet = with_platform_ids(sheet, roster, PLATFORMS[platform], id_column)
        settings = TableSettings(
            roster=roster,
            columns=dict(map(_column, columns)),
            student_id_column=id_column,
            source="the results",
            ids="the names by which students were graded",
            ids_setting="`--id-column`",
        )
        rules = Rules(missing_as_zero=missing_as_zero, decimal_comma=decimal_comma)
        table = PLATFORMS[platform](settings, rules, _spoken()).table(sheet)
        if written := _write(table.to_bytes(), target or Path(f"{platform}.csv")):
            say(f"{written}  {len(sheet.students)} students")


for _platform, _words in (
    ("canvas", "the import of Canvas's Gradebook"),
    ("moodle", "Moodle's grade import"),
    ("blackboard", 'Blackboard\'s "Upload grades"'),
):
    _grades_command(_platform, _words)


def _column(text: str) -> tuple[str, str]:
    name, sign, heading = text.partition("=")
    if not (name and sign and heading):
        raise WrongUsage(f"`{text}` names no column. Write `NAME=HEADING`, such as `NAME=Week 1 (12345)`.")
    return name, heading


class _Spoken(logging.Handler):
    """Says each remark on stderr, where it does not get into a table on standard output."""

    def emit(self, record: logging.LogRecord) -> None:
        err.print(record.getMessage(), soft_wrap=True, markup=False)


def _spoken() -> logging.Logger:
    log = logging.getLogger("autograder.export")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.handlers = [_Spoken()]
    return log


def _write(content: bytes, target: Path) -> Path | None:
    """Write the file, whole or not at all, and return its path; None where it went to standard output."""
    from autograder.gradetables.tables import write_whole

    if str(target) != _TO_STDOUT:
        write_whole(target, content)
        return target
    if sys.stdout.isatty() and b"\0" in content:
        raise WrongUsage("An archive is nothing for a terminal. Name a file with `--out`.")
    sys.stdout.buffer.write(content)
    sys.stdout.flush()
    return None
