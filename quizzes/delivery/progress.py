"""How far a learner has come in each bank, from the record alone: quick enough for a list."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.outline import outline
from quizzes.delivery.records import Attempt, SittingRecord
from quizzes.delivery.schedule import due_today, scheduled
from quizzes.shelf import bank_names


@dataclass(frozen=True)
class BankProgress:
    """A bank and a learner. ``last`` is (earned, possible) of the last sitting that was finished and told its score.

    ``seen`` counts the items that have had a response, ``unfinished`` those of a sitting that goes on, or is None.
    """

    name: str
    title: str
    items: int
    seen: int
    last: tuple[float, float] | None
    unfinished: int | None
    due: int


def all_progress(store: AttemptStore, learner: str) -> list[BankProgress]:
    """The learner's progress in each bundled bank."""
    attempts, sittings = store.attempts(learner=learner), store.sittings(learner)
    due = due_today(scheduled(store.attempts(learner=learner, revealed=True), store.now()), store.now())
    return [
        _progress(
            name,
            [each for each in attempts if each.bank == name],
            [each for each in sittings if each.plan.bank == name and not each.plan.due],
            {each.item for each in due if each.bank == name},
        )
        for name in bank_names()
    ]


def _progress(name: str, attempts: list[Attempt], sittings: list[SittingRecord], due: set[str]) -> BankProgress:
    bank = outline(name)
    told = [each for each in sittings if each.ending == "finished" and each.plan.reveal != "never"]
    ongoing = [each for each in sittings if each.ended is None]
    return BankProgress(
        name=name,
        title=bank.title,
        items=len(bank.items),
        seen=len({attempt.item for attempt in attempts} & {*bank.items}),
        last=_score(told[-1], attempts) if told else None,
        unfinished=len(_last(ongoing[-1], attempts)) if ongoing else None,
        due=len(due & {*bank.items}),
    )


def _last(sitting: SittingRecord, attempts: list[Attempt]) -> dict[int, Attempt]:
    return {attempt.number: attempt for attempt in attempts if attempt.sitting == sitting.id}


def _score(sitting: SittingRecord, attempts: list[Attempt]) -> tuple[float, float] | None:
    """Points earned of those possible, as ``Sitting.summary`` counts them; None where nothing was answered."""
    answered = _last(sitting, attempts)
    possible = {number: attempt.possible for number, attempt in answered.items()}
    if sitting.plan.mode == "graded":
        possible = {number: entry.points for number, entry in enumerate(sitting.plan.entries, start=1)} | possible
    earned = sum(attempt.earned for attempt in answered.values())
    return (earned, sum(possible.values())) if possible else None
