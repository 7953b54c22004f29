"""The rules that hold for every tensor function: each is kept by right answers, and broken by its own mistake."""

import pytest
import torch

from autograder.errors import CheckFailed, StudentRaised
from autograder.testing import check_dtypes, check_extremes, check_purity, check_shapes, check_speed
from tests.under_test import submission_of


def softplus(x: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.softplus(x)


def test_a_sound_function_keeps_every_rule() -> None:
    """Shapes, dtypes, purity, extremes, speed."""
    f = submission_of("def f(x): return x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))").f
    check_shapes(f, softplus)
    check_dtypes(f, softplus)
    check_purity(f)
    check_extremes(f, softplus)
    check_speed(f)


def test_shapes_are_kept() -> None:
    """A function that flattens is found."""
    with pytest.raises(CheckFailed, match="returned shape"):
        check_shapes(submission_of("def f(x): return x.relu().reshape(-1)").f, torch.relu)


def test_view_on_a_transposed_input_is_the_students_error() -> None:
    """`view` asks for contiguous memory, and not every input has it."""
    with pytest.raises(StudentRaised, match="view size is not compatible"):
        check_shapes(submission_of("def f(x): return x.view(-1).relu().view(x.shape)").f, torch.relu)


def test_dtypes_are_kept() -> None:
    """A function that computes in float32 is found."""
    with pytest.raises(CheckFailed, match="the input's dtype must be kept"):
        check_dtypes(submission_of("def f(x): return x.float().relu()").f, torch.relu)


@pytest.mark.parametrize("body", ["x[x < 0] = 0\n    return x", "return x.clamp_(min=0)", "return x.data.relu_()"])
def test_the_input_is_not_changed(body: str) -> None:
    """However it is written to."""
    with pytest.raises(CheckFailed, match="changed its own input: -1.0 became"):
        check_purity(submission_of(f"def f(x):\n    {body}").f)


def test_overflow_is_named() -> None:
    """log(1 + exp(x)) is infinite far out."""
    with pytest.raises(CheckFailed, match="returned inf, expected"):
        check_extremes(submission_of("def f(x): return torch.log(1 + torch.exp(x))").f, softplus)


def test_a_gradient_that_is_not_finite_is_named() -> None:
    """Right values, and a branch of `where` that overflows unseen."""
    body = "return torch.where(x > 20, x, torch.log1p(torch.exp(x)))"
    with pytest.raises(CheckFailed, match="The gradient of `f.* is not finite"):
        check_extremes(submission_of(f"def f(x): {body}").f, softplus)


@pytest.mark.parametrize(
    "body",
    [
        "return torch.stack([v.clamp(min=0) for v in x.reshape(-1)]).reshape(x.shape)",
        "y = x.clone()\n    for i in range(len(y)): y[i] = y[i] * (y[i] > 0)\n    return y",
    ],
)
def test_a_loop_over_entries_is_found_by_counting(body: str) -> None:
    """No clock is asked."""
    with pytest.raises(CheckFailed, match="a loop in Python"):
        check_speed(submission_of(f"def f(x):\n    {body}").f)


def test_a_short_loop_over_terms_is_no_loop_over_entries() -> None:
    """A series of fifty terms is vectorised."""
    check_speed(submission_of("def f(x): return sum(x**k / (k + 1) for k in range(50))").f)
