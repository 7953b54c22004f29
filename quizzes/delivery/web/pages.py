"""Every page, filled in: banks, an item before and after its response, the end of a sitting, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from quizzes.delivery.feedback import View
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web import shelf
from quizzes.delivery.web.forms import Fields, fields_of
from quizzes.delivery.web.question import Question, question
from quizzes.delivery.web.review import Review, review, unanswered_stem
from quizzes.delivery.web.site import Site
from quizzes.delivery.web.templating import render
from quizzes.errors import ResponseError
from quizzes.texts.markup import to_html


@dataclass(frozen=True)
class Part:
    """What stands in a page of whoever shows it: its own title, and all between the page's head and foot."""

    title: str
    html: Markup


@dataclass(frozen=True)
class Place:
    """One item in the row of numbers."""

    number: int
    state: str
    words: str


def shelf_page(site: Site) -> Markup:
    """All banks."""
    all_cards = shelf.cards(site)
    return render("shelf.html.jinja", site=site, cards=all_cards, due=sum(each.due for each in all_cards))


def bank_page(site: Site, name: str) -> Markup:
    """One bank: what can be begun, and what was done before. Raises UnknownBank, BankError."""
    return render("bank.html.jinja", site=site, card=shelf.card(site, name), results=shelf.results(site, name))


def item_page(
    site: Site,
    sitting: Sitting,
    number: int,
    *,
    fields: Fields | None = None,
    problem: ResponseError | None = None,
    focus: str = "",
    kept: int | None = None,
) -> Markup:
    """One item, as a whole page."""
    part = item_part(site, sitting, number, fields=fields, problem=problem, focus=focus, kept=kept)
    return render("page.html.jinja", site=site, sitting=sitting, title=site.title(sitting), part=part)


def item_part(
    site: Site,
    sitting: Sitting,
    number: int,
    *,
    fields: Fields | None = None,
    problem: ResponseError | None = None,
    focus: str = "",
    kept: int | None = None,
) -> Part:
    """One item: to be answered, answered, or over.

    ``fields`` are what the learner has typed so far, ``problem`` is why that is no response, ``focus`` names what a
    reader should be led to, ``kept`` is the number of the item whose response was just kept.
    """
    view = sitting.view(number)
    told = sitting.feedback(number)
    filled = fields or site.drafts.get(sitting.id, number) or fields_of(view.item, view.response)
    places = _places(sitting)
    html = render(
        "item.html.jinja",
        links=site.links,
        sitting=sitting,
        over=sitting.finished,
        view=view,
        places=places,
        following=_following(places, number),
        hints=[to_html(hint) for hint in view.hints],
        question=question(view.item, filled, at_fault=problem.part if problem else ""),
        review=review(view.item, told) if told else None,
        problem=problem,
        focus=focus,
        kept=kept,
    )
    return Part(f"{'Please look again: ' if problem else ''}{view.number} of {view.of}", html)


def _places(sitting: Sitting) -> list[Place]:
    summary, told = sitting.summary(), sitting.revealed
    verdicts = dict.fromkeys(summary.missed, "missed") | dict.fromkeys(summary.partly, "part")
    places = []
    for number, state in enumerate(sitting.states(), start=1):
        shown = state if state != "answered" or not told else verdicts.get(number, "right")
        words = {"gone": "no longer there", "missed": "not right", "part": "partly right"}.get(shown, shown)
        places.append(Place(number, shown, words))
    return places


def _following(places: list[Place], number: int) -> int | None:
    """The number of the next open item, from the start where there is none behind."""
    order = [*places[number:], *places[: number - 1]]
    return next((place.number for place in order if place.state == "open"), None)


def end_page(site: Site, sitting: Sitting) -> Markup:
    """Where a sitting stands, as a whole page, with what can be begun after it."""
    part = end_part(site, sitting)
    return render("ended.html.jinja", site=site, sitting=sitting, title=site.title(sitting), part=part)


def end_part(site: Site, sitting: Sitting) -> Part:
    """Where a sitting stands: before it is finished with what is open, afterwards with the scores that may be told."""
    places, summary = _places(sitting), sitting.summary()
    html = render(
        "end.html.jinja",
        links=site.links,
        sitting=sitting,
        places=places,
        summary=summary,
        open=[place.number for place in places if place.state == "open"],
        revealed=sitting.revealed,
    )
    return Part("Result" if summary.finished else "Finish", html)


@dataclass(frozen=True)
class Overseen:
    """One item of a sitting, as whoever teaches sees it. ``review`` is None where there was no response."""

    view: View
    question: Question
    review: Review | None
    stem: Markup
    hints: tuple[Markup, ...]


def overseen_part(sitting: Sitting) -> Part:
    """Every item of a sitting with its response, key and reasons, whatever the learner may be shown by now."""
    states = sitting.states()
    items = [_overseen(sitting, number) for number, state in enumerate(states, start=1) if state != "gone"]
    return Part("Responses", render("overseen.html.jinja", items=items))


def _overseen(sitting: Sitting, number: int) -> Overseen:
    view, told = sitting.view(number), sitting.overseen(number)
    return Overseen(
        view=view,
        question=question(view.item, Fields()),
        review=review(view.item, told) if told else None,
        stem=unanswered_stem(view.item),
        hints=tuple(to_html(hint) for hint in view.hints),
    )


def door_page(start: str) -> Markup:
    """What the address with the token shows for a moment."""
    return render("door.html.jinja", start=start)


def problem_page(title: str, sentence: str, *, back: str = "/", back_words: str = "All quizzes") -> Markup:
    """One sentence on what went wrong and what to do."""
    return render("problem.html.jinja", title=title, sentence=sentence, back=back, back_words=back_words)
