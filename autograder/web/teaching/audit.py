"""Who did what to scores and data of a context's students, the latest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from starlette.requests import Request
from starlette.responses import Response

from autograder.service import people, schema
from autograder.service.models import Context
from autograder.service.policy import Policy
from autograder.service.times import in_words
from autograder.web.site import site_of
from autograder.web.teaching.forward import said
from autograder.web.templating import counted, page
from autograder.web.visits import instructor

#: So many entries are looked at, the latest ones.
_MOST = 1000
_HERE = {"placement_id", "person_id", "context_id", "context_ids"}
#: What each kind of entry is called here.
_WHAT = {
    "override": "score by hand",
    "regrade": "graded again",
    "erase": "removed",
    "send again": "sent again",
    "members": "members fetched",
}
_NAMES = {"reason": "reason:", "came": "new or back:", "left": "left:"}
_COUNTED = {"handins": "hand-in", "scores": "score"}
_WORDS = {None: "none", True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. ``placement_id`` and ``person_id`` are None where a link would lead nowhere."""

    at: float
    by: str
    what: str
    placement: str
    placement_id: int | None
    person: str
    person_id: int | None
    about: str


def show(request: Request) -> Response:
    """``/teaching/audit``."""
    here, table = instructor(request), schema.audit
    with site_of(request).database.read() as connection:
        known = {one.person.id: one.person.name for one in people.members(connection, here.context)}
        placements = {one.id: one.title for one in people.placements(connection, here.context)}
        rows = connection.execute(select(table).order_by(table.c.id.desc()).limit(_MOST)).all()
    entries = [
        Entry(
            at=row.at,
            by="the command line" if row.by_id is None else known.get(row.by_id, "somebody who was removed"),
            what=_WHAT.get(row.what, row.what),
            placement=placements.get(row.about.get("placement_id"), ""),
            placement_id=row.about.get("placement_id"),
            person=known.get(row.about.get("person_id"), ""),
            person_id=number if (number := row.about.get("person_id")) in known else None,
            about=_about(row.about, known),
        )
        for row in rows
        if _is_of(row, here.context, placements, known)
    ]
    return page(request, "teaching/audit.html.jinja", entries=entries, most=_MOST, said=said(request))


def _is_of(row: Row[Any], context: Context, placements: Mapping[int, str], known: Mapping[int, str]) -> bool:
    """Whether an entry is of the context: it says so itself, by its placement, or else by who did it."""
    if "context_id" in row.about or "context_ids" in row.about:
        return context.id in (row.about.get("context_id"), *row.about.get("context_ids", ()))
    return row.about["placement_id"] in placements if "placement_id" in row.about else row.by_id in known


def _about(about: dict[str, Any], known: Mapping[int, str]) -> str:
    """What an entry says besides where, and about whom."""
    return ", ".join(
        _said(name, value, known) for name, value in about.items() if name not in _HERE and value not in ("", [])
    )


def _said(name: str, value: Any, known: Mapping[int, str]) -> str:
    if name == "policy":
        return _rules(Policy.model_validate(value))
    if name in _COUNTED:
        return counted(value, _COUNTED[name])
    return f"{_NAMES.get(name, name.replace('_', ' '))} {_plain(value, known)}"


def _rules(policy: Policy) -> str:
    """A placement's rules, as its settings name them."""
    end = "no end"
    if policy.due is not None:
        end = f"due {in_words(policy.due)}, {'taken later too' if policy.late else 'nothing taken later'}"
    times = "any number of attempts" if policy.attempts is None else counted(policy.attempts, "attempt")
    hidden = f"hidden checks {'released' if policy.release_hidden else 'not released'}"
    return f"{times}, the {policy.counts} counts, {end}, {hidden}"


def _plain(value: Any, known: Mapping[int, str]) -> str:
    if isinstance(value, list):  # numbers of people
        return "; ".join(known.get(one, "somebody who was removed") for one in value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    return f"{value:g}" if isinstance(value, float) else str(value)
