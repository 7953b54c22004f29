"""Curves as SVG: the pictures of the readings, and a student's function over the expected one.

Same input, same bytes: coordinates are rounded, and nothing depends on a clock or a hash.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from autograder.chart import YOURS, Chart, Series
from autograder.feedback.axes import Axes, axes_for
from autograder.report import Curve

#: Okabe and Ito's colours, which colour-blind readers tell apart; each line has its own dashes as well.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#b0508a", "#b07800", "#3a8fc4")
_DASHES = ("", "9 4", "2 4", "12 4 2 4", "6 3", "1 3")

#: Curves nearer to one another than this share of their span look like one.
_HARD_TO_SEE = 0.02

_STYLE = (Path(__file__).parent / "static/plot.css").read_text(encoding="utf-8").strip()
_PAPER = 'style="fill: var(--paper)"'


def without_style(svg: str) -> str:
    """A picture of ours for a page that allows no style in it: the page links `plot.css`, and `fragment.css`."""
    return svg.replace(f"<style>{_STYLE}</style>", "").replace(_PAPER, 'class="paper"')


def draw_chart(chart: Chart, *, whose: str = YOURS) -> str:
    """The chart as an SVG document; ``whose`` is what the curve of the submission is called."""
    labels_of = {YOURS: whose}
    shown = [
        Series(labels_of.get(one.label, one.label), one.x, [_placed(y, log=chart.log) for y in one.y])
        for one in chart.series
    ]
    xs = [x for one in shown for x in one.x] or [0.0]
    values = [value for one in shown for value in one.y]
    rows = _legend_rows(shown) if len(shown) > 1 else 0
    labels = 2 if chart.y_label else 1 if chart.x_label else 0
    axes = axes_for(min(xs), max(xs), values, rows=rows, labels=labels, log=chart.log)
    draw = _dots if chart.dots else _line
    parts = [draw(axes, one, number) for number, one in enumerate(shown)]
    names = ", ".join(one.label for one in shown)
    legend = list(_legend(axes, shown)) if rows else []
    return _document(axes, chart.title, names, [*_axis_labels(axes, chart), *parts, *legend])


def _placed(value: float | None, *, log: bool) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    if not log:
        return value
    return math.log10(value) if value > 0 else None


def _dots(axes: Axes, series: Series, number: int) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    points = [(axes.x(x), axes.y(y)) for x, y in zip(series.x, series.y, strict=True) if y is not None]
    return "".join(f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{colour}" fill-opacity="0.75"/>' for x, y in points)


def _axis_labels(axes: Axes, chart: Chart) -> Iterator[str]:
    if chart.x_label:
        x = (axes.left + axes.right) / 2
        yield f'<text x="{x:g}" y="{axes.height - 8:g}" text-anchor="middle">{escape(chart.x_label)}</text>'
    if chart.y_label:
        y = (axes.top + axes.bottom) / 2
        turned = f'transform="rotate(-90 16 {y:g})"'
        yield f'<text x="16" y="{y:g}" text-anchor="middle" {turned}>{escape(chart.y_label)}</text>'


def draw_functions(series: Sequence[Series], *, title: str, low: float, high: float) -> str:
    """Several labelled functions over [low, high] on one pair of axes, as an SVG document."""
    axes = axes_for(low, high, [value for one in series for value in one.y], rows=_legend_rows(series))
    lines = [_line(axes, one, number) for number, one in enumerate(series)]
    return _document(axes, title, ", ".join(one.label for one in series), [*lines, *_legend(axes, series)])


def draw_comparison(curve: Curve, name: str, *, whose: str = YOURS) -> str:
    """The submitted function over the expected one, the space between them shaded, as an SVG element.

    Where nobody could tell the two apart, their difference is drawn instead. ``whose``: what the submission is called.
    """
    gaps = [None if y is None or e is None else y - e for y, e in zip(curve.submitted, curve.expected, strict=True)]
    found = [abs(gap) for gap in gaps if gap is not None]
    expected = [value for value in curve.expected if value is not None]
    if found and None not in curve.submitted and 0 < max(found) < _HARD_TO_SEE * (max(expected) - min(expected)):
        return _draw_gaps(curve.x, gaps, name, whose)
    series = [Series("expected", curve.x, curve.expected), Series(whose, curve.x, curve.submitted)]
    # The expected values set the scale: one submitted 1e30 must not flatten everything.
    axes = axes_for(min(curve.x), max(curve.x), curve.expected, also=curve.submitted, rows=1)
    shading = _shading(axes, curve.x, curve.submitted, curve.expected)
    lines = [_line(axes, one, number) for number, one in enumerate(series)]
    title, subject = f"{name}: {whose} and expected", _subject(name, whose)
    description = f"Where {subject} differs from the expected curve"
    return _document(axes, title, description, [*shading, *lines, *_legend(axes, series)])


def _subject(name: str, whose: str) -> str:
    return f"your {name}" if whose == YOURS else f"the {name} of {whose}"


def _draw_gaps(x: Sequence[float], gaps: Sequence[float | None], name: str, whose: str) -> str:
    axes = axes_for(min(x), max(x), [*gaps, 0.0], rows=0)
    parts = [*_shading(axes, x, gaps, [0.0] * len(x)), _line(axes, Series("difference", x, gaps), 1)]
    return _document(
        axes, f"{name}: {whose} minus expected", f"How far {_subject(name, whose)} is off, by input", parts
    )


def _document(axes: Axes, title: str, description: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {axes.width:g} {axes.height:g}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title><desc>{escape(description)}</desc>'
        f'<style>{_STYLE}</style><rect width="{axes.width:g}" height="{axes.height:g}" {_PAPER}/>'
    )
    caption = f'<text class="title" x="{axes.left:g}" y="24">{escape(title)}</text>'
    return "\n".join([head, caption, *_grid(axes), *parts, "</svg>"]) + "\n"


def _grid(axes: Axes) -> Iterator[str]:
    for value, text in axes.x_ticks:
        x = axes.x(value)
        kind = "zero" if value == 0 else "grid"
        yield f'<line class="{kind}" x1="{x:g}" x2="{x:g}" y1="{axes.top:g}" y2="{axes.bottom:g}"/>'
        yield f'<text x="{x:g}" y="{axes.bottom + 19:g}" text-anchor="middle">{text}</text>'
    for value, text in axes.y_ticks:
        y = axes.y(value)
        kind = "zero" if value == 0 else "grid"
        yield f'<line class="{kind}" x1="{axes.left:g}" x2="{axes.right:g}" y1="{y:g}" y2="{y:g}"/>'
        yield f'<text x="{axes.left - 8:g}" y="{y + 5:g}" text-anchor="end">{text}</text>'


def _line(axes: Axes, series: Series, number: int) -> str:
    path = " ".join(
        "M" + " ".join(f"{axes.x(x):g} {axes.y(y):g}" for x, y in run) for run in axes.visible_runs(series.x, series.y)
    )
    return f'<path class="line" {_look(number)} d="{path}"/>'


def _look(number: int) -> str:
    dashes = _DASHES[number % len(_DASHES)]
    return f'stroke="{_COLOURS[number % len(_COLOURS)]}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


_LEGEND_COLUMNS = 3


def _legend_rows(series: Sequence[Series]) -> int:
    return -(-len(series) // _LEGEND_COLUMNS)


def _legend(axes: Axes, series: Sequence[Series]) -> Iterator[str]:
    step = (axes.right - axes.left) / _LEGEND_COLUMNS
    for number, one in enumerate(series):
        x = axes.left + step * (number % _LEGEND_COLUMNS)
        y = 46 + 22 * (number // _LEGEND_COLUMNS)
        yield f'<path class="line" {_look(number)} d="M{x:g} {y - 5:g} {x + 34:g} {y - 5:g}"/>'
        yield f'<text class="label" x="{x + 42:g}" y="{y:g}">{escape(one.label)}</text>'


def _shading(
    axes: Axes, xs: Sequence[float], ours: Sequence[float | None], theirs: Sequence[float | None]
) -> Iterator[str]:
    """Between two curves, as far as both can be seen."""
    run: list[tuple[float, float, float]] = []
    for x, one, other in [*zip(xs, ours, theirs, strict=True), (0.0, None, None)]:
        if one is not None and other is not None:
            run.append((x, axes.clipped(one), axes.clipped(other)))
        elif run:
            there = " ".join(f"{axes.x(x):g} {axes.y(y):g}" for x, y, _other in run)
            back = " ".join(f"{axes.x(x):g} {axes.y(y):g}" for x, _other, y in reversed(run))
            yield f'<path class="wrong" d="M{there} L{back} Z"/>'
            run = []
