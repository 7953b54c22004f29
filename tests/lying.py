"""A worker that is a thread of the test, and answers what the test wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Session
from autograder.sandbox.source import Ended
from autograder.wire.stream import StreamClosed, receive_value, send_value


class LyingWorkers:
    """A source whose worker is a thread of the test: it answers each request with what ``reply`` says."""

    def __init__(
        self,
        reply: Callable[[dict[str, Any]], Any],
        *,
        first: bytes = b"+",
        loaded: Any = None,
        wall_seconds: float = 60,
    ) -> None:
        self._reply = reply
        self.loaded = {"names": ["f"], "problems": []} if loaded is None else loaded
        self._first = first
        self.limits = Limits(wall_seconds=wall_seconds)

    def fork_worker(self) -> socket.socket:
        """A stream to a thread."""
        ours, theirs = socket.socketpair()
        threading.Thread(target=self._serve, args=(theirs,), daemon=True).start()
        return ours

    def _serve(self, stream: socket.socket) -> None:
        with stream:
            stream.sendall(self._first)
            with suppress(StreamClosed):  # the session is over
                while True:
                    request = receive_value(stream, views=True)
                    send_value(stream, self.loaded if request["do"] == "load" else self._reply(request))

    def reap(self) -> Ended | None:
        """There is no process."""
        return None

    def retire(self) -> None:
        """The thread ends with its stream."""

    def await_ready(self) -> None:
        """At once."""

    def take_limits(self, limits: Limits) -> None:
        """Threads know none."""
        self.limits = limits

    def warm_up_wholly(self) -> None:
        """There is no process."""

    def let_go(self) -> None:
        """There is no process."""

    def close(self) -> None:
        """Nothing is left."""


@contextmanager
def lying(reply: Callable[[dict[str, Any]], Any], **facts: Any) -> Iterator[Session]:
    """A session with a worker that answers what ``reply`` says."""
    session = Session(LyingWorkers(reply, **facts), [("a.py", "")])
    yield session
    session.close()
