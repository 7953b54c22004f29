"""Scores for the LMS: each once, whatever the LMS does, and however this process ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from autograder.service import people, schema
from autograder.service.database import Database
from autograder.service.erase import erase_rows
from autograder.service.errors import DatabaseUnusable
from autograder.service.outbox import GIVE_UP_SECONDS, Later, Passback, Refused
from autograder.service.outgoing import Outgoing, send_again
from autograder.service.policy import Policy
from autograder.service.standings import override
from tests.service.school import School


class Gradebook:
    """An LMS that takes scores, or does what ``answer`` does; it keeps the last score of each by AGS's rules."""

    def __init__(self, answer: Callable[[Outgoing], None] = lambda _outgoing: None) -> None:
        self.answer = answer
        self.taken: list[Outgoing] = []
        self.column: dict[str, tuple[float, float | None]] = {}

    def send(self, outgoing: Outgoing) -> None:
        """Take it, as `Sender` says."""
        self.answer(outgoing)
        self.taken.append(outgoing)
        key = outgoing.person.key
        if key not in self.column or outgoing.made_at > self.column[key][0]:
            self.column[key] = (outgoing.made_at, outgoing.score)

    @property
    def scores(self) -> list[float | None]:
        """What it took, in order."""
        return [one.score for one in self.taken]


class Clock:
    """A clock that the test turns: call `read` for the time."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).timestamp() + 10

    def read(self) -> float:
        """Seconds since 1970."""
        return self.now


def fails(problem: Exception) -> Callable[[Outgoing], None]:
    """An answer of an LMS that always fails so."""

    def answer(_outgoing: Outgoing) -> None:
        raise problem

    return answer


def passback(school: School, gradebook: Gradebook, clock: Clock | None = None) -> Passback:
    return Passback(school.database, gradebook, clock=(clock or Clock()).read, chance=lambda: 0.5)


def drain(sending: Passback) -> None:
    while sending.send_due():
        pass


def rows(database: Database) -> list[tuple[str, float | None, int, str]]:
    with database.read() as connection:
        found = connection.execute(select(schema.outbox).order_by(schema.outbox.c.id))
        return [(row.state, row.score, row.tries, row.problem) for row in found]


def test_a_score_is_sent_once(school: School) -> None:
    """With all that the LMS asks for; a worse attempt, or the same, is nothing new."""
    gradebook = Gradebook()
    for score in (2, 1, 2):
        school.graded(score)
        drain(passback(school, gradebook))
    (sent,) = gradebook.taken
    assert (sent.person, sent.context, sent.placement) == (school.ada, school.context, school.units)
    assert (sent.score, sent.max_score, sent.activity, sent.grading) == (2, 3, "Submitted", "FullyGraded")
    assert [row[0] for row in rows(school.database)] == ["sent"]


def test_a_newer_score_replaces_one_that_waits(school: School) -> None:
    """The LMS is told the newest alone, and with a later time than what it was told before."""
    gradebook = Gradebook()
    school.graded(1)
    drain(passback(school, gradebook))
    for score in (2, 3):
        school.graded(score)
    assert [row[:2] for row in rows(school.database)] == [("sent", 1), ("waiting", 3)]
    drain(passback(school, gradebook))
    assert gradebook.scores == [1, 3] and gradebook.taken[0].made_at < gradebook.taken[1].made_at
    assert gradebook.taken[1].comment == "The best of 3 attempts."


def test_a_score_that_changes_while_it_is_sent_is_sent_again(school: School) -> None:
    """The newer one is not taken for sent because the older one was."""

    def answer(outgoing: Outgoing) -> None:
        if outgoing.score == 1:
            school.graded(3)

    gradebook = Gradebook(answer)
    school.graded(1)
    drain(passback(school, gradebook))
    assert gradebook.scores == [1, 3]
    assert [row[:2] for row in rows(school.database)] == [("sent", 3)]


def test_the_last_attempt_completes_the_activity(school: School) -> None:
    """As does the end of its time."""
    gradebook = Gradebook()
    school.allow(Policy(attempts=2))
    for score in (2, 1):
        school.graded(score)
        drain(passback(school, gradebook))
    assert [(one.score, one.activity) for one in gradebook.taken] == [(2, "Submitted"), (2, "Completed")]
    school.graded(1, school.alan)
    school.allow(Policy(due=datetime.now(UTC) - timedelta(days=1), late=False))
    with school.database.begin() as connection:
        assert send_again(connection, school.context, school.units) == 2
    drain(passback(school, gradebook))
    assert {one.activity for one in gradebook.taken[2:]} == {"Completed"}


def test_a_score_set_by_hand_is_sent_and_taken_back(school: School) -> None:
    """Without its reason, which is for the course; a score that is gone is no zero."""
    gradebook = Gradebook()
    for score in (2.5, None):
        with school.database.begin() as connection:
            override(connection, school.ada, school.units, score, reason="Her brother is ill.", by=school.teacher)
        drain(passback(school, gradebook))
    assert [(one.score, one.activity, one.grading, one.comment) for one in gradebook.taken] == [
        (2.5, "Submitted", "FullyGraded", "Set by an instructor."),
        (None, "Initialized", "NotReady", ""),
    ]


def test_who_teaches_and_who_has_no_lms_is_in_no_gradebook(school: School) -> None:
    """An instructor's attempt, and a workshop without an LMS."""
    school.graded(3, school.teacher)
    with school.database.begin() as connection:
        local = people.find_or_add_context(connection, "local", "Workshop")
        school.units = people.find_or_add_placement(
            connection, local, "x", kind=school.units.kind, name="units", title="Units", max_score=3.0
        )
    school.graded(3)
    assert rows(school.database) == []


def test_an_lms_that_is_down_for_a_day_gets_every_score(school: School) -> None:
    """Asked again and again, less and less often, and each score arrives once."""
    clock, asked = Clock(), list[float]()

    def no_answer(_outgoing: Outgoing) -> None:
        asked.append(clock.now)
        raise Later("down")

    down = Gradebook(no_answer)
    class_ = [school.student(f"s{number}") for number in range(6)]
    for number, person in enumerate(class_):
        school.graded(number / 2, person)
    sending, end = passback(school, down, clock), clock.now + 86_400
    while clock.now < end:
        sending.send_due()
        clock.now += 300
    waits = [later - before for before, later in pairwise(asked)]
    assert 24 <= len(asked) <= 600 and max(waits) <= 3900
    assert {row[0] for row in rows(school.database)} == {"waiting"}
    down.answer = lambda _outgoing: None
    for _ in range(20):
        drain(sending)
        clock.now += 300
    assert sorted(one.score or 0.0 for one in down.taken) == [number / 2 for number in range(6)]
    assert {row[0] for row in rows(school.database)} == {"sent"}


def test_a_platform_that_is_down_holds_up_no_other(school: School, database: Database) -> None:
    """It is asked by one score at a time, and the others' go on."""
    with database.begin() as connection:
        other = people.find_or_add_context(connection, "lti:2:d:c", "Other", 2)
        units = people.find_or_add_placement(
            connection, other, "x", kind=school.units.kind, name="units", title="Units", max_score=3.0
        )
    for number in range(12):
        school.graded(1, school.student(f"s{number}"))
    replace(school, context=other, units=units).graded(2, school.ada)

    def answer(outgoing: Outgoing) -> None:
        if outgoing.context.platform_id == 1:
            raise Later("down")

    gradebook, clock = Gradebook(answer), Clock()
    sending = passback(school, gradebook, clock)
    drain(sending)
    assert gradebook.scores == [2]
    tried = [row for row in rows(database) if row[0] == "waiting" and row[2] > 0]
    assert 1 <= len(tried) <= 4
    clock.now += 60
    sending.send_due()
    assert max(row[2] for row in rows(database)) <= 2


def test_a_column_that_is_not_known_is_asked_for_by_one_score(school: School) -> None:
    """Two that found none at the same time would each make one; once it is known, they go side by side."""
    gradebook = Gradebook()
    for number in range(8):
        school.graded(1, school.student(f"s{number}"))
    sending = passback(school, gradebook)
    assert sending.send_due() == 1
    with school.database.begin() as connection:
        people.set_line_item(connection, school.units, "https://lms.example.org/1")
    assert [sending.send_due() for _ in range(3)] == [4, 3, 0]
    assert [one.placement.line_item is None for one in gradebook.taken] == [True] + 7 * [False]


def test_an_lms_that_asks_for_time_has_it(school: School) -> None:
    """Up to six hours: what it says is not to be believed beyond that."""
    clock = Clock()
    for asked, waits in ((120.0, 120.0), (1e12, 6 * 3600.0), (float("nan"), 10.0), (-5.0, 10.0)):
        person = school.student(f"asks {asked}")
        school.graded(1, person)
        passback(school, Gradebook(fails(Later("busy", asked))), clock).send_due()
        with school.database.read() as connection:
            due = connection.scalar(select(schema.outbox.c.next_at).where(schema.outbox.c.person_id == person.id))
        assert due == pytest.approx(clock.now + waits)


def test_a_score_that_is_refused_is_not_sent_for_ever(school: School) -> None:
    """The reason is kept; the next score is tried again, also where it is the same."""
    gradebook = Gradebook(fails(Refused("The column is gone.")))
    school.graded(2)
    drain(passback(school, gradebook))
    assert rows(school.database) == [("refused", 2, 1, "The column is gone.")]
    gradebook.answer = lambda _outgoing: None
    school.graded(1)
    drain(passback(school, gradebook))
    assert gradebook.scores == [2]


def test_nobody_gives_up_before_two_weeks(school: School) -> None:
    """Then an instructor has to look, and the reason is there."""
    clock = Clock()
    down = Gradebook(fails(Later("It does not answer.")))
    school.graded(2)
    for days, state in ((13.9, "waiting"), (0.2, "refused")):
        clock.now += days * 86_400
        passback(school, down, clock).send_due()
        assert [row[0] for row in rows(school.database)] == [state]
    assert GIVE_UP_SECONDS > 3 * 86_400
    assert rows(school.database)[0][3] == "The LMS did not take it for 14 days. It does not answer."


def test_a_mistake_in_the_sender_stops_nothing(school: School) -> None:
    """The score is tried again, and the mistake is written down, once."""
    clock = Clock()
    school.graded(2)
    sending = passback(school, Gradebook(fails(ZeroDivisionError())), clock)
    drain(sending)
    ((state, _score, tries, problem),) = rows(school.database)
    clock.now += 3600
    drain(sending)
    assert rows(school.database) == [(state, 2, 2, problem)]
    assert (state, tries) == ("waiting", 1) and "a mistake in rectify itself (ZeroDivisionError)" in problem


def test_a_process_that_was_killed_while_it_sent_leaves_the_score_to_another(school: School) -> None:
    """The LMS may have it already: it is told the same, with the same time, and shows it once."""
    clock, gradebook = Clock(), Gradebook()
    school.graded(2)
    dying = passback(school, gradebook, clock)
    for outgoing in dying._claim():
        gradebook.send(outgoing)  # and then the power fails
    other = passback(school, gradebook, clock)
    assert other.send_due() == 0
    clock.now += 200
    drain(other)
    first, second = gradebook.taken
    assert (first.score, first.made_at) == (second.score, second.made_at)
    assert gradebook.column == {"lti:1:Ada": (first.made_at, 2)}


def test_two_processes_send_each_score_once(school: School) -> None:
    """Side by side."""
    gradebook = Gradebook()
    for number in range(20):
        school.graded(1, school.student(f"s{number}"))
    threads = [threading.Thread(target=drain, args=(passback(school, gradebook),)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(gradebook.taken) == len({one.person.id for one in gradebook.taken}) == 20


def test_the_loop_sends_until_it_is_told_to_stop(school: School) -> None:
    """And is known to be there as long."""
    stop = threading.Event()
    gradebook = Gradebook(lambda _outgoing: stop.set())
    school.graded(2)
    Passback(school.database, gradebook, clock=Clock().read).run(stop)
    assert gradebook.scores == [2]
    with school.database.read() as connection:
        assert connection.execute(select(schema.heartbeats)).all() == []


def test_a_database_that_is_away_is_waited_for(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop goes on when it is back."""
    stop, calls = threading.Event(), []
    sending = Passback(school.database, Gradebook())
    monkeypatch.setattr("autograder.service.outbox._POLL_SECONDS", 0.01)

    def fail() -> int:
        calls.append(1)
        if len(calls) == 3:
            stop.set()
        raise DatabaseUnusable("away")

    monkeypatch.setattr(sending, "send_due", fail)
    sending.run(stop)
    assert len(calls) == 3


def test_erased_rows_are_sent_to_nobody(school: School) -> None:
    """Whoever was erased has no score on its way."""
    gradebook = Gradebook()
    school.graded(2)
    erase_rows(school.database, school.ada)
    drain(passback(school, gradebook))
    assert gradebook.taken == []
