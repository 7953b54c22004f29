"""Practice brings back what was missed, spaced by FSRS; progress says how far one has come."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fsrs import Rating

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.outline import outline
from quizzes.delivery.practice import MOST, due_items, practice
from quizzes.delivery.progress import all_progress
from quizzes.delivery.records import Attempt
from quizzes.delivery.schedule import due_today, rating, scheduled
from quizzes.delivery.sitting import Sitting
from quizzes.errors import UnknownBank
from quizzes.reader import bundled_bank
from quizzes.shelf import bank_names, bank_title
from quizzes.variants import draw_values
from tests.quizzes.samples import data, read

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        """The time that it is set to."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[AttemptStore]:
    with AttemptStore(tmp_path / "quizzes.sqlite3", clock=clock) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _far_from_midnight(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The learner's day is that of UTC, where the platform lets a test say so."""
    monkeypatch.setenv("TZ", "UTC")
    set_zone = getattr(time, "tzset", lambda: None)
    set_zone()
    yield
    monkeypatch.undo()
    set_zone()


def banks(items: int = 3) -> Banks:
    """A bank of claims that are true."""
    return Banks(read(*(data("true_false", id=f"claim-{number}") for number in range(1, items + 1))))


def sat(store: AttemptStore, *responses: bool, **options: Any) -> Sitting:
    """A sitting with these responses, finished."""
    sitting = Sitting.open(store, banks(), "sample", "ada", anew=True, **options)
    for number, response in enumerate(responses, start=1):
        sitting.answer(response, number)
    sitting.finish()
    return sitting


def due(store: AttemptStore) -> list[str]:
    return [each.item for each in due_items(store, banks(), "ada")]


def attempt(number: int, at: datetime, earned: float = 1.0, **changes: Any) -> Attempt:
    made = {
        "sitting": f"s{number}",
        "number": 1,
        "learner": "ada",
        "bank": "sample",
        "item": "one",
        "digest": "d",
        "mode": "practice",
        "seed": "7",
        "response": True,
        "earned": earned,
        "possible": 1.0,
        "id": number,
        "hints": 0,
        "at": at,
    }
    return Attempt(**{**made, **changes})


@pytest.mark.parametrize(
    ("earned", "hints", "expected"),
    [
        (1.0, 0, Rating.Good),
        (1.0, 1, Rating.Hard),
        (0.5, 0, Rating.Hard),
        (0.49, 0, Rating.Again),
        (0.0, 0, Rating.Again),
        (0.0, 2, Rating.Again),
    ],
)
def test_a_score_becomes_a_rating(earned: float, hints: int, expected: Rating) -> None:
    """Right alone is good; with hints or by half it was hard; else it was missed."""
    assert rating(attempt(1, NOON, earned, hints=hints)) == expected


def test_what_was_missed_comes_back_the_same_day_and_what_was_right_later(store: AttemptStore, clock: Clock) -> None:
    """Days later, the right ones are due as well; those not seen yet never are."""
    sat(store, True, False)
    assert due(store) == ["claim-2"]
    clock.time += 7 * DAY
    assert due(store) == ["claim-2", "claim-1"]


def test_intervals_grow_with_each_right_response() -> None:
    """And shrink with a wrong one."""
    attempts, at, gaps = [], NOON, []
    for number in range(1, 6):
        attempts.append(attempt(number, at))
        [item] = scheduled(attempts, at)
        gaps.append(item.at - at)
        at = item.at
    assert gaps == sorted(gaps)
    assert gaps[0] >= DAY
    assert gaps[-1] > 10 * gaps[0]
    [missed] = scheduled([*attempts, attempt(6, at, earned=0.0)], at)
    assert missed.at - at < timedelta(hours=1)


def test_due_today_means_before_midnight_where_the_learner_is() -> None:
    """Not within 24 hours."""
    [item] = scheduled([attempt(1, NOON)], NOON)
    assert due_today([item], item.at.replace(hour=0, minute=1)) == [item]
    assert due_today([item], item.at.replace(hour=22, minute=59) - DAY) == []


def test_who_is_up_at_midnight_practises_what_was_missed_before() -> None:
    """Ten minutes later is another day, and the same evening."""
    late = NOON.replace(hour=23, minute=57)
    [item] = scheduled([attempt(1, late, earned=0.0)], late)
    assert item.at.date() > late.date()
    assert due_today([item], late) == [item]


def test_of_several_responses_in_a_sitting_the_last_counts() -> None:
    """As for the score of a graded sitting."""
    replaced = [attempt(1, NOON, 0.0), attempt(2, NOON, 1.0, sitting="s1")]
    assert scheduled(replaced, NOON)[0].at > NOON + DAY


def test_a_clock_that_was_set_back_makes_no_time_go_by(store: AttemptStore, clock: Clock) -> None:
    """Attempts count in their order; nothing is lost, nothing raises."""
    sat(store, False, True)
    clock.time -= 400 * DAY
    sat(store, True, False)
    assert due(store) == ["claim-2"]
    clock.time += 400 * DAY
    assert due(store) == ["claim-2"]
    missed, back = attempt(1, NOON, 0.0), attempt(2, NOON - 400 * DAY)
    assert scheduled([missed, back], NOON)[0].at == scheduled([missed, attempt(2, NOON)], NOON)[0].at


def test_an_attempt_from_the_future_leaves_its_item_due_until_it_is_answered_again() -> None:
    """A clock that once ran ahead by years would else hide the item for years."""
    ahead = attempt(1, NOON + 3650 * DAY)
    [item] = scheduled([ahead], NOON)
    assert item.at == NOON
    [item] = scheduled([ahead, attempt(2, NOON)], NOON)
    assert NOON + DAY <= item.at <= NOON + 30 * DAY
    assert scheduled([ahead, attempt(2, NOON)], NOON + DAY) == [item]


def test_practice_asks_for_what_is_due_and_for_nothing_else(store: AttemptStore) -> None:
    """Answered right, it is no longer due."""
    assert practice(store, banks(), "ada") is None
    sat(store, True, False, False)
    sitting = practice(store, banks(), "ada")
    assert sitting
    assert [entry.item for entry in sitting.plan.entries] == ["claim-2", "claim-3"]
    sitting.answer(True, 1)
    sitting.answer(False, 2)
    sitting.finish()
    assert due(store) == ["claim-3"]


def test_practice_that_was_stopped_goes_on(store: AttemptStore) -> None:
    """The same sitting, without what was answered; anew, it asks for what is due then."""
    sat(store, False, False)
    first = practice(store, banks(), "ada")
    assert first
    first.answer(True)
    again = practice(store, banks(), "ada")
    assert again
    assert (again.id, again.number) == (first.id, 2)
    anew = practice(store, banks(), "ada", anew=True)
    assert anew
    assert [entry.item for entry in anew.plan.entries] == ["claim-2"]


def test_practice_whose_items_are_all_answered_is_over(store: AttemptStore) -> None:
    """Where the window was closed after the last response."""
    sat(store, False)
    first = practice(store, banks(), "ada")
    assert first
    first.answer(True)
    assert practice(store, banks(), "ada") is None
    assert first.finished


def test_practice_is_no_sitting_of_the_bank(store: AttemptStore) -> None:
    """Neither resumes the other."""
    sat(store, False)
    sitting = practice(store, banks(), "ada", "sample")
    assert sitting
    assert Sitting.resume(store, banks(), "sample", "ada") is None
    assert Sitting.open(store, banks(), "sample", "ada").id != sitting.id


def test_practice_can_be_of_one_bank(store: AttemptStore) -> None:
    """Which must be there."""
    sat(store, False)
    assert practice(store, banks(), "ada", "gallery") is None
    with pytest.raises(UnknownBank, match="there is no bank `nope`"):
        practice(store, banks(), "ada", "nope")


def test_practice_brings_a_new_variant(store: AttemptStore) -> None:
    """Also where there are two variants only; where there is one, that one."""
    item = data("numeric", variables={"x": {"values": [1, 2]}}, key="{{ x }}", proof="x", wrong=[])
    two = Banks(read(item))
    for _ in range(8):
        last = store.attempts()[-1] if store.attempts() else None
        sitting = practice(store, two, "ada") or Sitting.open(store, two, "sample", "ada")
        entry = sitting.plan.entries[0]
        values = draw_values(two.get("sample").items[0], entry.seed)
        assert not last or values != draw_values(two.get("sample").items[0], last.seed)
        sitting.answer(99, 1)
        sitting.finish()


def test_practice_passes_over_items_that_are_gone(store: AttemptStore) -> None:
    """And banks that are."""
    sat(store, False, False)
    rest = Banks(read(data("true_false", id="claim-2")))
    sitting = practice(store, rest, "ada")
    assert sitting
    assert [entry.item for entry in sitting.plan.entries] == ["claim-2"]
    assert due_items(store, Banks(), "ada") == []


def test_practice_comes_in_portions(store: AttemptStore) -> None:
    """What is due longest comes first."""
    many = banks(MOST + 5)
    sitting = Sitting.open(store, many, "sample", "ada")
    for number in range(1, MOST + 6):
        sitting.answer(False, number)
    portion = practice(store, many, "ada")
    assert portion
    assert len(portion.plan.entries) == MOST


@pytest.mark.parametrize(("reveal", "known"), [("afterwards", ["claim-2"]), ("never", [])])
def test_a_graded_sitting_is_practised_once_its_keys_are_shown(
    store: AttemptStore, reveal: Any, known: list[str]
) -> None:
    """What is due would tell what was wrong."""
    sitting = Sitting.open(store, banks(), "sample", "ada", mode="graded", reveal=reveal)
    sitting.answer(True, 1)
    sitting.answer(False, 2)
    assert due(store) == []
    sitting.finish()
    assert due(store) == known


def test_an_outline_agrees_with_the_reader() -> None:
    """Name, title and ids of every bundled bank."""
    for name in bank_names():
        bank, quick = bundled_bank(name), outline(name)
        assert (quick.name, quick.title) == (bank.bank, bank.title) == (name, bank_title(name))
        assert quick.items == tuple(item.id for item in bank.items)


@pytest.mark.parametrize("text", ["", "- a\n", "items: 3\ntitle: [x]\n", "items: [3, {id: [1]}]\n"])
def test_an_outline_of_a_bank_that_is_none_is_empty(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list goes on; the checker complains."""
    monkeypatch.setattr("quizzes.delivery.outline.BUNDLED", tmp_path)
    (tmp_path / "odd.yaml").write_text(text)
    assert (outline("odd").title, outline("odd").items) == ("odd", ())


def gallery(store: AttemptStore) -> Any:
    return next(each for each in all_progress(store, "ada") if each.name == "gallery")


def test_progress_is_what_was_seen_earned_and_is_due(store: AttemptStore) -> None:
    """For each bank, by learner."""
    before = gallery(store)
    assert (before.seen, before.last, before.unfinished, before.due) == (0, None, None, 0)
    place = next(
        number
        for number, item in enumerate(bundled_bank("gallery").items, start=1)
        if item.kind == "true_false" and item.points == 1
    )
    sitting = Sitting.open(store, Banks(), "gallery", "ada")
    sitting.answer(False, place)
    assert (gallery(store).seen, gallery(store).unfinished, gallery(store).due) == (1, 1, 1)
    sitting.finish()
    assert (gallery(store).last, gallery(store).unfinished) == ((0.0, 1.0), None)
    assert all(each.seen == 0 for each in all_progress(store, "bob"))
    assert [each.name for each in all_progress(store, "ada")] == bank_names()


def test_progress_counts_all_of_a_graded_sitting_and_nothing_of_one_that_does_not_tell(store: AttemptStore) -> None:
    """The last score is what the summary said."""
    graded = Sitting.open(store, Banks(), "gallery", "ada", mode="graded")
    total = graded.finish().total
    assert total
    assert gallery(store).last == (0.0, total.possible)
    Sitting.open(store, Banks(), "gallery", "ada", mode="graded", reveal="never").finish()
    assert gallery(store).last == (0.0, total.possible)


def test_a_sitting_without_a_response_has_no_score(store: AttemptStore) -> None:
    """Nor does it take the place of one that has."""
    Sitting.open(store, Banks(), "gallery", "ada").finish()
    assert gallery(store).last is None
