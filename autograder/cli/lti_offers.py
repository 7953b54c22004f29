"""What an LMS's course may link to: the course's assignments, the quizzes, and the explorers."""

from __future__ import annotations

from functools import cache

from autograder.course.course import Course
from autograder.lti.offers import Offer
from autograder.service.models import Kind


def offers_of(course: Course) -> list[Offer]:
    """All of them, in the order of the course. Raises AuthorError where an assignment or a bank has a mistake."""
    from autograder.web.explorers.explorers import EXPLORERS

    found = []
    for assignment in course.assignments:
        spec, name = assignment.spec, assignment.name
        found.append(Offer(Kind.ASSIGNMENT, name, spec.title, spec.summary, spec.max_score))
        if spec.contest is not None:
            found.append(Offer(Kind.LEADERBOARD, name, f"{spec.title}: leaderboard"))
    found += _quizzes()
    found += [Offer(Kind.EXPLORER, one.name, one.title, one.summary) for one in EXPLORERS.values()]
    return found


@cache
def _quizzes() -> tuple[Offer, ...]:
    """The bundled quizzes: their files are read once, not for each launch."""
    from quizzes.reader import bundled_bank
    from quizzes.shelf import bank_names

    banks = [bundled_bank(name) for name in bank_names()]
    return tuple(Offer(Kind.QUIZ, one.bank, one.title, one.description or "", float(one.points)) for one in banks)
