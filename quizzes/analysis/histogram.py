"""How many students have a score in each tenth of the points, as a picture."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.analysis.svg_parts import LINE, WIDTH, line_between, svg, text_at
from quizzes.analysis.whole import WholeStatistics
from quizzes.analysis.words import counted

HEIGHT, SIDE, TOP, BOTTOM = 266.0, 12.0, 8.0, 36.0
BASE = HEIGHT - BOTTOM


def histogram(whole: WholeStatistics) -> str:
    """Bars, each with its count above."""
    tenths = ", ".join(f"{count} from {10 * place} %" for place, count in enumerate(whole.bins) if count)
    said = f"Of {counted(whole.students, 'student')}, by tenths of the score: {tenths}."
    return svg("scores", "How many students have which score", said, [*_bars(whole.bins), *_scale()], height=HEIGHT)


def _bars(bins: tuple[int, ...]) -> Iterator[str]:
    step, tallest = (WIDTH - 2 * SIDE) / len(bins), max(1, *bins)
    for place, count in enumerate(bins):
        x, high = SIDE + step * place + 2, (BASE - TOP - LINE) * count / tallest
        if count:
            size = f'width="{step - 4:.1f}" height="{high:.1f}"'
            yield f'<rect class="column" x="{x:.1f}" y="{BASE - high:.1f}" {size} rx="2"/>'
            yield text_at(x + step / 2 - 2, BASE - high - 4, str(count))


def _scale() -> Iterator[str]:
    yield line_between("axis", (SIDE, BASE), (WIDTH - SIDE, BASE))
    for tenth in range(0, 11, 2):
        anchor = "start" if tenth == 0 else "end" if tenth == 10 else "middle"
        yield text_at(SIDE + (WIDTH - 2 * SIDE) * tenth / 10, BASE + LINE + 2, f"{10 * tenth} %", anchor)
    yield text_at(WIDTH / 2, HEIGHT - 4, "score, as a share of the points")
