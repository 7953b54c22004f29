"""What a terminal shows: readable at eighty columns, without colour, and safe from what a submission prints."""

from rich.console import Console, RenderableType

from autograder.feedback.terminal import class_view, report_view
from autograder.report import Outcome, Status
from tests.sample_reports import FAILED, HOSTILE, check, report, unread


def shown(view: RenderableType) -> str:
    console = Console(width=80, no_color=True, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(view)
    text = console.export_text()
    console.file.close()
    return text


def test_the_first_failing_check_is_told_in_full() -> None:
    """Message and hint; the others by name."""
    text = shown(report_view(report("ada", check(), FAILED, FAILED), public_only=True))
    assert "`relu(-1.0)` returned 1.0, expected 0.0." in text
    assert "Hint: Negative entries become 0." in text
    assert text.count("returned 1.0") == 1
    assert "2 of 6 public points" in text
    assert "Hidden checks run too" in text


def test_what_is_not_written_takes_one_line() -> None:
    """A stub is no list of failures."""
    missing = FAILED.model_copy(update={"outcome": Outcome.MISSING, "message": "`relu` is not written yet."})
    text = shown(report_view(report("ada", missing, missing), public_only=True))
    assert text.count("not written yet") == 1
    assert "Hint" not in text


def test_evidence_is_shown_where_the_message_does_not_say_it() -> None:
    """And not said twice."""
    plain = FAILED.model_copy(update={"message": "It is wrong."})
    assert "called    relu(-1.0)" in shown(report_view(report("ada", plain), public_only=False))
    assert "called" not in shown(report_view(report("ada", FAILED), public_only=False))


def test_a_submission_cannot_write_to_the_terminal() -> None:
    """Escape sequences and rich's own markup are text."""
    hostile = FAILED.model_copy(update={"message": HOSTILE + "[bold]x[/bold]"})
    text = shown(report_view(report("ada", hostile), public_only=False))
    assert "\x1b" not in text
    assert "[bold]x[/bold]" in text


def test_no_line_is_wider_than_the_terminal() -> None:
    """Eighty columns."""
    text = shown(report_view(report("ada", FAILED.model_copy(update={"message": "word " * 60})), public_only=True))
    assert max(map(len, text.splitlines())) <= 80


def test_a_report_without_a_score_says_why() -> None:
    """The message in the place of points."""
    assert "The file is empty." in shown(report_view(unread(status=Status.UNGRADED), public_only=False))


def test_the_class_in_a_few_lines() -> None:
    """Counts, mean, what was hard and what was misunderstood."""
    mistaken = {"hint": "It mirrors.", "misconception": "m"}
    text = shown(class_view([report("ada", check()), report("cy", FAILED, exercise=mistaken), unread()]))
    assert "2 graded, 1 could not be read" in text
    assert "0 of 1 passed: test_negative holds" in text
    assert "It mirrors" in text
