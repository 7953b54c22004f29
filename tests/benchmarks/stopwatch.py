"""A command by the clock, and the processor time of everything it started, sandboxes included."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Took:
    """What it took, in seconds: by the clock, and of processor time."""

    wall: float
    cpu: float


def time_commands(commands: Sequence[Sequence[str]], folder: Path, environment: Mapping[str, str]) -> Took:
    """Run ``commands`` at the same time in ``folder``, and wait for them all.

    Raises RuntimeError, with what was said, where one ends with anything but 0.
    """
    logs = [folder / f".command-{number}.log" for number in range(len(commands))]
    with _orphans_adopted():
        others = _children()
        before, began = _processor_seconds(), time.perf_counter()
        running = [_start(command, folder, environment, log) for command, log in zip(commands, logs, strict=True)]
        codes = [process.wait() for process in running]
        wall = time.perf_counter() - began
        while adopted := _children() - others:
            os.waitpid(adopted.pop(), 0)
        cpu = _processor_seconds() - before
    for command, code, log in zip(commands, codes, logs, strict=True):
        if code:
            raise RuntimeError(f"`{' '.join(command)}` ended with {code}:\n{log.read_text(errors='replace')[-4000:]}")
    return Took(wall, cpu)


def _start(command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT
        )


def _children() -> set[int]:
    """This process's children; some are of what was measured before, and end with this process only."""
    own, found = os.getpid(), set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            if int(path.read_text().rpartition(")")[2].split()[1]) == own:
                found.add(int(path.parent.name))
    return found


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _orphans_adopted() -> Iterator[None]:
    """Processes whose parent ends become children of this one meanwhile: a sandbox is killed after its bubblewrap."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
