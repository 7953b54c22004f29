"""What the reports of a class say together: scores, hard checks, common misconceptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

from autograder.report import Outcome, Report, Status

_BINS = 10


@dataclass(frozen=True, slots=True)
class ScoreSummary:
    """The scores of those who have one, and how many fell in each tenth of the maximum."""

    count: int
    mean: float
    median: float
    full: int
    max_score: float
    bins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CheckStatistics:
    """One check over the class: how many of the graded passed it."""

    name: str
    title: str
    exercise: str
    passed: int
    count: int

    @property
    def pass_rate(self) -> float:
        """From 0 to 1."""
        return self.passed / self.count


@dataclass(frozen=True, slots=True)
class MisconceptionStatistics:
    """One misconception: its hint, and the students whose answers behave like it."""

    name: str
    exercise: str
    hint: str
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExerciseStatistics:
    """One exercise over the class: mean points, and how many have them all."""

    name: str
    mean: float
    possible: float
    full: int
    count: int


def summarise_scores(reports: Sequence[Report]) -> ScoreSummary:
    """Mean, median and distribution of the scores; zeros where nobody has one."""
    scores = [report.score for report in reports if report.score is not None]
    max_score = max((report.max_score for report in reports), default=0.0)
    bins = [0] * _BINS
    for score in scores:
        bins[min(int(_BINS * score / max_score), _BINS - 1) if max_score else 0] += 1
    full = sum(score >= max_score for score in scores)
    return ScoreSummary(
        len(scores), mean(scores) if scores else 0.0, median(scores) if scores else 0.0, full, max_score, tuple(bins)
    )


def hardest_checks(reports: Sequence[Report]) -> list[CheckStatistics]:
    """Every check that looked at somebody's answer, the one that fewest passed first."""
    passed: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    about: dict[str, tuple[str, str]] = {}
    for report in reports:
        for check in report.checks:
            about[check.name] = check.title, check.exercise
            if check.outcome is Outcome.SKIPPED:
                continue  # it says nothing about the answer
            seen[check.name] += 1
            passed[check.name] += check.outcome is Outcome.PASSED
    found = [CheckStatistics(name, *about[name], passed[name], seen[name]) for name in seen]
    return sorted(found, key=lambda check: (check.pass_rate, check.name))


def commonest_misconceptions(reports: Sequence[Report]) -> list[MisconceptionStatistics]:
    """Every misconception that somebody's answer behaves like, the commonest first."""
    students: dict[str, list[str]] = defaultdict(list)
    about: dict[str, tuple[str, str]] = {}
    for report in reports:
        for exercise in report.exercises:
            if exercise.misconception:
                about[exercise.misconception] = exercise.name, exercise.hint
                students[exercise.misconception].append(report.student)
    found = [MisconceptionStatistics(name, *about[name], tuple(sorted(students[name]))) for name in about]
    return sorted(found, key=lambda one: (-len(one.students), one.name))


def exercise_statistics(reports: Sequence[Report]) -> list[ExerciseStatistics]:
    """Each exercise, in the assignment's order."""
    results = [exercise for report in reports for exercise in report.exercises]
    found = []
    for name in dict.fromkeys(exercise.name for exercise in results):
        own = [exercise for exercise in results if exercise.name == name]
        full = sum(exercise.earned >= exercise.possible for exercise in own)
        found.append(ExerciseStatistics(name, mean(one.earned for one in own), own[0].possible, full, len(own)))
    return found


def count_statuses(reports: Sequence[Report]) -> dict[Status, int]:
    """How many reports have each status; every status is there."""
    counts = Counter(report.status for report in reports)
    return {status: counts[status] for status in Status}
