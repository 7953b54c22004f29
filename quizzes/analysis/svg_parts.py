"""What all pictures are made of: an SVG element that says in words what it shows, and text in it.

Same input, same bytes. Colours are the page's own, and nothing hangs on a colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from quizzes.analysis.words import percent

WIDTH = 360.0
#: How wide a digit is, and how high a line of text.
DIGIT, LINE = 7.0, 13.0


def svg(name: str, title: str, description: str, parts: Sequence[str], *, height: float) -> str:
    """An SVG element with its title and description for those who do not see it; ``name`` is unique in the page."""
    return "\n".join(
        [
            f'<svg class="plot" viewBox="0 0 {WIDTH:g} {height:g}" role="img" aria-labelledby="{name}-t {name}-d">',
            f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>',
            *parts,
            "</svg>",
        ]
    )


def text_at(x: float, y: float, text: str, anchor: str = "middle", kind: str = "") -> str:
    """Text whose ``anchor`` (start, middle, end) is at x, on the base line y."""
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def line_between(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    """A straight line of the class ``kind``."""
    return f'<line class="{kind}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'


def in_percent(values: Sequence[float | None]) -> str:
    """``20 %, 50 %, nobody``: shares in groups, for a description."""
    return ", ".join("nobody" if value is None else percent(value) for value in values)
