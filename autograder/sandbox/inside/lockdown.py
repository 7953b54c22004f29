"""What a worker gives up for good before it sees a line of the submission."""

from __future__ import annotations

import ctypes
import os
import resource
from typing import Any

from autograder.sandbox.inside import seccomp

_PR_SET_DUMPABLE = 4


def hide_memory() -> None:
    """Make this process, and all that it forks, unreadable to others of the same user (Linux alone has the call)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def lock(bounds: dict[str, Any], program: bytes) -> None:
    """Set the resource limits in ``bounds`` and, where there is one, install the system call filter.

    ``bounds`` holds ``address_space_bytes``, ``processor_seconds``, ``file_bytes``, ``open_files`` and ``threads``;
    0 means no limit.
    """
    limits = {
        resource.RLIMIT_AS: bounds["address_space_bytes"],
        resource.RLIMIT_CPU: bounds["processor_seconds"],
        resource.RLIMIT_FSIZE: bounds["file_bytes"],
        resource.RLIMIT_NOFILE: bounds["open_files"],
        resource.RLIMIT_NPROC: bounds["threads"],
    }
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, most in limits.items():
        if most:
            resource.setrlimit(kind, (most, most))
    os.umask(0o077)
    if program:
        seccomp.install(program)
