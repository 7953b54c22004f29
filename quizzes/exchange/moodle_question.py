"""A question as Moodle holds it: what its XML and GIFT are written from, and what they are read into."""

from __future__ import annotations

from dataclasses import dataclass, field

#: The fractions of the points that Moodle takes, in hundredths; all others are refused when a file is imported.
FRACTIONS = (
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20),
    *(16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0),
)


@dataclass
class Answer:
    """An answer with its fraction of the points, 1 for a right one; ``text`` is HTML where it is chosen, else plain."""

    text: str
    fraction: float
    feedback: str = ""
    tolerance: float = 0.0
    #: Whether the loss list has it already.
    is_told: bool = False


@dataclass
class Pair:
    """What stands on the left, as HTML, and its partner as plain text; nothing on the left: a partner for nothing."""

    left: str
    right: str


@dataclass
class Category:
    """A folder of Moodle's question bank: the names on the way to it, and what is said of it, as HTML."""

    path: tuple[str, ...] = ()
    info: str = ""
    idnumber: str = ""


@dataclass
class Question:
    """One question; texts are HTML, ``kind`` is Moodle's name of its type, ``line`` where it starts, 0 if unknown."""

    kind: str
    name: str = ""
    text: str = ""
    feedback: str = ""
    points: float | None = None
    answers: list[Answer] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    idnumber: str = ""
    category: Category = field(default_factory=Category)
    single: bool = True
    shuffle: bool = True
    case_counts: bool = False
    unit: str = ""
    grading: str = ""
    line: int = 0
    #: Of a matching: why, by what it is said of.
    reasons: dict[str, str] = field(default_factory=dict)
    #: What of the file is not in here, as it was found.
    lost: list[str] = field(default_factory=list)


def nearest_fraction(fraction: float) -> float:
    """The number that Moodle takes for a fraction, in hundredths, with its sign."""
    hundredths = min(FRACTIONS, key=lambda allowed: abs(allowed - abs(100 * fraction)))
    return hundredths if fraction >= 0 else -hundredths


def number_text(number: float) -> str:
    """The number as short as can be, exactly: `0.25`, `1`, `1e-05`."""
    return repr(float(number)).removesuffix(".0")
