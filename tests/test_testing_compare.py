"""Comparing values: the simplest failing input, in words; and no right answer rejected."""

from collections.abc import Callable

import pytest
import torch

from autograder.errors import AnswerError, CheckFailed, MissingAnswer, StudentRaised, UnusableAnswer
from autograder.testing import Call, Tolerance, compare_values, require, sweep
from tests.under_test import submission_of


def compare(body: str, expected: Callable[..., torch.Tensor] = torch.relu, calls: object = None) -> None:
    code = f"def f(x, *more, **named):\n    {body}\n"
    compare_values(submission_of(code).f, expected, sweep() if calls is None else calls)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        "return x.clamp(min=0)",
        "return torch.where(x > 0, x, 0.0 * x)",
        "return (x + x.abs()) / 2",
        "return x * (x > 0)",
        "return torch.stack([x, torch.zeros_like(x)]).amax(0)",
    ],
)
def test_right_answers_pass_in_any_style(body: str) -> None:
    """Signed zeros and rounding are no difference."""
    compare(body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return x", r"`f\(-1.0\)` returned -1.0, expected 0.0."),
        ("return x.abs()", r"`f\(-1.0\)` returned 1.0, expected 0.0."),
        ("return torch.where(x > 2, x + 1, x.clamp(min=0))", r"`f\(3.0\)` returned 4.0, expected 3.0."),
        ("return x.clamp(min=0).float()", r"returned dtype `torch.float32`, expected `torch.float64`"),
        ("return x.clamp(min=0).sum()", r"returned shape \(\), expected \(\d+,\)"),
        ("return None", r"returned nothing \(`None`\): is a `return` missing\?"),
        ("return x.clamp(min=0).tolist()", "returned a `list`. A tensor is wanted."),
        ("return x.clamp(min=0) + 1e-3", "It is close everywhere: off by 1.0e-03 at most"),
        ("return x.clamp(min=0) * 0.98", "It is close everywhere: off by 2 percent at most"),
        ("return x.clamp(min=0) - 0.003 * x.clamp(max=0)", r"returned [\d.e-]+, expected 0\.0?\.$"),
        ("return x.clamp(min=0) / 0 * 0", "returned nan, expected 0.0."),
    ],
)
def test_wrong_answers_are_named_at_their_simplest_input(body: str, message: str) -> None:
    """What was called, what came back, what was expected."""
    with pytest.raises(CheckFailed, match=message):
        compare(body)


def test_an_exception_is_told_with_its_line() -> None:
    """The student's own line, as they wrote it."""
    with pytest.raises(
        StudentRaised, match=r"raised TypeError: .* \(work.py, line 4: `return torch.relu\(x, 1, 2\)`\)"
    ):
        compare("return torch.relu(x, 1, 2)")


def test_a_function_that_is_not_written_yet_is_missing() -> None:
    """NotImplementedError is the stub's own."""
    with pytest.raises(MissingAnswer, match="`f` is not written yet"):
        compare("raise NotImplementedError")


def test_a_missing_piece_of_torchs_is_no_missing_answer() -> None:
    """Torch raises NotImplementedError for a module without a forward: what is written is told as it is."""
    with pytest.raises(StudentRaised, match="raised NotImplementedError: Module .ModuleDict. is missing"):
        compare("return torch.nn.ModuleDict()(x)")


def test_a_misspelt_function_is_pointed_out() -> None:
    """A near name in the file is offered."""
    with pytest.raises(MissingAnswer, match="but `leaky_rely` is. If it is meant, rename it to `leaky_relu`."):
        compare_values(submission_of("def leaky_rely(x): return x").leaky_relu, torch.relu, sweep())


def test_a_name_lost_to_an_error_at_the_top_is_explained() -> None:
    """Running the file met an error: perhaps that is why."""
    with pytest.raises(MissingAnswer, match="perhaps because running the file met NameError"):
        compare_values(submission_of("relu = undefined_thing").relu, torch.relu, sweep())


def test_a_missing_name_is_asked_for() -> None:
    """Nothing near, nothing broken."""
    with pytest.raises(MissingAnswer, match="Define it at the top level, under exactly this name"):
        compare_values(submission_of("x = 1").relu, torch.relu, sweep())


def test_arguments_are_shown_as_a_student_would_write_them() -> None:
    """Keyword arguments by name."""
    calls = [Call(sweep(), negative_slope=0.5)]
    with pytest.raises(CheckFailed, match=r"`f\(-1.0, negative_slope=0.5\)` returned -1.0, expected -0.5."):
        compare("return x", lambda x, negative_slope: torch.where(x > 0, x, negative_slope * x), calls)


def test_functions_that_mix_entries_are_told_whole() -> None:
    """Softmax of one entry alone would say nothing."""
    calls = [torch.tensor([0.0, 1.0])]
    with pytest.raises(CheckFailed, match=r"`f\(tensor\(\[0.0, 1.0\]\)\)` returned tensor"):
        compare("return x", lambda x: torch.softmax(x, 0), calls)


def test_a_tolerance_can_be_given() -> None:
    """Where a check has its own."""
    submission = submission_of("def f(x): return x + 1e-3")
    compare_values(submission.f, lambda x: x, sweep(), Tolerance(0.0, 1e-2))
    with pytest.raises(CheckFailed, match="close everywhere"):
        compare_values(submission.f, lambda x: x, sweep(), Tolerance(0.0, 1e-4))


def test_the_curve_of_a_wrong_function_is_kept() -> None:
    """For the plot: the student's over the reference's."""
    with pytest.raises(CheckFailed) as caught:
        compare("return torch.log(x)")
    curve = caught.value.curve
    assert curve is not None
    assert curve.submitted[0] is None  # the logarithm of a negative number
    assert curve.expected[-1] == curve.x[-1]


def test_require_fails_with_its_message_and_evidence() -> None:
    """A check's own condition."""
    require(True, "never")
    with pytest.raises(CheckFailed, match="slopes differ") as caught:
        require(False, "slopes differ", call="f(1)", returned=torch.tensor([1.0]), expected="2")
    assert caught.value.evidence is not None
    assert caught.value.evidence.returned == "tensor([1.0])"


def test_an_answer_that_cannot_cross_is_unusable() -> None:
    """Asked for its value, a call without one says why."""
    from autograder.sandbox.answers import Answer
    from autograder.testing.answered import require_value

    with pytest.raises(UnusableAnswer, match="cannot be used: a `object`"):
        require_value(Answer(unusable="a `object`"), "f(1)")


def test_calling_like_the_function_returns_its_value() -> None:
    """`submission.f(3)` in a check reads like a call, and raises what it raised."""
    submission = submission_of("def f(x, by=2): return x * by")
    assert submission.f(3) == 6
    assert submission.f(3, by=5) == 15
    with pytest.raises(AnswerError, match="raised TypeError"):
        submission.f()


def test_objects_stay_inside_and_are_called_by_handle() -> None:
    """A module that the student builds."""
    submission = submission_of("class Net(torch.nn.Module):\n    def forward(self, x): return x + 1\n")
    net = submission.Net.build()
    assert net.call("forward", torch.ones(1)).item() == 2.0


def test_a_driver_asks_inside_what_a_call_cannot_bring_back() -> None:
    """A check may bring a small function of its own along; it is given what the submission defines."""

    def count_parameters(make, width):  # type: ignore[no-untyped-def]
        return sum(p.numel() for p in make(width).parameters())

    submission = submission_of("def make(width): return torch.nn.Linear(width, 2)")
    assert submission.make.driven(count_parameters)(3) == 8


def test_a_sample_is_no_evidence_for_a_misconception() -> None:
    """Random numbers come out, and the diary, by which misconceptions are recognised, holds none of them."""
    submission = submission_of("def f(n): return torch.rand(n)")
    assert submission.f.sample(3).shape == (3,)
    assert submission.diary.interactions == []
    with pytest.raises(StudentRaised, match="raised TypeError"):
        submission.f.sample("three")
