"""A program beside this one: started again when it ends, and ended with this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.service import supervisor as module
from autograder.service.supervisor import Supervisor
from tests.conftest import ROOT
from tests.test_grading_executors import is_running

#: Ends when it is asked to, and says so.
_POLITE = """
import sys, threading
from autograder.service.supervisor import end_with_input

stop = threading.Event()
end_with_input(stop)
open(sys.argv[1], "a").write("begun\\n")
stop.wait()
open(sys.argv[1], "a").write("ended\\n")
"""
_DEAF = "import sys, time; open(sys.argv[1], 'a').write('begun\\n'); time.sleep(600)"
#: A supervisor of a polite program, to be killed.
_HOLDER = """
import sys, threading
from autograder.service.supervisor import Supervisor

Supervisor([sys.executable, "-c", sys.argv[2], sys.argv[1]], name="It", grace_seconds=20).run(threading.Event())
"""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST_WAIT_SECONDS", 0.01)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def said(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


@pytest.mark.parametrize(("program", "ended"), [(_POLITE, ["ended"]), (_DEAF, [])])
def test_it_is_started_again_and_ended_with_the_rest(tmp_path: Path, program: str, ended: list[str]) -> None:
    """Killed, it comes back; asked to end, it does, or is killed in the end."""
    log, stop = tmp_path / "log", threading.Event()
    kept = Supervisor([sys.executable, "-c", program, str(log)], name="It", grace_seconds=20.0 if ended else 0.1)
    thread = threading.Thread(target=kept.run, args=(stop,))
    thread.start()
    until(lambda: said(log) == ["begun"])
    first = kept.pid
    os.kill(first, signal.SIGKILL)
    until(lambda: said(log) == ["begun", "begun"])
    second = kept.pid
    stop.set()
    thread.join(60)
    assert not thread.is_alive() and said(log) == ["begun", "begun", *ended]
    assert first != second and not is_running(str(second))


def test_what_ends_at_once_is_not_started_all_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time it is waited longer."""
    waits: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            """Note the waits between two starts."""
            if timeout != module._LOOK_SECONDS:
                waits.append(timeout or 0.0)
                if len(waits) == 9:
                    self.set()
                return self.is_set()
            return super().wait(0.005)

    monkeypatch.setattr(module, "_LONGEST_WAIT_SECONDS", 0.5)
    Supervisor([sys.executable, "-S", "-c", ""], name="It", grace_seconds=1).run(Stop())
    assert waits == [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.5, 0.5, 0.5]


def test_a_killed_supervisor_leaves_nobody_behind(tmp_path: Path) -> None:
    """The program's input ends with it."""
    log = tmp_path / "log"
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(log), _POLITE])
    until(lambda: said(log) == ["begun"])
    holder.kill()
    holder.wait()
    until(lambda: said(log) == ["begun", "ended"])
