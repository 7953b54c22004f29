"""The student's page: what is wrong, in words; nothing hidden; nothing that a submission could smuggle in."""

from autograder.feedback.page import render_feedback
from autograder.report import Outcome, Status, SubmissionFacts
from tests.sample_reports import CURVE, FAILED, HIDDEN, HOSTILE, check, report, unread


def test_a_failed_check_is_told_in_full() -> None:
    """Message and hint, outcome in words."""
    page = render_feedback(report("ada", check(), FAILED), release_hidden=False)
    assert "<code>relu(-1.0)</code> returned 1.0, expected 0.0." in page
    assert "Negative entries become 0." in page
    assert "Failed." in page
    assert "2 <small>of 4 points</small>" in page


def test_a_hidden_check_shows_its_name_and_hint_alone() -> None:
    """What it found is the instructor's to release."""
    page = render_feedback(report("ada", HIDDEN), release_hidden=False)
    assert "test_negative holds." in page
    assert "Negative entries become 0." in page
    assert "returned 1.0" not in page
    assert "A hidden check." in page
    assert "returned 1.0" in render_feedback(report("ada", HIDDEN), release_hidden=True)


def test_the_plot_of_a_hidden_check_is_hidden_too() -> None:
    """The curve shows the expected values."""
    hidden = report("ada", HIDDEN, exercise={"curve": CURVE})
    assert "yours and expected" not in render_feedback(hidden, release_hidden=False)
    assert "relu: yours and expected" in render_feedback(hidden, release_hidden=True)


def test_a_misconception_is_named_first() -> None:
    """Before any single check."""
    page = render_feedback(
        report("ada", FAILED, exercise={"hint": "It mirrors.", "misconception": "m"}), release_hidden=True
    )
    assert page.index("What this looks like") < page.index("test_negative holds.")


def test_nothing_of_a_submission_is_markup() -> None:
    """Names, messages and remarks are text, without control characters."""
    hostile = FAILED.model_copy(update={"message": HOSTILE, "hint": HOSTILE, "title": HOSTILE})
    facts = SubmissionFacts(file=HOSTILE, digest="d", remarks=[HOSTILE])
    page = render_feedback(report(HOSTILE, hostile, submission=facts), release_hidden=True)
    assert "<script" not in page
    assert "\x1b" not in page


def test_the_page_asks_nothing_of_the_network() -> None:
    """It stands alone, and forbids the browser to fetch or run anything."""
    page = render_feedback(report("ada", FAILED, exercise={"curve": CURVE}), release_hidden=True)
    assert "default-src 'none'" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page


def test_an_unreadable_hand_in_says_whose_move_it_is() -> None:
    """The message, and what to do."""
    page = render_feedback(unread(), release_hidden=False)
    assert "The file is empty." in page
    assert "Hand in a file that opens" in page


def test_an_ungraded_one_has_no_score_and_is_not_at_fault() -> None:
    """Never zero."""
    page = render_feedback(unread(status=Status.UNGRADED), release_hidden=False)
    assert "no score yet" in page
    assert "This is not your fault" in page


def test_full_marks_are_plain() -> None:
    """No hint, no plot."""
    page = render_feedback(report("ada", check()), release_hidden=False)
    assert "Every check passes." in page


def test_every_outcome_has_a_word() -> None:
    """Nothing hangs on a colour or a sign."""
    for outcome in Outcome:
        if outcome is not Outcome.PASSED:
            changed = FAILED.model_copy(update={"outcome": outcome})
            assert "<code>relu(-1.0)</code> returned" in render_feedback(report("ada", changed), release_hidden=True)


def test_same_report_same_bytes() -> None:
    """A page made twice is one page."""
    one = report("ada", FAILED, exercise={"curve": CURVE})
    assert render_feedback(one, release_hidden=True) == render_feedback(one, release_hidden=True)


def test_checks_that_never_looked_are_folded_away() -> None:
    """The first speaks for them all; one that does not count says nothing about the answer."""
    gone = [
        FAILED.model_copy(update={"name": name, "title": f"{name} holds.", "outcome": Outcome.MISSING})
        for name in ("one", "two", "three")
    ]
    manner = FAILED.model_copy(
        update={"name": "four", "title": "four holds.", "message": "", "outcome": Outcome.SKIPPED}
    )
    page = render_feedback(report("ada", *gone, manner), release_hidden=True)
    assert "<summary>3 checks not counted</summary>" in page
    assert page.count("returned 1.0, expected 0.0.") == 1


def test_what_is_forbidden_has_no_call_to_show() -> None:
    """The message says it all."""
    page = render_feedback(report("ada", FAILED.model_copy(update={"outcome": Outcome.FORBIDDEN})), release_hidden=True)
    assert "<dt>called</dt>" not in page
