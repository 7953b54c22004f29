"""What a late submission loses, and why, in numbers and in a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from autograder.errors import OperatorError, WrongUsage
from autograder.nbgrader.late.policy import LatePolicy, LateRule
from autograder.nbgrader.late.spans import Deadline, Span, shifted, words

#: Stands for the due date where none is given: in UTC, where no clock is ever put forward or back.
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_CENTURY = timedelta(days=36525)


@dataclass(frozen=True)
class Penalty:
    """The points that are taken, never more than the score, and the sentence that explains them."""

    points: float
    reason: str


def penalty(
    policy: LatePolicy,
    student: str,
    assignment: str,
    score: float,
    max_score: float,
    seconds_late: float,
    *,
    due: datetime | None = None,
) -> Penalty:
    """What a submission loses that came ``seconds_late`` after ``due``.

    ``due`` is UTC where it has no offset, as in nbgrader's gradebook; it may be left out where the policy names no new
    due date and no time zone. Raises OperatorError for numbers that are none, WrongUsage where ``due`` is needed.
    """
    if not all(math.isfinite(number) for number in (score, max_score, seconds_late)):
        raise OperatorError(
            f"The gradebook holds a number that is none for `{student}` in `{assignment}` (score {score}, of "
            f"{max_score}, {seconds_late} s late). Grade this submission again."
        )
    if seconds_late <= 0:
        return Penalty(0.0, "in time")
    rule = policy.rule(assignment)
    lateness = _Lateness(policy, rule, student, assignment, seconds_late, due)
    taken, reason = _taken(rule, lateness, max(score, 0.0), max_score)
    return Penalty(taken, f"{', '.join(lateness.parts)}: {reason}")


def apportioned(rule: LateRule, points: float, notebooks: Sequence[tuple[float, float]]) -> list[float]:
    """An assignment's penalty as parts, one for each notebook's ``(score, max_score)``: together the whole penalty.

    By maximum score, or by score where the rule takes of the score. No part is above its notebook's score: what one
    notebook cannot bear, the others do.
    """
    of_score = rule.points is None and rule.of == "score"
    limits = [max(score, 0.0) for score, _ in notebooks]
    weights = [limit if of_score or not most else most for limit, (_, most) in zip(limits, notebooks, strict=True)]
    parts = [0.0] * len(notebooks)
    left = min(points, sum(limits))
    bearing = [place for place, limit in enumerate(limits) if limit > 0]
    while bearing:
        whole = sum(weights[place] for place in bearing)
        shares = {place: left * (weights[place] / whole) for place in bearing}
        full = [place for place in bearing if shares[place] >= limits[place]]
        for place in full or bearing:
            parts[place] = min(limits[place], round(shares[place], 9)) if not full else limits[place]
        left = max(0.0, left - sum(limits[place] for place in full))
        bearing = [place for place in bearing if place not in full] if full else []
    return parts


class _Lateness:
    """How late a submission is once its extension and the grace are over, and the words for it."""

    def __init__(
        self,
        policy: LatePolicy,
        rule: LateRule,
        student: str,
        assignment: str,
        seconds_late: float,
        due: datetime | None,
    ) -> None:
        self._zone = policy.zone if due else UTC
        start = (due if due.tzinfo else due.replace(tzinfo=UTC)) if due else _ANY_DAY
        self._submitted = shifted(start, 0, min(seconds_late, _CENTURY.total_seconds()), self._zone)
        # Everything is counted from the due date at once, so that more of anything is never less time in the end.
        self._starts = [start]
        self._spans = [rule.grace]
        self.parts = [f"{words(seconds_late)} late"]
        extension = policy.extension(student, assignment)
        if isinstance(extension, Deadline):
            if due is None:
                raise WrongUsage(
                    f"The extension of `{student}` for `{assignment}` is a date, and there is no due date to count "
                    "from. Set the assignment's due date in the gradebook."
                )
            self._starts.append(extension.moment(self._zone))
            useless = "" if self._starts[1] > start else " (which is not after the due date)"
            self.parts.append(f"extension to {extension.text}{useless}")
        elif extension:
            self._spans.append(extension)
            self.parts.append(f"{extension.text} extension")
        if rule.grace:
            self.parts.append(f"{rule.grace.text} grace")

    def _end(self, more: Span) -> datetime:
        """The last moment of what is allowed and ``more``."""
        days = sum(span.days for span in (*self._spans, more))
        seconds = sum(span.seconds for span in (*self._spans, more))
        return max(shifted(start, days, seconds, self._zone) for start in self._starts)

    def is_after(self, span: Span) -> bool:
        return self._submitted > self._end(span)

    def periods(self, per: str) -> int:
        """Hours or days begun; a day ends when the clock of the place shows the same time again."""
        late = self._submitted - self._end(Span(""))
        if per == "hour":
            return -(-late // timedelta(hours=1))
        # No day was ever longer or shorter by more than a day (Samoa left one out).
        begun = max(0, late.days - 2)
        while self._end(Span("", begun)) < self._submitted:
            begun += 1
        return begun


def _taken(rule: LateRule, lateness: _Lateness, score: float, max_score: float) -> tuple[float, str]:
    """The points taken, and the half of the sentence that says how they come about."""
    if not lateness.is_after(Span("")):
        return 0.0, "in time, nothing is taken"
    if rule.after is not None and lateness.is_after(rule.after):
        return score, f"nothing counts after {rule.after.text}, all {_number(score)} are taken"
    if not (rule.percent if rule.points is None else rule.points):
        return 0.0, "the policy takes nothing"
    count = lateness.periods(rule.per)
    of_score = rule.points is None and rule.of == "score"
    basis = score if of_score else max_score
    named = f"the score {_number(basis)}" if of_score else _number(basis)
    if rule.points is None:
        taken, each = count * rule.percent * basis / 100, f"{count} x {_number(rule.percent)}% of {named}"
    else:
        taken, each = count * rule.points, f"{count} x {_points(rule.points)}"
    reason = f"{count} {rule.per}{'s' * (count > 1)} begun, {each} = {_points(taken)}"
    # 100 means down to zero, also for a score that extra credit has lifted above the maximum.
    if rule.cap < 100 and taken > (most := rule.cap * basis / 100):
        taken, reason = most, f"{reason}, at most {_number(rule.cap)}% of {named} = {_points(most)}"
    if taken > score:
        taken, reason = score, f"{reason}, but no more than the score of {_number(score)}"
    return min(score, max(0.0, round(taken, 9))), reason


def _number(value: float) -> str:
    return f"{round(value, 4):.10g}"


def _points(value: float) -> str:
    return f"{_number(value)} point{'s' * (_number(value) != '1')}"
