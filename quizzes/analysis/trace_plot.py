"""Trace lines of one item: the share of each option in groups from the lowest to the highest score, as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzes.analysis.groups import Groups
from quizzes.analysis.item_statistics import ItemStatistics
from quizzes.analysis.option_statistics import OptionStatistics
from quizzes.analysis.svg_parts import LINE, WIDTH, in_percent, line_between, svg, text_at

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 190.0, 40.0, 34.0, 10.0, 26.0
BASE = HEIGHT - BOTTOM
#: The key's line is solid and thick; those of the others differ in their dashes.
DASHES = ("7 4", "2 4", "10 3 2 3", "4 2", "1 3", "12 4", "6 2 1 2 1 2")
#: Options whose texts are as short are named by them.
SHORT = 3
Line = tuple[str, OptionStatistics]


def marks_of(options: Sequence[OptionStatistics]) -> list[str]:
    """A short name for each row of a table: the options' own where all are short, else a, b, c by their places."""
    listed = [option for option in options if option.kind not in ("none", "other")]
    own = all(0 < len(option.text) <= SHORT for option in listed)
    special = {"none": "∅", "other": "…"}
    return [special.get(option.kind, option.text if own else _letter(place)) for place, option in enumerate(options)]


def _letter(place: int) -> str:
    return f"{chr(ord('a') + place % 26)}{place // 26 + 1 if place >= 26 else ''}"


def trace_plot(item: ItemStatistics, traces: Groups) -> str:
    """The picture; "" where fewer than two options were chosen, or there are no two groups to draw a line between."""
    marked = list(zip(marks_of(item.options), item.options, strict=True))
    lines = [(mark, option) for mark, option in marked if option.count]
    if len(lines) < 2 or sum(size > 0 for size in traces.sizes) < 2:
        return ""
    said = "; ".join(f"{mark}: {in_percent(option.trace)}" for mark, option in lines)
    title = f"Item {item.number}: who chose what, from the lowest to the highest score"
    description = f"Shares in the groups {', '.join(traces.names)}. {said}."
    parts = [*_axes(traces), *_drawn(lines, len(traces.names))]
    return svg(f"trace-{item.number}", title, description, parts, height=HEIGHT)


def _x(place: int, groups: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * place / (groups - 1)


def _y(share: float) -> float:
    return BASE - share * (BASE - TOP)


def _axes(traces: Groups) -> Iterator[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(share)
        yield line_between("axis" if share == 0 else "grid", (LEFT, y), (WIDTH - RIGHT, y))
        yield text_at(LEFT - 4, y + 4, f"{100 * share:g} %", "end")
    last = len(traces.names) - 1
    for place, name in enumerate(traces.names):
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        shift = -LEFT + 6 if place == 0 else RIGHT - 4 if place == last else 0
        yield text_at(_x(place, last + 1) + shift, HEIGHT - 8, name, anchor)


def _drawn(lines: Sequence[Line], groups: int) -> Iterator[str]:
    """The key last, so that it lies above; each line with its mark at the right end."""
    ends: list[tuple[float, str, bool]] = []
    for number, (mark, option) in sorted(enumerate(lines), key=lambda each: each[1][1].kind == "key"):
        points = [(_x(place, groups), _y(share)) for place, share in enumerate(option.trace) if share is not None]
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        is_key = option.kind == "key"
        kind = "trace key" if is_key else f"trace hue{number % 6}"
        dashes = "" if is_key else f' stroke-dasharray="{DASHES[number % len(DASHES)]}"'
        yield f'<polyline class="{kind}" points="{way}"{dashes}/>'
        yield from (f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in points)
        if points:
            ends.append((points[-1][1], mark, is_key))
    yield from _marks(ends)


def _marks(ends: list[tuple[float, str, bool]]) -> Iterator[str]:
    """From above to below, each at least a line under the one before; and all moved up where they would leave below."""
    ordered = sorted(ends)
    places: list[float] = []
    for y, _mark, _key in ordered:
        places.append(max(y, places[-1] + LINE - 2) if places else y)
    over = max(0.0, places[-1] - BASE - 4) if places else 0.0
    for place, (_end, mark, is_key) in zip(places, ordered, strict=True):
        sign = f"{mark} ✓" if is_key else mark
        yield text_at(WIDTH - RIGHT + 6, place - over + 4, sign, "start", "strong" if is_key else "")
