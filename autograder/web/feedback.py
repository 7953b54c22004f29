"""What became of one hand-in: where it is in the line, and then its feedback. Its owner alone sees it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from autograder.feedback.page import render_fragment
from autograder.feedback.words import PUBLIC_ONLY, next_step
from autograder.report import Report, Status
from autograder.service import people
from autograder.service.errors import NotThere
from autograder.service.handins import handin, queue_place, report_of, source_of
from autograder.service.models import HandIn, HandInKind, HandInState, Person, Placement, Role, Standing
from autograder.service.scores import Attempt, attempts, standing
from autograder.web.errors import NotHere
from autograder.web.site import site_of
from autograder.web.templating import environment, page
from autograder.web.visits import visit

_UNFINISHED = {HandInState.WAITING, HandInState.GRADING}
_NOT_HERE = "there is no such hand-in, or it is not yours: go back to the assignment and look at your attempts"


@dataclass(frozen=True)
class Shown:
    """A hand-in with all that its page says. ``place`` is its place in the line, 0 where it waits no more.

    ``is_taught``: it is an instructor's own, of which nothing counts.
    """

    handin: HandIn
    placement: Placement
    report: Report | None
    place: int
    standing: Standing
    attempts: list[Attempt]
    is_taught: bool = False

    @property
    def is_check(self) -> bool:
        """Whether it is a check, which counts for nothing."""
        return self.handin.kind is HandInKind.CHECK

    @property
    def is_done(self) -> bool:
        """Whether there is something to show. What is graded again shows the report from before."""
        return self.report is not None or self.handin.state not in _UNFINISHED

    @property
    def is_regraded(self) -> bool:
        """Whether it has a report, and waits for another."""
        return self.report is not None and self.handin.state in _UNFINISHED

    @property
    def number(self) -> int:
        """Which attempt it is, from 1; 0 for a check."""
        return next((n for n, one in enumerate(self.attempts, start=1) if one.handin_id == self.handin.id), 0)

    @property
    def counts(self) -> bool:
        """Whether the score that counts comes from it."""
        return not self.is_taught and self.standing.from_handin == self.handin.id

    @property
    def next_step(self) -> str:
        """How it stands, and where to begin."""
        return next_step(self.report) if self.report else ""

    @property
    def has_checks(self) -> bool:
        """Whether there is a report on the checks, and not on the file alone."""
        return self.report is not None and self.report.status is Status.GRADED

    @property
    def words(self) -> str:
        """Where it is, in words."""
        return words_for(self.handin, self.report, self.place)

    @property
    def fragment(self) -> Markup:
        """The exercises, as HTML."""
        if self.report is None:
            return Markup()
        html = render_fragment(
            self.report,
            [one.name for one in self.report.exercises],
            release_hidden=self.placement.policy.release_hidden,
            remarks=self.report.submission.remarks,
            closing=PUBLIC_ONLY if self.is_check else "",
            styled=False,
        )
        return Markup(html)  # noqa: S704  made by feedback's own templates, which escape


def show(request: Request) -> Response:
    """``/handins/{id}``."""
    person = visit(request).person
    with site_of(request).database.read() as connection:
        shown = _shown(connection, _own(request, connection, person))
    return page(request, "handin.html.jinja", shown=shown)


def state(request: Request) -> Response:
    """The same for a script that waits: what to say, whether all is done, and then the feedback as HTML."""
    person = visit(request).person
    with site_of(request).database.read() as connection:
        found = _own(request, connection, person)
        place, report = queue_place(connection, found.id), report_of(connection, found.id)
        if report is None and found.state in _UNFINISHED:
            # A whole class asks this every few seconds: nothing is looked up that is not told.
            words = words_for(found, report, place)
            return JSONResponse({"words": words, "done": False, "html": "", "ahead": max(0, place - 1)})
        shown = _shown(connection, found)
    html = environment().get_template("result.html.jinja").render(shown=shown)
    return JSONResponse({"words": shown.words, "done": True, "html": html})


def file(request: Request) -> Response:
    """What was handed in, to keep."""
    person = visit(request).person
    with site_of(request).database.read() as connection:
        found = _own(request, connection, person)
        data = source_of(connection, found.id)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.file_name)}"}
    return Response(data, media_type="application/octet-stream", headers=headers)


def words_for(handin: HandIn, report: Report | None, place: int) -> str:
    """Where a hand-in is, in words; ``place`` is its place in the line, 0 where it waits no more."""
    if report is not None:
        return "Checked." if handin.kind is HandInKind.CHECK else "Graded."
    if handin.state is HandInState.FAILED:
        return (
            "The grading itself failed, and that is not your doing. There is no score, and no attempt is used up; "
            "your instructor sees it and can have it graded again."
        )
    if handin.state is HandInState.GRADING:
        return "The checks are running."
    return f"In line: {place - 1} before yours." if place > 1 else "In line: yours is next."


def _own(request: Request, connection: Connection, person: Person) -> HandIn:
    """The hand-in that was asked for. Raises NotHere where it is not the person's own."""
    try:
        found = handin(connection, request.path_params["handin"])
    except NotThere:
        raise NotHere(_NOT_HERE) from None
    if found.person_id != person.id:
        raise NotHere(_NOT_HERE)
    return found


def _shown(connection: Connection, found: HandIn) -> Shown:
    placement, owner = people.placement(connection, found.placement_id), people.person(connection, found.person_id)
    context = people.context(connection, placement.context_id)
    return Shown(
        found,
        placement,
        report_of(connection, found.id),
        queue_place(connection, found.id),
        standing(connection, owner, placement),
        attempts(connection, owner, placement),
        is_taught=people.role_of(connection, context, owner) is Role.INSTRUCTOR,
    )
