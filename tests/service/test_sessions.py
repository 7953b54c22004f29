"""Sessions and tickets: good for who has them, for a while, and a ticket once."""

import pytest
from sqlalchemy import select, update

from autograder.service import schema
from autograder.service.errors import NotThere
from autograder.service.models import Role
from autograder.service.sessions import end_session, make_ticket, open_session, redeem_ticket, session, use_once
from tests.service.school import School


def test_a_session_says_who_is_here(school: School) -> None:
    """By its token alone, of which the database has only the digest."""
    token = open_session(school.database, school.ada, school.context, Role.STUDENT, school.units)
    visit = session(school.database, token)
    assert visit is not None
    assert (visit.person, visit.context, visit.role, visit.placement) == (
        school.ada,
        school.context,
        Role.STUDENT,
        school.units,
    )
    with school.database.read() as connection:
        row = connection.execute(select(schema.sessions)).one()
    assert token not in map(str, row)


@pytest.mark.parametrize("token", ["", "guess", "\ud800"])
def test_a_token_that_was_guessed_opens_nothing(school: School, token: str) -> None:
    """Whatever the browser sends."""
    open_session(school.database, school.ada, school.context, Role.STUDENT)
    assert session(school.database, token) is None


def test_a_session_ends(school: School) -> None:
    """By itself, and when it is asked to."""
    tokens = [open_session(school.database, school.ada, school.context, Role.STUDENT) for _ in range(2)]
    end_session(school.database, tokens[0])
    assert session(school.database, tokens[0]) is None and session(school.database, tokens[1]) is not None
    with school.database.begin() as connection:
        connection.execute(update(schema.sessions).values(ends_at=1.0))
    assert session(school.database, tokens[1]) is None
    with pytest.raises(NotThere, match="visit has ended"):
        make_ticket(school.database, tokens[1])


def test_a_ticket_opens_the_same_once(school: School) -> None:
    """A second window is let in; whoever finds the ticket later is not."""
    token = open_session(school.database, school.ada, school.context, Role.STUDENT, school.units)
    ticket = make_ticket(school.database, token)
    second = redeem_ticket(school.database, ticket)
    assert second is not None and second != token
    found = session(school.database, second)
    assert found is not None and (found.person, found.placement) == (school.ada, school.units)
    assert redeem_ticket(school.database, ticket) is None


def test_a_ticket_that_is_too_old_opens_nothing(school: School) -> None:
    """Two minutes are enough to open a window."""
    ticket = make_ticket(school.database, open_session(school.database, school.ada, school.context, Role.STUDENT))
    with school.database.begin() as connection:
        connection.execute(update(schema.tickets).values(ends_at=1.0))
    assert redeem_ticket(school.database, ticket) is None


def test_what_may_be_used_once_is(school: School) -> None:
    """Until its time is over and it is forgotten."""
    assert [use_once(school.database, "nonce", 60) for _ in range(3)] == [True, False, False]
    with school.database.begin() as connection:
        connection.execute(update(schema.nonces).values(ends_at=1.0))
    assert use_once(school.database, "nonce", 60)
