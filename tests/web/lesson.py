"""A class at work, for tests in a browser: an assignment in every state, a quiz that some have taken."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy import update
from starlette.applications import Starlette

from autograder.course.course import Course
from autograder.report import ExerciseResult, Report
from autograder.service import schema
from autograder.service.models import HandIn, Kind, Person, Placement, Role
from autograder.service.sessions import open_session
from autograder.service.standings import override, regrade
from autograder.web.cookies import cookie_name
from quizzes.delivery.web.server import _listening
from tests.quizzes.web_site import every_kind
from tests.sample_reports import CURVE, FAILED, HIDDEN, check, report, unread
from tests.web.school import School

ROOT = Path(__file__).parent.parent.parent
NAMES = (
    "Ada Lovelace",
    "Alan Turing",
    "Barbara Liskov",
    "Claude Shannon",
    "Donald Knuth",
    "Edsger Dijkstra",
    "Frances Allen",
    "Hedy Lamarr",
    "John von Neumann",
    "Katherine Johnson",
    "Margaret Hamilton-With-A-Name-That-Is-Longer-Than-A-Phone",
    "Tony Hoare",
)
SOURCE = '''"""Rectifiers."""

import torch


def relu(x):
    """Pass what is positive."""
    return torch.where(x > 0, x, 0.01 * x)  # a line longer than half of a screen is wide scrolls in its box
'''


@dataclass
class Lesson:
    """The school with its placements; ``handin`` is the first student's."""

    school: School
    work: Placement
    quiz: Placement
    students: list[Person]
    handin: HandIn


def make_lesson(folder: Path, port: int, frames: Sequence[str] = ()) -> Lesson:
    """Everybody has done something else. ``frames``: the platforms that may show the pages in a frame."""
    bank = every_kind("single_choice", "true_false", "numeric", "matching", "ordering", "cloze")
    school = School(folder, Course(ROOT), [bank], host=f"127.0.0.1:{port}")
    school.site = replace(school.site, frames=lambda: frames)
    due = datetime.now(UTC) - timedelta(minutes=1)
    work = school.placement(Kind.ASSIGNMENT, "rectifiers", max_score=10, due=due)
    quiz = school.placement(Kind.QUIZ, bank.bank, max_score=bank.points, title="Rectifiers: a quiz", attempts=2)
    students = [school.person(name) for name in NAMES]
    handins = [school.hand_in(one, work, graded(place), SOURCE) for place, one in enumerate(students[:9])]
    school.hand_in(students[9], work, None, SOURCE)
    failed = school.hand_in(students[10], work, None, SOURCE)
    with school.database.begin() as connection:
        override(connection, students[3], work, 8.5, reason="The check was too strict.", by=school.teacher)
        override(connection, students[0], work, 9, reason="A first look.", by=school.teacher)
        override(connection, students[0], work, None, reason="Not needed.", by=school.teacher)
    regrade(school.database, work, reason="The check for large inputs was wrong.", by=school.teacher)
    for place, one in enumerate(handins[:7]):
        school.grade(one, graded(place + place % 2))
    with school.database.begin() as connection:
        problem = "The sandbox cannot be built: no user namespaces. Allow them, and grade it again."
        row = {"state": "failed", "problem": problem}
        connection.execute(update(schema.handins).where(schema.handins.c.id == failed.id).values(row))
        outbox = schema.outbox
        connection.execute(update(outbox).where(outbox.c.person_id == students[1].id).values(state="sent"))
        refused = {"state": "refused", "problem": "the column for this activity is gone from the gradebook"}
        connection.execute(update(outbox).where(outbox.c.person_id == students[2].id).values(refused))
        later = {"tries": 3, "problem": "the LMS answers 503", "next_at": due.timestamp() + 600}
        connection.execute(update(outbox).where(outbox.c.person_id == students[4].id).values(later))
    return Lesson(school, work, quiz, students, handins[0])


def graded(place: int) -> Report:
    """The report of the student at that place."""
    if place == 8:
        return unread()
    leaky = FAILED.model_copy(update={"possible": 4.0})
    checks = [check("test_values", possible=4.0, earned=4.0) if place % 3 else leaky, check("test_shape"), HIDDEN]
    if place % 4 == 1:
        checks[2] = check("test_hidden", possible=2.0)
    earned, possible = sum(one.earned for one in checks), sum(one.possible for one in checks)
    hint = {} if place % 3 else {"misconception": "relu_leaky", "hint": "`relu` lets a share of negative entries pass."}
    one = ExerciseResult(
        name="relu", summary="Pass what is positive.", earned=earned, possible=possible, curve=CURVE, **hint
    )
    return report("x", *checks, exercises=[one])


@contextmanager
def served_lesson(folder: Path, frames: Sequence[str] = ()) -> Iterator[tuple[Lesson, str]]:
    """The lesson on a free port, and its address."""
    with _listening(0) as listener:
        lesson = make_lesson(folder, listener.getsockname()[1], frames)
        with served_on(listener, lesson.school.app()):
            yield lesson, lesson.school.site.settings.public_url
        lesson.school.database.close()


@contextmanager
def served_on(listener: socket.socket, app: Starlette) -> Iterator[None]:
    """The pages, served there as long as the block runs."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def come_in(context: Any, lesson: Lesson, person: Person, role: Role = Role.STUDENT) -> None:
    """Give a browser's context the person's cookie."""
    school = lesson.school
    token = open_session(school.database, person, school.context, role)
    settings = school.site.settings
    context.clear_cookies()
    context.add_cookies([{"name": cookie_name(settings), "value": token, "url": settings.public_url}])
