"""What a session needs of a sandbox: workers, and their end."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Protocol

from autograder.sandbox.limits import Limits


@dataclass(frozen=True, slots=True)
class Ended:
    """How a worker process ended: its exit code or its signal; 0 for neither."""

    exit_code: int
    signal: int


class WorkerSource(Protocol):
    """Where workers come from. `Zygote` is one, `SpawnedWorkers` another; tests may bring their own."""

    limits: Limits

    def fork_worker(self) -> socket.socket:
        """A fresh worker's stream."""

    def reap(self) -> Ended | None:
        """End the worker, and say how it ended."""

    def retire(self) -> None:
        """End the worker, and have the next one made, without waiting."""

    def await_ready(self) -> None:
        """Wait until workers can be had. Raises SandboxUnavailable where they cannot."""

    def take_limits(self, limits: Limits) -> None:
        """Bound the next workers by ``limits``. Raises SandboxBroken where it does not answer."""

    def warm_up_wholly(self) -> None:
        """See to it that the next workers find all imported that submissions may come to import at a first use."""

    def let_go(self) -> None:
        """Leave it to another process that has it, too, and to close it."""

    def close(self) -> None:
        """End everything."""
