"""`rectify check --watch`: the verdict again at every save."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def waited_for(condition: Callable[[], bool]) -> bool:
    for _ in range(2400):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_a_saved_file_is_checked_again(tmp_path: Path) -> None:
    """Wrong, then right, then not readable, then interrupted: each is said, and nothing ends but by Ctrl-C."""
    file, shown = tmp_path / "smooth.py", tmp_path / "shown"
    file.write_text("def silu(x): return x\n")
    with shown.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder.cli", "check", str(file), "--watch"],
            cwd=ROOT,
            env=os.environ | {"COLUMNS": "100", "RECTIFY_HOME": str(tmp_path)},
            stdout=out,
            stderr=out,
            # A test run in the background of a shell ignores Ctrl-C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  (no threads here)
        )
    try:
        assert waited_for(lambda: "`silu(1.0)` returned 1.0, expected 0.731059." in shown.read_text())
        shutil.copy(ROOT / "solutions/smooth/smooth.py", file)
        assert waited_for(lambda: "15 of 15 public points" in shown.read_text())
        file.write_bytes(b"\x00\x01" * 100)
        assert waited_for(lambda: "submission error" in shown.read_text())
        assert process.poll() is None
    finally:
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=120) == 0
        finally:
            process.kill()
            process.wait()
