"""Grading everybody again, and what that changed: who moved, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from autograder.service import people
from autograder.service.models import Kind, Placement
from autograder.service.standings import Regraded, regrade, regrades
from autograder.web.forms import Form
from autograder.web.places import taught
from autograder.web.site import site_of
from autograder.web.teaching.forward import NoReason, needed_reason, said, to_page
from autograder.web.templating import page
from autograder.web.visits import visit


@dataclass(frozen=True)
class Round:
    """All that was asked for at one time."""

    at: float
    by: str
    reason: str
    regraded: tuple[Regraded, ...]

    @property
    def waiting(self) -> int:
        """How many have no new report yet."""
        return sum(one.change is None for one in self.regraded)

    @property
    def moved(self) -> list[Regraded]:
        """Those in whom anything changed, by name; scores first."""
        changed = [one for one in self.regraded if one.change and one.change.reasons]
        return sorted(changed, key=lambda one: (_by(one) == 0, one.person.name.casefold()))

    @property
    def up(self) -> int:
        """How many scores rose."""
        return sum(_by(one) > 0 for one in self.regraded)

    @property
    def down(self) -> int:
        """How many scores fell."""
        return sum(_by(one) < 0 for one in self.regraded)


def show(request: Request) -> Response:
    """``/teaching/{placement}/regrades``."""
    return _page(request, taught(request, request.path_params["placement"], Kind.ASSIGNMENT).placement)


def _page(request: Request, placement: Placement, problem: str = "") -> Response:
    with site_of(request).database.read() as connection:
        found = regrades(connection, placement)
        names = {number: people.person(connection, number).name for one in found if (number := one.by_id) is not None}
    return page(
        request,
        "teaching/regrades.html.jinja",
        status=422 if problem else 200,
        placement=placement,
        rounds=_rounds(found, names),
        problem=problem,
        said=said(request),
    )


def regrade_all(request: Request, form: Form) -> Response:
    """Put every hand-in of the placement in line to be graded again."""
    placement = taught(request, request.path_params["placement"], Kind.ASSIGNMENT).placement
    try:
        reason = needed_reason(form)
    except NoReason as problem:
        return _page(request, placement, str(problem))
    count = regrade(site_of(request).database, placement, reason=reason, by=visit(request).person)
    return to_page(placement, "/regrades", done=f"regrade-{count}")


def _rounds(found: list[Regraded], names: dict[int, str]) -> list[Round]:
    return [
        Round(at, names.get(by_id, "") if by_id is not None else "", reason, tuple(group))
        for (at, by_id, reason), group in groupby(found, key=lambda one: (one.at, one.by_id, one.reason))
    ]


def _by(one: Regraded) -> float:
    """How far the score moved."""
    return (one.change.after or 0.0) - (one.change.before or 0.0) if one.change else 0.0
