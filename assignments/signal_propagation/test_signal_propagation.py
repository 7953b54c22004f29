"""Public checks of signal propagation: run them with `rectify check signal_propagation.py`."""

import pytest
import torch

from autograder.testing import Call, Tolerance, check_from_scratch, require, value_of

STARTS = {"he_normal_": 2 / 400, "lecun_normal_": 1 / 400, "xavier_uniform_": 2 / 1000}


def filled(start, rows, columns):
    w = torch.full((rows, columns), 7.0)
    back = start(w)
    return {"the weight": w, "w itself returned": back is w}


def described(start, rows, columns):
    """The same in numbers that are about 1, by which typical mistakes are told apart."""
    w = torch.full((rows, columns), 7.0)
    back = start(w)
    scale = columns**0.5
    return {"mean": w.mean().item() * scale, "deviation": w.std().item() * scale, "w itself returned": back is w}


def each_start(points):
    marks = [
        pytest.param(name, marks=[pytest.mark.exercise(name), pytest.mark.points(points)], id=name) for name in STARTS
    ]
    return pytest.mark.parametrize("name", marks)


@each_start(1)
@pytest.mark.manner
def test_from_scratch(submission, name):
    """The start is written from scratch."""
    check_from_scratch(submission, name, Call(torch.empty(3, 4)))


@each_start(2)
@pytest.mark.hint(
    "In a weight of shape (fan_out, fan_in) the inputs are the columns. The standard deviation is the root."
)
def test_statistics(submission, name):
    """The weight has mean 0 and the right variance, in place, and is returned."""
    getattr(submission, name).driven(described, name).many([Call(600, 400)], tolerance=Tolerance(0.03, 0.02))
    found = getattr(submission, name).driven(filled, name).sample(600, 400)
    require(found["w itself returned"] is True, "The tensor that was passed in must be filled in place and returned.")
    mean, variance, wanted = found["the weight"].mean().item(), found["the weight"].var().item(), STARTS[name]
    # 240,000 numbers: these bounds are more than 8 standard deviations away, less than once in 10^15 right answers.
    require(
        abs(mean) < 0.02 * wanted**0.5 and abs(variance / wanted - 1) < 0.025,
        f"The numbers drawn by `{name}` do not have the wanted mean and variance.",
        call=f"{name}(w), w of shape (600, 400): mean and variance",
        returned=f"{mean:.5f} and {variance:.6f}",
        expected=f"0 and {wanted:.6f}",
    )


def statistics(signal_statistics, depth, activation, x):
    """Ask for the lecun start, with a right one in the place of yours: what is judged is signal_statistics alone."""

    def start(w, *_more, **_named):
        w.data.normal_(0, 0.0625)
        return w

    inner = signal_statistics
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    names = getattr(inner, "__globals__", {})
    own = {"lecun_normal_": names["lecun_normal_"]} if "lecun_normal_" in names else {}
    try:
        names.update(dict.fromkeys(own, start))
        return signal_statistics(depth, 256, activation, "lecun", x)
    finally:
        names.update(own)


def two_lists(submission, depth, activation, scale=1.0):
    x = scale * torch.randn(64, 256, generator=torch.Generator().manual_seed(1))
    driven = submission.signal_statistics.driven(statistics, "signal_statistics")
    (answer,) = driven.many([Call(depth, activation, x)], tolerance=Tolerance(0.5, 0.02))
    found = value_of(answer, f'signal_statistics({depth}, 256, "{activation}", "lecun", x)')
    lengths = (
        [len(part) if hasattr(part, "__len__") else 0 for part in found] if isinstance(found, list | tuple) else []
    )
    require(
        lengths == [depth, depth],
        f"Two lists of {depth} numbers are wanted: the means, and the variances.",
        call=f'signal_statistics({depth}, 256, "{activation}", "lecun", x)',
        returned=f"a {type(found).__name__}" + (f" of {len(found)} entries, of lengths {lengths}" if lengths else ""),
        expected=f"two lists of {depth} numbers",
    )
    return found


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(2)
@pytest.mark.hint("One mean and one variance for each layer, after its activation.")
def test_lengths(submission):
    """signal_statistics returns two lists of depth numbers, and they come from x."""
    two_lists(submission, 1, "relu")
    _means, small = two_lists(submission, 7, "relu")
    _means, large = two_lists(submission, 7, "relu", scale=100.0)
    require(
        float(large[0]) > 5 * float(small[0]) and float(large[-1]) > 5 * float(small[-1]),
        "An x that is a hundred times as large must give far larger variances.",
        call='signal_statistics(7, 256, "relu", "lecun", x): first and last variance, of x and of 100 * x',
        returned=f"{float(small[0]):.3g} and {float(small[-1]):.3g}, {float(large[0]):.3g} and {float(large[-1]):.3g}",
        expected="far larger ones for 100 * x",
    )


@pytest.mark.exercise("signal_statistics")
@pytest.mark.points(2)
@pytest.mark.hint(
    "SELU's variance stays near 1 with the lecun start. Is the start passed on, and the activation applied?"
)
def test_selu_normalises_itself(submission):
    """Over 50 layers SELU with the lecun start brings the variance of a larger x back to about 1."""
    _means, variances = two_lists(submission, 50, "selu", scale=3.0)
    require(
        float(variances[0]) > 2 and 0.3 < float(variances[-1]) < 3,  # more than 20 standard deviations away
        "From an x of variance 9, SELU with the lecun start must bring the variance to about 1 in 50 layers.",
        call='signal_statistics(50, 256, "selu", "lecun", 3 * x): the first and the last variance',
        returned=f"{float(variances[0]):.3g} and {float(variances[-1]):.3g}",
        expected="above 2, and between 0.3 and 3",
    )
