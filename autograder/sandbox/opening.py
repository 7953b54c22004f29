"""Opens what runs submissions, by what this system can do."""

from __future__ import annotations

import sys

from autograder.sandbox.limits import Limits
from autograder.sandbox.spawned import SpawnedWorkers
from autograder.sandbox.zygote import WorkerSource, Zygote


def open_workers(limits: Limits, *, walled: bool) -> WorkerSource:
    """A source of workers: behind walls, or for one's own code without them.

    Raises SandboxUnavailable where walls are asked for and cannot be built.
    """
    if walled or sys.platform == "linux":
        return Zygote(limits, walled=walled)
    # Forking a process that has used the system's frameworks is unsafe on macOS, and not possible on Windows.
    return SpawnedWorkers(limits)
