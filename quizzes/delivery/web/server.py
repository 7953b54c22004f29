"""Shows the quizzes in a browser: a server on this machine alone, until Ctrl-C."""

from __future__ import annotations

import contextlib
import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path

import uvicorn

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.banks import Banks
from quizzes.delivery.places import learner_name
from quizzes.delivery.web.app import make_app
from quizzes.delivery.web.site import Site
from quizzes.errors import UsageError

HOST = "127.0.0.1"


def serve(
    bank: str | None,
    *,
    store: Path,
    port: int,
    open_browser: bool,
    learner: str | None = None,
) -> None:
    """Serve the pages until Ctrl-C; they begin with that bank, a name or a file, or with the list of all.

    The address is printed, with a token that only this run knows. Port 0 takes any free one. Raises UsageError where
    the port cannot be had, UnknownBank and BankError where there is no such bank, StoreError where the record of
    attempts cannot be used.
    """
    banks, start = Banks(), "/"
    if bank is not None:
        read = banks.read(Path(bank)) if Path(bank).suffix in {".yaml", ".yml"} else banks.get(bank)
        start = f"/banks/{read.bank}"
    name = learner_name(learner)
    AttemptStore(store).close()  # what is wrong with it is said before anything is opened
    with _listening(port) as listener:
        port, token = listener.getsockname()[1], secrets.token_urlsafe(24)
        app = make_app(lambda: Site(AttemptStore(store), banks, name, start), port=port, token=token)
        address = f"http://{HOST}:{port}/open/{token}"
        sys.stdout.write(f"The quizzes are at {address}\nCtrl-C ends them; responses are kept in {store}\n")
        sys.stdout.flush()
        if open_browser:
            # Some browsers run in the terminal, and return when they are closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        config = uvicorn.Config(app, log_level="error", lifespan="on", timeout_graceful_shutdown=2, server_header=False)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    """A socket on that port that takes connections from now on. Raises UsageError where it cannot be had."""
    # Where no protocol is named, asyncio does not take it for TCP, and each page's body waits 40 ms for its head.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            # Without it a port stays taken for a minute after the last run; on Windows it would share the port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or "ports go from 0 to 65535"
        raise UsageError(
            f"port {port} cannot be had: {reason}; name another with `--port N`, or 0 for any that is free"
        ) from None
    return listener
