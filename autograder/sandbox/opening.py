"""Opens what runs submissions, by what this system can do, and keeps it open for more of them."""

from __future__ import annotations

import sys

from autograder.sandbox.limits import Limits
from autograder.sandbox.source import WorkerSource
from autograder.sandbox.spawned import SpawnedWorkers
from autograder.sandbox.zygote import Zygote


def open_workers(limits: Limits, *, walled: bool) -> WorkerSource:
    """A source of workers: behind walls, or for one's own code without them.

    Raises SandboxUnavailable where walls are asked for and cannot be built.
    """
    if walled or sys.platform == "linux":
        return Zygote(limits, walled=walled)
    # Forking a process that has used the system's frameworks is unsafe on macOS, and not possible on Windows.
    return SpawnedWorkers(limits)


class KeptSandbox:
    """One sandbox for submissions to any assignment, one at a time: opened when it is wanted, and again once closed."""

    def __init__(self, *, walled: bool, workers: WorkerSource | None = None) -> None:
        """``workers``, where they were opened already; they are closed with the rest."""
        self.walled = walled
        self._workers = workers

    def workers(self, limits: Limits) -> WorkerSource:
        """What runs submissions, from now on under ``limits``.

        Raises SandboxUnavailable where walls cannot be built, SandboxBroken where it does not answer: close it then.
        """
        if self._workers is not None and self._workers.limits.scratch_mb != limits.scratch_mb:
            self.close()  # its scratch folder was mounted with it
        if self._workers is None:
            self._workers = open_workers(limits, walled=self.walled)
        self._workers.take_limits(limits)
        return self._workers

    def let_go(self) -> None:
        """Leave it to another process that has it, too, and to close it."""
        if self._workers is not None:
            self._workers.let_go()

    def close(self) -> None:
        """End it, if it is open."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None
