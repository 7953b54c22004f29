"""A course of an LMS with an assignment worth three points, and what its students do."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from autograder.report import Environment, Report, Status, SubmissionFacts
from autograder.service import people, queue
from autograder.service.database import Database
from autograder.service.handins import hand_in
from autograder.service.limits import Bounds, HandInLimits
from autograder.service.models import Context, HandIn, HandInKind, Kind, Person, Placement, Role, Standing
from autograder.service.policy import Policy
from autograder.service.standings import standing

RIGHT = b"def relu(x):\n    return max(x, 0)\n"
WRONG = b"def relu(x):\n    return 0\n"
PLENTY = Bounds(waiting=1000, per_minute=1000, per_day=1000)
NO_LIMITS = HandInLimits(hand_ins=PLENTY, checks=PLENTY)


@dataclass
class School:
    """The class in its database."""

    database: Database
    context: Context
    units: Placement
    ada: Person
    alan: Person
    teacher: Person

    def student(self, name: str) -> Person:
        """One more student."""
        with self.database.begin() as connection:
            added = people.find_or_add_person(connection, f"lti:1:{name}", name)
            people.set_member(connection, self.context, added, Role.STUDENT)
        return added

    def allow(self, policy: Policy) -> None:
        """Give the assignment other rules."""
        with self.database.begin() as connection:
            people.set_policy(connection, self.units, policy)
            self.units = people.placement(connection, self.units.id)

    def hand_in(
        self,
        person: Person | None = None,
        data: bytes = RIGHT,
        kind: HandInKind = HandInKind.HAND_IN,
        limits: HandInLimits = NO_LIMITS,
    ) -> HandIn:
        """One hand-in, Ada's where nobody is named."""
        return hand_in(self.database, person or self.ada, self.units, "units.py", data, kind, limits)

    def graded(self, score: float, person: Person | None = None, *, max_score: float = 3.0) -> HandIn:
        """A hand-in with that score, as a worker would leave it."""
        made = self.hand_in(person, f"# {score}".encode())
        claimed = next(one for one in queue.claim(self.database, "worker", 1000) if one.id == made.id)
        assert queue.finish(self.database, claimed, report(score, max_score))
        return made

    def standing(self, person: Person | None = None) -> Standing:
        """Where the student is, Ada where nobody is named."""
        with self.database.read() as connection:
            return standing(connection, person or self.ada, self.units)


def make_school(database: Database, platform_id: int | None = 1) -> School:
    """Write the class into the database."""
    with database.begin() as connection:
        context = people.find_or_add_context(connection, "lti:1:d:c", "Deep learning", platform_id)
        units = people.find_or_add_placement(
            connection, context, "link", kind=Kind.ASSIGNMENT, name="units", title="Units", max_score=3.0
        )
        ada, alan, teacher = (
            people.find_or_add_person(connection, f"lti:1:{n}", n) for n in ("Ada", "Alan", "Teacher")
        )
        for person, role in ((ada, Role.STUDENT), (alan, Role.STUDENT), (teacher, Role.INSTRUCTOR)):
            people.set_member(connection, context, person, role)
    return School(database, context, units, ada, alan, teacher)


def report(score: float | None, max_score: float = 3.0, message: str = "") -> Report:
    """A report with that score; without one, one of an operator's error."""
    return Report(
        assignment="units",
        title="Units",
        course_digest="",
        student="Ada",
        status=Status.UNGRADED if score is None else Status.GRADED,
        message=message,
        score=score,
        max_score=max_score,
        submission=SubmissionFacts(file="units.py", digest=""),
        seed=0,
        environment=Environment(rectify="", python="", torch="", numpy="", isolation="none"),
    )


def opened_together(address: str) -> list[Database]:
    """The database, opened by several threads at the same time; close each."""
    opened: list[Database] = []
    threads = [threading.Thread(target=lambda: opened.append(Database.open(address))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 4
    return opened
