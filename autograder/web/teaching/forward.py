"""Where a form leads, and what is said there of what it did."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse

from autograder.feedback.words import plain
from autograder.service.models import Placement
from autograder.web.forms import Form

#: So much of a reason is kept.
_MOST_REASON = 500
_SAID = {
    "set": "The score is set.",
    "back": "The score set by hand is taken back: the graded one counts.",
    "saved": "The settings are kept.",
    "erased": "Everything about this person is removed.",
}
_COUNTED = {
    "sent": ("score is", "scores are", "in line to be sent"),
    "regrade": ("hand-in is", "hand-ins are", "in line to be graded again"),
}


def to_page(placement: Placement, below: str = "", *, done: str) -> RedirectResponse:
    """The page of the placement, or one below it, which says what was ``done``."""
    path = f"/teaching/{placement.id}{below}"
    return RedirectResponse(f"{path}?{urlencode({'done': done})}", 303)


def reason_of(form: Form) -> str:
    """The reason that was typed, on one line."""
    return " ".join(plain(form.get("reason")).split())[:_MOST_REASON]


class NoReason(ValueError):
    """Whoever has something graded again says why: it stands in the audit and on the submission."""


def needed_reason(form: Form) -> str:
    """The reason that was typed. Raises NoReason where there is none."""
    reason = reason_of(form)
    if not reason:
        raise NoReason("Say in a sentence why it is graded again: whoever looks at the score later reads it.")
    return reason


def said(request: Request) -> str:
    """What a page says of the form that led to it; nothing for what no form of ours says."""
    name, _dash, number = request.query_params.get("done", "").partition("-")
    if name in _COUNTED and number.isdecimal() and len(number) < 7:
        one, several, what = _COUNTED[name]
        return f"{int(number)} {one if int(number) == 1 else several} {what}."
    return _SAID.get(name, "")
