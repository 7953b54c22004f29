"""People, contexts and placements: found again by their keys."""

import threading

import pytest

from autograder.service import people
from autograder.service.database import Database
from autograder.service.errors import NotThere
from autograder.service.models import Kind, Role
from autograder.service.policy import Counts, Policy
from tests.service.school import School


def test_a_person_is_found_again_and_renamed(database: Database) -> None:
    """A name that comes later replaces the first; none replaces nothing."""
    with database.begin() as connection:
        first = people.find_or_add_person(connection, "lti:1:7")
        named = people.find_or_add_person(connection, "lti:1:7", "Ada", "ada@example.org")
        again = people.find_or_add_person(connection, "lti:1:7")
    assert (first.id, first.name) == (named.id, "lti:1:7")
    assert again == named and (named.name, named.email) == ("Ada", "ada@example.org")


def test_a_role_is_the_last_that_was_said(school: School) -> None:
    """A student who becomes an assistant is one."""
    with school.database.begin() as connection:
        people.set_member(connection, school.context, school.ada, Role.INSTRUCTOR)
        assert people.role_of(connection, school.context, school.ada) is Role.INSTRUCTOR
        roles = {member.person.name: member.role for member in people.members(connection, school.context)}
    assert roles == {"Ada": Role.INSTRUCTOR, "Alan": Role.STUDENT, "Teacher": Role.INSTRUCTOR}


def test_a_placement_keeps_its_policy_and_line_item(school: School) -> None:
    """A launch that names it again changes its title, and nothing that an instructor set."""
    with school.database.begin() as connection:
        people.set_policy(connection, school.units, Policy(attempts=2, counts=Counts.LATEST))
        people.set_line_item(connection, school.units, "https://lms.example.org/1")
        again = people.find_or_add_placement(
            connection, school.context, "link", kind=Kind.ASSIGNMENT, name="units", title="New", max_score=3.0
        )
        assert people.placements(connection, school.context) == [again]
    assert (again.id, again.title, again.policy.attempts) == (school.units.id, "New", 2)
    assert again.line_item == "https://lms.example.org/1"


def test_what_is_not_there_is_said_so(database: Database) -> None:
    """Numbers that nobody has."""
    with database.read() as connection:
        for find in (people.person, people.context, people.placement):
            with pytest.raises(NotThere, match="number 99"):
                find(connection, 99)


def test_who_counts_students_to_add_one_is_alone_in_it(school: School) -> None:
    """Of many at once no more are added than there is room for; who left is counted, an instructor is not."""
    with school.database.begin() as connection:
        people.note_left(connection, school.context, [school.alan])
        assert people.count_students(connection, school.context) == 2

    def add(number: int) -> None:
        with school.database.begin() as connection:
            if people.count_students(connection, school.context) < 5:
                one = people.find_or_add_person(connection, f"local:{number}")
                people.set_member(connection, school.context, one, Role.STUDENT)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with school.database.read() as connection:
        assert len(people.members(connection, school.context)) == 6


def test_an_instructor_does_not_leave_by_a_list(school: School) -> None:
    """Only students are marked, once; when they are members again the mark is gone."""
    with school.database.begin() as connection:
        people.note_left(connection, school.context, [school.ada, school.teacher])
        first = people.left_at(connection, school.context, school.ada)
        people.note_left(connection, school.context, [school.ada])
        assert first is not None and people.left_at(connection, school.context, school.ada) == first
        assert people.left_at(connection, school.context, school.teacher) is None
        people.set_member(connection, school.context, school.ada, Role.STUDENT)
        assert people.left_at(connection, school.context, school.ada) is None
        assert people.person_with(connection, "nobody") is None
