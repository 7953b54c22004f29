"""A class of 200 notebooks, eight checks each, against plain nbgrader and otter on the same exercises and answers.

Ours is the real command from its start to its end, on the whole class; theirs is measured on a few of the same
submissions, all right ones: each takes seconds, and nothing hostile is run where nothing holds it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from autograder.course.course import Assignment, Course
from tests.benchmarks import plain_nbgrader, plain_otter
from tests.benchmarks.class_answers import Answer, class_answers
from tests.benchmarks.eight_checks import NAME, write_course
from tests.benchmarks.notebook_class import NotebookClass
from tests.benchmarks.stopwatch import Took
from tests.nbgrader.instructor import Instructor

COUNT = 200
JOBS = 2
_WHAT = f"class of {COUNT}, {JOBS} jobs"
_PYTHON = [sys.executable]
#: How many the others grade, the one that warms the disk included.
_SERIAL, _PARALLEL, _OTTER = 6, 12, 4


@dataclass(frozen=True, slots=True)
class Rival:
    """Another way to grade, and its seconds for each submission; None where it is not installed."""

    name: str
    seconds_each: float | None
    least_ratio: float


@dataclass(frozen=True, slots=True)
class Found:
    """The whole class by our command, run some times, and the others."""

    ours: tuple[Took, ...]
    rivals: tuple[Rival, ...]

    @property
    def wall(self) -> float:
        """Seconds by the clock for the class: the median of the runs."""
        return median(run.wall for run in self.ours)

    @property
    def cpu(self) -> float:
        """Seconds of processor time for the class, sandboxes included: the median of the runs."""
        return median(run.cpu for run in self.ours)


def measure(full: Assignment) -> Found:
    """Grade the class by each way, in turns: whatever else the machine is doing meets them all.

    Raises RuntimeError where anybody has no score, or a right answer does not get its points from all of them.
    """
    answers = class_answers(full, COUNT)
    right = [answer for answer in answers if answer.is_right]
    with tempfile.TemporaryDirectory(prefix="rectify-bench-") as scratch:
        root = Path(scratch)
        ours = _open_ours(full, root)
        ours.hand_in(answers[:4])
        command = ["autograder.cli", "nbgrader", "autograde", NAME, "--jobs", str(JOBS)]
        ours.grade(command)  # once, to warm the disk
        ours.hand_in(answers)
        runs, rivals = [], []
        for name, needs, least_ratio, seconds_each in _rivals(root, right):
            ours.forget_grades()
            runs.append(ours.grade(command))
            rivals.append(Rival(name, seconds_each() if find_spec(needs) else None, least_ratio))
        ours.require_scores(answers)
    return Found(tuple(runs), tuple(rivals))


def _open_ours(full: Assignment, root: Path) -> NotebookClass:
    course, folder = root / "course", root / "ours"
    write_course(full, course)
    folder.mkdir()
    Instructor(root, root / "home").types(
        *_PYTHON, "-m", "autograder.cli", "--course", course, "nbgrader", "init", folder
    )
    return NotebookClass(folder, _PYTHON)


def _rivals(root: Path, answers: Sequence[Answer]) -> list[tuple[str, str, float, Callable[[], float]]]:
    """Each one's name, what it needs to be installed, the ratio to reach, and what measures it."""

    def nbgrader(processes: int, count: int) -> Callable[[], float]:
        folder = root / f"plain_{processes}"
        return lambda: plain_nbgrader.seconds_each(folder, _PYTHON, answers[:count], processes)

    return [
        ("nbgrader autograde", "nbgrader", 200, nbgrader(1, _SERIAL)),
        ("nbgrader autograde, 2 processes", "nbgrader", 100, nbgrader(2, _PARALLEL)),
        ("otter run", "otter", 300, lambda: plain_otter.seconds_each(root / "otter", _PYTHON, answers[:_OTTER])),
    ]


def lines(full: Assignment) -> Iterator[tuple[str, str, str, str, str, bool]]:
    """The lines of the table: what, measured, against, ratio, budget, and whether it holds."""
    if find_spec("nbgrader") is None:
        yield _WHAT, "", "nbgrader: not installed", "", "", True
        return
    found = measure(full)
    own = f"{found.wall:.1f} s ({found.cpu:.1f} s of processor)"
    for rival in found.rivals:
        budget = f"{rival.least_ratio:g}x faster"
        if rival.seconds_each is None:
            yield _WHAT, own, f"{rival.name}: not installed", "", budget, True
            continue
        ratio = rival.seconds_each * COUNT / found.wall
        against = f"{rival.name}: {rival.seconds_each:.2f} s each"
        yield _WHAT, own, against, f"{ratio:.0f}x", budget, ratio >= rival.least_ratio


def main(root: Path) -> None:
    """Print what was found in the course at ``root``, a line for each other way."""
    for *words, holds in lines(Course(root).assignment(NAME)):
        print(" | ".join(words), "holds" if holds else "BROKEN", flush=True)  # noqa: T201  (a program)


if __name__ == "__main__":
    main(Path(__file__).parent.parent.parent)
