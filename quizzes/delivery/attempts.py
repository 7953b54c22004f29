"""The record of attempts: sittings, responses with their scores, hints taken. Rows are added, and never changed."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from quizzes.delivery.records import Attempt, Ending, Entry, Mode, NewAttempt, Plan, SittingRecord
from quizzes.delivery.store_file import open_file, said_in_words, transaction
from quizzes.errors import AlreadyAnswered, SittingOver, UnknownSitting, quoted

_SITTINGS = """
    SELECT sittings.*, endings.ending AS ending, endings.at AS ended
    FROM sittings LEFT JOIN endings ON endings.sitting = sittings.id
"""
#: What a learner has seen the score of: practice, and graded sittings that are over and tell afterwards.
_REVEALED = """
    (attempts.mode = 'practice' OR EXISTS (
        SELECT 1 FROM sittings JOIN endings ON endings.sitting = sittings.id
        WHERE sittings.id = attempts.sitting AND sittings.reveal = 'afterwards' AND endings.ending = 'finished'))
"""


def now_utc() -> datetime:
    """The time, aware of its zone."""
    return datetime.now(UTC)


class AttemptStore:
    """One record of attempts, open. Several processes may have it open; use one object for each thread.

    Everything raises StoreError where the file cannot be read or written.
    """

    def __init__(self, path: Path, *, wait_seconds: float = 5.0, clock: Callable[[], datetime] = now_utc) -> None:
        self.path = path
        self.now = clock
        self._connection = open_file(path, wait_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was added stays."""
        self._connection.close()

    def begin(self, plan: Plan, *, anew: bool = False) -> SittingRecord:
        """The learner's unfinished sitting of the same bank and mode, or else a new one as planned.

        ``anew`` leaves the unfinished one for good and begins a new one. Two processes that begin at once get the same.
        """
        with self._writing():
            unfinished = self.unfinished(plan.learner, plan.bank, plan.mode, due=plan.due)
            if unfinished and not anew:
                return unfinished
            if unfinished:
                self._end(unfinished.id, "abandoned")
            name, began = secrets.token_hex(8), self._stamp()
            entries = json.dumps([asdict(entry) for entry in plan.entries])
            row = (name, plan.learner, plan.bank, plan.mode, plan.reveal, plan.due, plan.seed, entries, began)
            self._add("sittings (id, learner, bank, mode, reveal, due, seed, entries, began)", row)
        return self.sitting(name)

    def sitting(self, name: str) -> SittingRecord:
        """The sitting of that id. Raises UnknownSitting where there is none."""
        rows = self._rows(f"{_SITTINGS} WHERE sittings.id = ?", (name,))
        if not rows:
            raise UnknownSitting(f"there is no sitting {quoted(name)}; begin a new one")
        return _sitting(rows[0])

    def unfinished(self, learner: str, bank: str, mode: Mode, *, due: bool = False) -> SittingRecord | None:
        """The learner's sitting of that bank that goes on, the latest where there are several."""
        where = "sittings.learner = ? AND sittings.bank = ? AND sittings.mode = ? AND sittings.due = ?"
        order = "ORDER BY sittings.number DESC LIMIT 1"
        rows = self._rows(f"{_SITTINGS} WHERE {where} AND endings.at IS NULL {order}", (learner, bank, mode, due))
        return _sitting(rows[0]) if rows else None

    def sittings(self, learner: str | None = None, bank: str | None = None) -> list[SittingRecord]:
        """All sittings, of that learner and bank where they are given, in the order in which they began."""
        where, values = _where(("sittings.learner", learner), ("sittings.bank", bank))
        return [_sitting(row) for row in self._rows(f"{_SITTINGS} {where} ORDER BY sittings.number", values)]

    def add(self, new: NewAttempt) -> Attempt:
        """Keep a response. Raises AlreadyAnswered for a second one in practice, SittingOver after the end."""
        with self._writing():
            self._must_go_on(new.sitting)
            if new.mode == "practice" and any(each.number == new.number for each in self.attempts(sitting=new.sitting)):
                raise AlreadyAnswered("this item has its response already; go on to the next one")
            row = {
                **asdict(new),
                "response": json.dumps(new.response, ensure_ascii=False),
                "hints": self.hints(new.sitting).get(new.number, 0),
                "at": self._stamp(),
            }
            row["place"] = row.pop("number")
            added = self._add(f"attempts ({', '.join(row)})", tuple(row.values()))
        return _attempt(self._rows("SELECT * FROM attempts WHERE number = ?", (added,))[0])

    def attempts(
        self,
        *,
        learner: str | None = None,
        bank: str | None = None,
        sitting: str | None = None,
        revealed: bool = False,
    ) -> list[Attempt]:
        """Attempts in the order in which they were made, of those where given.

        ``revealed`` leaves out what the learner has not been told the score of.
        """
        where, values = _where(("learner", learner), ("bank", bank), ("sitting", sitting))
        if revealed:
            where = f"{where or 'WHERE 1'} AND {_REVEALED}"
        query = f"SELECT * FROM attempts {where} ORDER BY number"  # noqa: S608  columns of ours; values are bound
        return [_attempt(row) for row in self._rows(query, values)]

    def add_hint(self, sitting: str, number: int) -> int:
        """Note that one more hint is taken for that item of the sitting, and say which: 1 for the first."""
        with self._writing():
            self._must_go_on(sitting)
            taken = self.hints(sitting).get(number, 0) + 1
            self._add("hints (sitting, place, hint, at)", (sitting, number, taken, self._stamp()))
        return taken

    def hints(self, sitting: str) -> dict[int, int]:
        """How many hints were taken, by the item's number in the sitting."""
        rows = self._rows("SELECT place, max(hint) AS taken FROM hints WHERE sitting = ? GROUP BY place", (sitting,))
        return {row["place"]: row["taken"] for row in rows}

    def end(self, sitting: str, ending: Ending = "finished") -> SittingRecord:
        """End a sitting; one that has ended stays as it is."""
        with self._writing():
            if self.sitting(sitting).ended is None:
                self._end(sitting, ending)
        return self.sitting(sitting)

    def _end(self, sitting: str, ending: Ending) -> None:
        self._add("endings (sitting, ending, at)", (sitting, ending, self._stamp()))

    def _must_go_on(self, sitting: str) -> None:
        if self.sitting(sitting).ended is not None:
            raise SittingOver("this sitting has ended; begin a new one")

    def _stamp(self) -> str:
        return self.now().astimezone(UTC).isoformat(timespec="microseconds")

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[sqlite3.Row]:
        with said_in_words(self.path):
            return self._connection.execute(query, values).fetchall()

    def _add(self, into: str, values: tuple[Any, ...]) -> int | None:
        marks = ", ".join("?" * len(values))
        return self._connection.execute(f"INSERT INTO {into} VALUES ({marks})", values).lastrowid  # noqa: S608  names of ours

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction, in the words of this module's errors."""
        with said_in_words(self.path), transaction(self._connection):
            yield


def _where(*wanted: tuple[str, str | None]) -> tuple[str, tuple[str, ...]]:
    given = [(column, value) for column, value in wanted if value is not None]
    clause = " AND ".join(f"{column} = ?" for column, _value in given)
    return (f"WHERE {clause}" if given else ""), tuple(value for _column, value in given)


def _sitting(row: sqlite3.Row) -> SittingRecord:
    plan = Plan(
        learner=row["learner"],
        bank=row["bank"],
        mode=row["mode"],
        reveal=row["reveal"],
        seed=row["seed"],
        entries=tuple(Entry(**entry) for entry in json.loads(row["entries"])),
        due=bool(row["due"]),
    )
    ended = datetime.fromisoformat(row["ended"]) if row["ended"] else None
    return SittingRecord(row["id"], plan, datetime.fromisoformat(row["began"]), ended, row["ending"])


def _attempt(row: sqlite3.Row) -> Attempt:
    data = dict(row)
    data["id"], data["number"] = data["number"], data.pop("place")
    data["response"] = json.loads(data["response"])
    data["at"] = datetime.fromisoformat(data["at"])
    return Attempt(**data)
