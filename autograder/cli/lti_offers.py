"""What an LMS's course may link to: all that stands on the shelf of a local site."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from autograder.course.course import Course
from autograder.lti.offers import Offer
from autograder.service.models import Kind

if TYPE_CHECKING:
    from quizzes.delivery.banks import Banks


def offers_of(course: Course) -> list[Offer]:
    """All of them, in the order of the course. Raises AuthorError where an assignment or a bank has a mistake."""
    from autograder.web.offers import offered

    found = []
    for one in offered(course, _banks()):
        # In a course's list of links, and in a gradebook, there is no heading that tells it from the assignment.
        title = f"{one.title}: {one.kind.value}" if one.kind in {Kind.LEADERBOARD, Kind.QUIZ} else one.title
        found.append(Offer(one.kind, one.name, title, one.summary, one.max_score))
    return found


@cache
def _banks() -> Banks:
    """The bundled quizzes: their files are read once, not for each launch."""
    from quizzes.delivery.banks import Banks

    return Banks()
