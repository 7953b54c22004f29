"""What one submission may use up."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.course.assignment import LimitsSpec


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a submission inside the sandbox.

    ``cpu_seconds`` and ``wall_seconds`` bound one request (all calls of one check go in one request or a few);
    ``load_seconds`` the processor time of running the file once. ``memory_mb`` is what a worker may take beyond the
    zygote that it was forked from.
    """

    cpu_seconds: float = 2.0
    wall_seconds: float = 5.0
    load_seconds: float = 4.0
    memory_mb: int = 512
    scratch_mb: int = 16
    open_files: int = 64
    threads: int = 16

    @classmethod
    def of(cls, spec: LimitsSpec) -> Limits:
        """The limits that an assignment states."""
        return cls(**spec.model_dump())

    @property
    def total_seconds(self) -> int:
        """Processor seconds that one worker may use in all: the kernel's own backstop."""
        return int(60 * max(1.0, self.cpu_seconds))
