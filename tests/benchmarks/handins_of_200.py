"""Two hundred students hand in to `rectify serve` within a minute: over HTTP, from an LMS that takes the scores.

    python -m tests.benchmarks.handins_of_200 [--kills N] [--mood MOOD] [--postgres] [--students N] [--seconds N]

The server, its worker and the sandboxes are the real ones; the answers are a class's, hostile ones among them. What
every student has in the end is what `rectify grade` gives for the same files.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from autograder.course.course import Assignment, Course
from tests import postgres
from tests.benchmarks.browser import Asked, Browser
from tests.benchmarks.class_answers import Answer, class_answers
from tests.benchmarks.class_found import Found, look
from tests.benchmarks.deployment import KINDS, Service
from tests.benchmarks.lms import MOODS
from tests.benchmarks.orphans import adopting_orphans, children_seconds
from tests.benchmarks.student import Student, Work
from tests.conftest import ROOT

NAME = "rectifiers"
COUNT, JOBS, SECONDS = 200, 2, 60.0
#: A page that takes longer is felt as slow.
SLOW_SECONDS = 0.5
_PATIENCE_SECONDS = 900.0
_ODD_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Day:
    """What kind of a day it is: how many come within how long, what is killed, and how the LMS is for a while."""

    students: int = COUNT
    seconds: float = SECONDS
    kills: int = 0
    mood: str = "well"
    postgres: bool = False
    seed: int = 7


def works(assignment: Assignment, day: Day, begins: float) -> list[Work]:
    """What each student hands in, and when: three of four from the editor, half of them after a check."""
    chance = random.Random(day.seed)
    given = json.loads(assignment.stub_notebook.read_text(encoding="utf-8"))
    slots = {one.name: _cell_of(given, one.name) for one in assignment.spec.exercises}
    found = []
    for number, answer in enumerate(class_answers(assignment, day.students)):
        as_notebook = number % 4 == 3 or answer.damage is not Answer("", "").damage
        name = assignment.stub_notebook.name if as_notebook else assignment.stub.name
        text = answer.notebook(given, slots) if as_notebook else f"{answer.text}\n# {answer.student}\n"
        hands_in = begins + day.seconds * (0.1 + 0.9 * chance.random())
        comes = max(begins, hands_in - 3 - 15 * chance.random())
        checks = number % 2 == 0 and not as_notebook
        found.append(Work(answer.student, name, text.encode(), comes, hands_in, checks))
    return found


def _cell_of(notebook: dict[str, object], exercise: str) -> int:
    cells = notebook["cells"]
    assert isinstance(cells, list)
    return next(n for n, cell in enumerate(cells) if "".join(cell["source"]).startswith(f"def {exercise}("))


def measure(assignment: Assignment, day: Day, root: Path, database: str = "") -> Found:
    """Have the class hand in, on ``database`` or on SQLite. Raises RuntimeError where anything is not as it must be."""
    service, asked, before = Service(root, database, JOBS), list[Asked](), children_seconds()
    with adopting_orphans() as orphans:
        with service.running():
            begins = time.monotonic() + 1
            class_ = works(assignment, day, begins)
            until = begins + day.seconds + _PATIENCE_SECONDS
            kept = [Student(work, service.lms, Browser(asked.append), until) for work in class_]
            with _troubles(service, day, begins):
                _hand_in(kept)
                _await_scores(service, day.students, until)
            drained_at = time.monotonic()
            service.await_sweeping()
        left = orphans.left()
    service.seconds["all"] = {0: children_seconds() - before}
    expected = _grade(assignment, service, class_)
    return look(service, kept, asked, expected, drained_at, left)


def _hand_in(students: list[Student]) -> None:
    with ThreadPoolExecutor(len(students)) as threads:
        for student in [threads.submit(one.do_it_all) for one in students]:
            student.result()


def _trouble(service: Service, day: Day, done: threading.Event) -> None:
    """Have the LMS be in that mood for a while, in the middle of it: it knows us, and we know it."""
    while len(service.scores()) < day.students / 10:
        if done.wait(0.1):
            return
    service.set_mood(day.mood)
    done.wait(_ODD_SECONDS)
    service.set_mood("well")


@contextmanager
def _troubles(service: Service, day: Day, begins: float) -> Iterator[None]:
    done = threading.Event()
    threads = [threading.Thread(target=_kill, args=(service, day, begins, done))]
    if day.mood != "well":
        threads.append(threading.Thread(target=_trouble, args=(service, day, done)))
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _kill(service: Service, day: Day, begins: float, done: threading.Event) -> None:
    """Kill what the service consists of, in turn: half while the class hands in, half while the scores arrive."""
    chance = random.Random(day.seed)
    early = day.kills // 2
    moments = sorted(begins + day.seconds * (0.1 + 0.9 * chance.random()) for _ in range(early))
    counts = sorted(chance.randrange(day.students) for _ in range(day.kills - early))
    waits = [partial(_is_past, moment) for moment in moments] + [partial(_has, service, count) for count in counts]
    for number, is_time in enumerate(waits):
        while not is_time() or not service.kill(KINDS[number % len(KINDS)], chance):
            if done.wait(0.1 + 0.4 * chance.random()):
                return


def _is_past(moment: float) -> bool:
    return time.monotonic() >= moment


def _has(service: Service, count: int) -> bool:
    return len(service.scores()) >= count


def _await_scores(service: Service, count: int, until: float) -> None:
    """Wait until the LMS has a score of everybody."""
    while len({line[1]["userId"] for line in service.scores()}) < count:
        if time.monotonic() > until:
            raise RuntimeError(f"Not every score arrived: {len(service.scores())} did. Look at {service.log}.")
        time.sleep(0.1)


def _grade(assignment: Assignment, service: Service, class_: list[Work]) -> dict[str, object]:
    """What `rectify grade` says of the same files, by student."""
    folder, out = service.data.parent / "class", service.data.parent / "graded"
    folder.mkdir()
    for work in class_:
        (folder / f"{work.student}{Path(work.file_name).suffix}").write_bytes(work.data)
    command = [*service.cli, "grade", assignment.name, str(folder), "--out", str(out), "--jobs", str(JOBS)]
    subprocess.run(command, env=service.environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in (out / "reports").glob("*.json")]
    return {report["student"]: report for report in reports}


def run(day: Day, course: Course) -> Found:
    """One day of the class in a folder of its own, on the database that it names."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rectify-class-")))
        database = ""
        if day.postgres:
            binaries = postgres.programs()
            if binaries is None:
                raise RuntimeError("PostgreSQL is not installed here.")
            database = stack.enter_context(postgres.serving(binaries)).new_database()
        return measure(course.assignment(NAME), day, root, database)


def lines(course: Course) -> Iterator[tuple[str, str, str, str, str, bool]]:
    """The lines of the table: what, measured, against, ratio, budget, and whether it holds."""
    found = run(Day(), course)
    what = f"{COUNT} hand in within a minute"
    p50, p95, most = found.page_seconds(50), found.page_seconds(95), found.page_seconds(100)
    said = f"{1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms, max {1000 * most:.0f} ms"
    yield f"{what}: pages", said, "", "", "p95 under 0.5 s", p95 < SLOW_SECONDS
    drained = found.drain_seconds
    yield f"{what}: the last score arrives", f"{drained:.0f} s after", "", "", "under 60 s", drained < SECONDS
    once = f"{found.told_once} of {COUNT}"
    yield f"{what}: each score once, and right", once, "`rectify grade`", "", "all", found.told_once == COUNT


def main() -> None:
    """Print what was found on one day."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--mood", choices=MOODS, default="well")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--students", type=int, default=COUNT)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--seed", type=int, default=7)
    day = replace(Day(), **vars(parser.parse_args()))
    for line in run(day, Course(ROOT)).told():
        print(line, flush=True)  # noqa: T201  (a program)


if __name__ == "__main__":
    main()
