"""Standings: the score that counts, whatever happened before."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from autograder.report import Measurement
from autograder.service import people, schema
from autograder.service.errors import WrongOverride
from autograder.service.models import Kind, StandingState
from autograder.service.policy import Counts, Policy
from autograder.service.queue import claim, finish
from autograder.service.standings import (
    class_table,
    leaderboard,
    override,
    record_sitting,
    regrade,
    regrades,
    standing,
)
from tests.sample_reports import check
from tests.service.school import School, report


def by_hand(school: School, score: float | None, reason: str = "He was ill.") -> None:
    with school.database.begin() as connection:
        override(connection, school.ada, school.units, score, reason=reason, by=school.teacher)


def test_the_best_attempt_counts(school: School) -> None:
    """Unless the policy says otherwise; the first of two that are as good."""
    made = [school.graded(score) for score in (1, 3, 3, 2)]
    found = school.standing()
    assert (found.score, found.from_handin, found.attempts) == (3, made[1].id, 4)
    assert found.state is StandingState.GRADED


def test_the_latest_attempt_counts_where_the_policy_says_so(school: School) -> None:
    """And one that still waits takes nothing away."""
    school.allow(Policy(counts=Counts.LATEST))
    for score in (3, 1):
        school.graded(score)
    school.hand_in(data=b"waits")
    assert (school.standing().score, school.standing().state) == (1, StandingState.WAITING)


@pytest.mark.parametrize(
    ("score", "of", "counts"), [(3, 3, 3), (5, 10, 1.5), (4, 3, 3), (-1, 3, 0), (1, 0, 0), (1, 9, 0.333333)]
)
def test_a_score_is_out_of_the_placements_maximum(school: School, score: float, of: float, counts: float) -> None:
    """Never above it and never below zero, also where the assignment was worth something else."""
    school.graded(score, max_score=of)
    assert school.standing().score == counts


def test_whoever_did_nothing_has_no_score(school: School) -> None:
    """Which is not zero."""
    found = school.standing()
    assert (found.score, found.state, found.attempts, found.last_at) == (None, StandingState.NONE, 0, None)


def test_the_class_table_has_every_student(school: School) -> None:
    """By name, with and without hand-ins, and nobody who teaches."""
    school.graded(2, school.alan)
    school.graded(3, school.teacher)
    with school.database.read() as connection:
        table = class_table(connection, school.context, school.units)
    assert [(one.person.name, one.score) for one in table] == [("Ada", None), ("Alan", 2)]
    assert table[1] == school.standing(school.alan)


def test_a_score_set_by_hand_counts_until_it_is_taken_back(school: School) -> None:
    """Over better attempts, and over a regrade; each is kept with its reason."""
    school.graded(1)
    by_hand(school, 2.5, " He was ill.\0 ")
    found = school.standing()
    assert found.override is not None and found.override.reason == "He was ill.\ufffd"
    assert (found.score, found.from_handin, found.override.by_id) == (2.5, None, school.teacher.id)
    school.graded(3)
    assert regrade(school.database, school.units) == 2
    for claimed in claim(school.database, "a", 9):
        finish(school.database, claimed, report(3))
    assert school.standing().score == 2.5
    by_hand(school, None, "It was a mistake.")
    assert school.standing().score == 3 and school.standing().override is None
    with school.database.read() as connection:
        assert len(connection.execute(select(schema.overrides)).all()) == 2
        assert connection.scalars(select(schema.audit.c.what)).all() == ["override", "regrade", "override"]


@pytest.mark.parametrize(
    ("score", "reason", "said"),
    [
        (3.5, "why", "3.5 is not between 0 and 3"),
        (-1, "why", "-1 is not"),
        (float("nan"), "why", "nan is not"),
        (float("inf"), "why", "inf is not"),
        (2, "  ", "needs a reason"),
        (None, "", "needs a reason"),
    ],
)
def test_a_score_that_cannot_be_is_not_set(school: School, score: float | None, reason: str, said: str) -> None:
    """Nor one without a reason."""
    with pytest.raises(WrongOverride, match=said):
        by_hand(school, score, reason)
    assert school.standing().override is None


def test_a_regrade_tells_who_moved_and_why(school: School) -> None:
    """The old report counts until the new one is there, and both are kept."""
    made = school.graded(1)
    assert regrade(school.database, school.units, reason="A check was wrong.", by=school.teacher) == 1
    assert regrade(school.database, school.units) == 0  # it waits already
    with school.database.read() as connection:
        waiting = regrades(connection, school.units)
    assert [one.change for one in waiting] == [None] and school.standing().score == 1
    assert school.standing().state is StandingState.WAITING
    finish(school.database, claim(school.database, "a", 1)[0], report(2))
    with school.database.read() as connection:
        (found,) = regrades(connection, school.units)
    assert (found.handin_id, found.person, found.by_id) == (made.id, school.ada, school.teacher.id)
    assert found.change is not None and (found.change.before, found.change.after) == (1, 2)
    assert found.reason == "A check was wrong." and school.standing().score == 2


def test_a_regrade_that_the_machine_fails_on_changes_no_score(school: School) -> None:
    """And is answered by the next."""
    school.graded(2)
    regrade(school.database, school.units, person=school.alan)
    assert claim(school.database, "a", 1) == []
    regrade(school.database, school.units, person=school.ada)
    finish(school.database, claim(school.database, "a", 1)[0], report(None))
    assert school.standing().score == 2


@pytest.fixture
def quiz(school: School) -> School:
    """The same class, with a quiz in the assignment's place."""
    with school.database.begin() as connection:
        school.units = people.find_or_add_placement(
            connection, school.context, "quiz", kind=Kind.QUIZ, name="q", title="Quiz", max_score=4.0
        )
    return school


def test_a_quizs_sittings_count_by_the_same_policy(quiz: School) -> None:
    """Each once, however often it is reported."""
    with quiz.database.begin() as connection:
        kept = [
            record_sitting(connection, quiz.ada, quiz.units, name, score, 2.0)
            for name, score in (("a", 1.0), ("b", 2.0), ("b", 0.0), ("c", 0.5))
        ]
        found = standing(connection, quiz.ada, quiz.units)
        sent = connection.execute(select(schema.outbox.c.score, schema.outbox.c.max_score)).all()
    assert kept == [True, True, False, True]
    assert (found.score, found.attempts, found.state) == (4.0, 3, StandingState.GRADED)
    assert [tuple(row) for row in sent] == [(4.0, 4.0)]


def test_the_leaderboard_has_each_students_best_measurement(
    school: School, graded_measuring: Callable[[Any, float, str], None]
) -> None:
    """Best first, and no name but the one that a student chose; an instructor and who left are in no rank."""
    graded_measuring(school.teacher, 0.9, "Reference")
    graded_measuring(school.ada, 0.3, "Countess")
    graded_measuring(school.ada, 0.2, "Countess")
    graded_measuring(school.alan, 0.5, "")
    school.graded(1, school.student("Grace"))
    with school.database.read() as connection:
        board = leaderboard(connection, school.context, "units")
    assert [(one.place, one.name, one.measurement.value) for one in board] == [
        (1, "anonymous", 0.5),
        (2, "Countess", 0.3),
    ]
    with school.database.begin() as connection:
        people.note_left(connection, school.context, [school.alan])
        assert [one.name for one in leaderboard(connection, school.context, "units")] == ["Countess"]


@pytest.fixture
def graded_measuring(school: School) -> Callable[[Any, float, str], None]:
    """Makes a hand-in of somebody's whose report holds a measurement."""

    def make(person: Any, value: float, nickname: str) -> None:
        measured = check(measurements=[Measurement(name="Margin", value=value, nickname=nickname)])
        made = school.hand_in(person, f"{value}".encode())
        claimed = next(one for one in claim(school.database, "a", 9) if one.id == made.id)
        finish(school.database, claimed, report(1).model_copy(update={"checks": [measured]}))

    return make
