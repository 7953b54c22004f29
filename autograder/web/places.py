"""Which placements somebody may see: those of the contexts that the person belongs to, and no other.

Not those of the visit's context alone: two activities of two courses may be open beside each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from autograder.course.course import Assignment
from autograder.service import people
from autograder.service.errors import NotThere
from autograder.service.models import Context, Kind, Placement, Role
from autograder.web.errors import Forbidden, NotHere
from autograder.web.site import site_of
from autograder.web.visits import visit

_NOT_HERE = "there is no such activity, or it is not one of yours: go back to the first page"


@dataclass(frozen=True)
class Placed:
    """A placement, the context that offers it, and as what the person who asks belongs to that context."""

    placement: Placement
    context: Context
    role: Role

    @property
    def is_taught(self) -> bool:
        """Whether the person who asks is an instructor there."""
        return self.role is Role.INSTRUCTOR


def placed(request: Request, placement_id: int, *kinds: Kind) -> Placed:
    """The placement of that number, of one of the kinds where some are named.

    Raises NotEntered; NotHere where there is none, or the person does not belong to its context.
    """
    person = visit(request).person
    with site_of(request).database.read() as connection:
        try:
            placement = people.placement(connection, placement_id)
        except NotThere:
            raise NotHere(_NOT_HERE) from None
        context = people.context(connection, placement.context_id)
        role = people.role_of(connection, context, person)
    if role is None or (kinds and placement.kind not in kinds):
        raise NotHere(_NOT_HERE)
    return Placed(placement, context, role)


def taught(request: Request, placement_id: int, *kinds: Kind) -> Placed:
    """The same for instructors of its context. Raises Forbidden for its students."""
    found = placed(request, placement_id, *kinds)
    if not found.is_taught:
        raise Forbidden("this page is for instructors: go back to your own")
    return found


def assignment_of(request: Request, placement: Placement) -> Assignment:
    """The assignment that a placement shows. Raises NotHere where this course has it no more."""
    names = {assignment.name: assignment for assignment in site_of(request).course.assignments}
    if placement.name not in names:
        raise NotHere(f"the assignment `{placement.name}` is not in this course any more: tell your instructor")
    return names[placement.name]
