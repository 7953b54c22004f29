"""When an item is due again: FSRS, a model of forgetting, fed with the attempts that were made.

https://github.com/open-spaced-repetition/py-fsrs keeps the algorithm; here is what an attempt means to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from fsrs import Card, Rating, Scheduler

from quizzes.delivery.records import Attempt

#: A missed item comes back the same day; one that was right at once waits for days.
_STEPS = (timedelta(minutes=10),)
#: What is missed just before midnight still comes back.
_NIGHT = timedelta(hours=1)


@dataclass(frozen=True)
class Due:
    """An item with the time from which on it should be asked again, and its last attempt."""

    bank: str
    item: str
    at: datetime
    last: Attempt


def rating(attempt: Attempt) -> Rating:
    """Good where all points were earned without a hint; hard with hints, or with half of the points; else again."""
    if attempt.earned >= attempt.possible and not attempt.hints:
        return Rating.Good
    return Rating.Hard if 2 * attempt.earned >= attempt.possible else Rating.Again


def scheduled(attempts: Iterable[Attempt], now: datetime) -> list[Due]:
    """Each item that was attempted, with the time when it is due, the earliest first.

    Of several responses to one item in one sitting the last counts. Attempts count in their order in the record, and a
    clock that was set back makes no time go by between two. One that is stamped later than ``now`` tells nothing of
    when it was made: its item is due now.
    """
    scheduler = Scheduler(learning_steps=_STEPS, relearning_steps=_STEPS, enable_fuzzing=False)
    last = {(attempt.sitting, attempt.number): attempt for attempt in attempts}
    ordered = sorted(last.values(), key=lambda attempt: attempt.id)
    cards: dict[tuple[str, str], tuple[Card, Attempt]] = {}
    for attempt, at in zip(ordered, _times(ordered, now), strict=True):
        item = (attempt.bank, attempt.item)
        card = cards[item][0] if item in cards else Card(card_id=attempt.id)
        later = max(at, card.last_review) if card.last_review else at
        cards[item] = scheduler.review_card(card, rating(attempt), later)[0], attempt
    found = [
        Due(bank, item, now if attempt.at > now else card.due, attempt)
        for (bank, item), (card, attempt) in cards.items()
    ]
    return sorted(found, key=lambda due: (due.at, due.bank, due.item))


def _times(ordered: list[Attempt], now: datetime) -> list[datetime]:
    """When each attempt was made: what its stamp says, or where that lies ahead, when the next one was made."""
    times = []
    following = now
    for attempt in reversed(ordered):
        following = attempt.at if attempt.at <= now else following
        times.append(following.astimezone(UTC))
    return times[::-1]


def due_today(schedule: Iterable[Due], now: datetime) -> list[Due]:
    """Those that are due before the day ends where the learner is, or within the hour: who is up late goes on."""
    midnight = datetime.combine(now.astimezone().date() + timedelta(days=1), time()).astimezone()
    end = max(midnight, now + _NIGHT)
    return [each for each in schedule if each.at < end]
