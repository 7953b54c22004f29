"""The queue: a hand-in is leased to one, finished once, and lost by nobody's death."""

import threading

import pytest
from sqlalchemy import select, update

from autograder.service import queue, schema
from autograder.service.handins import handin, report_of
from autograder.service.models import HandIn, HandInKind, HandInState
from autograder.service.queue import MOST_TRIES, claim, finish, finish_ungraded, give_back, is_any_ready, release, renew
from tests.service.school import School, report


def state(school: School, made: HandIn) -> HandInState:
    with school.database.read() as connection:
        return handin(connection, made.id).state


def expire(school: School) -> None:
    """Time goes by, and nobody renews a lease or waits for a retry."""
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).values(lease_until=1.0, due_at=0.0))


def test_each_hand_in_is_claimed_once(school: School) -> None:
    """However many ask at the same time."""
    made = {school.hand_in(data=b"%d" % number).id for number in range(20)}
    taken: list[str] = []

    def take() -> None:
        while claims := claim(school.database, threading.current_thread().name, 3):
            taken.extend(one.id for one in claims)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(made)
    assert not is_any_ready(school.database)


def test_they_are_claimed_in_turn(school: School) -> None:
    """Checks first, then the oldest."""
    first, second = school.hand_in(data=b"1"), school.hand_in(data=b"2")
    check = school.hand_in(kind=HandInKind.CHECK)
    claimed = [claim(school.database, "a", 1)[0] for _ in range(3)]
    assert [one.id for one in claimed] == [check.id, first.id, second.id]
    assert (claimed[1].source, claimed[1].person, claimed[1].placement) == (b"1", school.ada, school.units)


def test_a_finished_hand_in_has_its_report(school: School) -> None:
    """And is in nobody's way any more."""
    made = school.hand_in()
    assert finish(school.database, claim(school.database, "a", 1)[0], report(2))
    with school.database.read() as connection:
        found = report_of(connection, made.id)
    assert found is not None and found.score == 2 and state(school, made) is HandInState.GRADED
    expire(school)
    assert claim(school.database, "b", 1) == []


def test_whoever_lost_the_lease_changes_nothing(school: School) -> None:
    """The report of the one who has it counts, whenever the other comes back."""
    made = school.hand_in()
    slow = claim(school.database, "slow", 1)[0]
    assert claim(school.database, "quick", 1) == []
    expire(school)
    quick = claim(school.database, "quick", 1)[0]
    assert not finish(school.database, slow, report(0))
    assert finish(school.database, quick, report(3))
    assert not finish(school.database, slow, report(0)) and not finish(school.database, quick, report(1))
    assert not finish_ungraded(school.database, slow, "too late")
    with school.database.read() as connection:
        found = report_of(connection, made.id)
        scores = connection.execute(select(schema.outbox.c.score)).scalars().all()
    assert found is not None and found.score == 3 and scores == [3]


def test_a_lease_that_is_renewed_is_kept(school: School) -> None:
    """A long grading is nobody else's."""
    school.hand_in()
    held = claim(school.database, "a", 1)
    expire(school)
    renew(school.database, held)
    assert claim(school.database, "b", 1) == []


def test_what_is_given_back_is_somebody_elses_at_once(school: School) -> None:
    """A worker that is told to stop leaves nothing behind, and it was no try."""
    school.hand_in()
    give_back(school.database, claim(school.database, "a", 1))
    assert claim(school.database, "b", 1)[0].tries == 1


def test_what_a_dead_worker_held_is_let_go(school: School) -> None:
    """By whoever knows that it is dead; what another holds is left alone."""
    school.hand_in(data=b"1")
    school.hand_in(data=b"2")
    for owner in ("dead", "alive"):
        claim(school.database, owner, 1)
    assert release(school.database, "dead") == 1
    assert [one.source for one in claim(school.database, "new", 9)] == [b"1"]


def test_the_machines_error_is_no_score(school: School) -> None:
    """It is tried again later, and at last it has failed: no report, nothing for the LMS."""
    made = school.hand_in()
    for _ in range(MOST_TRIES):
        assert state(school, made) is HandInState.WAITING
        assert finish(school.database, claim(school.database, "a", 1)[0], report(None, message="No sandbox."))
        assert claim(school.database, "a", 1) == []  # not at once
        expire(school)
    with school.database.read() as connection:
        found = handin(connection, made.id)
        assert report_of(connection, made.id) is None
        assert connection.execute(select(schema.outbox)).all() == []
    assert (found.state, found.problem) == (HandInState.FAILED, "No sandbox.")
    assert school.standing().score is None


def test_what_kills_every_process_fails_in_the_end(school: School) -> None:
    """One hand-in does not keep a class waiting for ever."""
    made = school.hand_in()
    for _ in range(MOST_TRIES):
        assert len(claim(school.database, "a", 1)) == 1
        expire(school)
    assert claim(school.database, "a", 1) == []
    with school.database.read() as connection:
        found = handin(connection, made.id)
    assert found.state is HandInState.FAILED and f"ended {MOST_TRIES} times" in found.problem


def test_a_report_is_kept_whole_or_not_at_all(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the report and the score for the LMS, neither is there, and it is graded again."""
    made = school.hand_in()
    claimed = claim(school.database, "a", 1)[0]

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(queue, "note_score", killed)
    with pytest.raises(KeyboardInterrupt):
        finish(school.database, claimed, report(3))
    with school.database.read() as connection:
        assert report_of(connection, made.id) is None
    assert state(school, made) is HandInState.GRADING
    monkeypatch.undo()
    assert finish(school.database, claimed, report(3))


def test_a_check_counts_for_nothing(school: School) -> None:
    """It has its report, and neither a standing nor a score for the LMS."""
    made = school.hand_in(kind=HandInKind.CHECK)
    assert finish(school.database, claim(school.database, "a", 1)[0], report(1, 1.0))
    with school.database.read() as connection:
        assert report_of(connection, made.id) is not None
        assert connection.execute(select(schema.outbox)).all() == []
    assert school.standing().score is None and school.standing().attempts == 0
