"""Makes the served pages come slowly and in pieces: ``pytest -p tests.slowly``, with the tests that have a browser.

On a busy machine a browser shows half a page for a while. A test that reads it too early fails there once in a hundred
times; with this it fails each time.
"""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

START_SECONDS = 0.1  # before anything comes
PIECE_SECONDS = 0.25  # between the pieces of a page
PIECES = 4


class Slowly:
    """An application whose answers take their time."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, later."""
        is_page = False

        async def later(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html")
                await asyncio.sleep(START_SECONDS)
            body = message.get("body", b"")
            if not is_page or len(body) < PIECES:
                await send(message)
                return
            size = -(-len(body) // PIECES)
            for start in range(0, len(body), size):
                is_last = start + size >= len(body)
                piece = body[start : start + size]
                await send({**message, "body": piece, "more_body": not is_last or message.get("more_body", False)})
                if not is_last:
                    await asyncio.sleep(PIECE_SECONDS)

        await self.app(scope, receive, later if scope["type"] == "http" else send)


_configure = uvicorn.Config.__init__


def _configure_slowly(self: uvicorn.Config, app: Any, *arguments: Any, **options: Any) -> None:
    _configure(self, Slowly(app), *arguments, **options)


uvicorn.Config.__init__ = _configure_slowly  # type: ignore[method-assign]
