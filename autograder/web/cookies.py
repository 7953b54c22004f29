"""The one cookie: it holds a session's token, and nothing else is kept in the browser.

Inside an LMS's frame we are a third party: only a cookie with ``SameSite=None; Secure; Partitioned`` is sent there, and
browsers that refuse even that are given a new window (see `entrance.py`). Without HTTPS, on one's own machine or in a
workshop's network, the cookie is plain and strict enough: no other site's form carries it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from autograder.web.site import Settings, site_of


def cookie_name(settings: Settings) -> str:
    """``__Host-`` has browsers hold it to this host alone; without HTTPS cookies do not tell ports apart."""
    return "__Host-rectify" if settings.is_secure else f"rectify-{urlsplit(settings.public_url).port or 80}"


def token_of(request: Request) -> str:
    """The token that the browser sent, or nothing."""
    return request.cookies.get(cookie_name(site_of(request).settings), "")


def set_cookie(response: Response, settings: Settings, token: str) -> None:
    """Have the browser keep the token until it is closed; the session itself ends by the database's clock."""
    # Written out: `Response.set_cookie` knows `Partitioned` from Python 3.14 on.
    where = "; Secure; SameSite=None; Partitioned" if settings.is_secure and not settings.local else ""
    where = where or ("; Secure; SameSite=Lax" if settings.is_secure else "; SameSite=Lax")
    response.headers.append("set-cookie", f"{cookie_name(settings)}={token}; Path=/; HttpOnly{where}")
