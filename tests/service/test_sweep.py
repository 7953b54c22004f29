"""What a job that was killed leaves on the disk is removed, and nothing of one that runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from autograder.service.jobs import job_folder, sweep

#: Holds a job's folder until it is killed.
_HOLDS = """
import sys
from autograder.service.jobs import job_folder
with job_folder() as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no locks that end with their process")
def test_the_files_of_a_killed_job_are_removed_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while the job runs, however long that takes; of what was only just made nobody can tell yet."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    command = [sys.executable, "-c", _HOLDS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as job:
        assert job.stdout is not None
        folder = Path(job.stdout.readline().strip())
        long_ago = time.time() - 7200
        os.utime(folder, (long_ago, long_ago))
        sweep()
        assert folder.is_dir()
        job.kill()
        job.wait()
    fresh = tmp_path / "rectify-job-fresh"
    fresh.mkdir()
    os.utime(folder, (time.time() - 11, time.time() - 11))
    sweep()
    assert [path.name for path in tmp_path.iterdir()] == [fresh.name]


def test_a_job_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody removed its folder already."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with job_folder() as folder:
        assert folder.parent == tmp_path
        folder.rmdir()
    assert list(tmp_path.iterdir()) == []
