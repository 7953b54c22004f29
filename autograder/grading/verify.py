"""Proves that an assignment grades fairly: before a student meets it, every promise of its files is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.course.course import Assignment
from autograder.course.generated import generated_files
from autograder.course.stub import solution_lines
from autograder.errors import AuthorError, SubmissionError
from autograder.grading.figures import figure_files, is_current
from autograder.grading.grader import CheckSet, Grader, Isolation
from autograder.grading.task import kept_graders
from autograder.report import Outcome, Report
from autograder.submission.source import read_submission
from autograder.testing.checks import Check
from autograder.testing.misconceptions import Misconception
from autograder.testing.modules import load_module

_SEEDS = (1, 20_150_207)
_CLUTTER = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One promise that does not hold: the file to fix, and what is wrong with it."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried, and the flaws it showed."""

    what: str
    flaws: tuple[Flaw, ...]


def verify_assignment(assignment: Assignment, isolation: Isolation) -> Iterator[Step]:
    """Try everything, one step at a time. An assignment that cannot be graded at all is a flaw, too.

    The sandbox is kept for the next one in this process; ``kept_graders.release`` ends it.
    """
    for what, find in (
        ("stubs and figures are up to date", stale_flaws),
        ("nothing stray lies about", stray_flaws),
        ("no line of a solution is handed out", leak_flaws),
        ("questions can be graded", question_flaws),
    ):
        yield _step(what, assignment, find)
    try:
        grader = Grader(CheckSet(assignment), isolation, kept_graders.sandbox(isolation.value))
        grader.warm_up()
        yield Step("points add up", ())
        yield from _graded_steps(assignment, grader)
    except AuthorError as problem:
        yield Step("checks can be run", (Flaw(assignment.solution_folder, str(problem)),))


def verify_course(
    assignments: Sequence[Assignment], executor: Executor, isolation: Isolation
) -> Iterator[tuple[Assignment, list[Step]]]:
    """Try every assignment, as many at a time as the executor takes; each comes when it is done.

    The one that takes longest goes first, so that none is left running alone at the end: a contest, or most to try.
    """
    by_size = sorted(
        assignments,
        key=lambda one: (one.spec.contest is not None, len(one.alternatives) + len(one.misconceptions)),
        reverse=True,
    )
    waiting = {executor.submit(_every_step, assignment, isolation): assignment for assignment in by_size}
    for future in as_completed(waiting):
        yield waiting[future], future.result()


def _every_step(assignment: Assignment, isolation: Isolation) -> list[Step]:
    return list(verify_assignment(assignment, isolation))


def require_fit_for_students(assignment: Assignment) -> None:
    """Raise AuthorError where what students would receive is stale, or holds a line of a solution."""
    flaws = [*stale_flaws(assignment), *leak_flaws(assignment)]
    if flaws:
        raise AuthorError(f"`{flaws[0].path}` {flaws[0].message}")


def _step(what: str, assignment: Assignment, find: Callable[[Assignment], Iterator[Flaw]]) -> Step:
    try:
        return Step(what, tuple(find(assignment)))
    except AuthorError as problem:
        return Step(what, (Flaw(assignment.folder, str(problem)),))


def stale_flaws(assignment: Assignment) -> Iterator[Flaw]:
    """Generated files that are not what the solution says they must be."""
    for path, text in {**generated_files(assignment), **figure_files(assignment)}.items():
        if not path.is_file():
            yield Flaw(path, "does not exist. Run `rectify generate`.")
        elif not is_current(path, text):
            yield Flaw(
                path, "is not what the solution makes it. Run `rectify generate`, and edit the solution instead."
            )


def stray_flaws(assignment: Assignment) -> Iterator[Flaw]:
    """Files that no part of the course uses."""
    figures = {figure.file for figure in assignment.spec.figures}
    names = {"assignment.toml", assignment.reading.name, assignment.stub.name, assignment.stub_notebook.name}
    known = {assignment.folder: names | figures | {assignment.public_checks.name}}
    known[assignment.solution_folder] = {
        assignment.reference.name,
        assignment.hidden_checks.name,
        assignment.question_file.name,
        "alternatives",
        "misconceptions",
        "class",
        "class.toml",
    } | ({assignment.figure_source.name} if any(figure.draw for figure in assignment.spec.figures) else set())
    for folder, expected in known.items():
        for path in sorted(folder.iterdir()):
            if path.name not in expected | _CLUTTER:
                yield Flaw(path, "belongs to nothing. Remove it, or name it in `assignment.toml`.")
    for name in ("alternatives", "misconceptions"):
        for path in sorted((assignment.solution_folder / name).glob("*")):
            if path.suffix != ".py" and path.name not in _CLUTTER:
                yield Flaw(path, "is no Python file. Remove it.")
    if not assignment.reading.is_file():
        yield Flaw(assignment.reading, "does not exist. Write the reading.")


def leak_flaws(assignment: Assignment) -> Iterator[Flaw]:
    """Files of the handout that hold a line of a solution region."""
    secret = set(solution_lines(assignment.reference.read_text(encoding="utf-8")))
    for path in sorted(assignment.folder.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".ipynb", ".md", ".toml"} and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8")
            leaked = next((line for line in sorted(secret) if line in text), None)
            if leaked is not None:
                yield Flaw(path, f"holds a line of the solution: `{leaked}`. Take it out, or reword the solution.")


def question_flaws(assignment: Assignment) -> Iterator[Flaw]:
    """Free-response questions that cannot be graded fairly, or whose answer the reading gives away word for word."""
    try:
        questions = assignment.questions
    except AuthorError as problem:
        yield Flaw(assignment.question_file, str(problem))
        return
    reading = assignment.reading.read_text(encoding="utf-8") if assignment.reading.is_file() else ""
    for question in questions:
        for told in question.told_by(reading):
            yield Flaw(
                assignment.question_file, f"`{question.name}`: the reading holds this sentence: “{told}”. Reword it."
            )


@dataclass(frozen=True, kw_only=True)
class _SomeChecks(CheckSet):
    """Those checks of ``whole`` that are called ``names``."""

    whole: CheckSet
    names: frozenset[str]

    @cached_property
    def checks(self) -> list[Check]:
        """In their order."""
        return [check for check in self.whole.checks if check.name in self.names]

    @cached_property
    def misconceptions(self) -> list[Misconception]:
        """All of them."""
        return self.whole.misconceptions


def _graded_steps(assignment: Assignment, grader: Grader) -> Iterator[Step]:
    """Each file by every check that can say something of it, and right ones with two seeds.

    A contest takes longest: it is held twice for the reference, once for an alternative, and for a misconception only
    where the other checks do not name it.
    """
    for stub in (assignment.stub, assignment.stub_notebook):
        yield Step(f"{stub.name} earns zero", tuple(_stub_flaws(grader, stub)))
    reports = [_graded(grader, assignment.reference, seed) for seed in _SEEDS]
    yield Step(f"{assignment.reference.stem} earns full marks", tuple(_right_flaws(assignment.reference, reports)))
    contests = frozenset(check.name for report in reports for check in report.checks if check.measurements)
    whole = grader.check_set
    quick = _SomeChecks(
        assignment=assignment, whole=whole, names=frozenset(check.name for check in whole.checks) - contests
    )
    for path in assignment.alternatives:
        reports = [_graded(grader, path, _SEEDS[0])]
        with _asking(grader, quick):
            reports.append(_graded(grader, path, _SEEDS[1]))
        yield Step(f"{path.stem} earns full marks", tuple(_right_flaws(path, reports)))
    for misconception in whole.misconceptions:
        path = next(path for path in assignment.misconceptions if path.stem == misconception.name)
        with _asking(grader, _of_what_is_defined(quick, path)):
            flaws = tuple(_misconception_flaws(grader, path, misconception))
        if flaws:
            flaws = tuple(_misconception_flaws(grader, path, misconception))
        yield Step(f"{path.stem} fails and is named", flaws)


def _of_what_is_defined(checks: CheckSet, path: Path) -> CheckSet:
    """The checks of the exercises that the file defines: to those of the others it is the same as any other file."""
    defined = vars(load_module(path))
    names = frozenset(check.name for check in checks.checks if check.exercise in defined)
    return _SomeChecks(assignment=checks.assignment, whole=checks, names=names)


@contextmanager
def _asking(grader: Grader, checks: CheckSet) -> Iterator[None]:
    """Have ``grader`` run these checks."""
    before, grader.check_set = grader.check_set, checks
    try:
        yield
    finally:
        grader.check_set = before


def _graded(grader: Grader, path: Path, seed: int) -> Report:
    try:
        return grader.grade(read_submission(path), path.stem, seed)
    except SubmissionError as problem:
        raise AuthorError(f"`{path}` cannot be graded: {problem}") from problem


def _stub_flaws(grader: Grader, path: Path) -> Iterator[Flaw]:
    if not path.is_file():
        return
    report = _graded(grader, path, _SEEDS[0])
    for check in report.checks:
        if check.earned:
            yield Flaw(
                path, f"earns {check.earned:g} points by `{check.name}`: a check passes where nothing is written."
            )
        elif check.outcome is not Outcome.MISSING:
            yield Flaw(path, f"is `{check.outcome}` at `{check.name}`, not `missing`: {check.message}")


def _right_flaws(path: Path, reports: Sequence[Report]) -> Iterator[Flaw]:
    for report in reports:
        for check in report.checks:
            if check.outcome is not Outcome.PASSED:
                yield Flaw(path, f"is right, and yet `{check.name}` says ({check.outcome}): {check.message}")
        if report.score != report.max_score:
            yield Flaw(path, f"earns {report.score} of {report.max_score:g}.")


def _misconception_flaws(grader: Grader, path: Path, misconception: Misconception) -> Iterator[Flaw]:
    report = _graded(grader, path, _SEEDS[0])
    exercise = next(one for one in report.exercises if one.name == misconception.exercise)
    if exercise.earned >= exercise.possible:
        yield Flaw(path, f"earns full marks in `{exercise.name}`: no check tells it from a right answer.")
    elif exercise.misconception != misconception.name:
        other = f"`{exercise.misconception}`" if exercise.misconception else "nothing"
        yield Flaw(path, f"behaves, to the checks, like {other}: no check tells the two apart, or none recognises it.")
