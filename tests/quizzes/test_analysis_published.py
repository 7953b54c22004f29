"""The figures that others published, from their data, to every digit that they printed."""

import math

import pytest

from quizzes.analysis.estimate import Estimate
from quizzes.analysis.intervals import feldt, fisher, newcombe, wilson
from tests.quizzes.analysis_samples import DENIS, LSAT6, WUENSCH, analysed, scored


def rounded(estimate: Estimate, digits: int) -> float:
    assert estimate.value is not None, estimate.reason
    return round(estimate.value, digits)


def test_the_law_school_admission_test_by_rizopoulos() -> None:
    """Section 6: what `descript(LSAT)` of his package ltm prints (Journal of Statistical Software 17(5), 2006).

    There the point-biserial divides by the deviation with n - 1, so it is sqrt((n - 1) / n) of Pearson's.
    """
    analysis = analysed(scored(LSAT6))
    items = [item.statistics for item in analysis.items]
    assert [rounded(item.difficulty, 3) for item in items] == [0.924, 0.709, 0.553, 0.763, 0.870]
    part = math.sqrt(999 / 1000)
    included = [round(part * rounded(item.item_total, 9), 4) for item in items]
    excluded = [round(part * rounded(item.discrimination, 9), 4) for item in items]
    assert included == [0.3618, 0.5665, 0.6181, 0.5342, 0.4351]
    assert excluded == [0.1128, 0.1531, 0.1727, 0.1444, 0.1215]
    assert rounded(analysis.whole.alpha, 4) == 0.2950
    assert [rounded(item.alpha_without, 4) for item in items] == [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]
    assert analysis.whole.bins == (3, 0, 20, 0, 85, 0, 237, 0, 357, 298)


def test_a_quiz_of_ten_items_by_wuensch() -> None:
    """Each item's p, the variance of the totals, and the KR-20 that follow from his sheet."""
    whole = analysed(scored(WUENSCH)).whole
    items = [item.statistics for item in analysed(scored(WUENSCH)).items]
    assert [rounded(item.difficulty, 1) for item in items] == [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]
    assert whole.deviation.value is not None
    assert round((10 * whole.deviation.value) ** 2 * 9 / 10, 2) == 5.84
    published = 10 / 9 * (1 - (0.21 * 5 + 0.24 * 3 + 0.16 + 0.25) / 5.84)
    assert rounded(whole.kr20, 4) == round(published, 4) == 0.6963
    assert rounded(whole.alpha, 10) == rounded(whole.kr20, 10)


def test_items_with_many_points_by_denis() -> None:
    """SPSS's tables: alpha, means of the items, the first one's corrected correlation, and the totals without it."""
    analysis = analysed(scored(DENIS))
    assert rounded(analysis.whole.alpha, 3) == 0.633
    assert analysis.whole.kr20.reason == "some items give partial credit; alpha is for those"
    first = analysis.items[0].statistics
    assert rounded(first.discrimination, 3) == 0.712
    means = [item.statistics.possible * rounded(item.statistics.difficulty, 9) for item in analysis.items]
    assert [round(mean, 4) for mean in means] == [7.3, 8.8, 9.1, 9.4, 7.0]
    rest = analysed(scored([row[1:] for row in DENIS])).whole
    assert rest.mean.value is not None and rest.deviation.value is not None
    assert round(rest.mean.value * rest.possible, 4) == 34.3
    assert round((rest.deviation.value * rest.possible) ** 2, 3) == 108.9


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_score_interval_by_newcombe(right: int, of: int, low: float, high: float) -> None:
    """Wilson's, for four examples: Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3."""
    assert tuple(round(end, 4) for end in wilson(right / of, of)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_the_difference_of_two_proportions_by_newcombe(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    """Method 10 for four examples: Newcombe 1998, Statistics in Medicine 17, 873-890, table II."""
    found = newcombe(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert tuple(round(end, 4) for end in found) == (low, high)


def test_the_interval_of_alpha_by_evans() -> None:
    """C. Evans's `feldt1.return(0.913, 873, 20)`, imaging.mrc-cbu.cam.ac.uk/statswiki/FAQ/cafun, to all its digits."""
    assert tuple(round(end, 7) for end in feldt(0.913, 873, 20)) == (0.9044024, 0.9211588)


@pytest.mark.parametrize(
    ("correlation", "count", "low", "high"), [(0.5, 50, 0.2574879, 0.6832563), (0.684848, 10, 0.097071, 0.918445)]
)
def test_the_interval_of_a_correlation(correlation: float, count: int, low: float, high: float) -> None:
    """Two worked examples: small-s.science, tag correlation, with R; and stats.stackexchange 18887, with z = 1.96."""
    assert fisher(correlation, count) == pytest.approx((low, high), abs=2e-5)
