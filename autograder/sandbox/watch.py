"""A stream to a worker that is watched while it is waited on: processor time, wall time, end of the process."""

from __future__ import annotations

import socket
import time
from pathlib import Path

from autograder.errors import SandboxBroken
from autograder.sandbox.zygote import receive_with_sender

_SLICE_SECONDS = 0.02


#: So many times the wall time are given back at most. Beyond that nobody can tell a slow answer from a slow machine.
_MOST_QUEUED = 10


def queued_seconds(pid: int) -> float:
    """How long the process has waited for a processor in all; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


class OutOfTime(Exception):
    """The worker used up the time of this request.

    Which clock ran out first depends on how busy the machine is, and reports must not: both bounds are told.
    """

    def __init__(self, cpu_seconds: float, wall_seconds: float) -> None:
        super().__init__(f"{cpu_seconds:g} s of processor time, {wall_seconds:g} s by the clock")


class WatchedStream:
    """Wraps the socket to one worker for the frames of :mod:`autograder.wire.stream`.

    Between :meth:`begin` and the last byte of the answer, every wait checks the worker's clocks and raises OutOfTime.
    Where the system does not tell the worker's processor time, wall time alone bounds it.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        #: The worker's process id as this process knows it; 0 where the system does not tell.
        self.pid = 0
        self._clock = 0
        self.begin(60.0, 60.0)

    def await_worker(self) -> bool:
        """Wait for the one byte that a fresh worker sends, and learn its process id. False: it never came up."""
        passes = hasattr(socket, "SO_PASSCRED") and self._connection.family == socket.AF_UNIX
        if passes:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._connection.settimeout(60)
        try:
            data, pid = receive_with_sender(self._connection, 1) if passes else (self._connection.recv(1), 0)
        except OSError:
            return False
        if passes:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        self.pid = pid
        self._clock = (~pid << 3) | 2 if pid else 0  # clock_getcpuclockid(3), as the kernel encodes it
        return data == b"+"

    def begin(self, cpu_seconds: float, wall_seconds: float) -> None:
        """Start the clocks for one request."""
        self._cpu_seconds = cpu_seconds
        self._wall_seconds = wall_seconds
        self._wall_end = time.monotonic() + wall_seconds
        self._queued_before = queued_seconds(self.pid)
        self._cpu_end = self._processor_time() + cpu_seconds
        self._connection.settimeout(_SLICE_SECONDS)

    def recv_into(self, buffer: memoryview) -> int:
        """Receive what is there, waiting for it under watch."""
        while True:
            over = time.monotonic() - self._wall_end
            if over > 0 and over > self._queued():
                raise OutOfTime(self._cpu_seconds, self._wall_seconds)
            try:
                return self._connection.recv_into(buffer)
            except TimeoutError:
                if self._processor_time() > self._cpu_end:
                    raise OutOfTime(self._cpu_seconds, self._wall_seconds) from None

    def _queued(self) -> float:
        """Seconds of this request that the worker was ready to run and the machine had no processor for it.

        They are the machine's fault, and are given back; a worker that keeps itself waiting, with threads of its own,
        uses up its processor time meanwhile. Raises SandboxBroken where it is more than can be given back.
        """
        waited = queued_seconds(self.pid) - self._queued_before
        if waited > _MOST_QUEUED * self._wall_seconds:
            raise SandboxBroken(
                f"This machine is so busy that a submission waited {waited:.0f} s for a processor. Grade again with "
                "fewer `--jobs`, or when the machine does less."
            )
        return waited

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``, for as long as the wall time lasts."""
        self._connection.settimeout(self._wall_seconds)
        try:
            self._connection.sendall(data)
        except TimeoutError:
            raise OutOfTime(self._cpu_seconds, self._wall_seconds) from None
        self._connection.settimeout(_SLICE_SECONDS)

    def close(self) -> None:
        """Close the stream; the worker ends when it notices."""
        self._connection.close()

    def _processor_time(self) -> float:
        if not self._clock:
            return 0.0
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0
