"""All that a course can put on a shelf: what a local site shows, and what an LMS's instructor may link to."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.course.course import Course
from autograder.service.models import Kind
from autograder.web.explorers.explorers import EXPLORERS
from quizzes.delivery.banks import Banks
from quizzes.shelf import bank_names


@dataclass(frozen=True)
class Offered:
    """One thing that a placement can show; ``max_score`` is None for what is not graded."""

    kind: Kind
    name: str
    title: str
    summary: str
    max_score: float | None = None


def offered(course: Course, banks: Banks | None = None) -> list[Offered]:
    """Assignments, quizzes, explorers and leaderboards, in the course's order; without ``banks`` the bundled ones.

    Raises AuthorError where the course, BankError where a bank has mistakes.
    """
    read = banks or Banks()
    specs = [(one.name, one.spec) for one in course.assignments]
    order = [name for name, _spec in specs]
    quizzes = [read.get(name) for name in bank_names()]
    # A quiz on an assignment stands where the assignment does, those on a topic of their own behind them.
    quizzes.sort(key=lambda bank: (order.index(bank.bank) if bank.bank in order else len(order), bank.title))
    return [
        *(Offered(Kind.ASSIGNMENT, name, spec.title, spec.summary, spec.max_score) for name, spec in specs),
        *(
            Offered(Kind.QUIZ, bank.bank, bank.title, bank.description or "", sum(item.points for item in bank.items))
            for bank in quizzes
        ),
        *(Offered(Kind.EXPLORER, one.name, one.title, one.summary) for one in EXPLORERS.values()),
        *(
            Offered(Kind.LEADERBOARD, name, spec.title, "Who measured best, by the names that they gave themselves.")
            for name, spec in specs
            if spec.contest is not None
        ),
    ]
