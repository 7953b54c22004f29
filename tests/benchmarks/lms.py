"""A learning platform in a process of its own: it launches, takes scores, and is in a mood.

    python -m tests.benchmarks.lms FOLDER TOOL

``FOLDER/address`` says where it is once it listens; ``FOLDER/mood`` is how its services answer just now, one of
`MOODS`; ``FOLDER/scores`` has a line of JSON for each score that it took, ``FOLDER/asked`` one for each request.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from autograder.lti import names
from autograder.lti.offers import PARAMETER
from tests.lti.platform_side import Host, PlatformSide, make_keys

#: How its services answer: as they should; not at all; late; with what means nothing; with no to old tokens.
MOODS = ("well", "down", "slow", "500", "404", "html", "redirect", "token")
_SLOW_SECONDS = 5.0
_TOKEN_SECONDS = 3.0
_PAGE = b"<!DOCTYPE html>\n<html><body><h1>Maintenance</h1></body></html>\n"
_NONSENSE = {
    "500": (500, {}, b"<h1>Internal Server Error</h1>"),
    "404": (404, {}, b"<h1>Not Found</h1>"),
    "html": (200, {"Content-Type": "text/html"}, _PAGE),
    "redirect": (302, {"Location": "/login"}, b""),
}


@dataclass
class Lms(PlatformSide):
    """The platform; what it takes is written down as it comes."""

    folder: Path = Path()
    born: dict[str, float] = field(default_factory=dict)
    turn: Any = field(default_factory=threading.Lock)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Answer a browser as always, and the tool as the mood is."""
        where, asked = urlsplit(path), dict(parse_qsl(urlsplit(path).query))
        if where.path == "/begin":
            return 302, {"Location": self.login_address(asked["user"])}, b""
        if where.path == "/authorise":
            custom = {names.CUSTOM: {PARAMETER: asked["lti_message_hint"]}, "name": asked["login_hint"]}
            form = self.form(path, user=asked["login_hint"], changes=custom)
            return 200, {"Content-Type": "application/json"}, json.dumps(form).encode()
        if where.path == "/jwks":
            return super().answer(method, path, headers, body)
        mood = (self.folder / "mood").read_text(encoding="ascii")
        with self._noted(mood, method, where.path) as note:
            note["status"], more, found = self._service(mood, method, path, headers, body)
            return note["status"], more, found

    def login_address(self, user: str = "", hint: str = "assignment:rectifiers") -> str:
        """Where a browser begins a launch of the assignment that the hint names."""
        return super().login_address(user, hint)

    def _service(
        self, mood: str, method: str, path: str, headers: Any, body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        if mood == "down":
            raise ConnectionAbortedError("The platform is down.")
        if mood == "slow":
            time.sleep(_SLOW_SECONDS)
        if mood in _NONSENSE:
            return _NONSENSE[mood]
        if mood == "token" and self._is_old(headers.get("Authorization", "")):
            return 401, {}, b'{"error": "the token has ended"}'
        with self.turn:  # the library under it counts on one at a time
            if path.startswith("/token"):
                self._know_the_tool()
            before = len(self.scores)
            found = super().answer(method, path, headers, body)
            if len(self.scores) > before:
                _add_line(self.folder / "scores", [*self.scores[-1], time.time()])
        return found

    def _is_old(self, token: str) -> bool:
        moment = time.monotonic()
        return token != "" and moment - self.born.setdefault(token, moment) > _TOKEN_SECONDS

    def _know_the_tool(self) -> None:
        """Fetch its keys, as a platform does that was told where they are."""
        with urllib.request.urlopen(f"{self.tool}/lti/jwks", timeout=10) as keys:
            self.registration.set_tool_key_set(json.load(keys))

    @contextmanager
    def _noted(self, mood: str, method: str, path: str) -> Iterator[dict[str, Any]]:
        note: dict[str, Any] = {"mood": mood, "method": method, "path": path, "status": 0, "at": time.time()}
        try:
            yield note
        finally:
            _add_line(self.folder / "asked", note)


def _add_line(path: Path, found: Any) -> None:
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(found) + "\n")


def main(folder: Path, tool: str) -> None:
    """Serve until standard input ends."""
    ThreadingHTTPServer.request_queue_size = 256
    with Host() as host:
        lms = Lms(make_keys(), tool, issuer=host.address, folder=folder)
        host.serve(lms)
        (folder / "address").write_text(host.address, encoding="ascii")
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
