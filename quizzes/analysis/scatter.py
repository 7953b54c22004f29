"""Each item's difficulty against its discrimination, as a picture; those in which something stands out are numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from quizzes.analysis.analysis import ItemReport
from quizzes.analysis.svg_parts import DIGIT, LINE, WIDTH, line_between, svg, text_at
from quizzes.analysis.words import MINUS, counted, figure

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 266.0, 34.0, 12.0, 24.0, 36.0
#: The picture goes down to here, and further where an item does.
LOWEST = -0.2
Spot = tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """An item that has both figures, and where it stands."""

    report: ItemReport
    difficulty: float
    discrimination: float

    @property
    def words(self) -> str:
        """What a reader hears of it."""
        number = self.report.statistics.number
        marks = "; ".join(flag.title for flag in self.report.flags)
        figures = f"difficulty {figure(self.difficulty)}, discrimination {figure(self.discrimination)}"
        return f"Item {number}: {figures}{f'. {marks}' if marks else ''}"


def scatter(reports: Sequence[ItemReport]) -> str:
    """A dot for an item, a diamond with its number for one that is flagged."""
    dots = list(_dots(reports))
    low = min([LOWEST, *(dot.discrimination for dot in dots)]) - 0.05
    ordered = sorted(dots, key=lambda dot: bool(dot.report.flags))
    parts = [*_axes(low), *(_mark(dot, low) for dot in ordered), *_labels(ordered, low)]
    flagged = ", ".join(str(dot.report.statistics.number) for dot in dots if dot.report.flags) or "none"
    said = f"{counted(len(dots), 'item')}; easy ones stand right, telling ones high. With flags: {flagged}."
    return svg("items", "Difficulty and discrimination of the items", said, parts, height=HEIGHT)


def _dots(reports: Sequence[ItemReport]) -> Iterator[Dot]:
    for report in reports:
        difficulty, discrimination = report.statistics.difficulty.value, report.statistics.discrimination.value
        if difficulty is not None and discrimination is not None:
            yield Dot(report, difficulty, discrimination)


def _x(difficulty: float) -> float:
    return LEFT + difficulty * (WIDTH - LEFT - RIGHT)


def _y(discrimination: float, low: float) -> float:
    return HEIGHT - BOTTOM - (discrimination - low) / (1 - low) * (HEIGHT - BOTTOM - TOP)


def _axes(low: float) -> Iterator[str]:
    for fifth in range(6):
        x = _x(fifth / 5)
        yield line_between("grid", (x, TOP), (x, HEIGHT - BOTTOM))
        yield text_at(x, HEIGHT - BOTTOM + LINE + 2, f"{fifth / 5:g}", "end" if fifth == 5 else "middle")
    for tenth in range(-10, 11, 2):
        if tenth / 10 >= low:
            y = _y(tenth / 10, low)
            yield line_between("axis" if tenth == 0 else "grid", (LEFT, y), (WIDTH - RIGHT, y))
            yield text_at(LEFT - 4, y + 4, f"{tenth / 10:g}".replace("-", MINUS), "end")
    yield text_at(_x(0.5), HEIGHT - 4, "difficulty: mean share of the points")
    yield text_at(2, TOP - 13, "discrimination: correlation with the other items", "start")


def _mark(dot: Dot, low: float) -> str:
    x, y, title = _x(dot.difficulty), _y(dot.discrimination, low), escape(dot.words)
    if not dot.report.flags:
        return f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{title}</title></circle>'
    return f'<path class="flagged" d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z"><title>{title}</title></path>'


def _labels(dots: Sequence[Dot], low: float) -> Iterator[str]:
    """The numbers of flagged items, each where it covers neither a mark nor another number; where there is room."""
    marks = [(_x(dot.difficulty), _y(dot.discrimination, low)) for dot in dots]
    taken: list[Spot] = []
    for dot, (x, y) in zip(dots, marks, strict=True):
        label = str(dot.report.statistics.number)
        if dot.report.flags and (spot := _free_spot(x, y, DIGIT * len(label), taken, marks)) is not None:
            taken.append(spot)
            yield text_at(spot[0], spot[1] + 4, label, "middle", "strong")


def _free_spot(x: float, y: float, width: float, taken: Sequence[Spot], marks: Sequence[Spot]) -> Spot | None:
    """Right of a mark, left, above or below it; None where all four are covered, or outside."""
    beside = 8 + width / 2
    for spot in ((x + beside, y), (x - beside, y), (x, y - LINE), (x, y + LINE)):
        inside = spot[0] - width / 2 > LEFT and spot[0] + width / 2 < WIDTH and TOP <= spot[1] <= HEIGHT - BOTTOM
        if inside and not (_near(spot, taken, width + 2, LINE - 2) or _near(spot, marks, width / 2 + 5, LINE - 3)):
            return spot
    return None


def _near(spot: Spot, others: Sequence[Spot], width: float, height: float) -> bool:
    return any(abs(spot[0] - x) < width and abs(spot[1] - y) < height for x, y in others)
