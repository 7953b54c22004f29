"""Who may talk to a local page: the browser that was handed the token, under the page's own name, from the page itself.

Any site that a browser shows may send requests to 127.0.0.1, and a site may have a name that leads there. So the
Host must be ours, a form must come from our own page, and all but the door and the style sheet asks for a cookie that
only the address with the token gives. The cookie is strict: no other site's request carries it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 256 * 1024
FORM = "application/x-www-form-urlencoded"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # With `no-referrer` a browser would call the origin of our own forms "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Going back shows what is true now, and a shared browser keeps nothing.
    "Cache-Control": "no-store",
}

STRANGER = "this page is open to the browser that it was started for alone; open the address that `rectify` printed"
Refuse = Callable[[Request, int, str], Response]


class Guard:
    """Middleware that lets the right requests through, and puts the headers on every answer.

    ``port`` is the page's own; ``refuse`` makes the page that says why not.
    """

    def __init__(self, app: ASGIApp, *, port: int, token: str, refuse: Refuse) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"} | ({"127.0.0.1", "localhost"} if port == 80 else set())
        self._cookie = cookie_name(port)
        self._token = token
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, let through or refused."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        request = Request(scope)
        if refusal := self._refusal(request):
            await self._refuse(request, *refusal)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return 421, "this page has another name; open the address that `rectify` printed"
        if request.method not in {"GET", "HEAD", "POST"}:
            return 405, "a page is read or sent a form, and nothing else; go back to the quizzes"
        if request.method == "POST" and request.headers.get("origin") != f"http://{host}":
            return 403, "this form was sent from another page; open the quizzes and send it from there"
        if request.url.path.startswith(("/open/", "/static/")):
            return None
        return None if self._is_known(request) else (403, STRANGER)

    def _is_known(self, request: Request) -> bool:
        given = request.cookies.get(self._cookie, "")
        return hmac.compare_digest(given.encode(), self._token.encode())


def cookie_name(port: int) -> str:
    """Its own for each port: cookies do not tell ports apart."""
    return f"rectify-{port}"


async def read_form(request: Request) -> bytes:
    """The body of a form, at most MAX_BODY bytes. Raises HTTPException where it is none of ours."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise HTTPException(415, "this is no form that the page has sent; go back and send it from there")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            raise HTTPException(413, "the form is too long; shorten the response and send it again")
    return bytes(body)
