"""Who is here: the person, the context and the role that a request's cookie stands for."""

from __future__ import annotations

import hashlib
import hmac

from starlette.requests import Request

from autograder.service.models import Role
from autograder.service.sessions import Visit, session
from autograder.web.cookies import token_of
from autograder.web.errors import Forbidden, NotEntered
from autograder.web.site import site_of

_FROM_AN_LMS = "your course's page knows you, this browser does not (any more): open the activity there again"
_LOCAL = "this browser is not known here: open the link that your instructor gave you, or your own link to come back"


def find_visit(request: Request) -> Visit | None:
    """The visit that the request belongs to, if any; asked of the database once for each request."""
    if not hasattr(request.state, "visit"):
        site, token = site_of(request), token_of(request)
        request.state.visit = session(site.database, token) if token else None
    found: Visit | None = request.state.visit
    return found


def visit(request: Request) -> Visit:
    """The visit. Raises NotEntered, which says how to come in."""
    found = find_visit(request)
    if found is None:
        raise NotEntered(_LOCAL if site_of(request).settings.local else _FROM_AN_LMS)
    return found


def instructor(request: Request) -> Visit:
    """The visit of an instructor. Raises NotEntered, and Forbidden for a student."""
    found = visit(request)
    if found.role is not Role.INSTRUCTOR:
        raise Forbidden("this page is for instructors: go back to your own")
    return found


def csrf_token(request: Request, visit: Visit) -> str:
    """What the person's forms hold. It lasts over visits: whoever opens a second activity can still send the first."""
    secret = site_of(request).settings.secret
    return hmac.digest(secret, f"form\0{visit.person.id}".encode(), hashlib.sha256).hex()
