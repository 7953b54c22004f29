"""Keeps a program running beside this one: started again when it ends, and ended with this one, however that ends."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence

_log = logging.getLogger("rectify")

#: From one start to the next where it ends at once; a program that ran for longer starts again without a wait.
_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 60.0
_RAN_WELL_SECONDS = 60.0
_LOOK_SECONDS = 0.2


class Supervisor:
    """Runs ``command`` again and again. It is asked to end by the end of its standard input: see `end_with_input`.

    ``grace_seconds``: how long it may take then, before it is killed.
    """

    def __init__(self, command: Sequence[str], *, name: str, grace_seconds: float) -> None:
        self._command = list(command)
        self._name = name
        self._grace = grace_seconds
        #: The process id of the running program; 0 between two.
        self.pid = 0

    def run(self, stop: threading.Event) -> None:
        """Keep it running until ``stop`` is set, then end it."""
        wait = _FIRST_WAIT_SECONDS
        while not stop.is_set():
            ran = self._run_once(stop)
            if stop.is_set():
                return
            wait = _FIRST_WAIT_SECONDS if ran >= _RAN_WELL_SECONDS else min(wait, _LONGEST_WAIT_SECONDS)
            _log.warning("%s ended by itself; it starts again in %.0f s.", self._name, wait)
            stop.wait(wait)
            wait *= 2

    def _run_once(self, stop: threading.Event) -> float:
        """Run it to its end, or until ``stop`` is set; how many seconds it ran, about."""
        process = subprocess.Popen(  # noqa: S603  (our own command line)
            self._command,
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for this process: it asks the other to end
        )
        self.pid, looks = process.pid, 0
        while process.poll() is None and not stop.wait(_LOOK_SECONDS):
            looks += 1
        self._end(process)
        self.pid = 0
        return looks * _LOOK_SECONDS

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.close()
        try:
            process.wait(self._grace)
        except subprocess.TimeoutExpired:
            _log.warning("%s did not end, and was killed.", self._name)
            process.kill()
            process.wait()


def end_with_input(stop: threading.Event) -> None:
    """Set ``stop`` when standard input ends: whoever holds its other end has ended, or asks this process to."""

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(sys.stdin.fileno(), 4096):
                pass
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
