"""What every request must fulfil before a page sees it, and the headers that every answer carries.

- The Host is ours: a site may have a name that leads here. Health checks ask by address, and are let through.
- A form comes from our own pages. `/lti/` alone takes forms from elsewhere: a launch is signed, and has its own state.
  (Each form carries its person's token, too: `forms.py`.)
- Nobody asks without end: `rates.py`.
- Nothing larger than an upload is taken in.
- Scripts and styles come from our own files; only the known platforms may show us in a frame.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from autograder.web.cookies import cookie_name
from autograder.web.errors import Forbidden, PageError, TooFast, TooLarge
from autograder.web.rates import MAX_KEYS, Rates
from autograder.web.site import Settings

#: What a form has around its file, and more than any form without one.
FORM_BYTES = 256 * 1024

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # With `no-referrer` a browser would call the origin of our own forms "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PROBES = ("/health", "/metrics")
_STATIC = "/static/"
_FROM_ELSEWHERE = "/lti/"


class WrongHost(PageError):
    """The page was asked for under a name that is not its own."""

    status = 421
    title = "Another address"


class Guard:
    """Middleware: ``refuse`` makes the page that says why not, ``broken`` the one for a mistake of ours.

    ``frames`` gives the origins that may show a page in a frame.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        frames: Callable[[], Sequence[str]],
        refuse: Callable[[Request, PageError], Response],
        broken: Callable[[Request, Exception], Response],
    ) -> None:
        self._app, self._settings, self._frames = app, settings, frames
        self._refuse, self._broken = refuse, broken
        self._tokens: OrderedDict[str, None] = OrderedDict()
        self._known = Rates(settings.requests_per_minute)
        self._strangers = Rates(settings.strangers_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, let through or refused."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        most, begun = self._settings.max_upload + FORM_BYTES, False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                self._add_headers(request, MutableHeaders(scope=message))
                self._remember(request)
            await send(message)

        try:
            self._check(request, most)
        except PageError as problem:
            await self._refuse(request, problem)(scope, receive, with_headers)
            return
        try:
            await self._app(scope, _at_most(receive, most), with_headers)
        except Exception as problem:
            if not begun:
                await self._broken(request, problem)(scope, receive, with_headers)
            raise  # for the server's log

    def _check(self, request: Request, most: int) -> None:
        path, settings = request.url.path, self._settings
        if request.headers.get("host", "").lower() not in settings.hosts and path not in _PROBES:
            raise WrongHost(f"this page has another name: open `{settings.public_url}`")
        if (
            request.method == "POST"
            and not path.startswith(_FROM_ELSEWHERE)
            and request.headers.get("origin", "").lower() not in settings.origins
        ):
            raise Forbidden("this form was sent from another page: open ours and send it from there")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            raise TooLarge(f"the most that is taken is {settings.max_upload / 2**20:g} MB: send a smaller file")
        if not path.startswith(_STATIC) and path not in _PROBES:
            wait = self._take(request)
            if wait:
                seconds = "a second" if wait == 1 else f"{wait} seconds"
                raise TooFast(f"too many requests came from here: try again in {seconds}", after_seconds=wait)

    def _take(self, request: Request) -> int:
        """Pay for the request: who is known by a purse of their own, all others at one address by one together.

        A made-up cookie opens no purse, and a flood of strangers holds up nobody who is known.
        """
        token = request.cookies.get(cookie_name(self._settings), "")
        if token in self._tokens:
            return self._known.take(token)
        return self._strangers.take(_address(request))

    def _remember(self, request: Request) -> None:
        """Know the browser again whose cookie stood for a visit."""
        if getattr(request.state, "visit", None) is not None:
            token = request.cookies.get(cookie_name(self._settings), "")
            self._tokens[token] = None
            self._tokens.move_to_end(token)
            if len(self._tokens) > MAX_KEYS:
                self._tokens.popitem(last=False)

    def _add_headers(self, request: Request, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        # What is made elsewhere names its own: a launch's pages, a picture with its style inside.
        headers.setdefault("Content-Security-Policy", policy(() if self._settings.local else self._frames()))
        if self._settings.is_secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if not request.url.path.startswith(_STATIC):
            # Going back shows what is true now, and a shared browser keeps nothing.
            headers.setdefault("Cache-Control", "no-store")


def policy(frames: Sequence[str]) -> str:
    """The content security policy: our own files alone, and a frame of the known platforms alone."""
    inside = " ".join(frames) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {inside}"
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _at_most(receive: Receive, most: int) -> Receive:
    """The same body, refused where more comes than was announced."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge(f"the most that is taken is {most / 2**20:.0f} MB: send a smaller file")
        return message

    return counted
