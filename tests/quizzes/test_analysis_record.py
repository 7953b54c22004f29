"""The record of attempts as a file of responses."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizzes.analysis.formats import read_responses
from quizzes.analysis.responses import MISSING, NOT_SHOWN, State
from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting
from quizzes.errors import UsageError
from tests.quizzes.analysis_samples import analysed
from tests.quizzes.samples import data
from tests.quizzes.samples import read as bank_of

BANK = bank_of(data("single_choice", id="one"), data("numeric", id="two"), bank="sample")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    times = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute) for minute in range(10_000))
    with AttemptStore(tmp_path / "quizzes.sqlite3", clock=lambda: next(times)) as opened:
        yield opened


def sat(store: AttemptStore, learner: str, option: str, number: str | None, mode: str = "graded") -> None:
    """A finished sitting: an option by its text, and a number or none."""
    sitting = Sitting.open(store, Banks(BANK), "sample", learner, mode=mode, anew=True)  # type: ignore[arg-type]
    options = sitting.view(1).item["options"]
    sitting.answer(next(each["id"] for each in options if each["text"] == option), 1)
    if number is not None:
        sitting.answer(number, 2)
    sitting.finish()


def test_graded_sittings_are_read_with_what_was_chosen(store: AttemptStore) -> None:
    """The last response to an item counts; an item without one was left out."""
    sat(store, "ada", "right", "0.25")
    sat(store, "bo", "wrong", None)
    found = read_responses(store.path, bank=BANK)
    assert found.source == "record of attempts, bank `sample`, 2 graded sittings"
    assert [[answer.earned for answer in sitting.answers] for sitting in found.sittings] == [[6.0, 6.0], [0.0, 0.0]]
    assert found.sittings[1].answers[1] == MISSING
    options = analysed(found).items[0].statistics.options
    assert [(option.text, option.count) for option in options] == [("right", 1), ("wrong", 1), ("worse", 0)]


def test_a_learner_s_first_sitting_counts(store: AttemptStore) -> None:
    """Or the last."""
    sat(store, "ada", "wrong", None)
    sat(store, "ada", "right", None)
    found = read_responses(store.path, bank=BANK)
    assert analysed(found).items[0].statistics.difficulty.value == 0.0
    assert analysed(found, attempts="last").items[0].statistics.difficulty.value == 1.0
    assert any(remark.endswith("of whom the first counts (sitting 2)") for remark in analysed(found).remarks)


def test_what_is_not_finished_and_practice_beside_graded_sittings_are_left_out(store: AttemptStore) -> None:
    """And it is said which."""
    sat(store, "ada", "right", "0.25", mode="practice")
    assert read_responses(store.path, bank=BANK).source.endswith("1 practice sitting")
    sat(store, "bo", "right", "0.25")
    Sitting.open(store, Banks(BANK), "sample", "cy", mode="graded")
    found = read_responses(store.path, bank=BANK)
    assert [sitting.student for sitting in found.sittings] == ["bo"]
    assert list(found.remarks) == [
        "left out: not finished (sitting 3)",
        "left out: practice, and there are graded sittings (sitting 1)",
    ]


def test_items_that_changed_keep_their_scores_and_lose_their_options(store: AttemptStore) -> None:
    """And items that are gone, or new, are said or were not shown."""
    sat(store, "ada", "right", "0.25")
    changed: Bank = bank_of(
        data("single_choice", id="one", stem="Another stem?"), data("true_false", id="three"), bank="sample"
    )
    found = read_responses(store.path, bank=changed)
    first, second = found.sittings[0].answers
    assert (first.state, first.earned, first.chosen) == (State.GIVEN, 6.0, ())
    assert second == NOT_SHOWN
    assert list(found.remarks) == [
        "`one` was changed since: its score counts, and not what was chosen (sitting 1)",
        "left out: items that are no longer in the bank: `two`",
    ]


def test_a_record_needs_its_bank(store: AttemptStore) -> None:
    """It may hold several."""
    with pytest.raises(UsageError, match="is a record of attempts; say of which bank, with `--bank NAME`"):
        read_responses(store.path)
