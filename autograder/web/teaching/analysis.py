"""The class at a glance: scores, hard checks and misconceptions of an assignment; how the items of a quiz worked."""

from __future__ import annotations

from markupsafe import Markup
from sqlalchemy import Connection, select
from starlette.requests import Request
from starlette.responses import Response

from autograder.feedback.analysis import (
    commonest_misconceptions,
    count_statuses,
    exercise_statistics,
    hardest_checks,
    summarise_scores,
)
from autograder.feedback.histogram import draw_histogram
from autograder.feedback.words import STATUSES
from autograder.report import Report, Status
from autograder.service import schema
from autograder.service.models import HandInKind, Kind, Person, Placement
from autograder.service.policy import Counts
from autograder.web.places import Placed, taught
from autograder.web.quizzes.errors import in_words
from autograder.web.quizzes.records import record_path
from autograder.web.site import site_of
from autograder.web.teaching.sittings import brought_up_to_date, students_of
from autograder.web.templating import page
from quizzes.delivery.banks import Banks

_SHOWN = 8


class Analyses:
    """The endpoint; ``banks`` are the quizzes'."""

    def __init__(self, banks: Banks) -> None:
        self._banks = banks

    def show(self, request: Request) -> Response:
        """``/teaching/{placement}/analysis``."""
        place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
        if place.placement.kind is Kind.QUIZ:
            return self._items(request, place)
        return _checks(request, place)

    def _items(self, request: Request, place: Placed) -> Response:
        """How the items worked, from each student's first attempt."""
        from quizzes.analysis.analysis import Policy, analyse
        from quizzes.analysis.page import render_part
        from quizzes.analysis.recorded import read_record
        from quizzes.analysis.refusals import NothingToAnalyse

        site, placement = site_of(request), place.placement
        students = students_of(site.database, place.context)
        everybody = students_of(site.database, place.context, with_left=True)
        brought_up_to_date(site, self._banks, placement, everybody)
        path, found = record_path(site.settings.data, placement), Markup()
        with in_words():
            if path.exists():
                responses = read_record(path, self._banks.get(placement.name), {one.key for one in students})
                try:
                    found = render_part(analyse(responses, Policy()), placement.title)
                except NothingToAnalyse:
                    found = Markup()
        return page(request, "teaching/items.html.jinja", placement=placement, found=found)


def _checks(request: Request, place: Placed) -> Response:
    site, placement = site_of(request), place.placement
    students = students_of(site.database, place.context)
    with site.database.read() as connection:
        reports = counted_reports(connection, placement, students)
    summary = summarise_scores(reports)
    hard = [check for check in hardest_checks(reports) if check.passed < check.count]
    return page(
        request,
        "teaching/checks.html.jinja",
        placement=placement,
        students=len(students),
        reports=reports,
        summary=summary,
        statuses=STATUSES,
        counts={
            status: count for status, count in count_statuses(reports).items() if count and status != Status.GRADED
        },
        histogram=Markup(draw_histogram(summary.bins, summary.max_score)),  # noqa: S704  (numbers alone)
        exercises=exercise_statistics(reports),
        hard=hard[:_SHOWN],
        harder_left=max(0, len(hard) - _SHOWN),
        misconceptions=commonest_misconceptions(reports),
    )


def counted_reports(connection: Connection, placement: Placement, students: list[Person]) -> list[Report]:
    """The report of each student that counts by the placement's policy, under the student's name.

    A score that was set by hand changes nothing here: what was handed in is looked at.
    """
    handins, reports = schema.handins, schema.reports
    rows = connection.execute(
        select(handins.c.person_id, reports.c.score, reports.c.report)
        .select_from(handins.join(reports))
        .where(handins.c.placement_id == placement.id, handins.c.kind == HandInKind.HAND_IN.value)
        .order_by(handins.c.made_at, handins.c.id)
    )
    names, counted = {one.id: one.name for one in students}, dict[int, tuple[float, str]]()
    for row in rows:
        score = -1.0 if row.score is None else row.score
        before = counted.get(row.person_id)
        if before is None or placement.policy.counts is Counts.LATEST or score > before[0]:
            counted[row.person_id] = score, row.report
    found = [(names[number], text) for number, (_score, text) in counted.items() if number in names]
    return [Report.model_validate_json(text).model_copy(update={"student": name}) for name, text in sorted(found)]
