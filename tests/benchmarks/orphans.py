"""What is left of processes whose parents were killed: it becomes this process's own, and is seen."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
#: As long as a worker may finish what it grades, and a little more.
_GRACE_SECONDS = 25.0


class Orphans:
    """Processes that this one was left with."""

    def __init__(self) -> None:
        self._others = set(_children())

    def left(self) -> list[str]:
        """The command lines of those that do not end by themselves; they are killed."""
        end = time.monotonic() + _GRACE_SECONDS
        while self._alive() and time.monotonic() < end:
            time.sleep(0.2)
        found = self._alive()
        for pid in found:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return [words or "?" for words in found.values()]

    def _alive(self) -> dict[int, str]:
        alive = {}
        for pid, words in _children().items():
            if pid in self._others:
                continue
            with suppress(ChildProcessError):  # somebody else waited for it
                if os.waitpid(pid, os.WNOHANG)[0] == 0:
                    alive[pid] = words
        return alive


@contextmanager
def adopting_orphans() -> Iterator[Orphans]:
    """Within the block, and until they have ended, processes whose parent ends become children of this one."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield Orphans()
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def children_seconds() -> float:
    """Processor seconds of all processes that have ended and were waited for, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children() -> dict[int, str]:
    own, found = os.getpid(), {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            if int((path / "stat").read_text().rpartition(")")[2].split()[1]) == own:
                found[int(path.name)] = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return found
