"""Plots: the same bytes for the same curve, whatever values a submission returned."""

import re
from functools import partial
from xml.etree import ElementTree as ET

import pytest

from autograder.chart import YOURS, Chart, Series
from autograder.feedback.axes import axes_for, nice_ticks
from autograder.feedback.plot import draw_chart, draw_comparison, draw_functions
from autograder.report import Curve

X = [i / 10 for i in range(-30, 31)]


def curve(*, submitted: list[float | None]) -> Curve:
    return Curve(x=X, submitted=submitted, expected=[max(0.0, x) for x in X])


def test_functions_are_drawn_with_labels() -> None:
    """A well-formed picture with a title, one line and one label each."""
    svg = draw_functions([Series("relu", X, X), Series("elu", X, X)], title="Two & more", low=-3, high=3)
    ET.fromstring(svg)
    assert "Two &amp; more" in svg
    assert ">relu</text>" in svg
    assert svg.count('class="line"') == 4


def test_a_comparison_shades_where_the_two_differ() -> None:
    """Yours over the expected one."""
    svg = draw_comparison(curve(submitted=list(X)), "relu")
    assert 'class="wrong"' in svg
    assert "relu: yours and expected" in svg


def test_a_difference_that_nobody_could_see_is_drawn_itself() -> None:
    """Off by a thousandth: the difference has the picture to itself."""
    svg = draw_comparison(curve(submitted=[max(0.0, x) + 1e-3 for x in X]), "relu")
    assert "relu: yours minus expected" in svg


def test_whose_a_curve_is_depends_on_who_looks() -> None:
    """Yours to the student; to an instructor it is this submission's. Other labels stay as they are."""
    far, near = curve(submitted=list(X)), curve(submitted=[max(0.0, x) + 1e-3 for x in X])
    loss = Chart("Loss", [Series(YOURS, X, X), Series("ReLU", X, X)])
    for draw in (
        partial(draw_comparison, far, "relu"),
        partial(draw_comparison, near, "relu"),
        partial(draw_chart, loss),
    ):
        own, other = draw(), draw(whose="this submission")
        assert "yours" in own and "this submission" not in own
        assert "this submission" in other and "your" not in other
    assert ">ReLU</text>" in draw_chart(loss, whose="this submission")


@pytest.mark.parametrize("odd", [None, 1e30, -1e300, 1e12, 0.0])
def test_odd_values_leave_the_scale_alone(odd: float | None) -> None:
    """A gap, or a line that leaves the picture; never a number that is none."""
    svg = draw_comparison(curve(submitted=[odd if i % 3 else x for i, x in enumerate(X)]), "relu")
    ET.fromstring(svg)
    assert "nan" not in svg
    assert "inf" not in svg
    numbers = [float(n) for n in re.findall(r"[ML ](-?\d+\.?\d*)", svg)]
    assert max(numbers) < 1000


def test_all_gaps_are_no_line() -> None:
    """A function that is never finite."""
    ET.fromstring(draw_comparison(curve(submitted=[None] * len(X)), "relu"))


def test_a_constant_has_axes_too() -> None:
    """No span to divide by."""
    axes = axes_for(-1, 1, [2.0, 2.0])
    assert axes.y_low < 2.0 < axes.y_high


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-4, 4, ["−4", "−3", "−2", "−1", "0", "1", "2", "3", "4"]),  # noqa: RUF001
        (0, 1, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (0.0, 3e-4, ["0", "5e-05", "0.0001", "0.00015", "0.0002", "0.00025", "0.0003"]),
    ],
)
def test_ticks_are_round(low: float, high: float, texts: list[str]) -> None:
    """Steps of 1, 2 or 5."""
    assert [text.replace("e−05", "e-05") for _value, text in nice_ticks(low, high, 8 if high == 4 else 6)] == texts  # noqa: RUF001


def test_same_curve_same_bytes() -> None:
    """Nothing in it depends on when it was drawn."""
    assert draw_comparison(curve(submitted=list(X)), "f") == draw_comparison(curve(submitted=list(X)), "f")
