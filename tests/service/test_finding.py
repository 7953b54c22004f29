"""The one person whom somebody means; where that is nobody or several, who it might be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.service import people
from autograder.service.errors import NotOne
from autograder.service.finding import find_person
from autograder.service.models import Role
from tests.service.school import School


@pytest.fixture
def find(school: School) -> Callable[[str], str]:
    """Finds, and tells the key. There are two of one name, one who is called like a number, and one with an address."""
    with school.database.begin() as connection:
        for key, name, email in (
            ("lti:1:m1", "Mary Shaw", "mary@example.org"),
            ("lti:2:m2", "mary  SHAW", "shaw@example.org"),
            ("lti:1:seven", "2", ""),
            ("local:x", "X\x1b[31m\nY", "x@example.org"),
        ):
            person = people.find_or_add_person(connection, key, name, email)
            people.set_member(connection, school.context, person, Role.STUDENT)

    def found(asked: str) -> str:
        with school.database.read() as connection:
            return find_person(connection, asked).person.key

    return found


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("ada", "lti:1:Ada"),
        (" ADA ", "lti:1:Ada"),
        ("1", "lti:1:Ada"),
        ("lti:1:m1", "lti:1:m1"),
        ("SHAW@example.org", "lti:2:m2"),
        ("lti:1:seven", "lti:1:seven"),
    ],
)
def test_somebody_is_found(find: Callable[[str], str], asked: str, key: str) -> None:
    """By name, number, key or address; capitals and spaces make no difference."""
    assert find(asked) == key


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "Mary Shaw",
            r"`Mary Shaw` is 2 people.*\n.*mary@example\.org · lti:1:m1 · Deep learning\n.*shaw@example\.org",
        ),
        (
            "2",
            r"`2` is 2 people here\. Name one by number, by key or by address\.\n  number 2 · Alan .*\n  .*lti:1:seven",
        ),
        ("shaw mary", r"called just `shaw mary`.*like it:\n.*lti:1:m1.*\n.*lti:2:m2"),
        ("local", r"like it:\n  number 7 · X.\[31m Y · x@example\.org · local:x"),
        ("lti:9:x", r"nobody like `lti:9:x` among the 7 people"),
        ("", "nobody like ``"),
        ("\x1b[31m\udcff", r"nobody like `.\[31m.`"),
    ],
)
def test_who_it_might_be_is_listed(find: Callable[[str], str], asked: str, said: str) -> None:
    """Part of a name is never enough, and what a terminal would obey is not printed."""
    with pytest.raises(NotOne, match=said) as caught:
        find(asked)
    assert "\x1b" not in str(caught.value)


def test_a_long_list_has_an_end(school: School) -> None:
    """Of a large class the first are named, and the others counted."""
    for number in range(14):
        school.student(f"Student {number}")
    with school.database.read() as connection, pytest.raises(NotOne, match=r"Student 9[^\n]*\n  and 4 more$"):
        find_person(connection, "student")
