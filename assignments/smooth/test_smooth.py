"""Public checks of `smooth`: you may read them, and `rectify check smooth.py` runs them."""

import pytest
import torch.nn.functional as F

from autograder.testing import check_from_scratch, compare_values, sweep


@pytest.mark.exercise("silu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_silu_is_from_scratch(submission):
    """silu is written from its formula, without torch's own."""
    check_from_scratch(submission, "silu", sweep(-6, 6))


@pytest.mark.exercise("silu")
@pytest.mark.points(2)
@pytest.mark.hint("Two factors: the input, and a gate that is its sigmoid.")
def test_silu_matches_torch(submission):
    """silu gives what F.silu gives on [-6, 6]."""
    compare_values(submission.silu, F.silu, sweep(-6, 6))


@pytest.mark.exercise("gelu")
@pytest.mark.points(1)
@pytest.mark.manner
def test_gelu_is_from_scratch(submission):
    """gelu is written from its formula, without torch's own."""
    check_from_scratch(submission, "gelu", sweep(-6, 6))


@pytest.mark.exercise("gelu")
@pytest.mark.points(2)
@pytest.mark.hint("The gate is the share of a normal distribution below x: between 0 and 1, and one half at 0.")
def test_gelu_matches_torch(submission):
    """gelu gives what F.gelu gives on [-6, 6]: the exact form."""
    compare_values(submission.gelu, F.gelu, sweep(-6, 6))


@pytest.mark.exercise("gelu_tanh")
@pytest.mark.points(1)
@pytest.mark.manner
def test_gelu_tanh_is_from_scratch(submission):
    """gelu_tanh is written from its formula, without torch's own."""
    check_from_scratch(submission, "gelu_tanh", sweep(-6, 6))


@pytest.mark.exercise("gelu_tanh")
@pytest.mark.points(2)
@pytest.mark.hint("Compare each constant, digit by digit, and each bracket with the formula.")
def test_gelu_tanh_matches_torch(submission):
    """gelu_tanh gives what F.gelu(x, approximate="tanh") gives on [-6, 6]."""
    compare_values(submission.gelu_tanh, lambda x: F.gelu(x, approximate="tanh"), sweep(-6, 6))


@pytest.mark.exercise("mish")
@pytest.mark.points(1)
@pytest.mark.manner
def test_mish_is_from_scratch(submission):
    """mish is written from its formula, without torch's own."""
    check_from_scratch(submission, "mish", sweep(-6, 6))


@pytest.mark.exercise("mish")
@pytest.mark.points(2)
@pytest.mark.hint("Work from the inside out: softplus first, tanh of that, and the input times it.")
def test_mish_matches_torch(submission):
    """mish gives what F.mish gives on [-6, 6]."""
    compare_values(submission.mish, F.mish, sweep(-6, 6))


@pytest.mark.exercise("hardswish")
@pytest.mark.points(1)
@pytest.mark.manner
def test_hardswish_is_from_scratch(submission):
    """hardswish is written from its formula, without torch's own."""
    check_from_scratch(submission, "hardswish", sweep(-6, 6))


@pytest.mark.exercise("hardswish")
@pytest.mark.points(2)
@pytest.mark.hint("The gate rises from 0 at -3 to 1 at 3 and stays level outside; the input is multiplied by it.")
def test_hardswish_matches_torch(submission):
    """hardswish gives what F.hardswish gives on [-6, 6]."""
    compare_values(submission.hardswish, F.hardswish, sweep(-6, 6))
