"""The worker: what it is given back it keeps, whatever becomes of its processes, its course or its database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
from sqlalchemy import select, update

from autograder.course.course import Course
from autograder.errors import AuthorError
from autograder.grading.executors import InlineExecutor
from autograder.grading.lasting import EndProcess
from autograder.report import Report
from autograder.service import queue, schema
from autograder.service import worker as module
from autograder.service.database import Database, now
from autograder.service.errors import DatabaseUnusable
from autograder.service.handins import handin, report_of
from autograder.service.health import health
from autograder.service.jobs import Job
from autograder.service.models import HandIn, HandInKind, HandInState
from autograder.service.worker import Worker
from tests.service.school import School, report

Grade = Callable[[Job], Report]


@pytest.fixture
def graded_by(school: School, small: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Worker]:
    """A worker whose processes do what the test says."""
    monkeypatch.setattr(module, "_DATABASE_SECONDS", 0.01)

    def make(grade: Grade, executor: Executor | None = None) -> Worker:
        monkeypatch.setattr(module, "grade_job", grade)
        return Worker(school.database, small, b"secret", executor or InlineExecutor(), "none", "worker")

    return make


def run(worker: Worker) -> None:
    worker.run(threading.Event(), once=True)


def found(school: School, made: HandIn) -> HandIn:
    with school.database.read() as connection:
        return handin(connection, made.id)


def retry_now(school: School) -> None:
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).values(due_at=0.0))


def test_each_job_says_what_to_grade(school: School, small: Course, graded_by: Callable[..., Worker]) -> None:
    """Hand-ins with all checks, checks with the public ones, by the course as it is now."""
    jobs: list[Job] = []

    def grade(job: Job) -> Report:
        jobs.append(job)
        return report(3)

    school.hand_in()
    school.hand_in(school.alan, kind=HandInKind.CHECK)
    run(graded_by(grade))
    check, hand_in = jobs
    assert (check.public_only, check.student, hand_in.public_only) == (True, "Alan", False)
    assert (hand_in.course, hand_in.assignment, hand_in.student) == (small.root, "units", "Ada")
    assert hand_in.digest == Course(small.root).assignment("units").digest
    assert (hand_in.file_name, hand_in.isolation, hand_in.secret) == ("units.py", "none", b"secret")
    assert school.standing().score == 3


def test_a_students_course_has_public_checks_alone(
    school: School, small: Course, graded_by: Callable[..., Worker]
) -> None:
    """For hand-ins, too; what they are worth there is the whole."""
    jobs: list[Job] = []

    def grade(job: Job) -> Report:
        jobs.append(job)
        return report(1, 1.0)

    graded_by(grade)
    school.hand_in()
    run(Worker(school.database, small, b"", InlineExecutor(), "none", public_only=True))
    assert jobs[0].public_only and school.standing().score == 3


@pytest.mark.parametrize("problem", [AuthorError("A check is wrong."), BrokenProcessPool(), ZeroDivisionError()])
def test_an_error_of_ours_is_no_score(school: School, graded_by: Callable[..., Worker], problem: Exception) -> None:
    """The hand-in waits for another try, with the reason in words; the next one is graded."""

    def grade(job: Job) -> Report:
        if job.student == "Ada":
            raise problem
        return report(2)

    bad, good = school.hand_in(), school.hand_in(school.alan)
    run(graded_by(grade))
    assert found(school, good).state is HandInState.GRADED
    left = found(school, bad)
    assert left.state is HandInState.WAITING
    assert (
        "A check is wrong." in left.problem or "ended by itself" in left.problem or "mistake in rectify" in left.problem
    )
    retry_now(school)
    run(graded_by(lambda _job: report(3)))
    assert found(school, bad).state is HandInState.GRADED and found(school, bad).problem == ""


def test_an_assignment_that_is_gone_is_said_so(school: School, small: Course, graded_by: Callable[..., Worker]) -> None:
    """Its hand-ins wait, and fail in the end."""
    made = school.hand_in()
    small.assignment("units").folder.rename(small.root / "assignments" / "other")
    run(graded_by(lambda _job: report(3)))
    assert "There is no assignment `units`" in found(school, made).problem
    small.root.joinpath("assignments").rename(small.root / "moved")
    retry_now(school)
    run(graded_by(lambda _job: report(3)))
    assert found(school, made).state is HandInState.WAITING


def test_a_course_that_changed_is_read_by_new_processes(school: School, graded_by: Callable[..., Worker]) -> None:
    """Without a wait; but not for ever, where processes cannot be replaced."""
    calls: list[Job] = []

    def grade(job: Job) -> Report:
        calls.append(job)
        if len(calls) == 1 or job.student == "Alan":
            raise EndProcess("`units` was changed. Start the workers again.")
        return report(3)

    first, second = school.hand_in(), school.hand_in(school.alan)
    run(graded_by(grade))
    assert found(school, first).state is HandInState.GRADED
    assert "Start the workers again" in found(school, second).problem and len(calls) == 2 + 3


def test_a_worker_that_is_told_to_stop_lets_go(
    school: School, graded_by: Callable[..., Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends soon is kept, the rest is somebody else's at once; nobody counts on it any more."""
    monkeypatch.setattr(module, "GRACE_SECONDS", 0.3)
    stop, go_on, both = threading.Event(), threading.Event(), threading.Barrier(2)

    def grade(job: Job) -> Report:
        both.wait(30)
        stop.set()
        if job.student == "Ada":
            go_on.wait(30)
        return report(2)

    slow, quick = school.hand_in(), school.hand_in(school.alan)
    with ThreadPoolExecutor(2) as threads:
        worker = graded_by(grade, threads)
        worker.run(stop)
        go_on.set()
    assert (found(school, slow).state, found(school, quick).state) == (HandInState.WAITING, HandInState.GRADED)
    (claimed,) = queue.claim(school.database, "other", 9)
    assert (claimed.id, claimed.tries) == (slow.id, 1)
    assert health(school.database).workers == 0


def test_a_worker_is_known_to_be_there(school: School, graded_by: Callable[..., Worker]) -> None:
    """And its leases are renewed as long as it grades."""
    seen: list[Any] = []

    def grade(_job: Job) -> Report:
        for _ in range(3000):
            if health(school.database).workers:
                break
            threading.Event().wait(0.02)
        with school.database.read() as connection:
            seen.append(connection.execute(select(schema.handins.c.owner, schema.handins.c.lease_until)).one())
        return report(1)

    school.hand_in()
    run(graded_by(grade))
    assert seen[0].owner == "worker" and seen[0].lease_until > now()


def test_what_a_worker_of_the_same_name_left_is_taken_up(school: School, graded_by: Callable[..., Worker]) -> None:
    """It was killed, and started again."""
    made = school.hand_in()
    assert len(queue.claim(school.database, "worker", 1)) == 1
    run(graded_by(lambda _job: report(3)))
    assert found(school, made).state is HandInState.GRADED


class Away(Database):
    """A database that does not answer every other time."""

    calls = 0

    def begin(self) -> Any:
        """Raise, or begin."""
        self.calls += 1
        if self.calls % 2:
            raise DatabaseUnusable("It does not answer.")
        return super().begin()


def test_a_database_that_goes_away_is_waited_for(
    school: School, small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every report is kept in the end, once."""
    monkeypatch.setattr(module, "_DATABASE_SECONDS", 0.01)
    monkeypatch.setattr(module, "grade_job", lambda _job: report(2))
    made = [school.hand_in(data=b"%d" % number) for number in range(5)]
    Worker(Away(school.database._engine), small, b"", InlineExecutor(), "none").run(threading.Event(), once=True)
    with school.database.read() as connection:
        assert all(report_of(connection, one.id) for one in made)


def test_a_stopped_worker_does_not_wait_for_a_database(
    school: School, small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its leases end by themselves."""
    monkeypatch.setattr(Away, "begin", lambda _self: _unusable())
    stop = threading.Event()
    stop.set()
    Worker(Away(school.database._engine), small, b"", InlineExecutor(), "none").run(stop)


def _unusable() -> Any:
    raise DatabaseUnusable("It does not answer.")


def test_an_executor_that_takes_nothing_more_loses_nothing(school: School, graded_by: Callable[..., Worker]) -> None:
    """Its hand-ins wait for the next try."""

    class Broken(InlineExecutor):
        def submit(self, *_: Any, **__: Any) -> Future[Any]:
            """Refuse."""
            raise BrokenProcessPool

    made = school.hand_in()
    run(graded_by(lambda _job: report(1), Broken()))
    assert found(school, made).state is HandInState.WAITING
