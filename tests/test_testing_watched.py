"""An answer that was found to be from scratch is watched on, and cannot tell when."""

from collections.abc import Callable

import pytest
import torch

from autograder.errors import CheckFailed
from autograder.sandbox.direct import DirectSession
from autograder.testing import Call, check_from_scratch, compare_values
from autograder.testing.scratch import ScratchRule
from autograder.testing.scratch_watch import ScratchWatch
from autograder.testing.submission import SubmissionUnderTest

X = torch.linspace(-2, 2, 9)
BEHAVED_ONCE = """
import torch

found = [getattr(torch, name) for name in dir(torch) if name[:2] == "re" and name[2:] == "lu"]
calls = []


def relu(x):
    calls.append(x)
    return x * (x > 0) if len(calls) == 1 else found[0](x)
"""


def under_watch(code: str) -> SubmissionUnderTest:
    cells = [("answer.py", code)]
    return SubmissionUnderTest(DirectSession(cells), rule=ScratchRule.of(["relu"], [], cells), seed=5)


def test_an_answer_that_behaves_only_once_is_forbidden() -> None:
    """Whichever call comes second, by itself or by a driver that was announced."""
    submission = under_watch(BEHAVED_ONCE)
    check_from_scratch(submission, "relu", X)
    with pytest.raises(CheckFailed, match="went through the ready-made `relu`") as caught:
        compare_values(submission.relu, torch.relu, [X])
    assert caught.value.forbidden


def test_an_answer_from_scratch_is_not_disturbed() -> None:
    """Check after check."""
    submission = under_watch("def relu(x):\n    return x * (x > 0)\n")
    check_from_scratch(submission, "relu", X)
    for _ in range(5):
        compare_values(submission.relu, torch.relu, [X, X[:3], X[3:]])


def test_a_driver_of_the_checks_own_may_use_what_is_ready_made() -> None:
    """Only the driver with which the answer was found clean is recorded."""

    def ask(relu: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        return torch.relu(relu(x))

    submission = under_watch("def relu(x):\n    return x * (x > 0)\n")
    check_from_scratch(submission, "relu", X)
    assert torch.equal(submission.relu.driven(ask)(X), torch.relu(X))


def test_which_call_is_recorded_follows_from_the_seed() -> None:
    """Any of them may be; large ones never are, and calls of other functions neither."""
    rule = ScratchRule.of(["relu"], [], [])
    one, same = ScratchWatch(rule, 3), ScratchWatch(rule, 3)
    for watch in (one, same):
        watch.begin("relu")
    small, large = Call(torch.zeros(3)), Call(torch.zeros(20_000))
    chosen = [one.choose("relu", "", [small, large, small]) for _ in range(30)]
    assert set(chosen) == {0, 2}
    assert chosen == [same.choose("relu", "", [small, large, small]) for _ in range(30)]
    assert one.choose("relu", "", [large]) is None
    assert one.choose("elu", "", [small]) is None
    assert one.choose("relu", "ask", [small]) is None
