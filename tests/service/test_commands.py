"""`rectify serve` and `rectify work`: begun, used, killed in part, and ended; or refused in words."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from autograder.cli import serve_command
from autograder.cli.main import run
from autograder.course.course import Course
from autograder.service.database import Database, database_url
from autograder.service.handins import handin
from autograder.service.models import HandIn, HandInState
from autograder.service.people import find_or_add_context, find_or_add_person, placements
from tests.conftest import ROOT
from tests.service.school import School, make_school
from tests.service.test_kills import command_lines, left_over

PATIENCE_SECONDS = 120


@pytest.fixture
def own_signals() -> Iterator[None]:
    """What a command does to signals in this process is undone."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@contextmanager
def running(course: Course, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a process of its own, killed in the end if it is still there."""
    command = [sys.executable, "-m", "autograder.cli", "--course", str(course.root), *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "300"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def workers(mark: str) -> list[int]:
    """The process ids of `rectify work` for the folder."""
    return [number for number, line in command_lines().items() if mark in line and " work --with-input " in line]


def local_school(data: Path) -> tuple[Database, School]:
    """A student of the local site, and its assignment."""
    database = Database.open(database_url(data))
    with database.begin() as connection:
        context = find_or_add_context(connection, "local")
        units = next(one for one in placements(connection, context) if one.name == "units")
        ada = find_or_add_person(connection, "local:ada", "Ada")
    return database, School(database, context, units, ada, ada, ada)


def is_graded(school: School, made: HandIn) -> bool:
    with school.database.read() as connection:
        return handin(connection, made.id).state is HandInState.GRADED


def test_a_local_site_grades_also_after_its_worker_was_killed(small: Course, tmp_path: Path) -> None:
    """It says how to come in, and at the end leaves nothing running. Without solutions the public checks are all."""
    data = tmp_path / "data"
    arguments = ["--local", "--port", "0", "--workers", "1", "--isolation", "none", "--data", str(data)]
    arguments += ["--most-people", "1"]
    shutil.rmtree(small.root / "solutions")
    with running(small, "serve", *arguments) as process:
        assert process.stdout is not None
        assert "the students' course" in process.stdout.readline()
        door = re.search(r"http://\S+", process.stdout.readline())
        assert door is not None
        assert "your name" in httpx2.get(door[0]).text.lower()
        database, school = local_school(data)
        first = school.hand_in(data=b"def relu(x):\n    return max(x, 0)\n")
        until(lambda: is_graded(school, first))
        address = door[0].partition("/join/")[0]
        came = [httpx2.post(door[0], data={"name": name}, headers={"Origin": address}) for name in ("Ada", "Bo")]
        assert [one.status_code for one in came] == [303, 403]
        assert httpx2.get(f"{address}/health").json() == {"ok": True, "workers": 1, "waiting": 0, "problems": []}
        assert "rectify_workers 1.0" in httpx2.get(f"{address}/metrics").text
        (worker,) = workers(str(data))
        second = school.hand_in(data=b"def relu(x):\n    return 0\n")
        os.kill(worker, signal.SIGKILL)
        until(lambda: is_graded(school, second))
        assert school.standing().score == 3
        database.close()
        process.terminate()
        rest = process.stdout.read()
        assert process.wait(60) == 0 and rest.endswith("Ended.\n")
    until(lambda: not left_over(str(tmp_path)))


def test_an_lmss_site_answers_and_ends_with_ctrl_c(small: Course, tmp_path: Path) -> None:
    """Its pages, its keys, and what sends scores; grading is done elsewhere."""
    url = "https://rectify.example.org"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ("--public-url", url, "--port", str(port), "--workers", "0", "--data", str(tmp_path / "data"))
    with running(small, "serve", *arguments) as process:
        assert process.stdout is not None
        assert "The pages are at https://rectify.example.org. `rectify lti setup`" in process.stdout.readline()
        asked = {"Host": "rectify.example.org"}
        assert httpx2.get(f"http://127.0.0.1:{port}/lti/jwks", headers=asked).json()["keys"]
        assert httpx2.get(f"http://127.0.0.1:{port}/", headers=asked).status_code == 401
        assert httpx2.get(f"http://127.0.0.1:{port}/health").json()["ok"] is True
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(60) == 0 and rest.endswith("Ended.\n")


def test_what_waits_can_be_graded_once(small: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock of one's own, say."""
    database = Database.open(database_url(tmp_path / "data"))
    school = make_school(database)
    made = school.hand_in()
    arguments = ("--once", "--jobs", "1", "--isolation", "none", "--data", str(tmp_path / "data"))
    with running(small, "work", *arguments) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        assert process.wait(60) == 0
    assert is_graded(school, made) and "rectify.sqlite3, 1 at a time. Ctrl-C ends it." in said
    database.close()


@pytest.mark.usefixtures("own_signals")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["serve", "--workers", "0"], 2, "name it with `--public-url https://…`. Without an LMS, use `--local`."),
        (["serve", "--public-url", "http://here", "--workers", "0", "--port", "0"], 2, "need an https address"),
        (["serve", "--local", "--public-url", "ftp://x", "--workers", "0", "--port", "0"], 2, "is like `https://"),
        (["serve", "--local", "--workers", "0", "--port", "99999"], 2, "Name another with `--port N`"),
        (["serve", "--public-url", "https://x", "--port", "0"], 2, "has no `solutions/`"),
        (["work", "--once", "--jobs", "1"], 2, "has no `solutions/`"),
    ],
)
def test_what_cannot_be_served_is_said_so(
    small: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    """Before anything is opened to anybody."""
    shutil.rmtree(small.root / "solutions")
    found = run(["--course", str(small.root), *arguments, "--data", str(tmp_path / "data")])
    printed = " ".join(capsys.readouterr().err.split())
    assert said in printed
    assert found == code


@pytest.mark.usefixtures("own_signals")
def test_a_machine_without_a_sandbox_grades_nobody(
    small: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it is told to trust everybody."""
    monkeypatch.setattr("autograder.sandbox.bubblewrap.why_no_sandbox", lambda: "There are no walls here.")
    assert run(["--course", str(small.root), "work", "--once", "--data", str(tmp_path / "data")]) == 4
    assert "There are no walls here." in capsys.readouterr().err


def test_without_its_extra_nothing_is_served(
    small: Course, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the message says what to install."""
    monkeypatch.setattr(serve_command, "find_spec", lambda _name: None)
    assert run(["--course", str(small.root), "serve", "--local"]) == 2
    assert 'pip install "rectify-course[serve]"' in capsys.readouterr().err


def test_the_frames_origins_are_looked_up_now_and_then(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the last are kept where the database does not answer."""
    calls: list[int] = []

    def origins(_connection: object) -> list[str]:
        calls.append(1)
        return ["https://lms.example.org"]

    monkeypatch.setattr("autograder.lti.platforms.frame_origins", origins)
    frames = serve_command._Frames(school.database)
    assert [list(frames()) for _ in range(3)] == [["https://lms.example.org"]] * 3 and len(calls) == 1
