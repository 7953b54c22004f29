"""One student's sitting of a quiz, item by item: what was responded, what is right, and why."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from autograder.web.errors import NotHere
from autograder.web.quizzes.errors import in_words
from autograder.web.quizzes.records import graded_sittings, open_record, record_path
from autograder.web.site import site_of
from autograder.web.teaching.student import placed_person
from autograder.web.templating import page
from quizzes.delivery.banks import Banks
from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.pages import overseen_part

_NOT_HERE = "there is no such attempt of this student that was handed in: go back to the class"


class Oversight:
    """The endpoint; ``banks`` are the quizzes'."""

    def __init__(self, banks: Banks) -> None:
        self._banks = banks

    def show(self, request: Request) -> Response:
        """``/teaching/{placement}/people/{person}/sittings/{sitting}``; practice is the student's own business."""
        place, person = placed_person(request)
        placement, data = place.placement, site_of(request).settings.data
        if not record_path(data, placement).exists():
            raise NotHere(_NOT_HERE)
        with in_words(), open_record(data, placement) as store:
            over = [each for each in graded_sittings(store, person, placement.name) if each.ended is not None]
            names = [each.id for each in over]
            if request.path_params["sitting"] not in names:
                raise NotHere(_NOT_HERE)
            number = names.index(request.path_params["sitting"]) + 1
            sitting = Sitting.find(store, self._banks, names[number - 1])
            return page(
                request,
                "teaching/sitting.html.jinja",
                placement=placement,
                person=person,
                number=number,
                ended=over[number - 1].ended,
                summary=sitting.summary(),
                part=overseen_part(sitting),
            )
