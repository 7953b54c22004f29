"""Grading in several processes: they come and go with the one that asked for them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import ROOT

#: Two grading processes that say their numbers, and then wait for more work.
_HOLDING_TWO = """
import os, time
from autograder.grading.executors import local_executor

if __name__ == "__main__":
    executor = local_executor(2)
    print(*{future.result() for future in [executor.submit(os.getpid) for _ in range(50)]}, flush=True)
    time.sleep(600)
"""


def test_grading_processes_end_with_a_killed_parent(tmp_path: Path) -> None:
    """Whoever kills `rectify grade` outright finds nothing of it left."""
    program = tmp_path / "holding.py"
    program.write_text(_HOLDING_TWO)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, program], env=environment, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    children = parent.stdout.readline().split()
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 30
    while any(is_running(pid) for pid in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert children and not any(is_running(pid) for pid in children)


def is_running(pid: str) -> bool:
    """Whether the process is there, and not a zombie that nobody has collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
