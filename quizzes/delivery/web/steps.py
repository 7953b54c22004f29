"""What a form of an item does to a sitting, and where the browser goes then."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.delivery.sitting import Sitting
from quizzes.delivery.web.forms import Fields, moved, order_of, response_of
from quizzes.delivery.web.site import Site
from quizzes.errors import ResponseError


@dataclass(frozen=True)
class Refused:
    """A response that could not be read: the item is shown again with what was sent, and why."""

    fields: Fields
    problem: ResponseError


def respond(site: Site, sitting: Sitting, number: int, fields: Fields) -> str | Refused:
    """A response, or a button that leaves the item as it is: a hint, a move, the next item. Where to go then.

    Raises what ``Sitting.answer`` raises, but for ResponseError.
    """
    view, here = sitting.view(number), site.links.item(sitting.id, number)
    if (move := fields.get("move")) and view.item["kind"] == "ordering":
        order = moved(order_of(view.item, fields), move)
        site.drafts.keep(sitting.id, number, fields.replaced("entry", order))
        return f"{here}?at={move if move.partition(':')[2] in order else ''}"
    if fields.get("action") == "hint":
        site.drafts.keep(sitting.id, number, fields)
        sitting.take_hint(number)
        return f"{here}?at=hint"
    if fields.get("action") == "skip":
        site.drafts.keep(sitting.id, number, fields)
        sitting.go(number)
        return _next(site, sitting)
    try:
        told = sitting.answer(response_of(view.item, fields), number)
    except ResponseError as error:
        return Refused(fields, error)
    site.drafts.drop(sitting.id, number)
    if told:
        return f"{here}?at=result"
    sitting.go(number)
    return _next(site, sitting, kept=number)


def current(site: Site, sitting: Sitting) -> str:
    """Where a sitting goes on: at its next item, or at its end."""
    number = None if sitting.finished else sitting.number
    return site.links.item(sitting.id, number) if number else site.links.end(sitting.id)


def kept_number(sitting: Sitting, said: str) -> int | None:
    """The number of the item whose response was just kept, as an address says it; None for anything else."""
    return int(said) if said in map(str, range(1, len(sitting.plan.entries) + 1)) else None


def _next(site: Site, sitting: Sitting, *, kept: int | None = None) -> str:
    number = sitting.next()
    if number is None:
        return site.links.end(sitting.id)
    return site.links.item(sitting.id, number) + (f"?kept={kept}" if kept else "")
