"""Sends scores to the LMS until it has them: each in turn, again and again where it does not answer.

A score is sent once, with one exception: where the LMS took it and its answer was lost, or this process was killed
before the answer was written down, it is sent again with the same time and the same score, which changes nothing.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from sqlalchemy import Connection, Row, or_, select, update

from autograder.service import people, schema
from autograder.service.database import Database, now
from autograder.service.errors import DatabaseUnusable
from autograder.service.faults import Faults
from autograder.service.health import beat, forget_beat
from autograder.service.outgoing import Outgoing, SendState
from autograder.service.worker import worker_name

_FIRST_SECONDS = 10.0
_LONGEST_SECONDS = 3600.0
#: An LMS may ask to be left alone for longer than that, but not for longer than this.
_LONGEST_ASKED_SECONDS = 6 * 3600.0
#: Afterwards the instructor has to look, and to send everything again. An LMS that is down for a week loses nothing.
GIVE_UP_SECONDS = 14 * 86_400.0
#: A platform that does not answer is asked by one score in so many seconds at least.
_LONGEST_PAUSE_SECONDS = 60.0
#: Longer than any sender waits for an LMS: whoever has not answered by then was killed.
_LEASE_SECONDS = 180.0
_AT_ONCE = 4
_POLL_SECONDS = 1.0
_BEAT_SECONDS = 15.0

_log = logging.getLogger("rectify")
_table = schema.outbox


class Later(Exception):
    """The LMS did not take the score now: it is down, slow, busy, or answers nonsense."""

    def __init__(self, reason: str, after_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after_seconds = after_seconds


class Refused(Exception):
    """The LMS will not take the score, however often it is sent: its column is gone, or the student."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sender(Protocol):
    """What brings one score to its LMS. It returns once the LMS has it; it waits a minute at most."""

    def send(self, outgoing: Outgoing) -> None:
        """Send it. Raises Later or Refused, with the reason in words."""


class Passback:
    """Sends what is due. ``clock`` gives seconds since 1970, ``chance`` a number from 0 to 1."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        *,
        clock: Callable[[], float] = now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._chance = chance
        self._name = worker_name()
        self._faults = Faults()
        #: Platforms that did not answer: how often in a row, and until when they are left alone.
        self._pauses: dict[int, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def run(self, stop: threading.Event) -> None:
        """Send until ``stop`` is set, and what is on its way then to its end."""
        beaten = 0.0
        while not stop.is_set():
            sent = 0
            try:
                if self._clock() - beaten >= _BEAT_SECONDS:
                    beat(self._database, self._name, "passback", _AT_ONCE)
                    beaten = self._clock()
                sent = self.send_due()
            except DatabaseUnusable as problem:
                _log.warning("%s", problem)
            if not sent:
                stop.wait(_POLL_SECONDS)
        try:
            forget_beat(self._database, self._name)
        except DatabaseUnusable as problem:
            _log.warning("%s", problem)

    def send_due(self) -> int:
        """Send a few of those that are due, beside one another; how many were tried."""
        claims = self._claim()
        if claims:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                list(threads.map(self._send, claims))
        return len(claims)

    def _claim(self) -> list[Outgoing]:
        """Lease some rows: another process leaves them alone, and takes them if this one is killed."""
        moment = self._clock()
        with self._lock:
            paused = [platform for platform, (_, until) in self._pauses.items() if until > moment]
        contexts, placements = schema.contexts, schema.placements
        joined = _table.join(placements, placements.c.id == _table.c.placement_id).join(contexts)
        found = (
            select(_table, placements.c.line_item)
            .select_from(joined)
            .where(_table.c.state == SendState.WAITING.value, _table.c.next_at <= moment)
            .where(or_(_table.c.lease_until.is_(None), _table.c.lease_until < moment))
            .where(contexts.c.platform_id.not_in(paused))
            .order_by(_table.c.next_at, _table.c.id)
            .limit(_AT_ONCE)
        )
        with self._database.read() as connection:
            if connection.execute(found).first() is None:
                return []
        with self._database.begin() as connection:
            rows = _one_for_each_new_column(
                connection.execute(found.with_for_update(of=_table, skip_locked=True)).all()
            )
            leased = {"lease_until": moment + _LEASE_SECONDS, "tries": _table.c.tries + 1}
            connection.execute(update(_table).where(_table.c.id.in_([row.id for row in rows])).values(leased))
            return [_outgoing(connection, row) for row in rows]

    def _send(self, outgoing: Outgoing) -> None:
        try:
            self._sender.send(outgoing)
        except Refused as problem:
            self._note(outgoing, {"state": SendState.REFUSED.value, "problem": problem.reason})
        except Later as problem:
            self._put_off(outgoing, problem.reason, problem.after_seconds)
        except Exception as problem:  # noqa: BLE001  (a sender's mistake must not stop the others' scores)
            self._put_off(outgoing, self._faults.note(problem), None)
        else:
            self._answered(outgoing)
            self._note(outgoing, {"state": SendState.SENT.value, "problem": ""})

    def _put_off(self, outgoing: Outgoing, reason: str, asked: float | None) -> None:
        """Try again later: longer each time, not all at the same moment, and not before the LMS asked for."""
        moment = self._clock()
        if moment - outgoing.made_at > GIVE_UP_SECONDS:
            days = GIVE_UP_SECONDS / 86_400
            said = f"The LMS did not take it for {days:.0f} days. {reason}"
            self._note(outgoing, {"state": SendState.REFUSED.value, "problem": said})
            return
        least = min(max(0.0, asked or 0.0), _LONGEST_ASKED_SECONDS)
        next_at = moment + max(self._backoff(outgoing.tries), least)
        self._note(outgoing, {"next_at": next_at, "problem": reason})
        platform = outgoing.context.platform_id
        if platform is not None:
            with self._lock:
                fails, until = self._pauses.get(platform, (0, 0.0))
                if until <= moment:  # those that were sent beside this one say nothing new
                    wait = max(min(self._backoff(fails + 1), _LONGEST_PAUSE_SECONDS), least)
                    self._pauses[platform] = fails + 1, moment + wait

    def _backoff(self, tries: int) -> float:
        """10 s, 20 s, 40 s … to an hour, a quarter more or less."""
        return min(_LONGEST_SECONDS, _FIRST_SECONDS * 2.0 ** min(tries - 1, 20)) * (0.75 + 0.5 * self._chance())

    def _answered(self, outgoing: Outgoing) -> None:
        with self._lock:
            self._pauses.pop(outgoing.context.platform_id or 0, None)

    def _note(self, outgoing: Outgoing, values: dict[str, Any]) -> None:
        """Write down what became of it, unless a newer score took its row meanwhile: that one is due at once."""
        own = _table.c.id == outgoing.id
        with self._database.begin() as connection:
            changed = update(_table).where(own, _table.c.made_at == outgoing.made_at).values(values | _FREE)
            if connection.execute(changed).rowcount == 0:
                connection.execute(update(_table).where(own).values(_FREE))


_FREE: dict[str, Any] = {"lease_until": None}


def _one_for_each_new_column(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Of those whose gradebook column is not known yet, the first for each: two at once would make two columns."""
    new: set[int] = set()
    kept = []
    for row in rows:
        if row.line_item is None and row.placement_id in new:
            continue
        new.add(row.placement_id)
        kept.append(row)
    return kept


def _outgoing(connection: Connection, row: Row[Any]) -> Outgoing:
    placement = people.placement(connection, row.placement_id)
    return Outgoing(
        id=row.id,
        person=people.person(connection, row.person_id),
        context=people.context(connection, placement.context_id),
        placement=placement,
        score=row.score,
        max_score=row.max_score,
        activity=row.activity,
        grading=row.grading,
        comment=row.comment,
        made_at=row.made_at,
        tries=row.tries + 1,
    )
