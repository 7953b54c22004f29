"""Grading in several processes: they come and go with the one that asked for them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
#: A crew of two that says the numbers of its processes and, as the system has them, of its sandboxes'.
_HOLDING_A_CREW = """
import os, subprocess, sys, time
from autograder.course.course import find_course
from autograder.grading import crew
from autograder.grading.task import kept_graders

def number_of_a_zygote():
    (grader,) = kept_graders._graders.values()
    return grader.warm_up()._process.pid, os.getpid()

if __name__ == "__main__":
    with crew.crew(find_course().assignment("squashing"), "shared", 2) as executor:
        found = set()
        while len(found) < 2:
            found |= {future.result() for future in [executor.submit(number_of_a_zygote) for _ in range(8)]}
        assert len({zygote for zygote, _ in found}) == 2, found
        print(*(pid for pair in found for pid in pair), flush=True)
        if "--end" not in sys.argv:
            time.sleep(600)
"""


def test_a_crew_has_a_sandbox_for_each_process_and_leaves_none(tmp_path: Path, sandbox: None) -> None:
    """No two processes share a sandbox; with the class graded, all of them end."""
    program = tmp_path / "holding.py"
    program.write_text(_HOLDING_A_CREW)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, program, "--end"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    pids = ended.stdout.split()
    assert len(pids) == 4 and not any(is_running(pid) for pid in pids)


@pytest.mark.parametrize("holding", [_HOLDING_TWO, _HOLDING_A_CREW], ids=["executor", "crew"])
def test_grading_processes_end_with_a_killed_parent(tmp_path: Path, holding: str, sandbox: None) -> None:
    """Whoever kills `rectify grade` outright finds nothing of it left."""
    program = tmp_path / "holding.py"
    program.write_text(holding)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
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
