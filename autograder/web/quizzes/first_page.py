"""The first page of a quiz: what it asks about, what may be begun, and what was handed in before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from markupsafe import Markup

from autograder.service.database import Database
from autograder.service.models import Person, Placement, Standing
from autograder.service.scores import standing
from autograder.web.places import Placed
from autograder.web.quizzes.chances import Chances
from quizzes.delivery.feedback import Summary
from quizzes.delivery.records import Mode
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.site import Site
from quizzes.texts.markup import NOTHING, to_html, to_inline_html


@dataclass(frozen=True)
class Result:
    """A sitting that was handed in, the ``number``-th attempt."""

    id: str
    number: int
    ended: datetime
    is_late: bool
    summary: Summary


@dataclass(frozen=True)
class Unfinished:
    """A sitting that goes on."""

    id: str
    summary: Summary


@dataclass(frozen=True)
class FirstPage:
    """All that the template shows. ``standing`` is None for instructors: what they try counts for nothing."""

    description: Markup
    objectives: tuple[Markup, ...]
    items: int
    points: float
    chances: Chances
    standing: Standing | None
    graded: Unfinished | None
    practice: Unfinished | None
    results: tuple[Result, ...]

    @classmethod
    def of(cls, database: Database, desk: Site, placed: Placed, person: Person, chances: Chances) -> Self:
        """The page for one person. Raises UnknownBank, BankError."""
        placement = placed.placement
        bank = desk.banks.get(placement.name)
        counted = None
        if not placed.is_taught:
            with database.read() as connection:
                counted = standing(connection, person, placement)
        return cls(
            description=to_html(bank.description) if bank.description else NOTHING,
            objectives=tuple(to_inline_html(text) for text in bank.objectives.values()),
            items=len(bank.items),
            points=bank.points,
            chances=chances,
            standing=counted,
            graded=_unfinished(desk, placement, "graded"),
            practice=_unfinished(desk, placement, "practice"),
            results=tuple(_results(desk, placement, chances)),
        )


def is_late(placement: Placement, at: datetime) -> bool:
    """Whether what was handed in at that time came late. Where nothing late is taken, nothing was."""
    return placement.policy.late and placement.policy.due is not None and at > placement.policy.due


def _unfinished(desk: Site, placement: Placement, mode: Mode) -> Unfinished | None:
    sitting = Sitting.resume(desk.store, desk.banks, placement.name, desk.learner, mode=mode)
    return Unfinished(sitting.id, sitting.summary()) if sitting else None


def _results(desk: Site, placement: Placement, chances: Chances) -> list[Result]:
    """The latest first."""
    found = []
    for number, record in enumerate(chances.over, start=1):
        ended = record.ended or record.began
        summary = desk.sitting(record.id).summary()
        found.append(Result(record.id, number, ended, is_late(placement, ended), summary))
    return found[::-1]
