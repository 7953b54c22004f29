"""Hidden checks of `gelu_approximation`."""

from functools import partial

import pytest
import torch
from torch import nn

from autograder.testing import (
    Call,
    Tolerance,
    check_dtypes,
    check_extremes,
    check_purity,
    check_shapes,
    compare_data,
    compare_gradients,
    compare_values,
    sweep,
)

#: What the docstrings promise, and for times what a busy machine leaves of it.
ERROR = Tolerance(1e-6, 1e-12)
POINT = Tolerance(0.0, 1e-5)
RATIO = Tolerance(0.3, 0.0)


def _unforeseen(rng):
    """200 inputs in [-30, 30] that nobody could know beforehand, and 200 more where the function bends."""
    wide = 60 * torch.rand(200, dtype=torch.float64, generator=rng) - 30
    near = 10 * torch.rand(200, dtype=torch.float64, generator=rng) - 5
    return Call(torch.cat([wide, near]))


def _place(rng, low, high):
    """A number in [low, high] that nobody could know beforehand, and that is no point of a plain grid."""
    place = low + (high - low) * torch.rand(1, dtype=torch.float64, generator=rng).item()
    return round(round(place, 4) + 0.000037, 6)


@pytest.mark.exercise("gelu_sigmoid")
@pytest.mark.points(2)
@pytest.mark.hint("Compare the constant with the formula, digit by digit, and look at what it multiplies.")
def test_gelu_sigmoid_far_and_near(submission, reference, rng):
    """gelu_sigmoid is right on the whole of [-30, 30], at inputs drawn for this grading too."""
    compare_values(submission.gelu_sigmoid, reference.gelu_sigmoid, [Call(sweep()), _unforeseen(rng)])


@pytest.mark.exercise("gelu_sigmoid")
@pytest.mark.points(2)
@pytest.mark.hint("Both factors depend on x. Only torch operations carry a gradient.")
def test_gelu_sigmoid_gradient(submission, reference, rng):
    """gelu_sigmoid's gradient is right everywhere, at 0 too."""
    compare_gradients(submission.gelu_sigmoid, reference.gelu_sigmoid, [Call(sweep()), _unforeseen(rng)], kinks=())


@pytest.mark.exercise("gelu_sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Work on whole tensors, and make a new one: no `if` on values, no `_` operation on `x`.")
def test_gelu_sigmoid_shapes(submission, reference):
    """gelu_sigmoid takes tensors of any shape, a number and an empty one included, and leaves them as they were."""
    check_shapes(submission.gelu_sigmoid, reference.gelu_sigmoid)
    check_purity(submission.gelu_sigmoid)


@pytest.mark.exercise("gelu_sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Numbers of Python do not change a tensor's dtype; `.float()` and new tensors do.")
def test_gelu_sigmoid_dtypes(submission, reference):
    """gelu_sigmoid keeps float32, float64 and bfloat16."""
    check_dtypes(submission.gelu_sigmoid, reference.gelu_sigmoid)


@pytest.mark.exercise("gelu_sigmoid")
@pytest.mark.points(1)
@pytest.mark.hint("Far to the left `exp(-1.702 * x)` overflows. `torch.sigmoid` guards against that.")
def test_gelu_sigmoid_extremes(submission, reference):
    """gelu_sigmoid's values and gradients are finite at 10000 and at -10000."""
    check_extremes(submission.gelu_sigmoid, reference.gelu_sigmoid)


def measure_error(max_abs_error, f, g, low, high, place=0.0):
    """The answer for two functions by their names; where they say `place`, they depend on it."""
    gelu, silu = nn.functional.gelu, nn.functional.silu
    functions = {
        "0": lambda x: 0 * x,
        "x": lambda x: 1 * x,
        "gelu": gelu,
        "gelu by tanh": lambda x: nn.functional.gelu(x, approximate="tanh"),
        "gelu by sigmoid": lambda x: silu(1.702 * x) / 1.702,
        "relu": torch.relu,
        "silu": silu,
        "hardswish": nn.functional.hardswish,
        "cos(x) - 1": lambda x: torch.cos(x) - 1,
        "log(x)": torch.log,
        "x - 1": lambda x: x - 1,
        "x**3": lambda x: x**3,
        "sin(3 * x) / (1 + (x - place)**2)": lambda x: torch.sin(3 * x) / (1 + (x - place) ** 2),
        "1 - 20 * |x - place|, not below 0": lambda x: torch.relu(1 - 20 * (x - place).abs()),
        "1 / (1 + (60 * (x - place))**2) + 0.8 * exp(-40 * (x + place)**2)": lambda x: (
            1 / (1 + (60 * (x - place)) ** 2) + 0.8 * torch.exp(-40 * (x + place) ** 2)
        ),
    }
    answer = max_abs_error(functions[f], functions[g], low, high)
    return f"a {type(answer).__name__} of {len(answer)}" if isinstance(answer, (tuple, list)) else answer


def _compare_errors(submission, reference, *calls):
    expected = partial(measure_error, reference.max_abs_error)
    compare_data(submission.max_abs_error.driven(measure_error), expected, calls, ERROR)


@pytest.mark.exercise("max_abs_error")
@pytest.mark.points(2)
@pytest.mark.hint("Of errors as small as these float32 has only a few digits: a grid is float64 if you say so.")
def test_max_abs_error_of_close_functions(submission, reference):
    """max_abs_error is right to a millionth for GELU's approximations, whose largest error is on both sides of 0."""
    _compare_errors(
        submission,
        reference,
        Call("gelu", "gelu by tanh", -6.2, 5.9),
        Call("gelu by sigmoid", "gelu", -7.1, 6.3),
        Call("gelu by tanh", "gelu by sigmoid", 0.0, 4.0),
        Call("gelu", "relu", -3.0, 2.0),
        Call("x", "x", -1.0, 2.0),
    )


@pytest.mark.exercise("max_abs_error")
@pytest.mark.points(1)
@pytest.mark.hint("`low` and `high` belong to the interval. An error below zero counts as much as one above.")
def test_max_abs_error_on_either_side(submission, reference):
    """max_abs_error finds the largest error at either edge, and where f lies below g."""
    _compare_errors(
        submission,
        reference,
        Call("x**3", "0", -1.0, 2.0),
        Call("log(x)", "x - 1", 0.1, 2.0),
        Call("x", "0", -3.0, -1.0),
        Call("cos(x) - 1", "0", 0.0, 4.0),
        Call("0", "cos(x) - 1", 0.0, 4.0),
    )


@pytest.mark.exercise("max_abs_error")
@pytest.mark.points(2)
@pytest.mark.hint(
    "Where there are several hills, a search that only climbs ends on any of them. Look everywhere first, by a grid "
    "that is fine enough for the narrowest."
)
def test_max_abs_error_among_several_hills(submission, reference, rng):
    """max_abs_error finds the highest of several hills, and a narrow one."""
    waves = "sin(3 * x) / (1 + (x - place)**2)"
    narrow = "1 / (1 + (60 * (x - place))**2) + 0.8 * exp(-40 * (x + place)**2)"
    _compare_errors(
        submission,
        reference,
        Call(waves, "0", -6.0, 7.0, place=2.5),
        Call(waves, "0", -6.0, 7.0, place=-3.6),
        Call(narrow, "0", -1.0, 1.0, place=0.31),
        Call("0", narrow, -1.0, 1.0, place=-0.37),
        Call(narrow, "0", -1.0, 1.0, place=_place(rng, 0.3, 0.9)),
        Call("gelu by sigmoid", "gelu", -50.0, 60.0),
    )


@pytest.mark.exercise("max_abs_error")
@pytest.mark.points(2)
@pytest.mark.hint(
    "At a kink an error falls off in straight lines, so the nearest point of a grid is farther off than on a round "
    "hill. Repeat the search between the neighbours of the best point until nothing changes."
)
def test_max_abs_error_at_a_kink(submission, reference, rng):
    """max_abs_error finds a largest error at a kink, where even a fine grid misses it."""
    _compare_errors(
        submission,
        reference,
        Call("silu", "hardswish", -7.3, 8.1),
        Call("1 - 20 * |x - place|, not below 0", "0", -1.0, 1.0, place=_place(rng, -0.9, -0.1)),
        Call("0", "1 - 20 * |x - place|, not below 0", -1.3, 1.1, place=_place(rng, 0.1, 0.9)),
    )


def find_minimum(minimum, f, low, high, place=0.0):
    """The answer for a function by its name; where it says `place`, it depends on it."""
    functions = {
        "x": lambda x: 1 * x,
        "-x**2": lambda x: -(x**2),
        "(x - place)**2 - 3": lambda x: (x - place) ** 2 - 3,
        "gelu": nn.functional.gelu,
        "gelu by sigmoid": lambda x: x * torch.sigmoid(1.702 * x),
        "silu": nn.functional.silu,
        "mish": nn.functional.mish,
        "(x**3 - 3 * x) / 10": lambda x: (x**3 - 3 * x) / 10,
        "x**4 - 3 * x**2 + x": lambda x: x**4 - 3 * x**2 + x,
        "x**4 - 3 * x**2 - x": lambda x: x**4 - 3 * x**2 - x,
        "sin(x) + sin(10 * x / 3)": lambda x: torch.sin(x) + torch.sin(10 * x / 3),
        "|x - place|": lambda x: (x - place).abs(),
        "-1 / (1 + (60 * (x - place))**2) - 0.8 * exp(-40 * (x + place)**2)": lambda x: (
            -1 / (1 + (60 * (x - place)) ** 2) - 0.8 * torch.exp(-40 * (x + place) ** 2)
        ),
    }
    answer = minimum(functions[f], low, high)
    return list(answer) if isinstance(answer, (tuple, list)) else answer


def _compare_minima(submission, reference, *calls):
    expected = partial(find_minimum, reference.minimum)
    compare_data(submission.minimum.driven(find_minimum), expected, calls, POINT)


@pytest.mark.exercise("minimum")
@pytest.mark.points(2)
@pytest.mark.hint("x is asked to within 1e-5: the best point of a grid is near the lowest point, not on it.")
def test_minimum_inside(submission, reference, rng):
    """minimum finds a lowest point inside the interval, to within 1e-5."""
    _compare_minima(
        submission,
        reference,
        Call("(x - place)**2 - 3", -4.0, 5.0, place=_place(rng, -3.0, 4.0)),
        Call("gelu by sigmoid", -6.0, 4.0),
        Call("mish", -8.0, 3.0),
        Call("silu", -3.0, -0.5),
        Call("gelu", -53.6, 63.7),
    )


@pytest.mark.exercise("minimum")
@pytest.mark.points(2)
@pytest.mark.hint(
    "At an edge the slope need not be 0, and an edge may be lower than any dip. Never leave the interval."
)
def test_minimum_at_either_edge(submission, reference):
    """minimum finds a lowest point at either edge, also where there is a dip inside that is less low."""
    _compare_minima(
        submission,
        reference,
        Call("x", -2.0, 5.0),
        Call("-x**2", -1.0, 2.0),
        Call("gelu", 0.5, 3.0),
        Call("silu", -1.0, 4.0),
        Call("(x**3 - 3 * x) / 10", -2.5, 2.5),
        Call("(x**3 - 3 * x) / 10", -3.0, 1.5),
    )


@pytest.mark.exercise("minimum")
@pytest.mark.points(2)
@pytest.mark.hint(
    "A search that only goes downhill ends in any dip, not in the lowest. Look everywhere first, by a grid that is "
    "fine enough for the narrowest."
)
def test_minimum_among_several_dips(submission, reference, rng):
    """minimum finds the lowest of several dips, and a narrow one."""
    narrow = "-1 / (1 + (60 * (x - place))**2) - 0.8 * exp(-40 * (x + place)**2)"
    _compare_minima(
        submission,
        reference,
        Call("x**4 - 3 * x**2 + x", -2.0, 2.1),
        Call("x**4 - 3 * x**2 - x", -2.1, 2.0),
        Call("sin(x) + sin(10 * x / 3)", 2.7, 7.5),
        Call(narrow, -1.0, 1.0, place=0.31),
        Call(narrow, -1.0, 1.0, place=-0.37),
        Call(narrow, -1.0, 1.0, place=_place(rng, 0.3, 0.9)),
    )


@pytest.mark.exercise("minimum")
@pytest.mark.points(1)
@pytest.mark.hint("At a kink the slope jumps and is nowhere 0: compare values instead.")
def test_minimum_at_a_kink(submission, reference, rng):
    """minimum finds a lowest point at a kink."""
    _compare_minima(
        submission,
        reference,
        Call("|x - place|", -2.0, 3.0, place=_place(rng, -1.9, 0.4)),
        Call("|x - place|", -3.0, 2.0, place=_place(rng, -0.4, 1.9)),
    )


def time_two(speedup, repeats, f_milliseconds, g_milliseconds, slow_calls=(), quick_calls=(), uneven=False):  # noqa: C901, PLR0912, PLR0915  (a driver is one function)
    """The middle of three answers for two functions whose first call, and `slow_calls`, take 3 milliseconds.

    `quick_calls` of f take a tenth of its time. `uneven`: a third of the calls take 60 percent less and a third 60
    percent more, evenly spread, but g other ones than f: medians and means stay, the median of the ratios does not.
    Any other tensor than x takes 1 millisecond. Every call really takes its time, for clocks of any kind; clocks that
    are looked up by name see that time alone, whatever else the machine has to do.
    """
    import datetime as dt
    import sys
    import time
    import timeit
    import types

    real, passed = time.perf_counter, [0.0]

    def costing(milliseconds, quick, thirds):
        calls = [0]

        def function(given):
            calls[0] += 1
            cost = milliseconds
            if calls[0] == 1 or calls[0] in slow_calls:
                cost = 3.0
            elif given is not x and not (given.dtype == x.dtype and torch.equal(given, x)):
                cost = 1.0
            elif calls[0] in quick:
                cost = milliseconds / 10
            elif uneven:  # by the golden ratio, which spreads them evenly for whoever times every second or third call
                cost = milliseconds * thirds[int(3 * (calls[0] * 0.6180339887 % 1))]
            end = real() + cost / 1000
            while real() < end:
                pass
            passed[0] += cost / 1000
            return given * 1

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

    calendar = dt.datetime

    class Standing(calendar):
        """A calendar's clock that runs on the same time."""

        @classmethod
        def now(cls, tz=None):
            passed[0] += 1e-7
            return calendar.fromtimestamp(begun + passed[0], tz)

        @classmethod
        def utcnow(cls):
            return cls.now(dt.UTC).replace(tzinfo=None)

    begun = 1.7e9
    names = ("perf_counter", "monotonic", "time", "process_time", "thread_time")
    clocks = [getattr(time, name + unit) for name in names for unit in ("", "_ns")]
    stand_ins = {id(clock): standing(clock) for clock in clocks} | {id(time.sleep): sleep}
    stand_ins[id(dt.datetime)] = Standing
    x = torch.linspace(-3, 3, 100)
    own = sys.modules.get("submission", time)
    owners = [time, timeit, dt, own, *(value for value in vars(own).values() if isinstance(value, type))]
    changes = []
    for owner in owners:
        for name, value in vars(owner).items():
            bare = value.__func__ if isinstance(value, staticmethod) else value
            if id(bare) in stand_ins:
                stand_in = stand_ins[id(bare)]
                changes.append((owner, name, value, stand_in if bare is value else staticmethod(stand_in)))
    functions = [timeit.timeit, timeit.repeat, *(value for owner in owners[1:] for value in vars(owner).values())]
    functions += [timeit.Timer.__init__]
    for function in functions:
        if not isinstance(function, types.FunctionType):
            continue
        if function.__defaults__:
            defaults = tuple(stand_ins.get(id(value), value) for value in function.__defaults__)
            changes.append((function, "__defaults__", function.__defaults__, defaults))
        for cell in function.__closure__ or ():
            try:
                held = cell.cell_contents
            except ValueError:
                continue  # a name that is bound later
            if id(held) in stand_ins:
                changes.append((cell, "cell_contents", held, stand_ins[id(held)]))
            elif isinstance(held, types.FunctionType) and held not in functions:
                functions.append(held)
    try:
        for owner, name, _, stand_in in changes:
            setattr(owner, name, stand_in)
        answers = [
            speedup(
                costing(f_milliseconds, quick_calls, (1.0, 0.4, 1.6)),
                costing(g_milliseconds, (), (0.4, 1.6, 1.0)),
                x.clone(),
                repeats,
            )
            for _ in range(3)
        ]
    finally:
        for owner, name, usual, _ in changes:
            setattr(owner, name, usual)
    try:
        return sorted(answers, key=float)[1]
    except (TypeError, ValueError, RuntimeError):
        return answers[0]  # no number: let it be seen


def _compare_ratios(submission, *calls):
    def expected(repeats, f_milliseconds, g_milliseconds, **_others):
        return f_milliseconds / g_milliseconds

    compare_data(submission.speedup.driven(time_two), expected, calls, RATIO)


@pytest.mark.exercise("speedup")
@pytest.mark.points(2)
@pytest.mark.hint("The first call of each function is very slow here. Call both once before you start to time either.")
def test_speedup_without_the_first_call(submission):
    """speedup leaves the first call of each function out, which is very slow."""
    _compare_ratios(
        submission,
        Call(repeats=1, f_milliseconds=0.3, g_milliseconds=0.06),
        Call(repeats=1, f_milliseconds=0.1, g_milliseconds=0.2),
    )


@pytest.mark.exercise("speedup")
@pytest.mark.points(3)
@pytest.mark.hint(
    "Some single calls take long, and some are quick. Sort f's times and take the one in the middle, do the same with "
    "g's, and divide these two."
)
def test_speedup_by_medians(submission):
    """speedup is not led astray by a slow call or a quick one among the repeats: it takes medians."""
    _compare_ratios(
        submission,
        Call(repeats=15, f_milliseconds=0.3, g_milliseconds=0.06, slow_calls=[8, 20], quick_calls=[5, 12, 23]),
        Call(repeats=15, f_milliseconds=0.3, g_milliseconds=0.06, slow_calls=[30, 60, 110], quick_calls=[7, 32, 62]),
        Call(repeats=15, f_milliseconds=0.1, g_milliseconds=0.2, slow_calls=[5, 16], quick_calls=[3, 14]),
        Call(repeats=31, f_milliseconds=0.2, g_milliseconds=0.1, uneven=True),
    )


@pytest.mark.exercise("speedup")
@pytest.mark.points(2)
@pytest.mark.hint("Where g takes longer than f, the ratio is below 1. Time both on x itself.")
def test_speedup_of_a_slower_function(submission):
    """speedup is below 1 where g is the slower one, and times both functions on x."""
    _compare_ratios(
        submission,
        Call(repeats=5, f_milliseconds=0.05, g_milliseconds=0.25),
        Call(repeats=5, f_milliseconds=0.1, g_milliseconds=0.1),
    )
