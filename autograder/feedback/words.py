"""Numbers, outcomes and statuses in words and signs: the same in a terminal, on a page and in a table."""

from __future__ import annotations

import unicodedata

from autograder.report import CheckResult, Measurement, Outcome, Report, Status, Visibility

#: What each outcome is called, beside a sign, so that nothing hangs on a colour.
OUTCOMES = {
    Outcome.PASSED: ("✓", "passed"),
    Outcome.FAILED: ("✗", "failed"),
    Outcome.ERROR: ("!", "raised an error"),
    Outcome.TIMEOUT: ("◔", "took too long"),
    Outcome.MEMORY: ("▣", "took too much memory"),
    Outcome.CRASH: ("✸", "ended the process"),
    Outcome.FORBIDDEN: ("⊘", "not from scratch"),
    Outcome.MISSING: ("○", "not there yet"),
    Outcome.SKIPPED: ("–", "not counted"),  # noqa: RUF001  (a dash is what is meant)
}

STATUSES = {
    Status.GRADED: "graded",
    Status.UNREADABLE: "could not be read",
    Status.UNGRADED: "could not be graded",
}

#: What is to be known of a report on public checks alone.
PUBLIC_ONLY = "These are the public checks. Hidden checks run too when your submission is graded."


def format_points(points: float) -> str:
    """``2``, ``2.5``, ``0.33``."""
    return f"{round(points, 2):g}"


def plain(text: str) -> str:
    """``text`` without control characters: a submission chooses some of it, and a terminal obeys them."""
    return "".join(sign if sign in "\n\t" or unicodedata.category(sign)[0] != "C" else "�" for sign in text)


def is_shown(check: CheckResult, *, release_hidden: bool) -> bool:
    """Whether a student may read what the check found, and not its name and hint alone."""
    return release_hidden or check.visibility is Visibility.PUBLIC


def adds_to_message(check: CheckResult) -> bool:
    """Whether the evidence says anything that the message does not say already."""
    evidence = check.evidence
    if evidence is None or check.outcome is Outcome.FORBIDDEN:
        return False
    return any(part not in check.message for part in (evidence.call, evidence.returned, evidence.expected))


def failing_checks(report: Report, exercise: str) -> list[CheckResult]:
    """The checks of ``exercise`` that did not pass, those first that a student can do most about.

    Public ones come before hidden ones; of each, those that bring an example come first.
    """
    failed = [c for c in report.checks if c.exercise == exercise and c.outcome is not Outcome.PASSED]
    return sorted(failed, key=lambda check: (check.visibility is Visibility.HIDDEN, check.evidence is None))


def next_step(report: Report) -> str:
    """One sentence: how it stands, and where to begin."""
    if report.status is Status.UNREADABLE:
        return (
            "The file could not be read, so nothing in it was graded. Hand in a file that opens, as its message says."
        )
    if report.status is Status.UNGRADED:
        return "This is not your fault: the grading itself failed, and there is no score yet. It will be run again."
    open_exercises = [one for one in report.exercises if one.earned < one.possible]
    if not open_exercises:
        return "Every check passes."
    written = [one for one in open_exercises if any(c.outcome is not Outcome.MISSING for c in _own(report, one.name))]
    first = (written or open_exercises)[0]
    full = len(report.exercises) - len(open_exercises)
    if not full:
        return f"No exercise is complete yet. Begin with `{first.name}`."
    are = "is" if full == 1 else "are"
    return f"{full} of {len(report.exercises)} exercises {are} complete. Begin with `{first.name}`."


def _own(report: Report, exercise: str) -> list[CheckResult]:
    return [check for check in report.checks if check.exercise == exercise]


def measurement_text(found: Measurement) -> str:
    """``+1.43 (+0.81 to +2.05) points of accuracy``."""
    has_interval = found.low is not None and found.high is not None
    interval = f" ({_signed(found.low)} to {_signed(found.high)})" if has_interval else ""
    return f"{_signed(found.value)}{interval} {found.unit}".strip()


def _signed(value: float | None) -> str:
    """With two digits and its sign, and no minus before 0.00."""
    return f"{round(value or 0.0, 2) + 0.0:+.2f}"
