"""The analysis as one page: no script, nothing fetched, pictures inside. Same analysis, same bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizzes.analysis.analysis import Analysis
from quizzes.analysis.estimate import Estimate
from quizzes.analysis.histogram import histogram
from quizzes.analysis.item_statistics import Counts
from quizzes.analysis.scatter import scatter
from quizzes.analysis.trace_plot import marks_of, trace_plot
from quizzes.analysis.words import counted, figure, interval, percent, plain, points, shortened

#: In words, what the policies do.
ATTEMPTS = {
    "first": "a student's first attempt counts",
    "last": "a student's last attempt counts",
    "best": "a student's best attempt counts",
}
MISSING = {
    "zero": "a missing response counts 0 points",
    "reached": "an omitted response counts 0 points, and one that was not reached counts for nothing",
    "ignore": "a missing response counts for nothing",
}
#: What each kind of option is called, beside its sign.
KINDS = {
    "key": "key",
    "distractor": "",
    "partial": "part of the points",
    "ungraded": "not graded",
    "other": "",
    "none": "",
}


#: The style of its parts, for a page of another server's to link.
STATIC = Path(__file__).parent / "static"


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader([Path(__file__).parent / "templates", STATIC]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        figure=figure, interval=interval, percent=percent, points=points, plain=plain, shortened=shortened, span=span
    )
    made.globals.update(counted=counted, missing_words=missing_words)
    return made


def render_page(analysis: Analysis, title: str) -> str:
    """The page; ``title`` is the quiz's name."""
    return environment().get_template("analysis.html.jinja").render(title=title, heading="h1", **_facts(analysis))


def render_part(analysis: Analysis, title: str) -> Markup:
    """All of it to stand in another page, within the class `analysis`; that page links `static/analysis.css`."""
    html = environment().get_template("part.html.jinja").render(title=title, heading="h2", **_facts(analysis))
    return Markup(html)  # noqa: S704  the environment escapes


def _facts(analysis: Analysis) -> dict[str, object]:
    # The pictures are made of numbers, and of texts that are escaped there.
    plots = {
        "scores": Markup(histogram(analysis.whole)),  # noqa: S704
        "items": Markup(scatter(analysis.items)),  # noqa: S704
    }
    traces = [Markup(trace_plot(report.statistics, analysis.traces)) for report in analysis.items]  # noqa: S704
    return {
        "analysis": analysis,
        "whole": analysis.whole,
        "plots": plots,
        "items": list(zip(analysis.items, traces, strict=True)),
        "marks": {report.statistics.number: marks_of(report.statistics.options) for report in analysis.items},
        "policy": f"{ATTEMPTS[analysis.policy.attempts]}; {MISSING[analysis.policy.missing]}",
        "kinds": KINDS,
    }


def span(estimate: Estimate, low: float, high: float) -> tuple[str, str]:
    """Where an interval lies between two ends: where a bar in percent begins, and how wide it is."""
    start, end = (
        min(max((each - low) / (high - low), 0.0), 1.0) for each in (estimate.low or 0.0, estimate.high or 0.0)
    )
    return f"{100 * start:.1f}", f"{max(100 * (end - start), 2):.1f}"


def missing_words(counts: Counts) -> str:
    """``2 omitted, 1 not reached``; "" where nothing is missing."""
    said = (
        (counts.omitted, "omitted"),
        (counts.not_reached, "not reached"),
        (counts.not_shown, "not shown"),
        (counts.ungraded, "not graded"),
    )
    return ", ".join(f"{count} {words}" for count, words in said if count)
