"""A chart in the terminal, drawn in braille dots: small, and readable without colour."""

from __future__ import annotations

import math

from autograder.chart import Chart, Series

_HEIGHT = 12
#: Without colours each curve is drawn with a letter of its own.
_MARKS = "ox+*#@"
_COLOURS = ("blue", "yellow", "green", "magenta", "cyan", "red")


def terminal_chart(chart: Chart, *, width: int = 60, colour: bool = True) -> str:
    """The chart as text of about ``width`` + 12 columns."""
    import plotille

    placed = [(one.label, *_points(one, log=chart.log)) for one in chart.series]
    xs = [x for _label, own, _ys in placed for x in own] or [0.0, 1.0]
    ys = [y for _label, _xs, own in placed for y in own] or [0.0, 1.0]
    figure = plotille.Figure()
    figure.width, figure.height = width, _HEIGHT
    figure.origin = False
    figure.color_mode, figure.with_colors = "names", colour
    # A point on the very edge would not be drawn.
    figure.set_x_limits(min_=min(xs), max_=max(xs) + 0.01 * (max(xs) - min(xs) or 1.0))
    room = 0.05 * (max(ys) - min(ys)) or 1.0
    figure.set_y_limits(min_=min(ys) - room, max_=max(ys) + room)
    figure.x_label = chart.x_label or "x"
    figure.y_label = ("log10 " if chart.log else "") + (chart.y_label or "y")
    figure.register_label_formatter(float, _tick)
    for number, (label, own_xs, own_ys) in enumerate(placed):
        if own_xs:
            draw = figure.scatter if chart.dots and number == 0 else figure.plot
            look = {"lc": _COLOURS[number % 6]} if colour else {"marker": _MARKS[number % 6]}
            draw(own_xs, own_ys, label=label, **look)
    return f"{chart.title}\n{figure.show(legend=len(placed) > 1)}"


def _points(series: Series, *, log: bool) -> tuple[list[float], list[float]]:
    found = [
        (x, math.log10(y) if log else y)
        for x, y in zip(series.x, series.y, strict=True)
        if y is not None and math.isfinite(y) and (y > 0 or not log)
    ]
    return [x for x, _y in found], [y for _x, y in found]


def _tick(value: float, *, chars: int, delta: object, left: bool = False) -> str:
    del delta
    text = f"{value:.3g}"
    return text.ljust(chars) if left else text.rjust(chars)
