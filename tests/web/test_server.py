"""The socket that the pages are served at."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import pytest

from autograder.web.server import listen
from quizzes.delivery.web.server import _listening


@pytest.mark.parametrize("make", [lambda: listen("127.0.0.1", 0), lambda: _listening(0)])
def test_a_page_is_not_held_back(make: Callable[[], socket.socket]) -> None:
    """A page goes out as a head and a body: the body must not wait until the browser has confirmed the head (40 ms)."""
    sent_at_once = asyncio.run(accepted_option(make()))
    assert sent_at_once != 0


async def accepted_option(listener: socket.socket) -> int:
    """TCP_NODELAY of a connection that the event loop took from the listener, as it does under the pages' server."""
    found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def look(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = writer.get_extra_info("socket")
        found.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(look, sock=listener):
        _reader, writer = await asyncio.open_connection(*listener.getsockname())
        option = await found
        writer.close()
        await writer.wait_closed()
    return option
