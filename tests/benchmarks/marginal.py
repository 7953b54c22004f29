"""What one more submission costs behind walls, over the floor: fork, load, call, compare, reap, and nothing else."""

from __future__ import annotations

import contextlib
import io
import os
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

import pytest

from autograder.course.course import Assignment
from autograder.grading.grader import CheckSet, Grader, Isolation
from autograder.pytest_plugin import MARKERS
from autograder.sandbox.direct import DirectSession
from autograder.submission.source import Submission, read_submission
from autograder.testing.modules import load_module
from autograder.testing.run import CheckRun
from autograder.testing.submission import SubmissionUnderTest

_SEED = 7
_ROUNDS = 3
#: Where the checks' own computing takes longer than this, the walls are a small part of it, and the reference alone is
#: graded, once: what training costs in the sandbox has a budget of its own.
_LONG_SECONDS = 0.5


def right_answers(assignment: Assignment) -> list[Submission]:
    """The reference and its alternatives: what a full grading of every check costs."""
    return [read_submission(path) for path in [assignment.reference, *assignment.alternatives]]


def milliseconds_each(
    actions: Mapping[str, Callable[[Submission], None]], submissions: Sequence[Submission], rounds: int
) -> dict[str, float]:
    """For each action its median over all submissions and rounds, after one round to warm up.

    The actions take turns: whatever else the machine is doing meets them all alike.
    """
    times: dict[str, list[float]] = {name: [] for name in actions}
    for number in range(rounds + 1):
        for submission in submissions:
            for name, action in actions.items():
                began = time.perf_counter()
                action(submission)
                if number:
                    times[name].append(time.perf_counter() - began)
    return {name: 1000 * median(values) for name, values in times.items()}


def _conversation(assignment: Assignment, submission: Submission) -> SubmissionUnderTest:
    cells = [(cell.name, cell.text) for cell in submission.cells]
    return SubmissionUnderTest.of(assignment.spec, DirectSession(cells, seed=_SEED), cells)


def floor(assignment: Assignment) -> Callable[[Submission], None]:
    """Fork this process, which holds torch; in the child load, call and compare, in plain calls; reap the child."""
    checks = CheckSet(assignment).checks
    reference = load_module(assignment.reference)

    def grade(submission: Submission) -> None:
        pid = os.fork()
        if pid == 0:
            findings = CheckRun(_conversation(assignment, submission), reference, _SEED).findings(checks)
            os._exit(0 if all(finding.outcome == "passed" for finding in findings) else 1)
        _pid, status = os.waitpid(pid, 0)
        if status:
            raise RuntimeError(f"{submission.file} did not pass in the plain fork")

    return grade


def sandboxed(grader: Grader) -> Callable[[Submission], None]:
    """Grade as ``rectify grade`` does, up to the report."""

    def grade(submission: Submission) -> None:
        report = grader.grade(submission, "student", _SEED)
        if report.score != report.max_score:
            raise RuntimeError(f"{submission.file} did not pass in the sandbox")

    return grade


class _PlainPlugin:
    """What the checks need of pytest, with the submission in this process."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.current: Submission | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        for marker, meaning in MARKERS.items():
            config.addinivalue_line("markers", f"{marker}: {meaning}")

    @pytest.fixture(scope="session")
    def submission(self) -> SubmissionUnderTest:
        assert self.current is not None
        return _conversation(self.assignment, self.current)

    @pytest.fixture
    def reference(self) -> object:
        return load_module(self.assignment.reference)

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> object:
        from autograder.testing.run import seeded_generator

        return seeded_generator(_SEED, request.node.name)


def plain_pytest(assignment: Assignment, *, sweeps: bool) -> Callable[[Submission], None]:
    """``pytest.main`` on the same checks in this warm process; ``sweeps``: with its garbage collections at the end."""
    plugin = _PlainPlugin(assignment)
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:rectify", "-c", os.devnull]
    arguments += ["--rootdir", str(assignment.folder), "--import-mode=importlib"]
    arguments += [] if sweeps else ["-p", "no:unraisableexception"]
    arguments += [str(assignment.public_checks), str(assignment.hidden_checks)]

    def grade(submission: Submission) -> None:
        plugin.current = submission
        with contextlib.redirect_stdout(io.StringIO()):
            code = pytest.main(arguments, plugins=[plugin])
        if code != pytest.ExitCode.OK:
            raise RuntimeError(f"{submission.file} did not pass under plain pytest")

    return grade


def measure(assignment: Assignment) -> dict[str, float]:
    """Milliseconds for each submission, by way of grading."""
    answers = right_answers(assignment)
    checks = CheckSet(assignment).checks
    # What torch imports at first use, the floor has imported; what it is forked from is never garbage.
    CheckRun(_conversation(assignment, answers[0]), load_module(assignment.reference), _SEED).findings(checks)
    with Grader(CheckSet(assignment), Isolation.SHARED) as grader:
        actions = {
            "sandboxed": sandboxed(grader),
            "floor": floor(assignment),
            "pytest": plain_pytest(assignment, sweeps=True),
            "pytest without sweeps": plain_pytest(assignment, sweeps=False),
        }
        grader.warm_up()
        began = time.perf_counter()
        actions["floor"](answers[0])
        if time.perf_counter() - began > _LONG_SECONDS:
            return milliseconds_each(actions, answers[:1], 1)
        return milliseconds_each(actions, answers, _ROUNDS)
