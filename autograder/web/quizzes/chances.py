"""What somebody may do with a quiz now: go on, begin, practise, or nothing any more, and why."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.service.models import Person, Placement
from autograder.service.policy import Policy
from autograder.web.quizzes.records import graded_sittings
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.records import SittingRecord


@dataclass(frozen=True)
class Chances:
    """``over`` are the sittings that were handed in; ``left`` says how many more may be begun, None for any number.

    ``refusal`` is why none may be begun, in words; else empty. ``practice``: whether the quiz may be practised, which
    tells keys: with any number of attempts always, else once they are used up or their time is over.
    """

    over: tuple[SittingRecord, ...]
    unfinished: SittingRecord | None
    left: int | None
    refusal: str
    practice: bool

    @property
    def next_number(self) -> int:
        """The number of the attempt that goes on, or would be begun."""
        return len(self.over) + 1


def chances(store: AttemptStore, person: Person, placement: Placement) -> Chances:
    """What the person may do, by the placement's policy and the record's clock."""
    policy, sittings = placement.policy, graded_sittings(store, person, placement.name)
    over = tuple(each for each in sittings if each.ended is not None)
    unfinished = next((each for each in reversed(sittings) if each.ended is None), None)
    left = None if policy.attempts is None else max(0, policy.attempts - len(sittings))
    closed = policy.is_over(store.now().timestamp())
    return Chances(
        over, unfinished, left, _refusal(policy, left, closed=closed), _practice(left, unfinished, closed=closed)
    )


def _refusal(policy: Policy, left: int | None, *, closed: bool) -> str:
    if closed:
        return "its time is over"
    if left == 0:
        return "the one attempt is used" if policy.attempts == 1 else f"all {policy.attempts} attempts are used"
    return ""


def _practice(left: int | None, unfinished: SittingRecord | None, *, closed: bool) -> bool:
    return left is None or closed or (left == 0 and unfinished is None)


def close_overdue(store: AttemptStore, placement: Placement) -> None:
    """Hand in every graded sitting of a quiz whose time is over: what was answered by then counts."""
    if not placement.policy.is_over(store.now().timestamp()):
        return
    for each in store.sittings(bank=placement.name):
        if each.plan.mode == "graded" and each.ended is None:
            store.end(each.id)
