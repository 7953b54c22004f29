"""Plain pytest on an assignment's checks: messages in the place of tracebacks, and the points by exercise."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run_pytest(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    if not _is_installed():
        command += ["-p", "autograder.pytest_plugin"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "120"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def _is_installed() -> bool:
    from importlib.metadata import entry_points

    return any(point.value == "autograder.pytest_plugin" for point in entry_points(group="pytest11"))


def test_hidden_checks_grade_one_file_in_the_sandbox(sandbox: None) -> None:
    """The reference earns every hidden point."""
    done = run_pytest("solutions/squashing", "--submission", "solutions/squashing/squashing.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in all                   28 of 28" in done.stdout


def test_a_failure_is_told_in_words(tmp_path: Path, sandbox: None) -> None:
    """What was called, what came back, what was expected; no traceback through the engine."""
    file = tmp_path / "mine.py"
    file.write_text("import torch\n\ndef silu(x):\n    return x\n")
    done = run_pytest("solutions/smooth", "--submission", str(file), "-k", "silu")
    assert done.returncode == 1
    assert "failed: `silu(1.0)` returned 1.0, expected 0.731059." in done.stdout
    assert "hint: " in done.stdout
    assert "Traceback" not in done.stdout
    assert "autograder/testing" not in done.stdout.replace("autograder/pytest_plugin", "")


def test_public_checks_run_on_the_file_beside_them(tmp_path: Path) -> None:
    """A student's folder, without the course around it."""
    shutil.copy(ROOT / "assignments/smooth/test_smooth.py", tmp_path)
    shutil.copy(ROOT / "solutions/smooth/smooth.py", tmp_path)
    done = run_pytest(str(tmp_path), cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in all                   15 of 15" in done.stdout


def test_a_submission_that_is_not_there_ends_the_run_in_words() -> None:
    """With the submission's own exit code."""
    done = run_pytest("solutions/smooth", "--submission", "nothing.py", "--isolation", "none")
    assert done.returncode == 1
    assert "is not there" in done.stdout + done.stderr


def test_loading_the_plugin_imports_no_torch() -> None:
    """It is loaded into every pytest session of the environment."""
    code = "import sys, autograder.pytest_plugin; sys.exit('torch' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
