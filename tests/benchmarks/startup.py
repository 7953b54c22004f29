"""How long the command takes before it does anything, and whether it waits for torch."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

_ROUNDS = 7


def seconds_of(arguments: list[str]) -> float:
    """Median wall seconds of one run of this Python with ``arguments``."""
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return median(times)


def imports_torch(command: str) -> bool:
    """Whether ``rectify COMMAND`` has imported torch when it is done."""
    code = f"import sys; from autograder.cli.main import run; run([{command!r}]); sys.exit('torch' in sys.modules)"
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode != 0


def measure() -> dict[str, float]:
    """Seconds of the bare interpreter, of importing torch, and of three commands."""
    return {
        "python": seconds_of(["-c", "pass"]),
        "import torch": seconds_of(["-c", "import torch"]),
        "rectify --help": seconds_of(["-m", "autograder.cli", "--help"]),
        "rectify list": seconds_of(["-m", "autograder.cli", "list"]),
        "rectify quiz": seconds_of(["-m", "autograder.cli", "quiz"]),
    }
