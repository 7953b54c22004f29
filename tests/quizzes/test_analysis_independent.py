"""Every figure against a second implementation, over random classes with ties, partial credit and missing items."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from quizzes.analysis.analysis import Analysis
from quizzes.analysis.estimate import Estimate
from quizzes.analysis.responses import NOT_SHOWN, Answer, ItemSeen, Responses, Sitting, State
from tests.quizzes import plain_analysis as plain
from tests.quizzes.analysis_samples import analysed, chosen, scored
from tests.thorough import examples

CLOSE = 1e-9

rights = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from([0, 1]), min_size=width, max_size=width), min_size=1, max_size=14)
)
shares = st.sampled_from([None, *(Fraction(part, 4) for part in range(5))])
worths = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2), Fraction(5)])
partial = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(shares, min_size=width, max_size=width), min_size=1, max_size=10),
        st.lists(worths, min_size=width, max_size=width),
    )
)


def with_gaps(rows: plain.Rows, worth: list[Fraction]) -> Responses:
    items = tuple(ItemSeen(f"i{place}", "", float(points)) for place, points in enumerate(worth))
    sittings = [
        Sitting(
            f"s{number}",
            number,
            tuple(
                NOT_SHOWN if share is None else Answer(State.GIVEN, float(share * points))
                for share, points in zip(row, worth, strict=True)
            ),
        )
        for number, row in enumerate(rows)
    ]
    return Responses("a test", items, sittings)


def agree(found: Estimate, expected: float | None) -> None:
    """The same figure; or none here and none there, with a reason."""
    if expected is None:
        assert found.value is None and found.reason
    else:
        assert found.value == pytest.approx(expected, abs=CLOSE)


@given(partial)
@settings(max_examples=examples(60), deadline=None)
def test_difficulty_correlations_and_alpha_agree(given_: tuple[plain.Rows, list[Fraction]]) -> None:
    """With partial credit, items of different worth, and items that some students never had."""
    rows, worth = given_
    rows = [row for row in rows if any(share is not None for share in row)]
    assume(rows)
    analysis = analysed(with_gaps(rows, worth))
    totals = [plain.total(row, worth) for row in rows]
    for place, report in enumerate(analysis.items):
        item, column = report.statistics, [row[place] for row in rows]
        known = [share for share in column if share is not None]
        agree(item.difficulty, float(plain.average(known)) if known else None)
        rest = [plain.total(row, worth, but=place) for row in rows]
        agree(item.discrimination, plain.correlation(column, rest) if len(worth) > 1 else None)
        agree(item.item_total, plain.correlation(column, totals) if len(worth) > 1 else None)
        without = [row[:place] + row[place + 1 :] for row in [list(row) for row in rows if None not in row]]
        agree(item.alpha_without, plain.alpha(without, worth[:place] + worth[place + 1 :]) if len(worth) > 2 else None)
    agree(analysis.whole.alpha, plain.alpha(rows, worth))


@given(rights)
@settings(max_examples=examples(60), deadline=None)
def test_items_of_zero_and_one_agree_with_the_textbooks_forms(matrix: list[list[int]]) -> None:
    """KR-20 by counting, the point-biserial by means, Wilson's ends as roots, Fisher's by logarithms."""
    analysis = analysed(scored(matrix, [1.0] * len(matrix[0])))
    rows = [[Fraction(score) for score in row] for row in matrix]
    if analysis.whole.kr20.value is not None:
        assert analysis.whole.kr20.value == pytest.approx(plain.kr20(rows), abs=CLOSE)
        assert analysis.whole.alpha.value == pytest.approx(analysis.whole.kr20.value, abs=CLOSE)
    for place, report in enumerate(analysis.items):
        item, column = report.statistics, [row[place] for row in rows]
        assert (item.difficulty.low, item.difficulty.high) == pytest.approx(
            plain.wilson(int(sum(column)), len(column)), abs=CLOSE
        )
        rest = [sum(row, Fraction(0)) - row[place] for row in rows]
        if item.discrimination.value is not None:
            expected = plain.point_biserial(column, rest)
            assert item.discrimination.value == pytest.approx(expected, abs=CLOSE)
            if item.discrimination.low is not None:
                ends = plain.fisher(expected, len(column))
                assert (item.discrimination.low, item.discrimination.high) == pytest.approx(ends, abs=1e-7)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([0, 1, 2]), min_size=width, max_size=width), min_size=2, max_size=6
        )
    )
)
@settings(max_examples=examples(30), deadline=None)
def test_ties_at_the_border_of_a_group_are_as_if_broken_by_chance(matrix: list[list[int]]) -> None:
    """D is the mean over all orders of the students that their totals allow."""
    analysis = analysed(scored(matrix, [2.0] * len(matrix[0])))
    totals = [Fraction(sum(row)) for row in matrix]
    for place, report in enumerate(analysis.items):
        column = [Fraction(row[place], 2) for row in matrix]
        found = report.statistics.upper_lower
        if len(set(totals)) == 1:
            assert found.reason == "every student has the same score"
        else:
            assert found.value == pytest.approx(float(plain.upper_lower(column, totals)), abs=CLOSE)


letters = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.text("ABCD.-", min_size=width, max_size=width), min_size=1, max_size=12)
)


@given(letters)
@settings(max_examples=examples(50), deadline=None)
def test_the_table_of_options_agrees(rows: list[str]) -> None:
    """Counts, shares of those who had the item, and the correlation of each option with the score on the others."""
    rows = [row for row in rows if set(row) != {"-"}]
    assume(rows)
    key = "A" * len(rows[0])
    analysis = analysed(chosen(rows, key))
    worth = [Fraction(1)] * len(key)
    table = [[None if each == "-" else Fraction(each == "A") for each in row] for row in rows]
    for place, report in enumerate(analysis.items):
        had = [row[place] for row in rows if row[place] != "-"]
        for option in report.statistics.options:
            letter = option.label or "."
            assert option.count == had.count(letter)
            if had:
                assert option.share.value == pytest.approx(had.count(letter) / len(had))
            marks = [None if row[place] == "-" else Fraction(row[place] == letter) for row in rows]
            rest = [plain.total(row, worth, but=place) for row in table]
            agree(option.correlation, plain.correlation(marks, rest))
        assert sum(option.count for option in report.statistics.options) == len(had)


@given(letters, st.randoms(use_true_random=False))
@settings(max_examples=examples(50), deadline=None)
def test_the_order_of_the_rows_changes_nothing(rows: list[str], random: object) -> None:
    """Neither a figure nor a flag."""
    rows = [row for row in rows if set(row) != {"-"}]
    assume(rows)
    other = list(rows)
    random.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a Random
    key = "A" * len(rows[0])
    assert numbers(analysed(chosen(rows, key))) == pytest.approx(numbers(analysed(chosen(other, key))), abs=CLOSE)


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([0, 1, 2, 3]), min_size=width, max_size=width), min_size=3, max_size=20
        )
    )
)
@settings(max_examples=examples(60), deadline=None)
def test_intervals_and_the_standard_error_agree_with_scipys_distributions(matrix: list[list[int]]) -> None:
    """By t, chi-square and F with their names for parameters; the error from the totals' deviation and alpha."""
    whole = analysed(scored(matrix, [3.0] * len(matrix[0]))).whole
    students, items = len(matrix), len(matrix[0])
    totals = [sum(row) / (3 * items) for row in matrix]
    assume(len(set(totals)) > 1)
    mean, deviation = statistics.mean(totals), statistics.stdev(totals)
    low, high = stats.t.interval(0.95, students - 1, loc=mean, scale=deviation / students**0.5)
    assert (whole.mean.low, whole.mean.high) == pytest.approx((max(low, 0), min(high, 1)))
    ends = [((students - 1) * deviation**2 / stats.chi2.ppf(tail, students - 1)) ** 0.5 for tail in (0.975, 0.025)]
    assert (whole.deviation.low, whole.deviation.high) == pytest.approx(ends)
    alpha = whole.alpha.value
    assert alpha is not None
    if alpha < 0:
        assert whole.error.value is None
        return
    points = [sum(row) for row in matrix]
    assert whole.error.value == pytest.approx(statistics.stdev(points) * (1 - alpha) ** 0.5, abs=1e-6)
    if whole.alpha.low is not None:
        f = stats.f(students - 1, (students - 1) * (items - 1))
        expected = [1 - (1 - alpha) * f.isf(0.025), 1 - (1 - alpha) * f.ppf(0.025)]
        assert (whole.alpha.low, whole.alpha.high) == pytest.approx(expected, abs=1e-7)


def numbers(analysis: Analysis) -> list[float]:
    """All figures in a row; -9 for one that is not defined."""
    estimates = [analysis.whole.alpha, analysis.whole.kr20, analysis.whole.error, analysis.whole.mean]
    shares: list[float | None] = []
    for report in analysis.items:
        item = report.statistics
        estimates += [item.difficulty, item.discrimination, item.upper_lower, item.alpha_without]
        for option in item.options:
            estimates += [option.share, option.correlation]
            shares += [*option.by_group, *option.trace]
    ends = [end for each in estimates for end in (each.value, each.low, each.high)]
    return [-9.0 if each is None else each for each in [*ends, *shares]]
