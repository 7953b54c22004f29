"""One sitting of a quiz, whatever face shows it: items one by one, responses graded and kept, and what may be told."""

from __future__ import annotations

import secrets
from typing import Any, Self

from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks, item_digest
from quizzes.delivery.feedback import Feedback, ObjectiveTally, State, Summary, Tally, View, feedback_on
from quizzes.delivery.records import Attempt, Entry, Mode, NewAttempt, Plan, Reveal, SittingRecord
from quizzes.errors import SittingOver, UsageError, quoted
from quizzes.items.base import Item
from quizzes.scoring import grade
from quizzes.variants import draw
from quizzes.views import student_view

MAX_SEED = 100


class Sitting:
    """A learner at a quiz. Numbers of items count from 1; where a method takes none, the current item is meant.

    The record is asked anew each time, so that a sitting can be open in several places at once. The seed draws variants
    and orders: whoever knows it can tell keys, so it is never sent to a client.
    """

    def __init__(self, store: AttemptStore, banks: Banks, record: SittingRecord) -> None:
        self._store = store
        self._banks = banks
        self._record = record
        self._number = 0

    @classmethod
    def open(
        cls,
        store: AttemptStore,
        banks: Banks,
        bank: str,
        learner: str,
        *,
        mode: Mode = "practice",
        reveal: Reveal | None = None,
        seed: str | None = None,
        anew: bool = False,
    ) -> Self:
        """The learner's unfinished sitting of the bank in that mode, or a new one; ``anew`` leaves the unfinished one.

        ``reveal`` is ``at_once`` for practice, and for a graded sitting ``afterwards`` (the default) or ``never``.
        Without a ``seed`` one is made up that nobody can guess. Raises UnknownBank, BankError; UsageError where a
        sitting with another seed, or with another ``reveal``, is unfinished.
        """
        told = _reveal(mode, reveal)
        if seed is not None and not 1 <= len(seed) <= MAX_SEED:
            raise UsageError(f"{quoted(seed)} is no seed; give 1 to {MAX_SEED} characters")
        sown = seed if seed is not None else secrets.token_hex(8)
        entries = tuple(Entry(bank, item.id, item.points, sown) for item in banks.get(bank).items)
        record = store.begin(Plan(learner, bank, mode, told, sown, entries), anew=anew)
        if seed is not None and record.plan.seed != seed:
            raise UsageError(f"a sitting of {quoted(bank)} with another seed is unfinished; finish it, or begin anew")
        if reveal is not None and record.plan.reveal != told:
            raise UsageError(f"a sitting of {quoted(bank)} by other rules is unfinished; finish it, or begin anew")
        return cls(store, banks, record)

    @classmethod
    def resume(
        cls, store: AttemptStore, banks: Banks, bank: str, learner: str, *, mode: Mode = "practice"
    ) -> Self | None:
        """The learner's unfinished sitting of that bank and mode, or None."""
        record = store.unfinished(learner, bank, mode)
        return cls(store, banks, record) if record else None

    @classmethod
    def find(cls, store: AttemptStore, banks: Banks, name: str) -> Self:
        """The sitting of that id, unfinished or not. Raises UnknownSitting."""
        return cls(store, banks, store.sitting(name))

    @property
    def id(self) -> str:
        """The sitting's name, which cannot be guessed."""
        return self._record.id

    @property
    def plan(self) -> Plan:
        """What the sitting was begun with: learner, bank, mode, reveal. For the server alone: it holds the seed."""
        return self._record.plan

    @property
    def finished(self) -> bool:
        """Whether the sitting has ended."""
        return self._store.sitting(self.id).ended is not None

    @property
    def revealed(self) -> bool:
        """Whether scores and keys of what was answered may be shown now."""
        if self.plan.reveal == "at_once":
            return True
        return self.plan.reveal == "afterwards" and self._store.sitting(self.id).ending == "finished"

    @property
    def number(self) -> int | None:
        """The number of the current item: the one gone to, or the next one that is open; None where none is."""
        states = self.states()
        if self._number and states[self._number - 1] != "gone":
            return self._number
        return next((number for number, state in enumerate(states, start=1) if state == "open"), None)

    def states(self) -> list[State]:
        """Each item's state, in order."""
        answered = self._answered()
        return [self._state(number, answered) for number in range(1, len(self.plan.entries) + 1)]

    def go(self, number: int) -> None:
        """Make that item the current one, be it open or answered. Raises UsageError where there is no such item."""
        self._entry(number)
        self._number = number

    def next(self) -> int | None:
        """Go to the next open item behind the current one, from the start where there is none; None where all are done.

        Called before a response, this skips: the item comes back.
        """
        states = self.states()
        here = self.number or 0
        order = [*range(here + 1, len(states) + 1), *range(1, here + 1)]
        self._number = next((number for number in order if states[number - 1] == "open"), 0)
        return self._number or None

    def view(self, number: int | None = None) -> View:
        """An item as a client may see it: nothing of its key. Raises UsageError where there is none to show."""
        number = self._chosen(number)
        entry, variant = self._entry(number), self._variant(number)
        answered = self._answered()
        taken = self._store.hints(self.id).get(number, 0)
        hints = variant.hints if self.plan.mode == "practice" else []
        return View(
            number=number,
            of=len(self.plan.entries),
            bank=entry.bank,
            item={**student_view(variant, entry.seed), "hints": len(hints)},
            state=self._state(number, answered),
            hints=tuple(hints[:taken]),
            more_hints=max(0, len(hints) - taken),
            response=answered[number].response if number in answered else None,
        )

    def answer(self, response: Any, number: int | None = None) -> Feedback | None:
        """Grade a response and keep it. In practice the feedback comes back; in a graded sitting None does.

        A graded response may be replaced until the end: the last one counts. Raises ResponseError where it cannot be
        read (nothing is kept, ask again), AlreadyAnswered for a second one in practice, SittingOver after the end.
        """
        number = self._chosen(number)
        entry, item = self._entry(number), self._item(number)
        self._number = number  # the current one until `next`, even though it is no longer open
        score = grade(draw(item, entry.seed), response)
        attempt = self._store.add(
            NewAttempt(
                sitting=self.id,
                number=number,
                learner=self.plan.learner,
                bank=entry.bank,
                item=entry.item,
                digest=item_digest(item),
                mode=self.plan.mode,
                seed=entry.seed,
                response=list(response) if isinstance(response, set | frozenset) else response,
                earned=score.earned,
                possible=score.possible,
            )
        )
        return self._feedback(attempt) if self.revealed else None

    def take_hint(self, number: int | None = None) -> str | None:
        """The next hint, which is noted; None where there is no further one, and in graded sittings.

        Raises SittingOver after the end.
        """
        number = self._chosen(number)
        if not self.view(number).more_hints:
            return None
        # Another window may have taken one in between: what is noted says which this is.
        taken = self._store.add_hint(self.id, number)
        return self._variant(number).hints[min(taken, len(self._variant(number).hints)) - 1]

    def feedback(self, number: int | None = None) -> Feedback | None:
        """The feedback on the response to an item; None where there is no response, or it may not be shown (yet)."""
        attempt = self._answered().get(self._chosen(number))
        return self._feedback(attempt) if attempt and self.revealed else None

    def overseen(self, number: int) -> Feedback | None:
        """The feedback on the response to an item, whatever the learner may be shown: for whoever teaches."""
        attempt = self._answered().get(number)
        return self._feedback(attempt) if attempt else None

    def finish(self) -> Summary:
        """End the sitting, if it has not ended, and sum it up. Items without a response count for graded sittings."""
        self._store.end(self.id)
        return self.summary()

    def summary(self) -> Summary:
        """Where the sitting stands; without scores while they are kept back.

        ``possible`` counts every item of a graded sitting, and those with a response in practice. A sitting that never
        reveals keys tells its total alone: the score of one item could say which option is right.
        """
        record, answered, states = self._store.sitting(self.id), self._answered(), self.states()
        here = [number for number, state in enumerate(states, start=1) if state != "gone" or number in answered]
        told = self.revealed
        tallies = {number: self._tally(number, answered.get(number)) for number in here}
        whole = Tally.of(tallies.values())
        missed = tuple(n for n in here if n in answered and _missed(answered[n])) if told else ()
        return Summary(
            answered=whole.answered,
            items=whole.items,
            finished=record.ended is not None,
            total=whole if told or record.ending == "finished" else None,
            objectives=self._objectives(tallies) if told else (),
            missed=missed,
            partly=tuple(number for number in missed if answered[number].earned),
        )

    def _objectives(self, tallies: dict[int, Tally]) -> tuple[ObjectiveTally, ...]:
        sums: dict[tuple[str, str], list[Tally]] = {}
        for number, tally in tallies.items():
            item = self._banks.item(self._entry(number).bank, self._entry(number).item)
            for objective in item.objectives if item else ():
                sums.setdefault((self._entry(number).bank, objective), []).append(tally)
        return tuple(
            ObjectiveTally(bank, name, self._bank(bank).objectives.get(name, name), Tally.of(each))
            for (bank, name), each in sums.items()
        )

    def _tally(self, number: int, attempt: Attempt | None) -> Tally:
        if attempt:
            return Tally(attempt.earned, attempt.possible, 1, 1)
        return Tally(0.0, self._entry(number).points if self.plan.mode == "graded" else 0.0, 0, 1)

    def _answered(self) -> dict[int, Attempt]:
        return {attempt.number: attempt for attempt in self._store.attempts(sitting=self.id)}

    def _state(self, number: int, answered: dict[int, Attempt]) -> State:
        entry = self.plan.entries[number - 1]
        if self._banks.item(entry.bank, entry.item) is None:
            return "gone"
        return "answered" if number in answered else "open"

    def _feedback(self, attempt: Attempt) -> Feedback:
        item = self._banks.item(attempt.bank, attempt.item)
        same = item is not None and item_digest(item) == attempt.digest
        return feedback_on(attempt, draw(item, attempt.seed) if item and same else None)

    def _bank(self, name: str) -> Bank:
        return self._banks.get(name)

    def _chosen(self, number: int | None) -> int:
        chosen = number if number is not None else self.number
        if chosen is None:
            raise SittingOver("every item has its response; finish the sitting")
        return chosen

    def _entry(self, number: int) -> Entry:
        if not 1 <= number <= len(self.plan.entries):
            raise UsageError(f"there is no item {number}; give a number from 1 to {len(self.plan.entries)}")
        return self.plan.entries[number - 1]

    def _item(self, number: int) -> Item:
        entry = self._entry(number)
        item = self._banks.item(entry.bank, entry.item)
        if item is None:
            raise UsageError(
                f"item {number}, {quoted(entry.item)}, is no longer in {quoted(entry.bank)}; go to the next"
            )
        return item

    def _variant(self, number: int) -> Item:
        return draw(self._item(number), self._entry(number).seed)


def _missed(attempt: Attempt) -> bool:
    return attempt.earned < attempt.possible


def _reveal(mode: Mode, reveal: Reveal | None) -> Reveal:
    allowed: tuple[Reveal, ...] = ("at_once",) if mode == "practice" else ("afterwards", "never")
    if reveal is None:
        return allowed[0]
    if reveal not in allowed:
        raise UsageError(f"a {mode} sitting reveals keys {' or '.join(allowed)}, not {quoted(reveal)}")
    return reveal
