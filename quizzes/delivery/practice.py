"""Practice of what is due: the items that were missed, or seen long enough ago, each in a new variant."""

from __future__ import annotations

import secrets

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.records import Attempt, Entry, Plan
from quizzes.delivery.schedule import Due, due_today, scheduled
from quizzes.delivery.sitting import Sitting
from quizzes.items.base import Item
from quizzes.variants import draw_values

#: So many items are practised in one sitting; the rest stay due.
MOST = 20
#: So many seeds are tried for a variant other than the last one.
_TRIES = 20


def due_items(store: AttemptStore, banks: Banks, learner: str, bank: str | None = None) -> list[Due]:
    """What is due today of the bank, or of all banks that are there, the longest due first."""
    schedule = scheduled(store.attempts(learner=learner, bank=bank, revealed=True), store.now())
    return [due for due in due_today(schedule, store.now()) if banks.item(due.bank, due.item) is not None]


def practice(
    store: AttemptStore,
    banks: Banks,
    learner: str,
    bank: str | None = None,
    *,
    seed: str | None = None,
    anew: bool = False,
) -> Sitting | None:
    """A sitting of what is due, or the unfinished one of that kind; None where nothing is due.

    Raises UnknownBank and BankError where a bank is asked for by name.
    """
    if bank:
        banks.get(bank)
    unfinished = store.unfinished(learner, bank or "", "practice", due=True)
    if unfinished and not anew:
        sitting = Sitting(store, banks, unfinished)
        if "open" in sitting.states():
            return sitting
        sitting.finish()
    sown = seed if seed is not None else secrets.token_hex(8)
    entries = []
    for place, due in enumerate(due_items(store, banks, learner, bank)[:MOST], start=1):
        item = banks.get(due.bank).item(due.item)
        entries.append(Entry(due.bank, due.item, item.points, _new_seed(item, f"{sown}/{place}", due.last)))
    if not entries:
        return None
    plan = Plan(learner, bank or "", "practice", "at_once", sown, tuple(entries), due=True)
    return Sitting(store, banks, store.begin(plan, anew=anew))


def _new_seed(item: Item, seed: str, last: Attempt) -> str:
    """A seed that draws other values than the last attempt had, where there are any."""
    seeds = [seed, *(f"{seed}/{turn}" for turn in range(_TRIES))]
    if not item.variables:
        return seed
    before = draw_values(item, last.seed)
    return next((each for each in seeds if draw_values(item, each) != before), seed)
