"""Two hundred hand in within a minute, and everything that can be killed is killed in the middle of it."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest
from sqlalchemy import func, select

from autograder.course.course import Course
from autograder.service import schema
from autograder.service.database import Database
from autograder.service.handins import hand_in
from autograder.service.models import HandInKind, Person
from autograder.service.people import set_line_item
from autograder.service.supervisor import Supervisor
from tests.conftest import ROOT
from tests.service.school import RIGHT, WRONG, School
from tests.thorough import THOROUGH

CLASS = 200
#: Longer than any of it takes, on a machine with much else to do.
PATIENCE_SECONDS = 420


class Service:
    """What grades and what sends, as processes of their own that come back when they are killed."""

    def __init__(self, course: Path, url: str, data: Path) -> None:
        data.mkdir(exist_ok=True)
        self.lms = data / "lms.jsonl"
        grading = [sys.executable, "-m", "autograder.cli", "--course", str(course), "work", "--with-input"]
        grading += ["--isolation", "none", "--jobs", "2", "--name", "the-one", "--data", str(data)]
        sending = [sys.executable, "-m", "tests.service.lms_process", url, str(self.lms)]
        self.grading = Supervisor(grading, name="The grading", grace_seconds=60)
        self.sending = Supervisor(sending, name="The sending", grace_seconds=0.1)
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=one.run, args=(self.stop,)) for one in (self.grading, self.sending)]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def kill(self, chance: random.Random) -> None:
        """One of them, without a warning."""
        number = chance.choice((self.grading, self.sending)).pid
        if number:
            os.kill(number, signal.SIGKILL)

    def received(self) -> dict[str, set[tuple[float, float]]]:
        """What the LMS has been told of each student: times and scores."""
        found = defaultdict(set)
        for line in self.lms.read_text().splitlines() if self.lms.exists() else []:
            key, at, score = json.loads(line)
            found[key].add((at, score))
        return found


def counted(database: Database, table: Any, *where: Any) -> int:
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def states(database: Database) -> list[tuple[object, ...]]:
    """How far the hand-ins and the scores are."""
    found = []
    with database.read() as connection:
        for table in (schema.handins, schema.outbox):
            columns = (table.c.state, table.c.tries)
            rows = connection.execute(select(*columns, func.count()).group_by(*columns))
            found += [(table.name, *row) for row in rows]
    return found


def all_hand_in(school: School, students: list[Person]) -> None:
    """Eight at a time, each once: every third is wrong."""

    def one(number: int) -> None:
        source = (WRONG if number % 3 == 0 else RIGHT) + b"# %d\n" % number
        hand_in(school.database, students[number], school.units, "units.py", source, HandInKind.HAND_IN)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(len(students))))


@pytest.fixture(params=["sqlite", "postgresql"] if THOROUGH else ["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Both are for those who can wait; the queue's and the outbox's own tests run on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'rectify.sqlite3'}"
    url: str = request.getfixturevalue("fresh_schema")()
    return url


def test_a_class_of_200_is_graded_and_sent_once_whatever_is_killed(
    small: Course, school: School, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is lost, nobody is graded twice, each score arrives; who is told twice is told the same."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("RECTIFY_DATABASE_URL", address)
    chance = random.Random(os.environ.get("RECTIFY_KILL_SEED", "7"))
    students = [school.student(f"s{number}") for number in range(CLASS)]
    with school.database.begin() as connection:
        set_line_item(connection, school.units, "https://lms.example.org/1")
    graded = schema.handins.c.state == "graded"
    with Service(small.root, address, tmp_path / "data") as service:
        all_hand_in(school, students)
        assert counted(school.database, schema.handins) == CLASS
        end, kills = time.monotonic() + PATIENCE_SECONDS, [1, 40, 90, 140]
        while counted(school.database, schema.handins, graded) < CLASS or counted(
            school.database, schema.outbox, schema.outbox.c.state != "sent"
        ):
            assert time.monotonic() < end, f"The queue did not drain: {states(school.database)}"
            if kills and counted(school.database, schema.handins, graded) >= kills[0]:
                kills.pop(0)
                time.sleep(chance.random() / 5)
                service.kill(chance)
            time.sleep(0.2)
        told = service.received()
    assert {key: {score for _, score in told[key]} for key in told} == {
        f"lti:1:s{number}": {0.0 if number % 3 == 0 else 3.0} for number in range(CLASS)
    }
    assert all(len(facts) == 1 for facts in told.values()), "Two times for one score."
    assert counted(school.database, schema.reports) == counted(school.database, schema.outbox) == CLASS
    assert left_over(str(tmp_path)) == []


def left_over(mark: str) -> list[str]:
    """Command lines of processes that name the test's folder."""
    return [line for line in command_lines().values() if mark in line]


def command_lines() -> dict[int, str]:
    """What runs on this machine, by process id."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has just ended
            found[int(path.parent.name)] = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return found
