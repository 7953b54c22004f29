"""What a student's browser does, as requests: it keeps cookies and its connection, follows, and is timed."""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urljoin, urlsplit

_SECONDS = 60.0
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what for, when (seconds of the monotonic clock), how long it took, its status (0: no answer)."""

    what: str
    at: float
    seconds: float
    status: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and from where."""

    address: str
    status: int
    headers: Mapping[str, str]
    text: str


class Unanswered(Exception):
    """The connection was refused, or broke: nobody knows whether the request was heard."""


class Browser:
    """One student's. ``note`` is told of each request."""

    def __init__(self, note: Callable[[Asked], None]) -> None:
        self._note = note
        self._cookies: dict[str, dict[str, str]] = {}
        self._connections: dict[str, HTTPConnection] = {}

    def get(self, what: str, address: str, **headers: str) -> Answer:
        """The page at an address, and wherever that leads. Raises Unanswered."""
        return self._follow(what, "GET", address, b"", headers)

    def post(self, what: str, address: str, body: Mapping[str, str] | bytes, **headers: str) -> Answer:
        """Send a form: its fields, or a body with its own ``Content-Type``. Raises Unanswered."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        data = body if isinstance(body, bytes) else urlencode(body).encode()
        return self._follow(what, "POST", address, data, kind | headers)

    def close(self) -> None:
        """Close its connections."""
        for connection in self._connections.values():
            connection.close()

    def _follow(self, what: str, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        for _step in range(_MOST_STEPS):
            answer = self._ask(what, method, address, body, headers)
            if answer.status not in {302, 303}:
                return answer
            method, body, address = "GET", b"", urljoin(address, answer.headers["location"])
            what, headers = _after(what), {k: v for k, v in headers.items() if k == "Accept"}
        raise RuntimeError(f"`{address}` leads on without an end.")

    def _ask(self, what: str, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        own = self._cookies.setdefault(parts.netloc, {})
        sent = {"Origin": origin, "Cookie": "; ".join(f"{name}={value}" for name, value in own.items()), **headers}
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        began, status = time.monotonic(), 0
        try:
            connection = self._connection(origin, parts.netloc)
            connection.request(method, path, body or None, sent)
            with connection.getresponse() as response:
                found, given, code = response.read(), response.headers, response.status
            status = code
        except (OSError, HTTPException) as problem:
            self._connections.pop(origin).close()
            raise Unanswered(f"{method} {path}: {problem!r}") from problem
        finally:
            self._note(Asked(what, began, time.monotonic() - began, status))
        for cookie in given.get_all("set-cookie", []):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            own[name] = value
        lower = {name.lower(): value for name, value in given.items()}
        return Answer(address, status, lower, found.decode("utf-8", "replace"))

    def _connection(self, origin: str, host: str) -> HTTPConnection:
        """The one to that server; a new one where the server has closed it meanwhile, which every browser sees."""
        known = self._connections.get(origin)
        if known is not None and known.sock is not None and select.select([known.sock], [], [], 0)[0]:
            known.close()
        return self._connections.setdefault(origin, HTTPConnection(host, timeout=_SECONDS))


def _after(what: str) -> str:
    """What the page is called that a request leads to."""
    return {"login": "platform", "begin": "login", "launch": "page", "hand-in": "waiting page"}.get(what, what)
