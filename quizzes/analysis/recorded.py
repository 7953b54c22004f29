"""The project's own record of attempts as responses: the finished sittings of one bank."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from quizzes.analysis.banked import labels_of, seen, words_of
from quizzes.analysis.remarks import Remarks
from quizzes.analysis.responses import MISSING, NOT_SHOWN, Answer, Responses, Sitting, State
from quizzes.analysis.words import counted
from quizzes.bank import Bank
from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import item_digest
from quizzes.delivery.records import Attempt, SittingRecord
from quizzes.errors import quoted
from quizzes.items.base import Item

MAGIC = b"SQLite format 3\0"


def is_record(path: Path) -> bool:
    """Whether a file is an SQLite database, as the record of attempts is."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_record(path: Path, bank: Bank, learners: Collection[str] | None = None) -> Responses:
    """The sittings of the bank that were finished: graded ones, or those for practice where none was graded.

    ``learners``: those whose sittings count, where not all do. Raises StoreError where the
    file is no record, or cannot be read.
    """
    remarks = Remarks("sitting")
    with AttemptStore(path) as store:
        kept_back = (
            each for each in store.sittings(bank=bank.bank) if learners is None or each.plan.learner in learners
        )
        numbered = list(enumerate(kept_back, start=1))
        finished = [(number, record) for number, record in numbered if record.ending == "finished"]
        for number, record in numbered:
            if record.ending != "finished":
                remarks.say_of(number, "left out: not finished")
        mode = "graded" if any(record.plan.mode == "graded" for _number, record in finished) else "practice"
        for number, record in finished:
            if record.plan.mode != mode:
                remarks.say_of(number, "left out: practice, and there are graded sittings")
        kept = [(number, record) for number, record in finished if record.plan.mode == mode]
        sittings = [
            _sitting(number, record, store.attempts(sitting=record.id), bank, remarks) for number, record in kept
        ]
    _say_what_changed(remarks, bank, kept)
    return Responses(
        f"record of attempts, bank {quoted(bank.bank)}, {counted(len(kept), f'{mode} sitting')}",
        tuple(seen(item) for item in bank.items),
        sittings,
        remarks,
    )


def _sitting(number: int, record: SittingRecord, attempts: list[Attempt], bank: Bank, remarks: Remarks) -> Sitting:
    asked = {entry.item for entry in record.plan.entries}
    # Of several responses to an item the last one counts, as in the sitting itself.
    last = {attempt.item: attempt for attempt in attempts}
    answers = [
        _answer(number, item, last.get(item.id), remarks) if item.id in asked else NOT_SHOWN for item in bank.items
    ]
    return Sitting(record.plan.learner, number, tuple(answers), (record.began.timestamp(),))


def _answer(number: int, item: Item, attempt: Attempt | None, remarks: Remarks) -> Answer:
    if attempt is None:
        return MISSING
    earned = attempt.earned / attempt.possible * item.points
    if attempt.digest != item_digest(item):
        remarks.say_of(number, f"{quoted(item.id)} was changed since: its score counts, and not what was chosen")
        return Answer(State.GIVEN, earned)
    return Answer(State.GIVEN, earned, words_of(attempt.response), labels_of(item, attempt.response))


def _say_what_changed(remarks: Remarks, bank: Bank, kept: list[tuple[int, SittingRecord]]) -> None:
    known = {item.id for item in bank.items}
    gone = {entry.item for _number, record in kept for entry in record.plan.entries} - known
    if gone:
        remarks.say(
            f"left out: items that are no longer in the bank: {', '.join(quoted(name) for name in sorted(gone))}"
        )
