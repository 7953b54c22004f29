"""``rectify verify``: proof that the course grades fairly."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from autograder.cli.console import out, progress_bar, say
from autograder.cli.jobs import available_processors, jobs_option
from autograder.errors import ExitCode


@click.command("verify")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--isolation",
    type=click.Choice(["none", "shared"]),
    default="none",
    help="`none` (default) runs the course's own answers without a sandbox; `shared` in the one that grading uses.",
)
@jobs_option("How many assignments at a time.")
@click.pass_obj
def command(course: Path | None, *, names: tuple[str, ...], isolation: str, jobs: int | None) -> int:
    """Prove that assignments grade fairly.

    Every stub earns zero; every solution and alternative earns full marks; every misconception loses points in its
    exercise and is named; points add up; no file is stray; and no line of a solution is handed out. Without names also
    `coverage.toml`, where the course has one: no row is empty, and every reference leads somewhere.
    """
    from autograder.course.course import find_course

    found = find_course(course)
    chosen = [found.assignment(name) for name in names] or found.assignments
    for assignment in chosen:
        assignment.require_solutions()
    from autograder.cli.practice import practice
    from autograder.course.coverage import coverage_flaws
    from autograder.grading.executors import local_executor
    from autograder.grading.grader import Isolation
    from autograder.grading.verify import verify_course

    broken = 0
    for path, message in [] if names else coverage_flaws(found, practice()):
        say(f"  {path}: {message}", "red")
        broken += 1
    executor = local_executor(min(jobs or available_processors(), len(chosen)))
    with progress_bar("Verifying") as progress, executor:
        task = progress.add_task("", total=len(chosen), now="")
        for assignment, steps in verify_course(chosen, executor, Isolation(isolation)):
            progress.update(task, advance=1, now=assignment.name)
            say(f"{assignment.name}: {len(steps)} promises tried", "bold")
            for flaw in (flaw for step in steps for flaw in step.flaws):
                say(f"  {flaw.path}: {flaw.message}", "red")
                broken += 1
    out.print()
    if broken:
        say(f"{broken} do not hold. Fix the files named above, then verify again.", "bold red")
        return ExitCode.AUTHOR
    say("Every promise holds.", "bold green")
    return ExitCode.OK
