"""Calls to a platform's services, with a token that is asked for once and kept while it is good."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import Any
from urllib.parse import urljoin

from pylti1p3.service_connector import ServiceConnector
from requests import Response

from autograder.lti.errors import PlatformRefused, PlatformUnreachable
from autograder.lti.fetching import PlatformSession, json_of
from autograder.lti.library import registration_of
from autograder.lti.platforms import Platform
from autograder.lti.tool import Tool

#: Platforms give tokens for an hour; one that is taken no more sooner is replaced.
KEPT_SECONDS = 600.0
_NO_TOKEN = 401
_MOST_PAGES = 200
_LIST_SECONDS = 60.0


class Tokens:
    """Access tokens by platform and scopes, in this process alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._kept: dict[tuple[int, str], tuple[str, float]] = {}

    def get(self, platform: Platform, scopes: str) -> str | None:
        """The token, while it is kept."""
        with self._lock:
            value, ends_at = self._kept.get((platform.id, scopes), ("", 0.0))
        return value if value and ends_at > self._clock() else None

    def keep(self, platform: Platform, scopes: str, value: str) -> None:
        """Keep a token for a while."""
        with self._lock:
            self._kept[(platform.id, scopes)] = (value, self._clock() + KEPT_SECONDS)

    def forget(self, platform: Platform, scopes: str) -> bool:
        """Forget a token that is taken no more; whether there was one."""
        with self._lock:
            return self._kept.pop((platform.id, scopes), None) is not None


class Connector(ServiceConnector):
    """The library's connection to one platform: its signed request for a token, and ours for all else.

    What goes wrong is PlatformUnreachable (later) or PlatformRefused (it will not heal).
    """

    def __init__(self, tool: Tool, platform: Platform, tokens: Tokens) -> None:
        self._session: PlatformSession = tool.session(platform)
        super().__init__(registration_of(platform, tool.keyring.signing()), self._session)
        self._platform, self._tokens = platform, tokens

    def close(self) -> None:
        """Close its connections."""
        self._session.close()

    def get_access_token(self, scopes: Sequence[str]) -> str:
        """A token for those scopes, kept or new. Raises PlatformUnreachable: a no may heal once we are registered."""
        wanted = " ".join(sorted(scopes))
        kept = self._tokens.get(self._platform, wanted)
        if kept is not None:
            return kept
        self._access_tokens.clear()
        try:
            value: Any = super().get_access_token(scopes)
        except (ValueError, KeyError, TypeError, RecursionError):
            value = None
        except PlatformRefused as problem:
            raise PlatformUnreachable(f"No token was given: {problem}", status=problem.status) from problem
        if not isinstance(value, str) or not value or not (value.isascii() and value.isprintable()):
            raise PlatformUnreachable(f"`{self._platform.token_url}` gave no token: it is asked again later.")
        self._tokens.keep(self._platform, wanted, value)
        return value

    def call(
        self, scopes: Sequence[str], address: str, accept: str, *, body: str | None = None, sent: str = ""
    ) -> Response:
        """One request of a service. A token that is taken no more is replaced by a new one, once."""
        try:
            return self._ask(scopes, address, accept, body, sent)
        except PlatformUnreachable as problem:
            if problem.status != _NO_TOKEN or not self._tokens.forget(self._platform, " ".join(sorted(scopes))):
                raise
        return self._ask(scopes, address, accept, body, sent)

    def _ask(self, scopes: Sequence[str], address: str, accept: str, body: str | None, sent: str) -> Response:
        headers = {"Authorization": f"Bearer {self.get_access_token(scopes)}", "Accept": accept}
        if body is None:
            return self._session.get(address, headers=headers)
        return self._session.post(address, data=body.encode(), headers=headers | {"Content-Type": sent})

    def pages(self, scopes: Sequence[str], address: str, accept: str) -> Iterator[Any]:
        """What each page of a list holds, as its JSON. Raises PlatformUnreachable where there is no end to them."""
        ends = time.monotonic() + _LIST_SECONDS
        for _page in range(_MOST_PAGES):
            if time.monotonic() > ends:
                break
            answer = self.call(scopes, address, accept)
            yield json_of(answer)
            further = answer.links.get("next", {}).get("url", "")
            if not further:
                return
            address = urljoin(address, further)
        raise PlatformUnreachable(f"The list at `{address}` has no end: it is asked for again later.")
