"""How many submissions a minute, by one process and by two; and how fast one's own file is checked again."""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.console import Console

from autograder.course.course import Assignment
from autograder.feedback.terminal import report_view
from autograder.grading.classroom import grade_class
from autograder.grading.executors import local_executor
from autograder.grading.grader import PUBLIC_SEED, CheckSet, Grader, Isolation
from autograder.grading.store import ResultStore
from autograder.grading.task import kept_graders
from autograder.submission.handin import find_handins
from autograder.submission.source import read_submission

_CLASS = 120
_CHECKS = 15


def class_of(assignment: Assignment, folder: Path) -> None:
    """Write a class: every right answer again and again, no two files alike."""
    answers = [assignment.reference, *assignment.alternatives]
    for number in range(_CLASS):
        text = answers[number % len(answers)].read_text(encoding="utf-8")
        (folder / f"student_{number:03}.py").write_text(f"{text}\n# {number}\n", encoding="utf-8")


def submissions_per_second(assignment: Assignment, jobs: int) -> float:
    """The rate after each process has warmed up: from one result for each job to the last."""
    moments: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch) / "in", Path(scratch) / "out"
        folder.mkdir()
        class_of(assignment, folder)
        store = ResultStore(out)
        with store.open(), local_executor(jobs) as executor:
            grade_class(
                assignment,
                find_handins([folder], assignment.name),
                store,
                executor,
                secret=b"b" * 32,
                isolation="shared",
                progress=lambda _student: moments.append(time.perf_counter()),
            )
        kept_graders.release()
    first = 10 * jobs
    return (len(moments) - first) / (moments[-1] - moments[first - 1])


def warm_check_milliseconds(assignment: Assignment) -> float:
    """From a saved file to the printed verdict, as ``rectify check --watch`` does it."""
    times = []
    with Grader(CheckSet(assignment, public_only=True), Isolation.NONE) as grader:
        grader.warm_up()
        for _ in range(_CHECKS):
            began = time.perf_counter()
            report = grader.grade(read_submission(assignment.reference), "", PUBLIC_SEED)
            Console(file=io.StringIO(), width=80).print(report_view(report, public_only=True))
            times.append(time.perf_counter() - began)
    return 1000 * median(times[2:])
