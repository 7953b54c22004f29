"""The distribution of scores as SVG: bars, each with its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from autograder.feedback.words import format_points

#: Said on each text: some of the pages that it stands in allow no style.
_TEXT = 'font-size="14" font-family="system-ui, sans-serif" fill="var(--soft)"'
_WIDTH, _HEIGHT, _TOP, _BOTTOM, _SIDE = 560.0, 220.0, 22.0, 34.0, 6.0


def draw_histogram(bins: Sequence[int], max_score: float) -> str:
    """``bins`` counts over equal parts of [0, ``max_score``], as an SVG element in the page's own colours."""
    label = f"Distribution of scores: {', '.join(map(str, bins))} in {len(bins)} equal parts from 0 to {max_score:g}"
    head = f'<svg viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" aria-label="{escape(label)}">'
    return "\n".join([head, *_bars(bins), *_scale(len(bins), max_score), "</svg>"])


def _bars(bins: Sequence[int]) -> Iterator[str]:
    tallest = max(1, *bins)
    step = (_WIDTH - 2 * _SIDE) / len(bins)
    for number, count in enumerate(bins):
        height = (_HEIGHT - _TOP - _BOTTOM) * count / tallest
        x, y = _SIDE + step * number, _HEIGHT - _BOTTOM - height
        place = f'x="{x + 3:.2f}" y="{y:.2f}" width="{step - 6:.2f}" height="{height:.2f}"'
        yield f'<rect {place} rx="3" fill="var(--bar)"/>'
        if count:
            yield f'<text {_TEXT} x="{x + step / 2:.2f}" y="{y - 6:.2f}" text-anchor="middle">{count}</text>'


def _scale(count: int, max_score: float) -> Iterator[str]:
    step = (_WIDTH - 2 * _SIDE) / count
    base = _HEIGHT - _BOTTOM
    yield f'<line x1="0" x2="{_WIDTH:g}" y1="{base:g}" y2="{base:g}" stroke="var(--line)"/>'
    for number in range(0, count + 1, 2):
        anchor = "start" if number == 0 else "end" if number == count else "middle"
        text = format_points(max_score * number / count)
        yield f'<text {_TEXT} x="{_SIDE + step * number:.2f}" y="{base + 20:g}" text-anchor="{anchor}">{text}</text>'
