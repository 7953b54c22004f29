"""``rectify demo``: grades the classes that come with the course, and shows what an instructor gets."""

from __future__ import annotations

import time
from pathlib import Path

import rich_click as click

from autograder.cli.console import say
from autograder.cli.grade_command import grade_into, show_result
from autograder.cli.jobs import available_processors, jobs_option
from autograder.errors import CourseNotFound, ExitCode

#: Not secret: it makes the demo the same everywhere. A real course has a secret of its own.
_DEMO_SECRET = b"the demo grades alike everywhere"


@click.command("demo")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), default=Path("demo-results"), metavar="DIR", show_default=True
)
@jobs_option("How many at a time.")
@click.pass_obj
def command(course: Path | None, *, names: tuple[str, ...], folder: Path, jobs: int | None) -> int:
    """Grade the bundled classes: right, wrong, damaged and hostile submissions. Start at the class pages it names."""
    from autograder.course.course import find_course
    from autograder.submission.handin import find_handins

    found = find_course(course)
    chosen = [found.assignment(name) for name in names] or found.assignments
    with_class = [assignment for assignment in chosen if assignment.bundled_class.is_dir()]
    if not with_class:
        raise CourseNotFound(
            "The course here has no bundled class: students' releases leave it out. Run the demo in a clone."
        )
    code = int(ExitCode.OK)
    for assignment in with_class:
        into = folder / assignment.name
        handins = find_handins([assignment.bundled_class], assignment.name)
        say(f"{assignment.spec.title}: {len(handins)} submissions", "bold")
        began = time.perf_counter()
        jobs = jobs or available_processors()
        # A demo shows grading, not resuming.
        result = grade_into(assignment, handins, into, secret=_DEMO_SECRET, jobs=jobs, regrade=True)
        seconds = time.perf_counter() - began
        code = max(code, show_result(result, into))
        say(
            f"Graded in {seconds:.1f} s, {1000 * seconds / len(handins):.0f} ms each, start-up and pages included.\n",
            "dim",
        )
    return code
