"""The pytest plugin: ``pytest solutions/relu --submission FILE`` grades one file with pytest's own reporting.

It is loaded into every pytest session of an environment, so it imports nothing of the engine until a check asks.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import torch

    from autograder.course.course import Assignment
    from autograder.testing.run import Finding
    from autograder.testing.submission import SubmissionUnderTest

#: The markers of a check, and what each says.
MARKERS = {
    "points(number)": "what the check is worth",
    "exercise(name)": "the exercise of assignment.toml that the check belongs to",
    "hint(text)": "what a student reads when the check fails",
    "public": "a check in solutions/ that students may see all the same",
    "manner": "the check looks at how an answer works, and earns nothing until something about it is right",
}
_findings: pytest.StashKey[list[Finding]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--submission`` and ``--isolation``."""
    group = parser.getgroup("rectify", "checks of an assignment")
    group.addoption(
        "--submission", metavar="FILE", help="the .py file or notebook to check; else NAME.py by the checks"
    )
    group.addoption(
        "--isolation",
        choices=("shared", "none"),
        help="`none` runs it without a sandbox: for your own code. Default: a sandbox where --submission is given",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    for marker, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{marker}: {meaning}")
    config.stash[_findings] = []


@pytest.fixture(scope="module")
def submission(request: pytest.FixtureRequest) -> Iterator[SubmissionUnderTest]:
    """The submission under test, in a worker of its own: ``submission.relu(x)`` runs its relu there."""
    from autograder.errors import AutograderError
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.opening import open_workers
    from autograder.sandbox.session import Session
    from autograder.submission.source import read_submission
    from autograder.testing.submission import SubmissionUnderTest

    given = request.config.getoption("--submission")
    isolation = request.config.getoption("--isolation") or ("shared" if given else "none")
    try:
        assignment = _assignment_of(request.path)
        path = Path(given) if given else request.path.with_name(f"{assignment.name}.py")
        cells = [(cell.name, cell.text) for cell in read_submission(path).cells]
        workers = open_workers(Limits.of(assignment.spec.limits), walled=isolation != "none")
        with closing(workers):
            session = Session(workers, cells, ready_made=assignment.spec.from_scratch.ready_made)
            yield SubmissionUnderTest.of(assignment.spec, session, cells)
            session.close()
    except AutograderError as problem:
        pytest.exit(str(problem), returncode=int(problem.exit_code))


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The reference solution, in this process: hidden checks compare with it."""
    from autograder.testing.modules import load_module

    return load_module(_assignment_of(request.path).reference)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> torch.Generator:
    """A torch generator with a seed of its own for each check. Grading uses seeds that no student can foresee."""
    from autograder.testing.run import seeded_generator

    return seeded_generator(0, request.node.name)


def _assignment_of(checks: Path) -> Assignment:
    from autograder.course.course import Course, find_course

    folder = checks.parent
    if (folder.parent.parent / "assignments" / folder.name / "assignment.toml").is_file():
        return Course(folder.parent.parent).assignment(folder.name)
    return find_course().assignment(checks.stem.removeprefix("test_"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say what a check found, in its own words; a traceback through the engine would tell a student nothing."""
    report = yield
    if call.when == "call" and isinstance(item, pytest.Function) and _is_check(item):
        finding = _finding_of(item, call.excinfo.value if call.excinfo else None)
        item.config.stash[_findings].append(finding)
        if report.failed:
            lines = [f"{finding.outcome.value}: {finding.message}"]
            lines += [f"hint: {finding.check.hint}"] if finding.check.hint else []
            report.longrepr = "\n".join(lines)
    return report


def _is_check(item: pytest.Function) -> bool:
    return "submission" in item.fixturenames and item.get_closest_marker("exercise") is not None


def _finding_of(item: pytest.Function, problem: BaseException | None) -> Finding:
    from autograder.report import Outcome
    from autograder.testing.checks import check_of
    from autograder.testing.run import Finding, finding_of

    check = check_of(item, _assignment_of(item.path).spec)
    return Finding(check, Outcome.PASSED) if problem is None else finding_of(check, problem)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """List the points by exercise."""
    if not config.stash[_findings]:
        return
    from autograder.testing.run import settled

    findings = config.stash[_findings]
    results = [finding.result for finding in settled(findings)]
    terminalreporter.section("points")
    for exercise in dict.fromkeys(result.exercise for result in results):
        own = [result for result in results if result.exercise == exercise]
        earned, possible = (sum(getattr(result, what) for result in own) for what in ("earned", "possible"))
        terminalreporter.write_line(f"{exercise:<24} {earned:g} of {possible:g}")
    total = sum(result.earned for result in results)
    terminalreporter.write_line(f"{'in all':<24} {total:g} of {sum(result.possible for result in results):g}")
