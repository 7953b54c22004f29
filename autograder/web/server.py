"""Serves the pages until it is told to stop."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Sequence

import uvicorn
from starlette.types import ASGIApp

from autograder.errors import WrongUsage

_LAST_PORT = 65_535


def serve(app: ASGIApp, listener: socket.socket, *, proxies: Sequence[str] = ()) -> None:
    """Answer requests that come to ``listener`` until SIGINT or SIGTERM.

    ``proxies``: addresses of proxies whose word on who asks is taken, ``*`` for any.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=5,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies) or None,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on; port 0 takes any free one. Raises WrongUsage where it cannot."""
    listener: socket.socket | None = None
    if not 0 <= port <= _LAST_PORT:  # some systems take what is larger modulo 65536
        raise _taken(host, port, f"ports go from 0 to {_LAST_PORT}")
    try:
        [(family, kind, protocol, _name, address), *_more] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # Where no protocol is named, asyncio does not take it for TCP, and each page's body waits 40 ms for its head.
        listener = socket.socket(family, kind, protocol)
        if sys.platform != "win32":
            # Without it a port stays taken for a minute after the last run; on Windows it would share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(512)
    except OSError as problem:
        if listener is not None:
            listener.close()
        raise _taken(host, port, problem.strerror or str(problem)) from None
    return listener


def _taken(host: str, port: int, reason: str) -> WrongUsage:
    return WrongUsage(
        f"`{host}:{port}` cannot be had: {reason}. Name another with `--port N`, or 0 for any that is free."
    )
