"""The quizzes' record, as the class table sees it: every sitting that is over is counted before anybody looks."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.service import people
from autograder.service.database import Database
from autograder.service.models import Context, Person, Placement, Role
from autograder.web.quizzes.chances import close_overdue
from autograder.web.quizzes.errors import in_words
from autograder.web.quizzes.records import open_record, record_path
from autograder.web.quizzes.scores import settle
from autograder.web.site import Site
from quizzes.delivery.banks import Banks


def students_of(database: Database, context: Context, *, with_left: bool = False) -> list[Person]:
    """The students on the roster; those who left it only where they are asked for."""
    with database.read() as connection:
        found = [one for one in people.members(connection, context) if one.role is Role.STUDENT]
    return [one.person for one in found if with_left or one.left_at is None]


def brought_up_to_date(site: Site, banks: Banks, placement: Placement, students: Sequence[Person]) -> set[str]:
    """Count what is over; the keys of those in whom an attempt goes on. A quiz that nobody opened has no record."""
    if not record_path(site.settings.data, placement).exists():
        return set()
    with in_words(), open_record(site.settings.data, placement) as store:
        close_overdue(store, placement)
        settle(site.database, store, banks, placement, students)
        return {
            each.plan.learner
            for each in store.sittings(bank=placement.name)
            if each.plan.mode == "graded" and each.ended is None
        }
