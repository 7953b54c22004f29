"""One student's feedback: as a page that stands alone, no network, no script, and as a piece of a notebook."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from autograder.chart import YOURS
from autograder.feedback.plot import draw_chart, draw_comparison, without_style
from autograder.feedback.templating import environment
from autograder.feedback.words import OUTCOMES, adds_to_message, failing_checks, is_shown, measurement_text, next_step
from autograder.report import CheckResult, ExerciseResult, Measurement, Outcome, Report

#: Outcomes that an exercise's checks share, since the answer as a whole is at fault.
_NEVER_LOOKED = {Outcome.FORBIDDEN, Outcome.MISSING, Outcome.TIMEOUT}


@dataclass(frozen=True, slots=True)
class _Part:
    """One exercise on the page."""

    result: ExerciseResult
    failed: list[CheckResult]
    unheard: list[CheckResult]
    passed: list[CheckResult]
    measurements: list[Measurement]
    plots: list[Markup]

    @property
    def is_full(self) -> bool:
        return self.result.earned >= self.result.possible


def render_feedback(report: Report, *, release_hidden: bool) -> str:
    """The page. Hidden checks show their name and hint alone, unless ``release_hidden``. Same report, same bytes."""
    template = environment().get_template("feedback.html.jinja")
    return template.render(
        report=report, next_step=next_step(report), **_parts(report, report.exercises, release_hidden=release_hidden)
    )


def render_fragment(
    report: Report,
    names: Collection[str],
    *,
    release_hidden: bool,
    remarks: Collection[str] = (),
    closing: str = "",
    styled: bool = True,
    whose: str = YOURS,
) -> str:
    """The exercises called ``names`` as HTML to stand inside another page, such as the output of a notebook's cell.

    ``whose``: what the submission is called in pictures, to somebody who did not make it. ``remarks``, and a
    ``closing`` sentence, stand below them. A page that allows no style in it takes the piece with ``styled=False``, and
    links `static/fragment.css` and `static/plot.css` itself.
    """
    chosen = [result for result in report.exercises if result.name in names]
    template = environment().get_template("fragment.html.jinja")
    parts = _parts(report, chosen, release_hidden=release_hidden, whose=whose)
    html = template.render(remarks=remarks, closing=closing, styled=styled, **parts)
    return html if styled else without_style(html)


def render_message(message: str) -> str:
    """A sentence in the place of such a piece."""
    return environment().get_template("message.html.jinja").render(message=message)


def _parts(
    report: Report, exercises: Collection[ExerciseResult], *, release_hidden: bool, whose: str = YOURS
) -> dict[str, Any]:
    """What both templates are given; ``release_hidden`` and ``whose`` as above."""
    names = {result.name for result in exercises}
    return {
        "parts": [_part(report, result, whose, release_hidden=release_hidden) for result in exercises],
        "outcomes": OUTCOMES,
        "percent": _percent,
        "adds_to_message": adds_to_message,
        "measurement_text": measurement_text,
        "has_hidden": any(
            check.exercise in names and not is_shown(check, release_hidden=release_hidden) for check in report.checks
        ),
        "says_why": lambda check: check.outcome is Outcome.SKIPPED and is_shown(check, release_hidden=release_hidden),
        "is_shown": lambda check: is_shown(check, release_hidden=release_hidden),
    }


def _part(report: Report, result: ExerciseResult, whose: str, *, release_hidden: bool) -> _Part:
    passed = [c for c in report.checks if c.exercise == result.name and c.outcome is Outcome.PASSED]
    failed, unheard = _heard(failing_checks(report, result.name))
    # The curve tells what a value check found: it is shown with the check.
    with_values = any(check.evidence and is_shown(check, release_hidden=release_hidden) for check in failed)
    plots = [draw_comparison(result.curve, result.name, whose=whose)] if result.curve and with_values else []
    shown = [c for c in (*failed, *passed) if is_shown(c, release_hidden=release_hidden)]
    plots += [draw_chart(chart, whose=whose) for check in shown for chart in check.charts]
    measurements = [entry for check in shown for entry in check.measurements]
    return _Part(result, failed, unheard, passed, measurements, [Markup(plot) for plot in plots])  # noqa: S704  (made by plot.py, which escapes)


def _heard(failed: list[CheckResult]) -> tuple[list[CheckResult], list[CheckResult]]:
    """The checks that say something, and those that never looked at the answer: the first speaks for the others."""
    silent = [check for check in failed if check.outcome in _NEVER_LOOKED]
    unheard = [check for check in failed if check.outcome is Outcome.SKIPPED] + silent[1:]
    return [check for check in failed if check not in unheard], unheard


def _percent(earned: float, possible: float) -> str:
    return f"{100 * earned / possible:.4g}" if possible else "0"
