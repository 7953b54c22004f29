"""Runs the programs of code-output items. Only for banks that someone vouches for: nothing here is a sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quizzes.errors import ExpressionError, quoted

WALL_SECONDS = 60.0
MAX_BYTES = 100_000
#: What a program sees of the environment: enough to start Python, and nothing that changes what it prints.
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")


def output_of(code: str, *, wall_seconds: float = WALL_SECONDS) -> str:
    """What the program prints. Raises ExpressionError where it fails, takes too long, or prints too much."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        program = Path(folder) / "program.py"
        program.write_text(code, encoding="utf-8")
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        process = subprocess.Popen(  # noqa: S603  a trusted bank's program, by this interpreter
            [sys.executable, "-I", "-B", "-X", "utf8", str(program)],
            cwd=folder,
            env=environment | {"HOME": folder, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        try:
            _wait(process, out.fileno(), wall_seconds)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            err.seek(0)
            last = err.read(MAX_BYTES).decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise ExpressionError(f"the code fails: {quoted(last, 120)}", "a program that ends without an error")
        out.seek(0)
        return out.read(MAX_BYTES).decode("utf-8", "replace")


def _wait(process: subprocess.Popen[bytes], out: int, wall_seconds: float) -> None:
    end = time.monotonic() + wall_seconds
    while process.poll() is None:
        if time.monotonic() > end:
            raise ExpressionError(f"the code runs for more than {wall_seconds:g} seconds", "a program that ends sooner")
        if os.fstat(out).st_size > MAX_BYTES:
            raise ExpressionError(f"the code prints more than {MAX_BYTES:,} bytes", "a program that prints less")
        time.sleep(0.01)
