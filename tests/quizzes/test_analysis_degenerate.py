"""Classes that have no figure: each says why, and none says NaN."""

from dataclasses import replace

import numpy as np
import pytest

from quizzes.analysis.analysis import Analysis
from quizzes.analysis.correlation import correlate
from quizzes.analysis.estimate import Estimate
from quizzes.analysis.groups import outer_groups, trace_groups
from quizzes.analysis.item_statistics import ItemStatistics
from quizzes.analysis.refusals import NothingToAnalyse
from quizzes.analysis.remarks import numbers_in_words
from quizzes.analysis.responses import Responses
from quizzes.analysis.words import MINUS, figure, points, with_interval
from tests.quizzes.analysis_samples import analysed, chosen, scored


def first(analysis: Analysis) -> ItemStatistics:
    return analysis.items[0].statistics


def why(estimate: Estimate) -> str:
    assert estimate.value is None
    return estimate.reason


def test_one_item_has_no_discrimination_and_no_reliability() -> None:
    """There is nothing to compare it with."""
    analysis = analysed(scored([[1], [0], [1]]))
    assert why(first(analysis).discrimination) == "there is no other item"
    assert why(first(analysis).item_total) == "there is no other item"
    assert why(first(analysis).alpha_without) == "without the item, fewer than two are left"
    assert why(analysis.whole.alpha) == "reliability compares items, and there is one alone"
    assert why(analysis.whole.error) == "alpha is not: reliability compares items, and there is one alone"
    assert analysis.whole.band is None


def test_one_student_has_scores_and_nothing_to_compare() -> None:
    """Not even an interval of the mean."""
    analysis = analysed(scored([[1, 0.5]], [1, 1]))
    assert analysis.whole.mean.value == 0.75
    assert analysis.whole.mean.reason == "it takes two students"
    assert why(analysis.whole.deviation) == "it takes two students"
    assert why(analysis.whole.alpha) == "it takes two students with a score on every item, and there is one"
    assert why(first(analysis).discrimination) == "it takes 3 students, and there is 1"
    assert why(first(analysis).upper_lower) == "it compares two groups, and there are not two students"
    partial = analysis.items[1].statistics.difficulty
    assert (partial.value, partial.reason) == (0.5, "it takes two students")


def test_two_students_always_correlate() -> None:
    """So it is not said."""
    assert why(first(analysed(scored([[1, 1], [0, 0]]))).discrimination) == "it takes 3 students, and there are 2"


def test_three_students_have_a_correlation_without_an_interval() -> None:
    """Fisher's needs four."""
    found = first(analysed(scored([[1, 2, 1], [0, 1, 1], [1, 1, 0]]))).discrimination
    assert found.value is not None and found.low is None
    assert found.reason == "it takes 4 students"


def test_students_who_all_score_alike() -> None:
    """No variance of the totals, though items vary."""
    analysis = analysed(scored([[1, 0], [0, 1], [1, 0], [0, 1]]))
    assert why(analysis.whole.alpha) == "every student has the same total"
    assert why(analysis.whole.kr20) == "every student has the same total"
    assert why(first(analysis).upper_lower) == "every student has the same score"
    assert analysis.whole.deviation.value == 0.0
    assert analysis.whole.mean.reason == analysis.whole.deviation.reason == "every student has the same score"


def test_an_item_that_everybody_has_right_and_the_others_beside_it() -> None:
    """No variance of the item, or of the rest."""
    perfect, other = (report.statistics for report in analysed(scored([[1, 1], [1, 0], [1, 1]])).items)
    assert perfect.difficulty.value == perfect.difficulty.high == 1.0
    assert why(perfect.discrimination) == "every student has the same score on this item"
    assert why(other.discrimination) == "every student has the same score on the other items"


def test_partial_credit_that_is_the_same_for_all() -> None:
    """A mean without an interval."""
    found = first(analysed(scored([[1, 0], [1, 1], [1, 0]], [2, 1]))).difficulty
    assert (found.value, found.low, found.reason) == (0.5, None, "every student has the same partial score")


def test_items_against_one_another_have_a_negative_alpha() -> None:
    """It is shown as it is, and no error comes of it."""
    analysis = analysed(scored([[1, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 1], [1, 0, 1], [0, 1, 1]]))
    alpha = analysis.whole.alpha
    assert alpha.value is not None and alpha.low is not None and alpha.low < alpha.value < 0
    assert why(analysis.whole.error) == "alpha is negative, and no reliability is"
    assert any(warning.startswith("Alpha is negative") for warning in analysis.warnings)


def test_items_that_agree_wholly() -> None:
    """Alpha is 1, the error 0, and correlations are exactly 1."""
    analysis = analysed(scored([[1, 1, 1], [0, 0, 0], [1, 1, 1], [0, 0, 0]]))
    assert analysis.whole.alpha.value == 1.0
    assert analysis.whole.alpha.reason == "the items agree wholly, which leaves nothing to vary"
    assert analysis.whole.error.value == 0.0 and analysis.whole.error.reason
    assert first(analysis).discrimination.value == 1.0
    assert first(analysis).discrimination.reason == "a correlation of exactly 1 or -1 leaves none"


def test_nobody_with_all_items_leaves_no_reliability() -> None:
    """Figures of single items are there all the same."""
    analysis = analysed(chosen(["A-", "-A", "B-", "-B"], "AA"))
    assert why(analysis.whole.alpha) == "it takes two students with a score on every item"
    assert first(analysis).difficulty.value == 0.5
    assert why(first(analysis).discrimination) == "it takes 3 students, and there are none"
    assert any("come from the 0 students of 4" in warning for warning in analysis.warnings)


def test_an_item_that_no_group_was_shown() -> None:
    """The index compares the highest with the lowest."""
    analysis = analysed(chosen(["AA-", "AA-", "AAA", "ABA", "BB-", "BB-"], "AAA"))
    found = analysis.items[2].statistics.upper_lower
    assert why(found) == "nobody in the highest or in the lowest group has a score on it"


def test_an_item_that_nobody_has() -> None:
    """It keeps its row."""
    analysis = analysed(chosen(["A-", "B-"], "AA"))
    item = analysis.items[1].statistics
    assert why(item.difficulty) == "nobody has a score on it"
    assert item.counts.not_shown == 2
    assert all(option.share.reason == "nobody had it" for option in item.options)


def test_nothing_to_analyse_is_said_with_what_was_left_out() -> None:
    """No rows, or rows without a score."""
    with pytest.raises(NothingToAnalyse, match="no attempt has a score"):
        analysed(Responses("a test", scored([[1]]).items, []))
    with pytest.raises(NothingToAnalyse, match=r"left out: no item has a score that counts \(lines 2-3\)"):
        analysed(chosen(["--", ".."], "AA"), missing="ignore")


def test_a_student_without_a_score_is_left_out_and_said() -> None:
    """The others are analysed."""
    analysis = analysed(chosen(["AB", "--", "BA"], "AA"))
    assert analysis.whole.students == 2
    assert analysis.remarks == ("left out: no item has a score that counts (line 3)",)


@pytest.mark.parametrize(
    ("policy", "scores"), [("zero", (3, 1 / 3, 3, 0.0)), ("reached", (3, 1 / 3, 1, 0.0)), ("ignore", (2, 0.5, 1, 0.0))]
)
def test_a_missing_response_counts_by_the_policy(policy: str, scores: tuple[int, float, int, float]) -> None:
    """One student omits the first item, two do not reach the last."""
    items = [report.statistics for report in analysed(chosen(["AAB", ".A.", "BA."], "AAA"), missing=policy).items]
    found = items[0].counts.scored, items[0].difficulty.value, items[2].counts.scored, items[2].difficulty.value
    assert found == pytest.approx(scores)
    assert (items[0].counts.omitted, items[2].counts.not_reached) == (1, 2)


def test_attempts_without_number_or_time_follow_as_the_lines_do() -> None:
    """And it is said."""
    found = scored([[1, 0], [0, 0]])
    again = replace(found.sittings[1], student=found.sittings[0].student)
    twice = Responses("a test", found.items, [found.sittings[0], again])
    analysis = analysed(twice, attempts="last")
    assert analysis.items[0].statistics.difficulty.value == 0.0
    assert any("follow as the lines do" in remark for remark in analysis.remarks)


def test_groups_hold_27_percent_and_fifths_of_large_classes() -> None:
    """Rounded to whole students; everybody belongs somewhere."""
    for count, size in ((0, 0), (1, 0), (2, 1), (10, 3), (100, 27), (1000, 270)):
        groups = outer_groups(np.arange(count, dtype=float))
        assert groups.sizes == (size, count - 2 * size, size)
        assert groups.weights.sum() == count
    assert trace_groups(np.arange(99.0)).names == ("lowest 27 %", "middle", "highest 27 %")
    assert trace_groups(np.arange(103.0)).sizes == pytest.approx((20.6,) * 5)


def test_a_correlation_needs_three_who_have_both() -> None:
    """Whoever lacks one of them does not count."""
    found = correlate(np.array([1.0, np.nan, 0.0]), np.array([1.0, 1.0, np.nan]), what="this", against="that")
    assert why(found) == "it takes 3 students, and there is 1"


def test_a_correlation_of_nothing_has_no_sign() -> None:
    """What is left of a sum that ought to be 0 depends on the processor."""
    values = np.array([0.0, 1.0, 0.0, 1.0])
    for rest in (1e-16, -1e-16):
        found = correlate(values, np.array([0.1, 0.1 + rest, 0.7, 0.7]), what="this", against="that")
        assert found.value == 0 and not found.below(0.0) and not found.above(0.0)


def test_figures_in_words() -> None:
    """A true minus, no negative zero, and reasons in place of figures."""
    assert [figure(value) for value in (0.125, -0.5, -0.001)] == ["0.12", f"{MINUS}0.50", "0.00"]
    assert points(-0.5) == f"{MINUS}0.5"
    assert with_interval(Estimate(9, 0.5, 0.25, 0.75)) == "0.50 (0.25 to 0.75)"
    assert with_interval(Estimate(9, 0.5, reason="why")) == "0.50 (no interval: why)"
    assert with_interval(Estimate(9, reason="why")) == "not defined because why"
    assert [numbers_in_words(lines, "line") for lines in ([4], [9, 4, 5, 6])] == ["line 4", "lines 4-6, 9"]
