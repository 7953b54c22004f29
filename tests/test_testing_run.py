"""An answer may not look at who calls it, in whatever assignment: a check's driver knows what it asks."""

from typing import Any

import pytest

from autograder.errors import TimedOut
from autograder.report import Outcome, Visibility
from autograder.testing.checks import Check
from autograder.testing.run import CheckRun, Finding
from tests.under_test import submission_of


def judged(is_even: Any, kind: str) -> bool:
    return bool(is_even({"even": 2, "odd": 3}[kind]))


def finding_on(code: str) -> Finding:
    """How a check that asks by a driver ends for ``code``."""

    def function(submission: Any) -> None:
        assert submission.is_even.driven(judged)("even")

    check = Check("test_even", "Even.", "is_even", 1.0, "", False, Visibility.PUBLIC, function, ("submission",), {})
    return CheckRun(submission_of(code), None, 0).run(check)


@pytest.mark.parametrize(
    "code",
    [
        "import sys\ndef is_even(n): return sys._getframe(1).f_locals['kind'] == 'even'",
        "import inspect\ndef is_even(n): return inspect.stack()[1].frame.f_locals['kind'] == 'even'",
        "def is_even(n):\n try: 1 / 0\n except Exception as e: return e.__traceback__.tb_frame.f_back is not None",
        "def is_even(n): return n.__closure__[0].cell_contents == 'even'",
        "import inspect\ndef is_even(n): return inspect.getclosurevars(n).nonlocals",
        "def is_even(n): return getattr(n, '__glo' + 'bals__')",
        "import inspect as i\ndef look(): return i.currentframe()\ndef is_even(n): return bool(look())",
    ],
)
def test_looking_at_the_caller_is_forbidden(code: str) -> None:
    """Told with the place, and without a word on the answer."""
    finding = finding_on(code)
    assert finding.outcome is Outcome.FORBIDDEN
    assert "may not be used in `is_even`: it looks at the check that calls. Answer from" in finding.message


def test_frames_elsewhere_in_the_file_are_free() -> None:
    """A demo may say where it is."""
    code = "import inspect\ndef is_even(n): return n % 2 == 0\ndef demo(): print(inspect.currentframe().f_lineno)"
    assert finding_on(code).outcome is Outcome.PASSED


def finding_with_waits(waits: list[bool], times: int = 1) -> list[Finding]:
    """How checks of two exercises end that do not end in time where ``waits`` says so, one entry for each attempt."""

    def function(submission: Any) -> None:
        if waits.pop(0):
            raise TimedOut("did not return within its time")

    run = CheckRun(submission_of("def is_even(n): return True"), None, 0)
    checks = [
        Check(f"test_{n}", "Even.", f"exercise_{n}", 1.0, "", False, Visibility.PUBLIC, function, ("submission",), {})
        for n in range(times)
    ]
    return [run.run(check) for check in checks]


def test_what_did_not_end_in_time_is_tried_again() -> None:
    """The machine may have been busy with others."""
    waits = [True, False, True, False]
    assert [one.outcome for one in finding_with_waits(waits, 2)] == [Outcome.PASSED, Outcome.PASSED]
    assert waits == []


def test_who_was_slow_twice_is_not_waited_for_again() -> None:
    """A submission of endless loops must not cost the class its patience."""
    waits = [True, True, True, False]
    assert [one.outcome for one in finding_with_waits(waits, 3)] == [Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.PASSED]
    assert waits == []
