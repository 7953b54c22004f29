"""A sitting: one item after the other, graded and kept, with nothing of a key before its time."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks, item_digest
from quizzes.delivery.feedback import Tally
from quizzes.delivery.sitting import Sitting
from quizzes.errors import (
    AlreadyAnswered,
    MissingResponse,
    SittingOver,
    UnknownBank,
    UnknownSitting,
    UnreadableResponse,
    UsageError,
)
from quizzes.variants import draw
from quizzes.views import key_response
from tests.quizzes.samples import ITEMS, data, read

SECRETS = ("Because.", "No.", "Not at all.", "Half.", "It is.", "A sum.", "Nobody's.", "LReLU", "A book")


def every_kind() -> Bank:
    """One item of each kind, all with hints."""
    return read(*(data(kind, id=kind.replace("_", "-"), hints=["Think.", "Think more."]) for kind in ITEMS))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AttemptStore]:
    with AttemptStore(tmp_path / "quizzes.sqlite3") as opened:
        yield opened


def opened(store: AttemptStore, bank: Bank | None = None, **options: Any) -> Sitting:
    return Sitting.open(store, Banks(bank or every_kind()), "sample", "ada", **options)


def right(sitting: Sitting, number: int, bank: Bank | None = None) -> Any:
    entry = sitting.plan.entries[number - 1]
    return key_response(draw((bank or every_kind()).item(entry.item), entry.seed))


def test_practice_explains_each_response_at_once(store: AttemptStore) -> None:
    """Score, the reason for what was chosen, the key, and the explanation."""
    sitting = opened(store)
    wrong = next(option["id"] for option in sitting.view().item["options"] if option["text"] == "wrong")
    feedback = sitting.answer(wrong)
    assert feedback is not None
    assert (feedback.earned, feedback.possible, feedback.right) == (0.0, 6.0, False)
    assert feedback.parts[0].feedback == "No."
    assert feedback.key == ("right",)
    assert feedback.explanation == "Because."
    assert sitting.feedback(1) == feedback


@pytest.mark.parametrize("mode", ["practice", "graded"])
def test_every_kind_can_be_answered_and_earns_its_points(store: AttemptStore, mode: Any) -> None:
    """From the first item to the summary."""
    sitting = opened(store, mode=mode)
    while sitting.number:
        sitting.answer(right(sitting, sitting.number))
        sitting.next()
    summary = sitting.finish()
    assert summary.total == Tally(54.0, 54.0, 9, 9)
    assert summary.missed == ()
    assert [(each.name, each.title, each.tally.percent) for each in summary.objectives] == [("known", "Known", 100)]


@pytest.mark.parametrize("reveal", ["afterwards", "never"])
def test_a_graded_sitting_shows_nothing_of_a_key_before_its_end(store: AttemptStore, reveal: Any) -> None:
    """Neither views, nor what an answer gives, nor hints, nor the summary; right and wrong look alike."""
    seen = []
    for wrong in (False, True):
        sitting = opened(store, mode="graded", reveal=reveal, seed="s", anew=True)
        assert sitting.take_hint(1) is None
        shown: list[Any] = [asdict(sitting.view(number)) for number in range(1, 10)]
        for number in range(1, 10):
            response = right(sitting, number)
            if wrong and response is True:
                response = False
            shown += [sitting.answer(response, number), sitting.feedback(number)]
        shown.append(asdict(sitting.summary()))
        seen.append(json.dumps(shown))
        assert not any(secret in seen[-1] for secret in SECRETS)
        assert "Think." not in seen[-1]
        assert '"key"' not in seen[-1]
    assert seen[0] == seen[1]


def test_a_graded_sitting_tells_afterwards(store: AttemptStore) -> None:
    """Points, keys and explanations, once it is handed in."""
    sitting = opened(store, mode="graded")
    assert sitting.answer(False, 3) is None
    summary = sitting.finish()
    assert summary.total == Tally(0.0, 54.0, 1, 9)
    assert summary.missed == (3,)
    feedback = sitting.feedback(3)
    assert feedback
    assert feedback.key == ("true",)
    assert sitting.feedback(4) is None


def test_what_earned_a_part_is_told_from_what_earned_nothing(store: AttemptStore) -> None:
    """Both were missed."""
    sitting, kinds = opened(store), list(ITEMS)
    matching = kinds.index("matching") + 1
    key = right(sitting, matching)
    sitting.answer(dict.fromkeys(key, next(iter(key.values()))), matching)
    sitting.answer("horse", kinds.index("short_text") + 1)
    summary = sitting.summary()
    assert set(summary.missed) == {matching, kinds.index("short_text") + 1}
    assert summary.partly == (matching,)


def test_a_graded_sitting_that_never_reveals_tells_the_total_alone(store: AttemptStore) -> None:
    """By objective, a single item would say whether it was right."""
    sitting = opened(store, mode="graded", reveal="never")
    sitting.answer(False, 3)
    summary = sitting.finish()
    assert summary.total == Tally(0.0, 54.0, 1, 9)
    assert (summary.objectives, summary.missed, summary.partly) == ((), (), ())
    assert sitting.feedback(3) is None


def test_leaving_a_graded_sitting_reveals_nothing(store: AttemptStore) -> None:
    """Else one could look at the keys, and begin anew."""
    first = opened(store, mode="graded")
    first.answer(True, 3)
    opened(store, mode="graded", anew=True)
    assert first.finished
    assert not first.revealed
    assert first.feedback(3) is None
    assert first.summary().total is None


def test_the_last_response_of_a_graded_sitting_counts(store: AttemptStore) -> None:
    """All are kept."""
    sitting = opened(store, mode="graded")
    sitting.answer(False, 3)
    sitting.answer(True, 3)
    assert sitting.view(3).response is True
    assert sitting.finish().total == Tally(6.0, 54.0, 1, 9)
    assert [attempt.earned for attempt in store.attempts()] == [0.0, 6.0]


def test_practice_takes_one_response_for_each_item(store: AttemptStore) -> None:
    """Its key was shown."""
    sitting = opened(store)
    sitting.answer(True, 3)
    with pytest.raises(AlreadyAnswered):
        sitting.answer(True, 3)


@pytest.mark.parametrize(
    ("number", "response", "error"),
    [
        (1, "none of them", UnreadableResponse),
        (1, None, MissingResponse),
        (2, [], MissingResponse),
        (3, "perhaps", UnreadableResponse),
        (4, "0,25", UnreadableResponse),
        (4, float("nan"), UnreadableResponse),
        (5, "", MissingResponse),
        (5, "x" * 10_000, UnreadableResponse),
        (6, {"a": "b"}, UnreadableResponse),
        (7, ["a"], UnreadableResponse),
        (8, {"one": 1}, MissingResponse),
        (9, {"print": 1}, UnreadableResponse),
    ],
)
def test_what_cannot_be_read_is_never_kept(
    store: AttemptStore, number: int, response: object, error: type[Exception]
) -> None:
    """It is no response, and no zero: the item stays open."""
    sitting = opened(store)
    with pytest.raises(error):
        sitting.answer(response, number)
    assert store.attempts() == []
    assert sitting.states()[number - 1] == "open"


def test_an_unfinished_sitting_goes_on_where_it_was(store: AttemptStore) -> None:
    """With the same variants and orders, at the first open item."""
    assert Sitting.resume(store, Banks(every_kind()), "sample", "ada") is None
    first = opened(store)
    first.answer(right(first, 1), 1)
    again = Sitting.resume(store, Banks(every_kind()), "sample", "ada")
    assert again
    assert again.id == first.id
    assert again.number == 2
    assert again.view() == first.view(2)
    assert Sitting.find(store, Banks(every_kind()), first.id).view(1).state == "answered"
    with pytest.raises(UnknownSitting):
        Sitting.find(store, Banks(), "nope")


def test_the_next_item_follows_the_one_that_was_answered(store: AttemptStore) -> None:
    """None is passed over, whether it was named or was the current one."""
    sitting = opened(store)
    sitting.answer(right(sitting, 1))
    assert sitting.number == 1
    assert sitting.next() == 2
    sitting.answer(right(sitting, 5), 5)
    assert sitting.next() == 6


def test_a_skipped_item_comes_back(store: AttemptStore) -> None:
    """After the last one."""
    sitting = opened(store)
    assert sitting.next() == 2
    for number in range(2, 10):
        assert sitting.number == number
        sitting.answer(right(sitting, number))
        sitting.next()
    assert sitting.number == 1
    sitting.answer(right(sitting, 1))
    assert sitting.next() is None
    assert sitting.number is None
    with pytest.raises(SittingOver, match="every item has its response; finish the sitting"):
        sitting.view()


def test_one_can_go_to_any_item(store: AttemptStore) -> None:
    """By its number, if there is one."""
    sitting = opened(store)
    sitting.go(5)
    assert sitting.view().number == 5
    assert sitting.next() == 6
    for number in (0, 10):
        with pytest.raises(UsageError, match="give a number from 1 to 9"):
            sitting.go(number)


def test_hints_come_one_by_one_and_are_noted(store: AttemptStore) -> None:
    """The attempt says how many were taken."""
    sitting = opened(store)
    assert (sitting.view().hints, sitting.view().more_hints) == ((), 2)
    assert sitting.take_hint() == "Think."
    assert (sitting.view().hints, sitting.view().more_hints) == (("Think.",), 1)
    assert sitting.take_hint() == "Think more."
    assert sitting.take_hint() is None
    feedback = sitting.answer(right(sitting, 1))
    assert feedback
    assert feedback.hints == 2


def test_nothing_is_added_to_a_sitting_that_has_ended(store: AttemptStore) -> None:
    """Not from another window either."""
    sitting, window = opened(store), opened(store)
    assert window.id == sitting.id
    sitting.finish()
    assert window.finished
    with pytest.raises(SittingOver, match="has ended; begin a new one"):
        window.answer(True, 3)
    with pytest.raises(SittingOver):
        window.take_hint(1)


def test_practice_counts_what_was_answered(store: AttemptStore) -> None:
    """Who stops early is told about those items alone."""
    sitting = opened(store)
    sitting.answer(True, 3)
    summary = sitting.finish()
    assert summary.total == Tally(6.0, 6.0, 1, 9)
    assert (summary.answered, summary.items, summary.finished) == (1, 9, True)


def test_seeds_draw_variants_and_one_that_is_made_up_cannot_be_guessed(store: AttemptStore) -> None:
    """The same seed gives the same views; without one, each sitting has its own."""
    views = [opened(store, seed="7", anew=True).view(1) for _ in range(2)]
    assert views[0].item == views[1].item
    seeds = {opened(store, anew=True).plan.seed for _ in range(3)}
    assert len(seeds) == 3
    assert all(len(seed) == 16 for seed in seeds)
    assert "seed" not in asdict(views[0])


def test_another_seed_or_other_rules_need_a_new_sitting(store: AttemptStore) -> None:
    """An unfinished sitting keeps its own."""
    opened(store, seed="7")
    assert opened(store).plan.seed == "7"
    with pytest.raises(UsageError, match="with another seed is unfinished; finish it, or begin anew"):
        opened(store, seed="8")
    opened(store, mode="graded", reveal="never")
    with pytest.raises(UsageError, match="by other rules is unfinished; finish it, or begin anew"):
        opened(store, mode="graded", reveal="afterwards")
    for seed in ("", "x" * 101):
        with pytest.raises(UsageError, match="is no seed; give 1 to 100 characters"):
            opened(store, seed=seed)


def test_keys_are_revealed_as_the_mode_allows(store: AttemptStore) -> None:
    """Practice that tells afterwards would be no practice."""
    with pytest.raises(UsageError, match="a practice sitting reveals keys at_once, not `never`"):
        opened(store, reveal="never")
    with pytest.raises(UsageError, match="a graded sitting reveals keys afterwards or never, not `at_once`"):
        opened(store, mode="graded", reveal="at_once")


def test_an_item_that_was_edited_keeps_its_score_and_says_so(store: AttemptStore) -> None:
    """What was graded is no longer there to be shown; the next response is graded by the new key."""
    opened(store).answer(True, 3)
    kinds = [data(kind, id=kind.replace("_", "-")) for kind in ITEMS]
    kinds[2]["key"] = False
    edited = opened(store, read(*kinds))
    feedback = edited.feedback(3)
    assert feedback
    assert (feedback.earned, feedback.changed, feedback.key, feedback.explanation) == (6.0, True, (), "")


def test_an_item_that_was_taken_out_is_passed_over(store: AttemptStore) -> None:
    """And counts for nothing where it was not answered."""
    opened(store, mode="graded").answer(True, 3)
    rest = read(*(data(kind, id=kind.replace("_", "-")) for kind in list(ITEMS)[3:]))
    sitting = opened(store, rest, mode="graded")
    assert sitting.states() == ["gone"] * 3 + ["open"] * 6
    assert sitting.number == 4
    sitting.go(1)
    assert sitting.number == 4
    with pytest.raises(UsageError, match="`single-choice`, is no longer in `sample`; go to the next"):
        sitting.view(1)
    assert sitting.finish().total == Tally(6.0, 42.0, 1, 7)


def test_a_bank_that_is_not_there_is_named(store: AttemptStore) -> None:
    """With those that are, or the one that was meant."""
    with pytest.raises(UnknownBank, match="there is no bank `galery`; did you mean `gallery`?"):
        Sitting.open(store, Banks(), "galery", "ada")
    with pytest.raises(UnknownBank, match="there is no bank `nope`; there are: "):
        Sitting.open(store, Banks(), "nope", "ada")
    assert Banks().item("nope", "x") is None
    assert "gallery" in Banks().names()


def test_a_bank_of_ones_own_is_read_from_its_file(store: AttemptStore, tmp_path: Path) -> None:
    """And known by its name."""
    banks = Banks()
    file = tmp_path / "sample.yaml"
    file.write_text(
        json.dumps({**every_kind().model_dump(include={"bank", "title", "objectives"}), "items": [data("true_false")]})
    )
    assert banks.read(file).bank == "sample"
    assert Sitting.open(store, banks, "sample", "ada").view().item["kind"] == "true_false"


def test_a_digest_changes_with_what_the_item_says() -> None:
    """Its key included, and not with the bank around it."""
    digests = {
        item_digest(read(data("numeric", **change)).items[0])
        for change in ({}, {"key": 0.26, "proof": None, "unproven": "x"}, {"stem": "Which?"}, {"hints": ["h"]})
    }
    assert len(digests) == 4
    assert item_digest(read(data("numeric"), title="Other").items[0]) in digests


@pytest.mark.parametrize(
    ("earned", "possible", "percent"), [(0, 0, 0), (0, 3, 0), (1, 1000, 1), (999, 1000, 99), (3, 3, 100), (1, 3, 33)]
)
def test_percent_says_all_and_nothing_only_where_it_is(earned: float, possible: float, percent: int) -> None:
    """Rounding makes no point and takes none away."""
    assert Tally(earned, possible).percent == percent
