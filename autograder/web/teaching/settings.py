"""The rules of one placement, as a form: attempts, which one counts, the end of its time, hidden checks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from starlette.requests import Request
from starlette.responses import Response

from autograder.service import people
from autograder.service.models import Kind, Placement
from autograder.service.outgoing import note_score
from autograder.service.policy import Counts, Policy
from autograder.service.scores import class_table
from autograder.service.standings import note
from autograder.web.forms import Form
from autograder.web.places import Placed, taught
from autograder.web.site import site_of
from autograder.web.teaching.forward import said, to_page
from autograder.web.templating import page
from autograder.web.visits import visit

_MOST_ATTEMPTS = 1000
_FIRST_YEAR = 2000


class UnreadableSettings(ValueError):
    """A field of the form says nothing that can be kept; ``field`` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def show(request: Request) -> Response:
    """``/teaching/{placement}/settings``."""
    place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
    return _page(request, place, fields_of(place.placement.policy))


def save(request: Request, form: Form) -> Response:
    """Keep the form. Where another attempt counts now, the scores that changed go to the LMS."""
    place = taught(request, request.path_params["placement"], Kind.ASSIGNMENT, Kind.QUIZ)
    try:
        policy = policy_of(form, place.placement)
    except UnreadableSettings as problem:
        return _page(request, place, {name: form.get(name) for name in FIELDS}, problem)
    with site_of(request).database.begin() as connection:
        people.set_policy(connection, place.placement, policy)
        changed = people.placement(connection, place.placement.id)
        about = {"placement_id": changed.id, "policy": policy.model_dump(mode="json")}
        note(connection, "settings", visit(request).person, about)
        for one in class_table(connection, place.context, changed):
            note_score(connection, one.person, changed)
    return to_page(place.placement, "/settings", done="saved")


#: The fields of the form.
FIELDS = ("attempts", "counts", "due", "zone", "late", "release_hidden")


def fields_of(policy: Policy) -> dict[str, str]:
    """A policy as the form's fields, its end in UTC; a box that is ticked is ``yes``."""
    return {
        "attempts": str(policy.attempts or ""),
        "counts": policy.counts.value,
        "due": policy.due.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if policy.due else "",
        "zone": "+00:00",
        "late": "yes" if policy.late else "",
        "release_hidden": "yes" if policy.release_hidden else "",
    }


def policy_of(form: Form, placement: Placement) -> Policy:
    """The form as a policy. Raises UnreadableSettings."""
    counts = form.get("counts")
    if counts not in set(Counts):
        raise UnreadableSettings("counts", "Choose which attempt counts: the best, or the latest.")
    changes = {
        "attempts": _attempts(form.get("attempts").strip()),
        "counts": Counts(counts),
        "due": _due(form.get("due").strip(), form.get("zone").strip()),
        "late": form.get("late") == "yes",
        "release_hidden": form.get("release_hidden") == "yes",
    }
    return placement.policy.model_copy(update=changes)


def _attempts(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= _MOST_ATTEMPTS):
        raise UnreadableSettings("attempts", f"Attempts are a number from 1 to {_MOST_ATTEMPTS}, or left empty.")
    return int(text)


def _due(text: str, zone: str) -> datetime | None:
    """The end in UTC; an offset in the text itself goes before the zone that was chosen."""
    if not text:
        return None
    offset = _offset(zone)
    try:
        typed = datetime.fromisoformat(text)
        moment = (typed if typed.tzinfo else typed.replace(tzinfo=offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UnreadableSettings("due", "The end is a date and a time, such as 2026-11-26 22:00, or empty.") from None
    if typed.year < _FIRST_YEAR:  # a browser's field takes the year 26 from whoever types two digits
        raise UnreadableSettings("due", f"The year is {typed.year}: write it in full, such as 2026.")
    return moment


def _offset(zone: str) -> timezone:
    """The zone of the form: hours and minutes before or behind UTC, which the browser knows for the day."""
    found = re.fullmatch(r"([+-])(0\d|1[0-4]):([0-5]\d)", zone or "+00:00", re.ASCII)
    if found is None:
        raise UnreadableSettings(
            "zone", "The zone is UTC, or an offset from it such as +01:00: choose one of the list."
        )
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(ahead if found[1] == "+" else -ahead)


def _page(
    request: Request, place: Placed, fields: dict[str, str], problem: UnreadableSettings | None = None
) -> Response:
    return page(
        request,
        "teaching/settings.html.jinja",
        status=422 if problem else 200,
        placement=place.placement,
        has_lms=place.context.platform_id is not None,
        fields=fields,
        problem=problem,
        said=said(request),
    )
