"""Responses made in memory, and the published data sets that the analysis is held against."""

from collections.abc import Sequence

from quizzes.analysis.analysis import Analysis, Policy, analyse
from quizzes.analysis.responses import NOT_SHOWN, Answer, ItemSeen, OptionSeen, Responses, Sitting, State

Matrix = Sequence[Sequence[float]]


def scored(matrix: Matrix, possible: Sequence[float] | None = None) -> Responses:
    """A row per student, a column per item; points as they stand."""
    width = len(matrix[0]) if matrix else len(possible or ())
    worth = possible or [max(1.0, *(row[place] for row in matrix)) for place in range(width)]
    items = tuple(ItemSeen(f"i{place + 1}", "", float(points)) for place, points in enumerate(worth))
    sittings = [
        Sitting(f"s{number}", number + 2, tuple(Answer(State.GIVEN, float(points)) for points in row))
        for number, row in enumerate(matrix)
    ]
    return Responses("a test", items, sittings)


def chosen(rows: Sequence[str], key: str, options: str = "ABCD") -> Responses:
    """A row per student, a letter per item: the option chosen, `.` for no response, `-` for an item not shown."""
    known = [
        ItemSeen(f"i{place + 1}", "", 1.0, tuple(OptionSeen(each, each, each == right) for each in options))
        for place, right in enumerate(key)
    ]
    sittings = [
        Sitting(f"s{number}", number + 2, tuple(_answer(given, right) for given, right in zip(row, key, strict=True)))
        for number, row in enumerate(rows)
    ]
    return Responses("a test", tuple(known), sittings)


def _answer(given: str, right: str) -> Answer:
    if given == "-":
        return NOT_SHOWN
    if given == ".":
        return Answer(State.MISSING, 0.0)
    return Answer(State.GIVEN, float(given == right), given, (given,))


def analysed(responses: Responses, **policy: str) -> Analysis:
    """The analysis, by the default policy where nothing else is said."""
    return analyse(responses, Policy(**policy))  # type: ignore[arg-type]  # the words that a test gives


#: Section 6 of the Law School Admission Test, five items, 1000 examinees: how often each pattern from 00000 to 11111
#: occurred. Bock & Lieberman 1970, Psychometrika 35, 179-197.
LSAT6_FREQUENCIES = [
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
]  # fmt: skip
LSAT6 = [
    [float(digit) for digit in format(pattern, "05b")]
    for pattern, frequency in enumerate(LSAT6_FREQUENCIES)
    for _each in range(frequency)
]

#: A quiz of ten items, ten students. K. L. Wuensch, "The Kuder-Richardson 20", East Carolina University,
#: core.ecu.edu/wuenschk/StatHelp/KR20.txt, with p, q, pq of each item and the variance of the totals.
WUENSCH = [
    [float(digit) for digit in row]
    for row in (
        "1111110110", "1011011101", "1111011001", "0010001000", "0000010010",
        "1110111111", "1101110111", "1111111101", "0101111101", "1101101110",
    )
]  # fmt: skip

#: Five items with many points, ten persons. D. J. Denis, Applied Univariate, Bivariate, and Multivariate Statistics,
#: Wiley 2015, the example of Cronbach's alpha, with SPSS's tables.
DENIS = [
    [10, 12, 15, 11, 12], [12, 18, 12, 12, 1], [8, 16, 14, 14, 4], [6, 8, 16, 8, 6], [4, 7, 8, 7, 5],
    [6, 6, 3, 7, 3], [3, 4, 6, 5, 8], [7, 3, 7, 9, 9], [8, 9, 4, 10, 10], [9, 5, 6, 11, 12],
]  # fmt: skip
