"""The analysis of a class's responses: every figure, every flag, and what was left out on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from quizzes.analysis.attempts import Attempts, one_each
from quizzes.analysis.flags import Flag, flags_of
from quizzes.analysis.groups import Groups, outer_groups, trace_groups
from quizzes.analysis.item_statistics import (
    ItemStatistics,
    counts_of,
    difficulty,
    is_dichotomous,
    item_correlations,
    upper_lower,
)
from quizzes.analysis.option_statistics import ItemColumn, option_statistics
from quizzes.analysis.options import options_of
from quizzes.analysis.refusals import NothingToAnalyse
from quizzes.analysis.reliability import alphas_if_deleted
from quizzes.analysis.remarks import Remarks
from quizzes.analysis.responses import Responses, Sitting
from quizzes.analysis.scores import Missing, Scores, scores_of
from quizzes.analysis.whole import WholeStatistics, whole_statistics
from quizzes.analysis.words import counted

#: Below this, scores are not for decisions about single students (Nunnally 1978, chapter 7).
LOW_ALPHA = 0.7
#: With fewer students the intervals are so wide that most flags are guesses.
FEW = 30


@dataclass(frozen=True, slots=True)
class Policy:
    """Which attempt of a student counts, and what a missing response is worth."""

    attempts: Attempts = "first"
    missing: Missing = "zero"


@dataclass(frozen=True)
class ItemReport:
    """An item's figures and what stands out in them."""

    statistics: ItemStatistics
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class Analysis:
    """All of it. ``warnings`` are about the figures, ``remarks`` about the file; ``groups`` name the score groups."""

    source: str
    policy: Policy
    whole: WholeStatistics
    items: tuple[ItemReport, ...]
    groups: Groups
    traces: Groups
    warnings: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def flagged(self) -> list[ItemReport]:
        """The items in which something stands out."""
        return [item for item in self.items if item.flags]


def analyse(responses: Responses, policy: Policy) -> Analysis:
    """The analysis of a file's responses. The order of its rows changes nothing, but for attempts without a number.

    Raises NothingToAnalyse where no attempt has a score.
    """
    remarks = Remarks(responses.remarks.unit)
    remarks.extend(responses.remarks)
    sittings = one_each(responses.sittings, policy.attempts, remarks)
    scores = scores_of(responses.items, sittings, policy.missing)
    sittings, scores = _with_a_score(sittings, scores, remarks)
    totals = scores.totals()
    groups, traces = outer_groups(totals), trace_groups(totals)
    whole = whole_statistics(scores)
    items = tuple(ItemReport(item, flags_of(item)) for item in _items(scores, sittings, groups, traces))
    warnings = tuple(_warnings(whole))
    return Analysis(responses.source, policy, whole, items, groups, traces, warnings, tuple(remarks))


def _with_a_score(sittings: list[Sitting], scores: Scores, remarks: Remarks) -> tuple[list[Sitting], Scores]:
    """The attempts in which some item has a score that counts."""
    counted_in = [not row.all() for row in np.isnan(scores.shares)]
    for sitting, counts in zip(sittings, counted_in, strict=True):
        if not counts:
            remarks.say_of(sitting.line, "left out: no item has a score that counts")
    if not any(counted_in):
        raise NothingToAnalyse(list(remarks))
    kept = [sitting for sitting, counts in zip(sittings, counted_in, strict=True) if counts]
    return kept, replace(scores, shares=scores.shares[counted_in], cells=scores.cells[counted_in])


def _items(scores: Scores, sittings: list[Sitting], groups: Groups, traces: Groups) -> Iterator[ItemStatistics]:
    totals = scores.totals()
    without = alphas_if_deleted(scores.points[scores.complete])
    for place, item in enumerate(scores.items):
        shares, cells = scores.shares[:, place], scores.cells[:, place]
        answers = [sitting.answers[place] for sitting in sittings]
        column = ItemColumn(answers, cells, shares, scores.rest(place))
        table = options_of(item, answers)
        discrimination, item_total = item_correlations(scores, place)
        yield ItemStatistics(
            number=place + 1,
            name=item.name,
            text=item.text,
            possible=item.possible,
            counts=counts_of(cells, shares),
            is_dichotomous=is_dichotomous(shares),
            difficulty=difficulty(shares),
            discrimination=discrimination,
            item_total=item_total,
            upper_lower=upper_lower(shares, groups, totals),
            alpha_without=without[place],
            by_group=tuple(groups.shares(shares)),
            trace=tuple(traces.shares(shares)),
            options=option_statistics(table, column, groups, traces),
            is_open=table.is_open,
            reason=table.reason,
        )


def _warnings(whole: WholeStatistics) -> Iterator[str]:
    if whole.students < FEW:
        yield (
            f"{counted(whole.students, 'student')}: with fewer than {FEW} the intervals are wide. Take every flag for "
            "a question to look into, not for a finding."
        )
    if whole.complete < whole.students:
        yield (
            f"Alpha, KR-20 and the standard error come from the {counted(whole.complete, 'student')} of "
            f"{whole.students} who have a score on every item."
        )
    if whole.alpha.below(0):
        yield "Alpha is negative: the items vary against one another. Look for wrong keys first."
    elif whole.alpha.below(LOW_ALPHA):
        yield (
            f"Alpha is below {LOW_ALPHA:g}: single scores say little, so do not decide much by them. More items, or "
            "better ones where flags stand, raise it."
        )
