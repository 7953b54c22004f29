"""Servers that tests start: each ends with the tests, also where those are killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Runs a command until whoever started this goes away, however that happens: its end of the pipe closes with it.
_GUARD = 'signal=$1; shift; "$@" & server=$!; cat; kill -"$signal" "$server"; wait "$server"'


@contextmanager
def guarded(command: Sequence[str], *, folder: Path, log: Path, ended_by: str, **settings: Any) -> Iterator[None]:
    """``command`` running in ``folder`` as long as the block, ended by the signal of that name (``TERM``, ``INT``).

    ``settings`` are those of ``subprocess``: as whom it runs, in which environment.
    """
    with log.open("w") as written:
        guard = subprocess.Popen(
            ["sh", "-c", _GUARD, "sh", ended_by, *command],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=written,
            stderr=written,
            start_new_session=True,  # Ctrl-C is for the tests: they end the server
            **settings,
        )
    try:
        yield
    finally:
        try:
            guard.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(guard.pid, signal.SIGKILL)
            guard.wait()
