"""``rectify work``: grades what was handed in to the service, until it is told to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from autograder.cli.console import say
from autograder.cli.jobs import available_processors, jobs_option
from autograder.cli.service_options import (
    cluster_option,
    data_option,
    isolation_option,
    log_to_stderr,
    require_gradable,
    stop_on_signals,
)

if TYPE_CHECKING:
    from concurrent.futures import Executor


@click.command("work")
@data_option()
@jobs_option("How many at a time, each in a process of its own.")
@isolation_option()
@cluster_option()
@click.option("--once", is_flag=True, help="Grade what waits now, and end.")
@click.option("--public-only", is_flag=True, hidden=True, help="Grade by the public checks: a students' course.")
@click.option("--name", default="", hidden=True, help="Whose leases these are; nobody else's.")
@click.option("--with-input", is_flag=True, hidden=True, help="End when standard input does.")
@click.pass_obj
def command(
    course: Path | None,
    *,
    data: Path,
    jobs: int | None,
    isolation: str,
    cluster: str | None,
    once: bool,
    public_only: bool,
    name: str,
    with_input: bool,
) -> None:
    """Grade what students hand in to `rectify serve`.

    As many of these may run as you like, on as many machines as reach the database; each needs the same course and its
    secret. Ctrl-C ends it: what is being graded is finished, or left to the next.
    """
    from autograder.course.course import find_course
    from autograder.course.secret import course_secret
    from autograder.service.database import Database, database_url
    from autograder.service.supervisor import end_with_input
    from autograder.service.worker import Worker

    stop = stop_on_signals()
    if with_input:
        end_with_input(stop)
    log_to_stderr()
    found = find_course(course)
    if not cluster:
        require_gradable(found, isolation, public_only=public_only)
    database = Database.open(database_url(data))
    executor = _executor(cluster, jobs or available_processors())
    try:
        secret = course_secret(found.root)
        worker = Worker(database, found, secret, executor, isolation, name, public_only=public_only)
        if not with_input:
            say(f"Grading for {database.shown}, {worker.jobs} at a time. Ctrl-C ends it.", "dim")
        worker.run(stop, once=once)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        database.close()


def _executor(cluster: str | None, jobs: int) -> Executor:
    if cluster:
        from autograder.grading.cluster import cluster_executor

        return cluster_executor(cluster)
    from autograder.grading.lasting import SeparateProcesses

    return SeparateProcesses(jobs)
