"""The trusted side of the zygote: starts it, asks it for workers, and has it clear up."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from autograder.errors import SandboxBroken, SandboxUnavailable
from autograder.sandbox.bubblewrap import sandbox_command, sandbox_environment, why_no_sandbox
from autograder.sandbox.limits import Limits
from autograder.sandbox.source import Ended
from autograder.sandbox.view import current_view

_START_SECONDS = 120
_REPLY_SECONDS = 60
# Nothing of what is imported is garbage: not to look for any makes it a tenth faster.
_MODULE = "import gc; gc.disable(); from autograder.sandbox.inside.zygote import run; run()"


class Zygote:
    """One zygote, behind walls or without them. It starts in the background: importing torch takes a while.

    Use as a context manager, or close it. Raises SandboxUnavailable where it cannot be started, now or at its first
    use, and SandboxBroken where it stops answering: then a new one is needed.
    """

    def __init__(self, limits: Limits, *, walled: bool) -> None:
        self.limits = limits
        self.walled = walled
        reason = why_no_sandbox() if walled else ""
        if reason:
            raise SandboxUnavailable(reason)
        self._control, theirs = socket.socketpair()
        if hasattr(socket, "SO_PASSCRED"):  # the first line tells who sent it, if it is sent while this is on
            self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  (closed by close)
        self._pid = self._base_bytes = 0
        self._next: socket.socket | None = None
        self._is_ready = self._is_whole = False
        try:
            self._process = self._start(theirs)
        finally:
            theirs.close()

    def _start(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        number = str(theirs.fileno())
        if self.walled:
            path = repr(list(current_view().import_path))
            code = f"import sys; sys.path[:0] = {path}; {_MODULE}"
            command = sandbox_command(["-c", code, number, "--walled"], self.limits)
            environment = {"PATH": os.defpath}
        else:
            root = str(Path(__file__).parent.parent.parent)
            code = f"import sys; sys.path.insert(0, {root!r}); {_MODULE}"
            command = [sys.executable, "-B", "-c", code, number]
            environment = {
                **os.environ,
                **{k: v for k, v in sandbox_environment().items() if k.endswith(("_THREADS", "_THRESHOLD_"))},
            }
        return subprocess.Popen(  # noqa: S603  (our own command; nothing of a submission is in it)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            pass_fds=[theirs.fileno()],
            env=environment,
            start_new_session=True,
        )

    def await_ready(self) -> None:
        """Wait until it can fork. Raises SandboxUnavailable, with its last words, where it never can."""
        if self._is_ready:
            return
        self._control.settimeout(_START_SECONDS)
        try:
            line, pid = receive_with_sender(self._control, 4096)
            json.loads(line)
        except (OSError, ValueError) as problem:
            message = self._last_words()
            self.close()
            raise SandboxUnavailable(f"The sandbox did not start: {message or problem}") from problem
        if hasattr(socket, "SO_PASSCRED"):
            self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        self._pid, self._base_bytes = pid, _address_space(pid)
        self._control.settimeout(_REPLY_SECONDS)
        self._is_ready = True

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read()[-4000:].decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""

    def fork_worker(self) -> socket.socket:
        """A fresh worker, locked down and waiting; returns the stream that leads to it."""
        self.await_ready()
        if self._next is not None:
            ours, self._next = self._next, None
            with _closed_on_failure(ours):
                reply = _require_clean(self._receive())
            if self._is_whole or not reply["imported_late"]:
                return ours
            ours.close()  # it was forked before that was imported for all
            self.reap()
            self.warm_up_wholly()
        ours, theirs = _stream_to_a_worker()
        with theirs, _closed_on_failure(ours):
            self._send({"do": "fork", "bounds": self._bounds}, theirs.fileno())
            self._receive()
        return ours

    def warm_up_wholly(self) -> None:
        """Import, once, what takes long and few submissions use; workers after this one find it done."""
        if self._is_whole:
            return
        self.await_ready()
        self._drop_next()
        self._send({"do": "warm up"})
        self._receive()
        self._base_bytes = _address_space(self._pid)
        self._is_whole = True

    def reap(self) -> Ended | None:
        """Kill every worker and whatever it left, wipe the scratch folder, and say how the worker ended."""
        self._drop_next()
        self._send({"do": "reap"})
        reply = _require_clean(self._receive())
        if reply["imported_late"]:  # not to be counted against the next try
            self.warm_up_wholly()
        if not reply["ended"]:
            return None
        last = reply["ended"][0]
        status = last["status"]
        exit_code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
        return Ended(exit_code, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)

    def retire(self) -> None:
        """Reap, then fork the next worker, without waiting: both go on while the last one's report is made."""
        self._drop_next()
        ours, theirs = _stream_to_a_worker()
        with theirs, _closed_on_failure(ours):
            self._send({"do": "reap", "bounds": self._bounds}, theirs.fileno())
        self._next = ours

    def take_limits(self, limits: Limits) -> None:
        """Bound the next workers by ``limits``; only its scratch folder keeps its size."""
        if limits == self.limits:
            return
        if self._next is not None:  # it was forked within the old bounds
            self.reap()
        self.limits = limits

    @property
    def _bounds(self) -> dict[str, int]:
        return {
            "address_space_bytes": self._base_bytes + (self.limits.memory_mb << 20) if self._base_bytes else 0,
            "processor_seconds": self.limits.total_seconds,
            "file_bytes": self.limits.scratch_mb << 20,
            "open_files": self.limits.open_files if self.walled else 0,
            "threads": self.limits.threads if self.walled else 0,
        }

    def _drop_next(self) -> None:
        if self._next is not None:
            self._next.close()
            self._next = None
            self._receive()

    def _send(self, request: dict[str, Any], descriptor: int | None = None) -> None:
        text = json.dumps(request).encode()
        try:
            if descriptor is None:
                self._control.sendall(text)
            else:
                socket.send_fds(self._control, [text], [descriptor])
        except OSError as problem:
            raise SandboxBroken(f"The sandbox does not answer: {problem}. {self._last_words()}".strip()) from problem

    def _receive(self) -> dict[str, Any]:
        line = b""
        try:
            while not line.endswith(b"\n"):
                part = self._control.recv(65536)
                if not part:
                    raise SandboxBroken(f"The sandbox ended by itself. {self._last_words()}".strip())
                line += part
            reply: dict[str, Any] = json.loads(line)
        except (OSError, ValueError) as problem:
            raise SandboxBroken(f"The sandbox does not answer: {problem}") from problem
        return reply

    def let_go(self) -> None:
        """Close this process's end: it ends when the process that this one was forked from, or another, closes it."""
        self._control.close()
        self._log.close()

    def close(self) -> None:
        """End the zygote and, with it, everything inside."""
        if self._next is not None:
            self._next.close()
            self._next = None
        self._control.close()
        process = getattr(self, "_process", None)
        if process is not None:
            try:
                process.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()


def _stream_to_a_worker() -> tuple[socket.socket, socket.socket]:
    """Both ends. A worker's first byte tells who sent it only where that was asked for before: not once it is read."""
    ours, theirs = socket.socketpair()
    if hasattr(socket, "SO_PASSCRED"):
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    return ours, theirs


@contextmanager
def _closed_on_failure(stream: socket.socket) -> Iterator[None]:
    try:
        yield
    except SandboxBroken:
        stream.close()
        raise


def _require_clean(reply: dict[str, Any]) -> dict[str, Any]:
    if not reply["clean"]:
        raise SandboxBroken("The sandbox's scratch folder could not be wiped.")
    return reply


def receive_with_sender(connection: socket.socket, size: int) -> tuple[bytes, int]:
    """Receive up to ``size`` bytes and the sender's process id as seen here (0: the system does not say)."""
    data, ancillary, _flags, _address = connection.recvmsg(size, 128)
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == getattr(socket, "SCM_CREDENTIALS", -1):
            return data, int.from_bytes(content[:4], sys.byteorder)
    return data, 0


def _address_space(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
