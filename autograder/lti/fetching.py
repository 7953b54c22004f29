"""Requests to platforms: only where the platform may be asked, only for so long, and only so much of an answer.

PyLTI1p3 asks through a `requests.Session`; this is one that follows no redirect, waits for no one, and turns what goes
wrong into `PlatformUnreachable` (try again) or `PlatformRefused` (it will not heal).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from time import monotonic, time
from typing import Any
from urllib.parse import urlsplit

import requests

from autograder.lti.errors import PlatformRefused, PlatformUnreachable

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
WHOLE_SECONDS = 20.0
MOST_BYTES = 4 * 2**20
_CHUNK = 65536
#: What another try may heal: a token that ran out, a timeout, a lock, too many at once, and a way round for a while.
_HEALS = frozenset({302, 303, 307, 401, 408, 423, 425, 429})
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_LONGEST_SAID = 200


def is_safe_address(address: str) -> bool:
    """Whether an address is one to be asked or led to: https, or http on this machine itself; no user, no fragment."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = address.isascii() and address.isprintable() and not any(sign in address for sign in " \\\"'<>")
    if not plain or not host or "@" in parts.netloc or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def origin_of(address: str) -> str:
    """The scheme, host and port of an address; nothing where it has none, or is not safe."""
    parts = urlsplit(address) if is_safe_address(address) else None
    return f"{parts.scheme}://{parts.netloc.lower()}" if parts else ""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class PlatformSession(requests.Session):
    """A session that asks the given hosts alone; ``hosts`` are names as they stand in addresses, with their ports."""

    def __init__(self, hosts: Iterable[str]) -> None:
        super().__init__()
        self._hosts = frozenset(host.lower() for host in hosts)
        self.headers["User-Agent"] = "rectify"
        self.trust_env = False  # no password from ~/.netrc goes to a platform

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **options: Any) -> requests.Response:
        """One request. Raises PlatformUnreachable, and PlatformRefused for what another try cannot heal."""
        verb, address = _text(method), _text(url)
        self._check(address)
        options |= {"allow_redirects": False, "stream": True, "timeout": (CONNECT_SECONDS, READ_SECONDS)}
        host = urlsplit(address).netloc
        try:
            with super().request(verb, address, *args, **options) as response:
                body = _bounded(response, host)
        except requests.RequestException as problem:
            raise PlatformUnreachable(f"`{host}` did not answer ({_kind(problem)}): it is asked again later.") from None
        response._content = body  # noqa: SLF001  (what `requests` itself reads at once, here within bounds)
        _judge(response, host)
        return response

    def _check(self, address: str) -> None:
        if not is_safe_address(address):
            raise PlatformRefused(f"`{address[:_LONGEST_SAID]}` is not asked: only https addresses are.")
        if urlsplit(address).netloc.lower() not in self._hosts:
            raise PlatformRefused(
                f"`{urlsplit(address).netloc[:_LONGEST_SAID]}` is not a host of this platform: where it is, add it "
                "with `rectify lti add ... --host`."
            )


def json_of(response: requests.Response) -> Any:
    """What an answer holds. Raises PlatformUnreachable where it is no JSON."""
    try:
        return response.json()
    except (ValueError, RecursionError):
        host = urlsplit(response.url).netloc
        raise PlatformUnreachable(f"`{host}` answered something that is no JSON: it is asked again later.") from None


def is_page(response: requests.Response) -> bool:
    """Whether an answer is a page for people: to log in, or to say that there are repairs. Many come with 200."""
    return _PAGE.match(response.content) is not None


def _bounded(response: requests.Response, host: str) -> bytes:
    ends, parts, size = monotonic() + WHOLE_SECONDS, [], 0
    for chunk in response.iter_content(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES or monotonic() > ends:
            raise PlatformUnreachable(f"`{host}` answered more, or for longer, than is read: it is asked again later.")
        parts.append(chunk)
    return b"".join(parts)


def _judge(response: requests.Response, host: str) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    said = " ".join(response.text[:_LONGEST_SAID].split())
    words = f"`{host}` answered {status}" + (f": {said}" if said else "")
    if status >= 500 or status in _HEALS:
        after_seconds = _retry_after(response)
        raise PlatformUnreachable(f"{words}. It is asked again later.", after_seconds=after_seconds, status=status)
    raise PlatformRefused(f"{words}. Look at the tool's settings on the platform.", status=status)


def _retry_after(response: requests.Response) -> float | None:
    given = response.headers.get("Retry-After", "").strip()
    if given.isdecimal():
        return float(given[:9])
    try:
        return max(0.0, parsedate_to_datetime(given).timestamp() - time())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _kind(problem: requests.RequestException) -> str:
    return "no time left" if isinstance(problem, requests.Timeout) else type(problem).__name__


def _text(given: str | bytes) -> str:
    return given.decode("latin-1") if isinstance(given, bytes) else given
