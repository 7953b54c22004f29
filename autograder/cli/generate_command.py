"""``rectify generate``: what is made from a solution and never edited by hand."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from autograder.cli.console import say
from autograder.cli.practice import practice


@click.command("generate")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_obj
def command(course: Path | None, *, names: tuple[str, ...]) -> None:
    """Make stubs, notebooks and figures anew from the solutions, for the assignments named or all of them.

    Without names also the coverage page, `docs/COVERAGE.md`, where the course has a `coverage.toml`.
    """
    from autograder.course.course import find_course

    found = find_course(course)
    chosen = [found.assignment(name) for name in names] or found.assignments
    from autograder.course.coverage import coverage_files
    from autograder.course.generated import generated_files, write_files
    from autograder.grading.figures import figure_files, is_current

    for assignment in chosen:
        files = {**generated_files(assignment), **figure_files(assignment)}
        written = write_files({path: text for path, text in files.items() if not is_current(path, text)})
        for path in written:
            say(f"  wrote {path}")
        if not written:
            say(f"  {assignment.name}: up to date", "dim")
    if not names:
        for path in write_files(coverage_files(found, practice())):
            say(f"  wrote {path}")
