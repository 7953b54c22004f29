"""Where the instructor's pages are."""

from __future__ import annotations

from starlette.routing import Route

from autograder.web.forms import posted
from autograder.web.numbers import number
from autograder.web.site import Site
from autograder.web.teaching import audit, data, regrading, settings, student, submission
from autograder.web.teaching.analysis import Analyses
from autograder.web.teaching.oversight import Oversight
from autograder.web.teaching.table import Tables
from quizzes.delivery.banks import Banks

_PLACEMENT = f"/teaching/{number('placement')}"
_STUDENT = f"{_PLACEMENT}/people/{number('person')}"
_PERSON = f"/teaching/people/{number('person')}"


def routes(site: Site, banks: Banks | None = None) -> list[Route]:
    """All of them; without ``banks`` the bundled quizzes are meant."""
    del site
    banks = banks or Banks()
    tables, analyses, oversight = Tables(banks), Analyses(banks), Oversight(banks)
    return [
        Route("/teaching", tables.overview),
        Route("/teaching/audit", audit.show),
        Route(_PERSON, data.show),
        Route(f"{_PERSON}/export.json", data.export),
        Route(f"{_PERSON}/erase", posted(data.erase), methods=["POST"]),
        Route(_PLACEMENT, tables.table),
        Route(f"{_PLACEMENT}/class.csv", tables.csv),
        Route(f"{_PLACEMENT}/members", posted(tables.fetch_members), methods=["POST"]),
        Route(f"{_PLACEMENT}/send-again", posted(tables.send_again), methods=["POST"]),
        Route(f"{_PLACEMENT}/analysis", analyses.show),
        Route(f"{_PLACEMENT}/regrades", regrading.show),
        Route(f"{_PLACEMENT}/regrades", posted(regrading.regrade_all), methods=["POST"]),
        Route(f"{_PLACEMENT}/settings", settings.show),
        Route(f"{_PLACEMENT}/settings", posted(settings.save), methods=["POST"]),
        Route(f"{_PLACEMENT}/handins/{{handin}}", submission.show),
        Route(_STUDENT, student.show),
        Route(f"{_STUDENT}/sittings/{{sitting}}", oversight.show),
        Route(f"{_STUDENT}/score", posted(student.set_score), methods=["POST"]),
        Route(f"{_STUDENT}/regrade", posted(student.regrade_one), methods=["POST"]),
        Route(f"{_STUDENT}/send-again", posted(student.send_one), methods=["POST"]),
    ]
