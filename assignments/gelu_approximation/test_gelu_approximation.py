"""Public checks of `gelu_approximation`: you may read them, and `rectify check gelu_approximation.py` runs them.

The functions that are passed to your answers are made in `measure_error`, `find_minimum`, `time_two` and `count_calls`:
each of these is given your function first.
"""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograder.testing import Call, Tolerance, compare_data, compare_values, sweep


@pytest.mark.exercise("gelu_sigmoid")
@pytest.mark.points(3)
@pytest.mark.hint("Two factors: the input, and the sigmoid of 1.702 times the input.")
def test_gelu_sigmoid_values(submission):
    """gelu_sigmoid is right on [-6, 6]: the same as F.silu(1.702 * x) / 1.702."""
    compare_values(submission.gelu_sigmoid, lambda x: F.silu(1.702 * x) / 1.702, sweep(-6, 6))


def measure_error(max_abs_error, f, g, low, high):
    """The answer for two functions by their names."""
    functions = {
        "sin(x)": torch.sin,
        "exp(x)": torch.exp,
        "1 + x": lambda x: 1 + x,
        "0": torch.zeros_like,
        "gelu": nn.functional.gelu,
        "gelu by tanh": lambda x: nn.functional.gelu(x, approximate="tanh"),
    }
    answer = max_abs_error(functions[f], functions[g], low, high)
    return f"a {type(answer).__name__} of {len(answer)}" if isinstance(answer, (tuple, list)) else answer


@pytest.mark.exercise("max_abs_error")
@pytest.mark.points(2)
@pytest.mark.hint(
    "A grid seldom has a point at the top of a hill. Look again, more finely and in float64, around its best point. "
    "Wanted is one number: the largest distance."
)
def test_max_abs_error_between_points(submission):
    """max_abs_error finds the top of a hill, to a millionth of its height."""
    known = {("sin(x)", "0"): 1.0, ("gelu", "gelu by tanh"): 0.00047323552068779}
    compare_data(
        submission.max_abs_error.driven(measure_error),
        lambda f, g, _low, _high: known[f, g],
        [Call("sin(x)", "0", 0.0, 3.0), Call("gelu", "gelu by tanh", -5.0, 5.0)],
        Tolerance(1e-6, 1e-12),
    )


@pytest.mark.exercise("max_abs_error")
@pytest.mark.points(1)
@pytest.mark.hint("The edges belong to the interval.")
def test_max_abs_error_at_an_edge(submission):
    """max_abs_error finds the largest error at an edge: exp(1) - 2 for exp(x) and 1 + x on [-1, 1]."""
    compare_data(
        submission.max_abs_error.driven(measure_error),
        lambda *_: 0.718281828459045,
        Call("exp(x)", "1 + x", -1.0, 1.0),
        Tolerance(1e-6, 1e-12),
    )


def find_minimum(minimum, f, low, high):
    """The answer for a function by its name; a tensor or an array of two numbers counts as a pair."""
    functions = {
        "gelu": nn.functional.gelu,
        "silu": nn.functional.silu,
        "exp(-x)": lambda x: torch.exp(-x),
    }
    answer = minimum(functions[f], low, high)
    return list(answer) if isinstance(answer, (tuple, list)) else answer


@pytest.mark.exercise("minimum")
@pytest.mark.points(2)
@pytest.mark.hint("The pair is (x, value). The best point of a grid is near the lowest point, not on it.")
def test_minimum_of_two_dips(submission):
    """minimum finds where GELU and SiLU are lowest, and how low: -0.17 at -0.75, and -0.28 at -1.28."""
    known = {"gelu": [-0.7517915247, -0.1699712075], "silu": [-1.2784645428, -0.2784645428]}
    compare_data(
        submission.minimum.driven(find_minimum),
        lambda f, _low, _high: known[f],
        [Call("gelu", -5.0, 5.0), Call("silu", -7.0, 4.0)],
        Tolerance(0.0, 1e-5),
    )


@pytest.mark.exercise("minimum")
@pytest.mark.points(1)
@pytest.mark.hint("The edges belong to the interval, and the slope there need not be 0.")
def test_minimum_at_an_edge(submission):
    """minimum finds that exp(-x) on [0, 3] is lowest at 3."""
    compare_data(
        submission.minimum.driven(find_minimum),
        lambda *_: [3.0, 0.0497870684],
        Call("exp(-x)", 0.0, 3.0),
        Tolerance(0.0, 1e-5),
    )


def time_two(speedup, repeats, f_milliseconds, g_milliseconds):  # noqa: C901  (a driver is one function)
    """The answer for two functions that take these times on every call.

    They really take them, for clocks of any kind; clocks that are looked up by name see these times alone, whatever
    else the machine has to do.
    """
    import sys
    import time
    import timeit
    import types

    real, passed = time.perf_counter, [0.0]

    def costing(milliseconds):
        def function(x):
            end = real() + milliseconds / 1000
            while real() < end:
                pass
            passed[0] += milliseconds / 1000
            return x * 1

        return function

    def standing(clock):
        start = clock()
        ticks = 1e9 if isinstance(start, int) else 1.0

        def read(*_):
            passed[0] += 1e-7  # whoever waits for a clock must not wait for ever
            return start + type(start)(passed[0] * ticks)

        return read

    def sleep(seconds):
        passed[0] += seconds

    names = ("perf_counter", "monotonic", "time", "process_time", "thread_time")
    clocks = [getattr(time, name + unit) for name in names for unit in ("", "_ns")]
    stand_ins = {id(clock): standing(clock) for clock in clocks} | {id(time.sleep): sleep}
    own = sys.modules.get("submission", time)
    owners = [time, timeit, own, *(value for value in vars(own).values() if isinstance(value, type))]
    changes = [
        (owner, *item, stand_ins[id(item[1])])
        for owner in owners
        for item in vars(owner).items()
        if id(item[1]) in stand_ins
    ]
    functions = [timeit.Timer.__init__, timeit.timeit, timeit.repeat, *vars(own).values()]
    for function in functions:
        if isinstance(function, types.FunctionType) and function.__defaults__:
            defaults = tuple(stand_ins.get(id(value), value) for value in function.__defaults__)
            changes.append((function, "__defaults__", function.__defaults__, defaults))
    try:
        for owner, name, _, stand_in in changes:
            setattr(owner, name, stand_in)
        x = torch.linspace(-3, 3, 100)
        return speedup(costing(f_milliseconds), costing(g_milliseconds), x, repeats)
    finally:
        for owner, name, usual, _ in changes:
            setattr(owner, name, usual)


@pytest.mark.exercise("speedup")
@pytest.mark.points(2)
@pytest.mark.hint("The median time of f, divided by the median time of g.")
def test_speedup_of_a_slow_function(submission):
    """speedup is about 5 where f takes five times as long as g."""
    compare_data(
        submission.speedup.driven(time_two),
        lambda f_milliseconds, g_milliseconds, **_: f_milliseconds / g_milliseconds,
        Call(repeats=51, f_milliseconds=0.25, g_milliseconds=0.05),
        Tolerance(0.3, 0.0),
    )


def count_calls(speedup, repeats):
    """How often the answer calls each function, counted as far as one call to warm up and `repeats` to be timed."""
    import contextlib
    import time

    calls = {"f": 0, "g": 0}

    def counting(name):
        def function(x):
            calls[name] += 1
            end = time.perf_counter() + 0.0002
            while time.perf_counter() < end:
                pass
            return x * 1

        return function

    with contextlib.suppress(ZeroDivisionError):  # by a coarse clock: the calls count all the same
        speedup(counting("f"), counting("g"), torch.linspace(-3, 3, 100), repeats)
    most = repeats + 1
    return {f"the number of calls of `{name}` (up to {most})": min(calls[name], most) for name in calls}


@pytest.mark.exercise("speedup")
@pytest.mark.points(1)
@pytest.mark.hint("At least one call of each that is not timed, and then `repeats` that are.")
def test_speedup_calls_often_enough(submission):
    """speedup calls each function at least `repeats + 1` times: once to warm up, and then to be timed."""
    compare_data(
        submission.speedup.driven(count_calls),
        lambda repeats: {f"the number of calls of `{name}` (up to {repeats + 1})": repeats + 1 for name in ("f", "g")},
        [Call(repeats=5), Call(repeats=1)],
    )
