"""The report in a terminal: what ``rectify check`` and ``rectify grade`` print. Readable without colour, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.feedback.analysis import (
    commonest_misconceptions,
    count_statuses,
    hardest_checks,
    summarise_scores,
)
from autograder.feedback.words import (
    OUTCOMES,
    PUBLIC_ONLY,
    STATUSES,
    adds_to_message,
    failing_checks,
    format_points,
    plain,
)
from autograder.report import CheckResult, ExerciseResult, Outcome, Report

_BAR = 20
_SHOWN = 3


def report_view(report: Report, *, public_only: bool) -> RenderableType:
    """One submission: points by exercise, then for each that is not complete its first failing check in full."""
    parts: list[RenderableType] = [Text(report.title, style="bold"), _points_table(report)]
    missing: set[str] = set()
    for exercise in report.exercises:
        failed = failing_checks(report, exercise.name)
        if failed and all(check.outcome is Outcome.MISSING for check in failed):
            parts.append(_missing_view(exercise, failed[0], missing))
        elif failed:
            parts += [Text(), *_exercise_view(exercise, failed)]
    parts += [Text(), *(Text(f"Remark: {plain(remark)}", style="yellow") for remark in report.submission.remarks)]
    parts.append(_score_line(report, public_only=public_only))
    if public_only:
        parts.append(Text(PUBLIC_ONLY))
    return Group(*parts)


def _points_table(report: Report) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for exercise in report.exercises:
        points = f"{format_points(exercise.earned)}/{format_points(exercise.possible)}"
        table.add_row(Text(f"  {exercise.name}"), _bar(exercise.earned, exercise.possible), Text(points))
    return table


def _bar(earned: float, possible: float) -> Text:
    full = int(_BAR * earned / possible) if possible else 0
    style = "green" if earned >= possible else "yellow" if earned else "red"
    return Text.assemble(("█" * full, style), ("░" * (_BAR - full), "dim"))


def _missing_view(exercise: ExerciseResult, check: CheckResult, said: set[str]) -> Text:
    """One line for an exercise that is not there; what was ``said`` of another one is not said again."""
    sign, words = OUTCOMES[check.outcome]
    reason = plain(check.message).replace(f"`{exercise.name}`", "it", 1)
    message = "for the same reason." if reason in said else plain(check.message)
    said.add(reason)
    return Text.assemble((f"{sign} {exercise.name}", "bold yellow"), f"  {words}: {message}")


def _exercise_view(exercise: ExerciseResult, failed: Sequence[CheckResult]) -> Iterator[RenderableType]:
    first, *others = failed
    sign, words = OUTCOMES[first.outcome]
    yield Text.assemble((f"{sign} {exercise.name}", "bold red"), f"  {words}: {_sentence(first.title)}")
    yield _indented(Text(plain(first.message)))
    if first.evidence is not None and adds_to_message(first):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for name in ("call", "returned", "expected"):
            label = "called" if name == "call" else name
            table.add_row(Text(label, style="dim"), Text(plain(getattr(first.evidence, name)), style="bold"))
        yield _indented(table)
    hint = exercise.hint or first.hint
    if hint:
        yield _indented(Text.assemble(("Hint: ", "bold yellow"), plain(hint)))
    for check in others:
        sign, words = OUTCOMES[check.outcome]
        yield _indented(Text(f"{sign} {words}: {_sentence(check.title)}", style="dim"))


def _score_line(report: Report, *, public_only: bool) -> Text:
    if report.score is None:
        return Text(plain(report.message), style="bold red")
    kind = "public points" if public_only else "points"
    style = "bold green" if report.score >= report.max_score else "bold"
    return Text(f"{format_points(report.score)} of {format_points(report.max_score)} {kind}", style=style)


def class_view(reports: Sequence[Report]) -> RenderableType:
    """A class in a few lines: scores, statuses, what was hard, what was misunderstood."""
    scores = summarise_scores(reports)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    counts = ", ".join(f"{count} {STATUSES[status]}" for status, count in count_statuses(reports).items() if count)
    table.add_row("submissions", Text(counts))
    average = f"mean {scores.mean:.1f}, median {format_points(scores.median)} of {format_points(scores.max_score)}"
    table.add_row("scores", Text(f"{average}; {scores.full} with full marks"))
    for number, check in enumerate([c for c in hardest_checks(reports) if c.passed < c.count][:_SHOWN]):
        line = f"{check.passed} of {check.count} passed: {_sentence(check.title)}"
        table.add_row("" if number else "hardest checks", Text(line))
    for number, one in enumerate(commonest_misconceptions(reports)[:_SHOWN]):
        line = f"{len(one.students)} × {one.exercise}: {_sentence(one.hint)}"  # noqa: RUF001  (a multiplication sign)
        table.add_row("" if number else "misconceptions", Text(plain(line), overflow="ellipsis", no_wrap=True))
    return table


def _indented(what: RenderableType) -> Padding:
    return Padding(what, (0, 0, 0, 4))


def _sentence(text: str) -> str:
    return plain(text).strip().rstrip(".")
