"""Which misconception an answer behaves like, and what a check that never looked at it may say."""

from types import SimpleNamespace

import pytest
import torch

from autograder.course.course import Course
from autograder.grading.grader import CheckSet, Grader, Isolation
from autograder.report import Outcome, Report, Visibility
from autograder.submission.source import read_submission
from autograder.testing import Call
from autograder.testing.checks import Check
from autograder.testing.misconceptions import Misconception, behaves_like
from autograder.testing.properties import check_speed
from autograder.testing.run import Finding, name_misconceptions
from autograder.testing.submission import Diary
from tests.under_test import submission_of

CUT_OFF = Misconception("relu_detached", "relu", "It is cut off.", lambda x: x.detach().clamp(min=0))


def test_a_call_that_was_only_counted_has_no_misconception() -> None:
    """How many operators ran says nothing about values: it would agree with every misconception."""
    submission = submission_of("def relu(x): return x.clamp(min=0)")
    check_speed(submission.relu)
    assert not behaves_like(CUT_OFF, submission.diary.interactions, 0)
    assert behaves_like(CUT_OFF, submission.diary.interactions, 0, values_only=True)


def test_a_call_that_raised_can_have_one() -> None:
    """The same exception where only the operators were asked for."""
    raising = Misconception("relu_view", "relu", "It views.", lambda x: x.view(-1))
    submission = submission_of("def relu(x): return x.view(-1)")
    submission.relu.many([Call(torch.ones(2, 3).t())])
    assert behaves_like(raising, submission.diary.interactions, 0)


def test_a_misconception_that_is_right_explains_nothing() -> None:
    """What the reference gives as well is no mistake: the check failed on something else, such as a float."""
    clamped = Misconception("relu_clamped", "relu", "It is clamped.", lambda x: x.clamp(0, 6))
    submission = submission_of("def relu(x): return x.clamp(0, 6).item()")
    reference = SimpleNamespace(relu=torch.relu)
    found = {}
    for x in (2.0, 7.0):
        submission.diary = Diary()
        submission.relu.many([Call(torch.tensor(x))])
        check = Check(f"at {x}", "It is right.", "relu", 1.0, "", False, Visibility.PUBLIC, print, (), {})
        finding = Finding(check, Outcome.FAILED, interactions=submission.diary.interactions)
        found[x] = name_misconceptions([finding], [clamped], 0, reference)
    assert not found[2.0] and found[7.0]
    raising = SimpleNamespace(relu=clamped.function, elu=None)
    assert not name_misconceptions([finding], [clamped], 0, raising)
    assert name_misconceptions([finding], [clamped], 0)


def test_a_misconception_raises_where_the_reference_does_not() -> None:
    """Or the other way round."""
    raising = Misconception("relu_view", "relu", "It views.", lambda x: x.view(-1))
    submission = submission_of("def relu(x): return x.view(-1)")
    submission.relu.many([Call(torch.ones(2, 3).t())])
    check = Check("views", "It is right.", "relu", 1.0, "", False, Visibility.PUBLIC, print, (), {})
    finding = Finding(check, Outcome.ERROR, interactions=submission.diary.interactions)
    assert name_misconceptions([finding], [raising], 0, SimpleNamespace(relu=torch.relu))
    assert not name_misconceptions([finding], [raising], 0, SimpleNamespace(relu=raising.function))


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("def relu(x, slope): return x", ""),
        ("def relu(x): return unknown", ""),
        ("def relu(x): return x.clamped()", ""),
        ("def relu(x): return max(x, 'a')", "h"),
        ("def relu(x): return -x", "h"),
    ],
)
def test_an_exception_that_says_all_gets_no_hint_about_values(small: Course, code: str, hint: str) -> None:
    """What the check looks at has nothing to do with it."""
    checks = small.assignment("units").public_checks
    checks.write_text(checks.read_text().replace("@pytest.mark.points", '@pytest.mark.hint("h")\n@pytest.mark.points'))
    assert report_on(small, code, "slips").checks[0].hint == hint


def report_on(course: Course, code: str, name: str) -> Report:
    """The report on ``code`` by the public checks, without a sandbox."""
    path = course.root / f"{name}.py"
    path.write_text(code)
    with Grader(CheckSet(course.assignment("units"), public_only=True), Isolation.NONE) as grader:
        return grader.grade(read_submission(path), "ada", 1)


def test_a_missing_answer_gets_no_hint_about_its_values(small: Course) -> None:
    """No check has seen it; what the file met is said with its place once, and that nothing of it ran."""
    checks = small.assignment("units").public_checks
    checks.write_text(checks.read_text().replace("@pytest.mark.points", '@pytest.mark.hint("h")\n@pytest.mark.points'))
    report = report_on(small, "def relu(x:\n", "broken")
    assert (report.checks[0].outcome, report.checks[0].hint) == (Outcome.MISSING, "")
    met = "SyntaxError: '(' was never closed (broken.py, line 1: `def relu(x:`)"
    assert report.submission.remarks == [f"{met}: Python cannot read this, so nothing in broken.py was run."]


def test_what_a_line_met_is_said_and_that_the_rest_ran(small: Course) -> None:
    """A line that raises costs itself."""
    report = report_on(small, "1 / 0\ndef relu(x): return x\n", "raises")
    assert report.score == 1
    first, last = report.submission.remarks
    assert first == "Running the file met ZeroDivisionError: division by zero (raises.py, line 1: `1 / 0`)."
    assert last == "Everything else was run all the same."


def test_an_answer_that_merely_meets_a_misconception_has_another() -> None:
    """Explained is who shares it in half of the failed checks."""
    submission = submission_of("def relu(x): return torch.where(x > 5, -x, x)")
    mirror = Misconception("relu_mirrored", "relu", "It mirrors.", lambda x: -x)
    findings = []
    for x in (-7.0, -2.0, 7.0):
        submission.diary = Diary()
        submission.relu(torch.tensor(x))
        check = Check(f"at {x}", "It is right.", "relu", 1.0, "", False, Visibility.PUBLIC, print, (), {})
        findings.append(Finding(check, Outcome.FAILED, interactions=submission.diary.interactions))
    assert not name_misconceptions(findings, [mirror], 0)
    assert name_misconceptions(findings[1:], [mirror], 0)
