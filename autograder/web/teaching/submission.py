"""One submission, whole: what every check found, hidden ones too, and the source as text."""

from __future__ import annotations

import tempfile
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from autograder.errors import UnreadableSubmission
from autograder.feedback.page import render_fragment
from autograder.report import Report
from autograder.service import people
from autograder.service.errors import NotThere
from autograder.service.handins import handin, report_of, source_of
from autograder.service.models import HandInKind, Kind
from autograder.service.scores import attempts, standing
from autograder.submission.notebook import Cell
from autograder.submission.source import read_submission
from autograder.web.errors import NotHere
from autograder.web.places import taught
from autograder.web.site import site_of
from autograder.web.teaching.changes import graded_again, set_by_hand
from autograder.web.templating import page

#: "Yours" would be the instructor's.
_WHOSE = "this submission"
_NOT_HERE = "there is no such hand-in at this activity: go back to the class"


def show(request: Request) -> Response:
    """``/teaching/{placement}/handins/{handin}``."""
    place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT)
    with site_of(request).database.read() as connection:
        try:
            found = handin(connection, request.path_params["handin"])
        except NotThere:
            raise NotHere(_NOT_HERE) from None
        # A check is the student's own business: it counts for nothing.
        if found.placement_id != place.placement.id or found.kind is not HandInKind.HAND_IN:
            raise NotHere(_NOT_HERE)
        person = people.person(connection, found.person_id)
        report = report_of(connection, found.id)
        data = source_of(connection, found.id)
        own = [one.handin_id for one in attempts(connection, person, place.placement)]
        where = standing(connection, person, place.placement)
        by_hand, again = set_by_hand(connection, person, place.placement), graded_again(connection, found)
    cells, problem = source_cells(found.file_name, data)
    return page(
        request,
        "teaching/submission.html.jinja",
        placement=place.placement,
        handin=found,
        person=person,
        report=report,
        fragment=_fragment(report) if report else Markup(),
        cells=cells,
        problem=problem,
        own=own,
        number=own.index(found.id) + 1,
        standing=where,
        by_hand=by_hand,
        again=again,
    )


def source_cells(name: str, data: bytes) -> tuple[tuple[Cell, ...], str]:
    """The source as the grader reads it, cell by cell; or why it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="rectify-source-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        try:
            return read_submission(path).cells, ""
        except UnreadableSubmission as problem:
            return (), str(problem)


def _fragment(report: Report) -> Markup:
    names = [exercise.name for exercise in report.exercises]
    html = render_fragment(
        report, names, release_hidden=True, remarks=report.submission.remarks, styled=False, whose=_WHOSE
    )
    return Markup(html)  # noqa: S704  made by feedback's own templates, which escape
