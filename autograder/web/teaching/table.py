"""What there is to teach, and the class at one placement: the table on a page, and as CSV."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from autograder.errors import OperatorError
from autograder.service import people
from autograder.service.errors import DatabaseUnusable
from autograder.service.models import Context, Kind, Placement
from autograder.service.outgoing import send_again
from autograder.service.scores import class_table
from autograder.service.standings import note
from autograder.web.errors import PageError
from autograder.web.forms import Form
from autograder.web.local import student_link
from autograder.web.places import Placed, taught
from autograder.web.site import site_of
from autograder.web.teaching import members
from autograder.web.teaching.class_csv import render_class_csv
from autograder.web.teaching.forward import said, to_page
from autograder.web.teaching.passback import last_sent
from autograder.web.teaching.rows import SORTS, Row, arranged, figures_of, has_scores, rows_of
from autograder.web.teaching.sittings import brought_up_to_date, students_of
from autograder.web.templating import page
from autograder.web.visits import instructor, visit
from quizzes.delivery.banks import Banks


class Tables:
    """The endpoints; ``banks`` are the quizzes'."""

    def __init__(self, banks: Banks) -> None:
        self._banks = banks

    def overview(self, request: Request) -> Response:
        """``/teaching``: every placement of the visit's context that has scores."""
        context = instructor(request).context
        with site_of(request).database.read() as connection:
            placements = [one for one in people.placements(connection, context) if has_scores(one)]
        found = [(one, figures_of(self._rows(request, context, one))) for one in placements]
        settings = site_of(request).settings
        door = student_link(settings) if settings.local else ""
        return page(request, "teaching/overview.html.jinja", context=context, placements=found, door=door)

    def table(self, request: Request) -> Response:
        """``/teaching/{placement}``."""
        return self._table(request, taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ))

    def fetch_members(self, request: Request, form: Form) -> Response:
        """Ask the LMS who is in the course; what it did not give is said on the same page."""
        del form
        place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
        try:
            done = members.fetch(request, place.context)
        except OperatorError as problem:
            if isinstance(problem, PageError | DatabaseUnusable):
                raise
            return self._table(request, place, problem=f"The members did not come. {problem}")
        return to_page(place.placement, done=done)

    def _table(self, request: Request, place: Placed, *, problem: str = "") -> Response:
        """The class at the placement, and what the form before led to."""
        site, here = site_of(request), f"/teaching/{place.placement.id}"
        asked = request.query_params
        sort = asked.get("sort", "student") if asked.get("sort") in SORTS else "student"
        down, contains = asked.get("down") == "1", asked.get("q", "")[:100]
        rows = self._rows(request, place.context, place.placement)
        return page(
            request,
            "teaching/class.html.jinja",
            status=503 if problem else 200,
            placement=place.placement,
            rows=arranged(rows, sort, down=down, contains=contains),
            figures=figures_of(rows),
            has_lms=place.context.platform_id is not None,
            can_fetch=members.can_fetch(site, place.context),
            problem=problem,
            said=members.told(request, place.context) or said(request),
            total=len(rows),
            sort=sort,
            down=down,
            contains=contains,
            link=lambda column: f"{here}?" + urlencode(_sorted_by(column, sort, down=down, contains=contains)),
        )

    def csv(self, request: Request) -> Response:
        """``/teaching/{placement}/class.csv``: everybody, by name."""
        place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
        rows = arranged(self._rows(request, place.context, place.placement), "student")
        headers = {"Content-Disposition": f'attachment; filename="{place.placement.name}.csv"'}
        # With its mark: Excel takes a file without one for another encoding.
        return Response("\ufeff" + render_class_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)

    def send_again(self, request: Request, form: Form) -> Response:
        """Put everybody's score in line for the LMS once more."""
        del form
        place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
        with site_of(request).database.begin() as connection:
            count = send_again(connection, place.context, place.placement)
            about = {"placement_id": place.placement.id, "scores": count}
            note(connection, "send again", visit(request).person, about)
        return to_page(place.placement, done=f"sent-{count}")

    def _rows(self, request: Request, context: Context, placement: Placement) -> list[Row]:
        site, taking = site_of(request), set[str]()
        if placement.kind is Kind.QUIZ:
            everybody = students_of(site.database, context, with_left=True)
            taking = brought_up_to_date(site, self._banks, placement, everybody)
        with site.database.read() as connection:
            standings, sent = class_table(connection, context, placement), last_sent(connection, placement)
            known = people.members(connection, context)
        return rows_of(
            standings, sent, taking, {one.person.id: one.left_at for one in known if one.left_at is not None}
        )


def _sorted_by(column: str, sort: str, *, down: bool, contains: str) -> dict[str, str]:
    """The query that sorts by the column; the other way round where it is sorted by it already."""
    query = {"sort": column} | ({"q": contains} if contains else {})
    # Whoever sorts by a score or a date looks for the highest, or the latest, first.
    first_down = column in {"score", "attempts", "last"}
    turned = not down if column == sort else first_down
    return query | ({"down": "1"} if turned else {})
