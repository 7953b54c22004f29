"""Workers without a zygote, for one's own code on macOS and Windows: each is a fresh process, one kept in reserve.

There are no walls here, and no limit but on time.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
from pathlib import Path

from autograder.errors import SandboxBroken
from autograder.sandbox.limits import Limits
from autograder.sandbox.source import Ended

_START_SECONDS = 120
_TOKEN_BYTES = 16


class SpawnedWorkers:
    """Starts workers as processes of their own. Close it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._token = secrets.token_bytes(_TOKEN_BYTES)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_START_SECONDS)
        self._reserve: subprocess.Popen[str] | None = self._start()
        self._current: subprocess.Popen[str] | None = None

    def _start(self) -> subprocess.Popen[str]:
        root = str(Path(__file__).parent.parent.parent)
        code = f"import sys; sys.path.insert(0, {root!r}); from autograder.sandbox.inside.spawned import run; run()"
        process = subprocess.Popen(  # noqa: S603  (our own command)
            [sys.executable, "-B", "-c", code, str(self._listener.getsockname()[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdin is not None
        process.stdin.write(self._token.hex() + "\n")
        process.stdin.close()
        return process

    def fork_worker(self) -> socket.socket:
        """The worker in reserve, as soon as it is up. Raises SandboxBroken where none comes up."""
        self._current, self._reserve = self._reserve or self._start(), None
        try:
            connection, _address = self._listener.accept()
            connection.settimeout(_START_SECONDS)
            said = connection.recv(_TOKEN_BYTES, socket.MSG_WAITALL)
        except OSError as problem:
            raise SandboxBroken(f"A process for your code did not come up: {problem}.") from problem
        if not secrets.compare_digest(said, self._token):
            connection.close()
            raise SandboxBroken("Something else on this machine answered in the place of the process for your code.")
        return connection

    def reap(self) -> Ended | None:
        """End the worker, and say how it ended."""
        process, self._current = self._current, None
        if process is None:
            return None
        code = process.poll()
        _end(process)
        if code is None:
            return None
        return Ended(max(code, 0), max(-code, 0))

    def retire(self) -> None:
        """End the worker, and start the next one."""
        self.reap()
        if self._reserve is None:
            self._reserve = self._start()

    def await_ready(self) -> None:
        """Nothing to wait for: the first worker is waited for when it is wanted."""

    def take_limits(self, limits: Limits) -> None:
        """Have the next submissions take no longer than ``limits`` say: nothing else is bounded here."""
        self.limits = limits

    def warm_up_wholly(self) -> None:
        """Nothing to do: every worker imports what it uses."""

    def let_go(self) -> None:
        """Nobody else has it: where workers are spawned, no process is forked."""

    def close(self) -> None:
        """End every worker."""
        for process in (self._current, self._reserve):
            if process is not None:
                _end(process)
        self._current = self._reserve = None
        self._listener.close()


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
