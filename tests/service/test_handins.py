"""Hand-ins: kept before they are answered, bounded for each student, and taken once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from autograder.service import people, schema
from autograder.service.database import now
from autograder.service.errors import Closed, NotThere, TooLarge, TooMany
from autograder.service.handins import (
    handin,
    history,
    plain_name,
    queue_place,
    report_of,
    reports_of,
    source_of,
)
from autograder.service.limits import Bounds, HandInLimits
from autograder.service.models import HandInKind, HandInState, Kind
from autograder.service.policy import Policy
from tests.service.school import RIGHT, WRONG, School


def test_a_hand_in_is_kept_with_its_bytes(school: School) -> None:
    """Before anything grades it, it is there."""
    made = school.hand_in(data=RIGHT)
    with school.database.read() as connection:
        assert handin(connection, made.id) == made and made.state is HandInState.WAITING
        assert source_of(connection, made.id) == RIGHT
        assert report_of(connection, made.id) is None and reports_of(connection, [made.id]) == {}


def test_a_form_that_was_sent_twice_is_one_hand_in(school: School) -> None:
    """As long as the first waits; another person's, or another file, is another."""
    first = school.hand_in(data=RIGHT)
    assert school.hand_in(data=RIGHT) == first
    assert len({school.hand_in(school.alan).id, school.hand_in(data=WRONG).id, first.id}) == 3


def test_checks_come_first_and_then_who_came_first(school: School) -> None:
    """Somebody sits and waits for a check."""
    hand_ins = [school.hand_in(data=b"1"), school.hand_in(school.alan, b"2")]
    check = school.hand_in(kind=HandInKind.CHECK)
    with school.database.read() as connection:
        assert [queue_place(connection, one.id) for one in (check, *hand_ins)] == [1, 2, 3]


def test_a_check_does_not_pass_a_hand_in_that_waits_for_a_minute(school: School) -> None:
    """A class that checks all the time keeps nobody from being graded."""
    old = school.hand_in()
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).values(turn_at=schema.handins.c.turn_at - 61))
    check = school.hand_in(school.alan, kind=HandInKind.CHECK)
    with school.database.read() as connection:
        assert [queue_place(connection, one.id) for one in (old, check)] == [1, 2]


def test_what_was_graded_waits_no_more(school: School) -> None:
    """Its place is none, its report is there, and it stands in the history, newest first."""
    first, second = school.graded(1), school.graded(2)
    with school.database.read() as connection:
        assert queue_place(connection, first.id) == 0
        found = report_of(connection, second.id)
        assert found is not None and found.score == 2
        assert [one.id for one in history(connection, school.ada, school.units)] == [second.id, first.id]
        assert history(connection, school.ada, school.units, HandInKind.CHECK) == []
        assert len(history(connection, school.ada, school.units, None)) == 2


def test_what_is_not_there_is_said_so(school: School) -> None:
    """A link that was cut, or an erased hand-in."""
    with school.database.read() as connection:
        for find in (handin, source_of, queue_place):
            for name in ("0" * 32, "\0", "", "\ud800"):
                with pytest.raises(NotThere, match="no such hand-in"):
                    find(connection, name)


def test_a_file_that_is_too_large_is_refused(school: School) -> None:
    """With what it has, what is taken, and what to do."""
    with pytest.raises(TooLarge, match=r"`units.py` has 0.0 MB; the most that is taken is .* Clear the notebook"):
        school.hand_in(limits=HandInLimits(file_bytes=10))


def test_so_many_may_wait_at_once(school: School) -> None:
    """One student's hand-ins; another student's are another matter, and so are checks."""
    limits = HandInLimits(hand_ins=Bounds(waiting=2, per_minute=100, per_day=100))
    for number in range(2):
        school.hand_in(data=b"%d" % number, limits=limits)
    with pytest.raises(TooMany, match="2 of your hand-ins still wait") as caught:
        school.hand_in(data=b"3", limits=limits)
    assert caught.value.after_seconds > 0
    school.hand_in(school.alan, limits=limits)
    school.hand_in(kind=HandInKind.CHECK, limits=limits)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [(Bounds(9, 2, 9), "At most 2 checks are taken within a minute. Wait (59|60) seconds"), (Bounds(9, 9, 2), "a day")],
)
def test_so_many_may_come_in_a_time(school: School, bounds: Bounds, said: str) -> None:
    """By the clock of their arrival; once they are old enough, more may come."""
    limits = HandInLimits(checks=bounds)
    for number in range(2):
        school.hand_in(data=b"%d" % number, kind=HandInKind.CHECK, limits=limits)
    with pytest.raises(TooMany, match=said):
        school.hand_in(data=b"3", kind=HandInKind.CHECK, limits=limits)
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).values(made_at=now() - 90_000))
    school.hand_in(data=b"3", kind=HandInKind.CHECK, limits=limits)


def test_one_person_alone_does_not_fill_the_disk(school: School) -> None:
    """Checks and hand-ins of one day count together; another person's do not."""
    limits = HandInLimits(bytes_per_day=1000)
    school.hand_in(data=b"#" * 600, limits=limits)
    with pytest.raises(TooMany, match="MB are taken within a day.*wait 24 hours"):
        school.hand_in(data=b"# " * 250, kind=HandInKind.CHECK, limits=limits)
    school.hand_in(data=b"#" * 400, kind=HandInKind.CHECK, limits=limits)
    school.hand_in(school.alan, data=b"#" * 600, limits=limits)
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).values(made_at=now() - 90_000))
    school.hand_in(data=b"# " * 250, limits=limits)


def test_old_checks_are_forgotten(school: School) -> None:
    """They count for nothing; hand-ins stay for good."""
    kept, check = school.hand_in(), school.hand_in(kind=HandInKind.CHECK)
    with school.database.begin() as connection:
        old = {"made_at": now() - 90_000, "state": "graded"}
        connection.execute(update(schema.handins).values(old))
    school.hand_in(data=b"new", kind=HandInKind.CHECK)
    with school.database.read() as connection:
        assert handin(connection, kept.id)
        with pytest.raises(NotThere):
            handin(connection, check.id)


def test_attempts_that_are_used_up_are(school: School) -> None:
    """By the placement's policy; what the machine failed on took none, and checks go on."""
    school.allow(Policy(attempts=1))
    failed = school.hand_in(data=b"1")
    with school.database.begin() as connection:
        connection.execute(update(schema.handins).where(schema.handins.c.id == failed.id).values(state="failed"))
    school.hand_in(data=b"2")
    with pytest.raises(Closed, match="`Units` can be handed in once, and you have"):
        school.hand_in(data=b"3")
    school.hand_in(data=b"3", kind=HandInKind.CHECK)


def test_what_is_over_is_over(school: School) -> None:
    """Where nothing late is taken; else it is."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    school.allow(Policy(due=yesterday, late=True))
    school.hand_in()
    school.allow(Policy(due=yesterday, late=False))
    with pytest.raises(Closed, match=r"`Units` was due on \d+ \w+ \d{4}, \d\d:\d\d UTC, and takes nothing later"):
        school.hand_in(data=WRONG)


def test_a_quiz_takes_no_files(school: School) -> None:
    """Nor does an explorer."""
    with school.database.begin() as connection:
        school.units = people.find_or_add_placement(
            connection, school.context, "quiz", kind=Kind.QUIZ, name="q", title="Quiz", max_score=1.0
        )
    with pytest.raises(NotThere, match="`Quiz` takes no files"):
        school.hand_in()


def test_somebody_who_was_erased_hands_nothing_in(school: School) -> None:
    """A window that was left open."""
    school.ada = school.ada.__class__(99, "", "", "")
    with pytest.raises(NotThere, match="was erased"):
        school.hand_in()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("units.py", "units.py"),
        ("C:\\Users\\me\\my units (1).py", "my units (1).py"),
        ("../../etc/passwd", "passwd"),
        ("..", "submission.py"),
        ("", "submission.py"),
        ("a\0b\n.py", "a_b_.py"),
        ("é" * 300 + ".py", "é" * 57 + ".py"),
    ],
)
def test_a_file_has_a_name_that_can_be_one(given: str, kept: str) -> None:
    """Whatever a browser, or somebody in its stead, sends."""
    assert plain_name(given) == kept
