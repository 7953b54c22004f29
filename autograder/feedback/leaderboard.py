"""The leaderboard: who measured best. It may be shown to the class, so it names only those who asked to be named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.feedback.templating import environment
from autograder.feedback.words import measurement_text, plain
from autograder.report import Measurement, Report

ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of the board. Those whose measurement is the same share a place."""

    place: int
    name: str
    measurement: Measurement

    @property
    def text(self) -> str:
        """The measurement with its interval."""
        return measurement_text(self.measurement)


def rank(reports: Sequence[Report]) -> list[Rank]:
    """Everybody with a measurement, best first; its order and its names tell nothing about who is who."""
    found = [entry for report in reports for check in report.checks for entry in check.measurements[:1]]
    found.sort(key=lambda entry: (-entry.value, entry.nickname, entry.low or 0.0))
    values = [entry.value for entry in found]
    return [Rank(values.index(one.value) + 1, plain(one.nickname) or ANONYMOUS, one) for one in found]


def places_on_scale(ranks: Sequence[Rank]) -> Callable[[float | None], float]:
    """What turns a measurement into its place on the board's scale, from 0 to 100."""
    high = max([1e-9, *(one.measurement.high or 0.0 for one in ranks)])
    # Who lost by far would leave no room to tell the others apart: their bars end at the edge.
    low = max(min([0.0, *(one.measurement.low or 0.0 for one in ranks)]), -high)
    return lambda value: round(100 * (max(value or 0.0, low) - low) / (high - low), 2)


def render_leaderboard(reports: Sequence[Report]) -> str:
    """The page. Same reports, same bytes."""
    ranks = rank(reports)
    template = environment().get_template("leaderboard.html.jinja")
    return template.render(
        title=reports[0].title if reports else "No submissions",
        measured=ranks[0].measurement.name if ranks else "",
        ranks=ranks,
        place=places_on_scale(ranks),
    )
