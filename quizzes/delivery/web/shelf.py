"""The banks as a learner sees them: what each asks about, how far one has come, what goes on."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from quizzes.delivery.feedback import Summary
from quizzes.delivery.practice import due_items
from quizzes.delivery.records import Mode
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.site import Site
from quizzes.errors import BankError
from quizzes.texts.markup import NOTHING, to_html, to_inline_html

#: So many results of graded sittings are listed, the latest first.
MAX_RESULTS = 5


@dataclass(frozen=True)
class Unfinished:
    """A sitting that goes on."""

    id: str
    answered: int
    items: int


@dataclass(frozen=True)
class Result:
    """A graded sitting that was handed in."""

    id: str
    date: str
    summary: Summary


@dataclass(frozen=True)
class Card:
    """One bank. ``right`` counts items whose last response earned all points; ``problem`` says what is wrong."""

    name: str
    title: str
    description: Markup = NOTHING
    objectives: tuple[Markup, ...] = ()
    items: int = 0
    points: float = 0.0
    right: int = 0
    due: int = 0
    practice: Unfinished | None = None
    graded: Unfinished | None = None
    problem: str = ""


def cards(site: Site) -> list[Card]:
    """Every bank, by name."""
    return [_readable(site, name) for name in site.banks.names()]


def _readable(site: Site, name: str) -> Card:
    try:
        return card(site, name)
    except BankError as error:
        return Card(name, name, problem=str(error.problems[0]))


def card(site: Site, name: str) -> Card:
    """One bank. Raises UnknownBank, BankError."""
    bank = site.banks.get(name)
    ids = {item.id for item in bank.items}
    attempts = site.store.attempts(learner=site.learner, bank=name, revealed=True)
    last = {attempt.item: attempt.earned >= attempt.possible for attempt in attempts if attempt.item in ids}
    return Card(
        name=name,
        title=bank.title,
        description=to_html(bank.description) if bank.description else NOTHING,
        objectives=tuple(to_inline_html(text) for text in bank.objectives.values()),
        items=len(bank.items),
        points=bank.points,
        right=sum(last.values()),
        due=len(due_items(site.store, site.banks, site.learner, name)),
        practice=_unfinished(site, name, "practice"),
        graded=_unfinished(site, name, "graded"),
    )


def _unfinished(site: Site, bank: str, mode: Mode) -> Unfinished | None:
    sitting = Sitting.resume(site.store, site.banks, bank, site.learner, mode=mode)
    if sitting is None:
        return None
    summary = sitting.summary()
    return Unfinished(sitting.id, summary.answered, summary.items)


def results(site: Site, bank: str) -> list[Result]:
    """The graded sittings of a bank that were handed in, the latest first."""
    over = [
        each
        for each in site.store.sittings(site.learner, bank)
        if each.plan.mode == "graded" and each.ending == "finished"
    ]
    return [
        Result(each.id, f"{each.ended:%d %B %Y}", site.sitting(each.id).summary())
        for each in reversed(over[-MAX_RESULTS:])
    ]
