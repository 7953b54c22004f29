"""The pages of a quiz in the tool: its first page, the items of a sitting, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from autograder.service.models import Kind
from autograder.web.forms import CSRF, Form, posted
from autograder.web.numbers import number
from autograder.web.places import Placed, placed
from autograder.web.quizzes.chances import Chances, chances, close_overdue
from autograder.web.quizzes.errors import QuizClosed, in_words
from autograder.web.quizzes.first_page import FirstPage
from autograder.web.quizzes.links import PlacementLinks
from autograder.web.quizzes.records import open_record
from autograder.web.quizzes.scores import settle, tell_begun
from autograder.web.site import Site, site_of
from autograder.web.templating import page
from autograder.web.visits import csrf_token, visit
from quizzes.delivery.banks import Banks
from quizzes.delivery.records import Mode
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web import pages
from quizzes.delivery.web.drafts import Drafts
from quizzes.delivery.web.forms import Fields
from quizzes.delivery.web.site import Site as Desk
from quizzes.delivery.web.steps import Refused, current, kept_number, respond


@dataclass(frozen=True)
class Seat:
    """One person at one quiz: the desk with the record, and what may be done there."""

    placed: Placed
    desk: Desk
    links: PlacementLinks
    chances: Chances


def routes(site: Site, banks: Banks | None = None) -> list[Route]:
    """The pages of quizzes; without ``banks`` the bundled ones."""
    shared = _Quizzes(site, banks or Banks())
    quiz = f"/quizzes/{number('placement')}"
    sitting, item = f"{quiz}/sittings/{{sitting}}", f"/items/{number('number')}"
    return [
        Route(quiz, shared.first),
        Route(quiz + "/begin", posted(shared.begin), methods=["POST"]),
        Route(sitting, shared.sitting),
        Route(sitting + item, shared.item),
        Route(sitting + item, posted(shared.respond), methods=["POST"]),
        Route(sitting + "/end", shared.end),
        Route(sitting + "/finish", posted(shared.finish), methods=["POST"]),
    ]


class _Quizzes:
    """The endpoints; they run in threads. Banks and drafts are shared by all who are here."""

    def __init__(self, site: Site, banks: Banks) -> None:
        self._data, self._banks, self._drafts = site.settings.data, banks, Drafts()

    @contextmanager
    def _seated(self, request: Request) -> Iterator[Seat]:
        """The person's seat. What was handed in, or is over by now, has been counted when it is there."""
        place, here = placed(request, request.path_params["placement"], Kind.QUIZ), visit(request)
        links = PlacementLinks(place.placement, csrf_token(request, here))
        with in_words(), open_record(self._data, place.placement) as store:
            close_overdue(store, place.placement)
            settle(site_of(request).database, store, self._banks, place.placement, [here.person])
            desk = Desk(store, self._banks, here.person.key, links=links, drafts=self._drafts)
            yield Seat(place, desk, links, chances(store, here.person, place.placement))

    def first(self, request: Request) -> Response:
        with self._seated(request) as seat:
            shown = FirstPage.of(site_of(request).database, seat.desk, seat.placed, visit(request).person, seat.chances)
            return page(request, "quiz.html.jinja", placement=seat.placed.placement, quiz=shown, links=seat.links)

    def begin(self, request: Request, form: Form) -> Response:
        """A graded sitting where one may be begun, or practice where the quiz may be practised."""
        with self._seated(request) as seat:
            mode: Mode = "practice" if form.get("mode") == "practice" else "graded"
            self._check(seat, mode)
            placement, desk = seat.placed.placement, seat.desk
            sitting = Sitting.open(
                desk.store, desk.banks, placement.name, desk.learner, mode=mode, anew=form.get("anew") == "practice"
            )
            if mode == "graded" and not seat.placed.is_taught:
                tell_begun(site_of(request).database, visit(request).person, placement)
            return _to(current(desk, sitting))

    def _check(self, seat: Seat, mode: Mode) -> None:
        if mode == "practice" and not seat.chances.practice:
            raise QuizClosed("this quiz may be practised once your attempts are used: go back to it")
        if mode == "graded" and seat.chances.unfinished is None and seat.chances.refusal:
            raise QuizClosed(f"no attempt can be begun: {seat.chances.refusal}")

    def sitting(self, request: Request) -> Response:
        with self._seated(request) as seat:
            return _to(current(seat.desk, _sitting(request, seat)))

    def item(self, request: Request) -> Response:
        with self._seated(request) as seat:
            sitting, asked = _sitting(request, seat), request.query_params
            kept = kept_number(sitting, asked.get("kept", ""))
            number, focus = request.path_params["number"], asked.get("at", "")
            return _part(request, seat, sitting, pages.item_part(seat.desk, sitting, number, focus=focus, kept=kept))

    def respond(self, request: Request, form: Form) -> Response:
        with self._seated(request) as seat:
            sitting, number = _sitting(request, seat), request.path_params["number"]
            step = respond(seat.desk, sitting, number, _fields(form))
            if isinstance(step, Refused):
                part = pages.item_part(seat.desk, sitting, number, fields=step.fields, problem=step.problem)
                return _part(request, seat, sitting, part, status=422)
            return _to(step)

    def end(self, request: Request) -> Response:
        with self._seated(request) as seat:
            sitting = _sitting(request, seat)
            return _part(request, seat, sitting, pages.end_part(seat.desk, sitting))

    def finish(self, request: Request, form: Form) -> Response:
        del form
        with self._seated(request) as seat:
            sitting = _sitting(request, seat)
            sitting.finish()
            # Should the machine stop before this, the next page that anybody opens counts it.
            people = [visit(request).person]
            settle(site_of(request).database, seat.desk.store, self._banks, seat.placed.placement, people)
            return _to(seat.links.end(sitting.id))


def _sitting(request: Request, seat: Seat) -> Sitting:
    return seat.desk.sitting(request.path_params["sitting"])


def _part(request: Request, seat: Seat, sitting: Sitting, part: pages.Part, *, status: int = 200) -> Response:
    """The page around an item or an end."""
    numbers = {each.id: number for number, each in enumerate(seat.chances.over, start=1)}
    return page(
        request,
        "quiz_sitting.html.jinja",
        status=status,
        placement=seat.placed.placement,
        links=seat.links,
        part=part,
        is_practice=sitting.plan.mode == "practice",
        number=numbers.get(sitting.id, seat.chances.next_number),
        is_over=sitting.finished,
        chances=seat.chances,
    )


def _fields(form: Form) -> Fields:
    """The form as the quizzes read it, without our own field."""
    return Fields((name, value) for name, values in form.fields.items() if name != CSRF for value in values)


def _to(path: str) -> Response:
    return RedirectResponse(path, 303)
