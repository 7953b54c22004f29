"""The zygote: torch imported once, waiting. It forks a worker for each submission and clears up after it.

Run as a module with the number of its control socket. Requests and replies are JSON, one a line, strictly in turn:

    {"do": "fork", "bounds": {…}}  with the worker's socket  ->  {"pid": n}
    {"do": "reap"}                  ->  {"ended": [{"pid", "status"}], "clean": true, "imported_late": false}
    {"do": "reap", "bounds": {…}}  with the next worker's socket: the same, and then a fork
    {"do": "warm up"}               ->  {}: the workers after this find more imported

Inside the sandbox it is process 1 of its namespace: no signal from a worker reaches it, whatever a worker leaves
behind becomes its child, and when it ends the kernel ends all the rest.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import torch

from autograder.sandbox.inside import lockdown, seccomp, worker
from autograder.sandbox.inside.late_imports import LateImports
from autograder.sandbox.inside.warmup import warm_up, warm_up_wholly

#: The exit code of a worker that a submission made unable to go on.
WORKER_FAILED = 70
_LINE = 4096


def main(control: socket.socket, *, walled: bool, scratch: Path | None) -> None:
    """Warm up, say so, and answer requests until the control socket closes."""
    lockdown.hide_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    filter_program = seccomp.build_filter(platform.machine()) if walled else b""
    warm_up()
    gc.enable()
    _reply(control, {"ready": True, "torch": torch.__version__, "numpy": np.__version__})
    late_imports = LateImports()
    late_imports.watch()
    workers: set[int] = set()
    while True:
        line, descriptors, _flags, _address = socket.recv_fds(control, _LINE, 1)
        if not line:
            _kill(workers, walled=walled)
            return
        request = json.loads(line)
        reply: dict[str, Any] = {}
        if request["do"] == "reap":
            reply["ended"] = _reap(workers, walled=walled)
            reply["clean"] = scratch is None or _wipe(scratch)
            reply["imported_late"] = late_imports.seen()
            workers.clear()
        if request["do"] == "warm up":
            warm_up_wholly()
            late_imports.seen()
        if "bounds" in request:
            reply["pid"] = _fork(request["bounds"], filter_program, control, descriptors[0])
            workers.add(reply["pid"])
        _reply(control, reply)


def _reply(control: socket.socket, reply: dict[str, Any]) -> None:
    control.sendall(json.dumps(reply).encode() + b"\n")


def _fork(bounds: dict[str, Any], program: bytes, control: socket.socket, descriptor: int) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    status = WORKER_FAILED
    try:
        os.setsid()
        control.close()
        quiet = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(quiet, standard)
        os.close(quiet)
        connection = socket.socket(fileno=descriptor)
        connection.sendall(b"+")
        lockdown.lock(bounds, program)
        worker.serve(connection)
        status = 0
    finally:
        os._exit(status)


def _kill(workers: set[int], *, walled: bool) -> None:
    """Kill every worker and, behind walls, every process but this one: whatever a worker started and left."""
    for pid in {-1} if walled else {-pid for pid in workers}:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _reap(workers: set[int], *, walled: bool) -> list[dict[str, int]]:
    ended: list[dict[str, int]] = []
    while True:
        _kill(workers, walled=walled)
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            return ended[:8]
        ended.append({"pid": pid, "status": status})


def _wipe(folder: Path) -> bool:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    return not any(folder.iterdir())


def run() -> None:
    """Entry point: the control socket's number comes first; ``--walled`` says that bubblewrap stands around."""
    walled = "--walled" in sys.argv
    scratch = Path("/tmp") if walled else None  # noqa: S108  (the sandbox's own, empty tmpfs)
    main(socket.socket(fileno=int(sys.argv[1])), walled=walled, scratch=scratch)
