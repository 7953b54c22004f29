"""A course with an instructor and students, for tests: its database, its pages, a client for each person."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from autograder.course.course import Course
from autograder.report import Report
from autograder.service import people, schema
from autograder.service.database import Database, now
from autograder.service.handins import hand_in
from autograder.service.limits import Bounds, HandInLimits
from autograder.service.models import Context, HandIn, HandInKind, Kind, Person, Placement, Role
from autograder.service.outgoing import note_score
from autograder.service.policy import Policy
from autograder.service.sessions import open_session, session
from autograder.web.app import make_app
from autograder.web.cookies import cookie_name
from autograder.web.forms import CSRF
from autograder.web.site import Settings, Site
from autograder.web.visits import csrf_token
from quizzes.bank import Bank
from quizzes.delivery.banks import Banks

HOST = "127.0.0.1:8000"
HOME = f"http://{HOST}"
_MANY = Bounds(waiting=1000, per_minute=1000, per_day=1000)
NO_LIMITS = HandInLimits(hand_ins=_MANY, checks=_MANY)


@dataclass
class Browser:
    """One person's client. ``post`` sends a form with the person's token, as a page of ours does."""

    client: TestClient
    csrf: str

    def get(self, path: str) -> Any:
        """A page."""
        return self.client.get(path)

    def post(self, path: str, **fields: Any) -> Any:
        """Send a form; the page that it leads to."""
        return self.client.post(path, data={CSRF: self.csrf, **fields})


@dataclass
class School:
    """All of it. Its context belongs to an LMS, unless ``platform_id`` is None."""

    folder: Path
    course: Course
    banks: list[Bank] = field(default_factory=list)
    platform_id: int | None = 1
    host: str = HOST

    def __post_init__(self) -> None:
        self.database = Database.open(f"sqlite:///{self.folder / 'school.sqlite3'}")
        with self.database.begin() as connection:
            self.context = people.find_or_add_context(connection, "lti:1:1:course", "Deep learning", self.platform_id)
        self.teacher = self.person("Grace Hopper", Role.INSTRUCTOR)
        settings = Settings(public_url=f"http://{self.host}", secret=b"s" * 32, data=self.folder)
        self.site = Site(self.database, self.course, settings)

    def person(self, name: str, role: Role = Role.STUDENT, context: Context | None = None) -> Person:
        """Somebody in the course."""
        with self.database.begin() as connection:
            short = name.partition(" ")[0].lower()
            person = people.find_or_add_person(connection, f"lti:1:{short}", name, f"{short}@example.org")
            people.set_member(connection, context or self.context, person, role)
        return person

    def placement(self, kind: Kind, name: str, *, max_score: float = 3.0, title: str = "", **policy: Any) -> Placement:
        """Something on the shelf."""
        with self.database.begin() as connection:
            return people.find_or_add_placement(
                connection,
                self.context,
                f"{kind}:{name}:{title}",
                kind=kind,
                name=name,
                title=title or name.capitalize(),
                max_score=max_score,
                policy=Policy(**policy),
            )

    def hand_in(self, person: Person, placement: Placement, report: Report | None, source: str = "x = 1\n") -> HandIn:
        """A hand-in, with its report where there is one."""
        found = hand_in(
            self.database, person, placement, f"{placement.name}.py", source.encode(), HandInKind.HAND_IN, NO_LIMITS
        )
        if report is not None:
            self.grade(found, report)
        return found

    def grade(self, handin: HandIn, report: Report) -> None:
        """The hand-in gets that report."""
        with self.database.begin() as connection:
            keep_report(connection, handin, report)

    def app(self) -> Starlette:
        """The pages."""
        return make_app(self.site, banks=Banks(*self.banks))

    def browser(self, person: Person, role: Role = Role.STUDENT) -> Browser:
        """The client of somebody who has come in."""
        token, app = open_session(self.database, person, self.context, role), self.app()
        client = TestClient(app, base_url=f"http://{self.host}", headers={"Origin": f"http://{self.host}"})
        client.cookies.set(cookie_name(self.site.settings), token)
        visit = session(self.database, token)
        assert visit is not None
        return Browser(client, csrf_token(Request({"type": "http", "app": app}), visit))


def keep_report(connection: Connection, handin: HandIn, report: Report) -> None:
    """Give a hand-in that report, as a worker does; a second one is a regrade's."""
    row = {"report": report.to_json(), "score": report.score, "max_score": report.max_score, "made_at": now()}
    handins, reports = schema.handins, schema.reports
    connection.execute(delete(reports).where(reports.c.handin_id == handin.id))
    connection.execute(insert(reports).values(handin_id=handin.id, **row))
    connection.execute(update(handins).where(handins.c.id == handin.id).values(state="graded"))
    asked = (schema.regrades.c.handin_id == handin.id, schema.regrades.c.after.is_(None))
    connection.execute(update(schema.regrades).where(*asked).values(after=row["report"]))
    person = people.person(connection, handin.person_id)
    note_score(connection, person, people.placement(connection, handin.placement_id))
