"""Commands that need no torch do not wait for it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["list"],
        ["quiz"],
        ["quiz", "--help"],
        ["quiz", "gallery"],
        ["check", "--help"],
        ["grade", "nothing", "x", "--out", "y"],
    ],
)
def test_no_torch_is_imported(command: list[str]) -> None:
    """Help, the list, and a wrong name are answered at once."""
    code = f"import sys; from autograder.cli.main import run; run({command!r}); sys.exit('torch' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.DEVNULL, check=False, capture_output=True
        ).returncode
        == 0
    )


def test_help_needs_no_course(tmp_path: Path) -> None:
    """Not even a course."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "--help"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"},
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0
