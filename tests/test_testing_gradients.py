"""Comparing gradients: what autograd gives, kinks left out, and functions whose backward lies."""

import pytest
import torch

from autograder.errors import CheckFailed, StudentRaised
from autograder.testing import Call, compare_gradients, compare_with_differences, sweep
from tests.under_test import submission_of


def compare(body: str) -> None:
    compare_gradients(submission_of(f"def f(x): {body}").f, torch.relu, sweep())


@pytest.mark.parametrize(
    "body",
    [
        "return x.clamp(min=0)",
        "return F.relu(x)",
        "return torch.maximum(x, torch.zeros_like(x))",
        "return (x + x.abs()) / 2",
    ],
)
def test_any_choice_at_the_kink_is_right(body: str) -> None:
    """Zero, one half and one at 0 are all fine."""
    compare(body)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return x.detach().clamp(min=0)", "does not depend on its input as far as autograd can see"),
        ("return torch.tensor(x.clamp(min=0).tolist(), dtype=x.dtype)", "does not depend on its input"),
        ("return None", r"returned nothing \(`None`\)"),
        ("return x", r"The gradient of `f\(-1.0\)` is 1.0, expected 0.0."),
        ("return torch.where(x > 0, x, torch.sqrt(x - x) * 0)", "NaN is what 0 \\* inf, .* give"),
    ],
)
def test_wrong_gradients_are_named(body: str, message: str) -> None:
    """Cut off, wrong, or not a number."""
    with pytest.raises(CheckFailed, match=message):
        compare(body)


def test_an_exception_while_differentiating_is_the_students() -> None:
    """In-place changes that autograd forbids, for one."""
    with pytest.raises(StudentRaised, match="raised RuntimeError"):
        compare("return x.mul_(2)")


def test_every_tensor_argument_is_looked_at() -> None:
    """A weight that is detached is found."""
    submission = submission_of("def f(x, w): return torch.where(x > 0, x, w.detach() * x)")
    call = Call(sweep(-2, 2), torch.tensor([0.5], dtype=torch.float64))
    with pytest.raises(CheckFailed, match="no way from the output back to tensor argument 2"):
        compare_gradients(submission.f, lambda x, w: torch.where(x > 0, x, w * x), call)


BACKWARD = """
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return {factor} * g * x
def f(x): return Square.apply(x)
"""


def test_a_backward_that_agrees_with_its_forward_passes() -> None:
    """By central differences, without a reference."""
    compare_with_differences(submission_of(BACKWARD.format(factor=2)).f, sweep(-3, 3))


def test_a_backward_that_lies_is_found() -> None:
    """The slope of the function says otherwise."""
    with pytest.raises(CheckFailed, match="rises by 2.0 per unit of input, but its gradient says 3.0"):
        compare_with_differences(submission_of(BACKWARD.format(factor=3)).f, sweep(-3, 3))


def test_a_wrong_gradient_of_a_weight_is_named() -> None:
    """With the call, since the weight has no entry for each input."""
    submission = submission_of("def f(x, w): return x * w * w")
    call = Call(sweep(0.5, 2), torch.tensor([3.0], dtype=torch.float64))
    with pytest.raises(CheckFailed, match="gradient of tensor argument 2 is .*, expected"):
        compare_gradients(submission.f, lambda x, w: x * w * 3, call)


def test_a_wrong_gradient_is_told_with_all_arguments() -> None:
    """`f(-1.0)` alone would be another call; of a function that mixes entries, the entry is named."""
    submission = submission_of("def f(x, slope=0.01): return torch.where(x > 0, x, 0.01 * x)")
    with pytest.raises(CheckFailed, match=r"The gradient of `f\(-1.0, 0.5\)` is 0.01, expected 0.5."):
        compare_gradients(submission.f, torch.nn.functional.leaky_relu, Call(sweep(), 0.5))
    mixing = submission_of("def f(x, dim): return torch.softmax(x, dim) + 0 * x.sum()")
    with pytest.raises(CheckFailed, match=r"`f\(.*, 0\)`: the gradient of its input at its entry 1.0 is"):
        compare_gradients(mixing.f, lambda x, dim: -torch.softmax(x, dim), Call(torch.eye(2), 0), weighted=True)
