"""Someone at a terminal who types nbgrader's commands, and has none of this machine's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: What leads a command elsewhere than into the test's own folders.
_OTHERS = ("JUPYTER", "IPYTHON", "RECTIFY", "XDG", "COV", "PYTEST")


class Instructor:
    """Works in a course folder, ``folder``, with a home of their own and the virtual environment active."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        home.mkdir(exist_ok=True)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
        self.environment |= {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "RECTIFY_HOME": str(home / "rectify"),
            "RECTIFY_SECRET_FILE": str(home / "secret"),
            "OMP_NUM_THREADS": "1",
        }

    def types(self, *command: str | Path) -> str:
        """What the command says, on either channel; it must succeed."""
        done = subprocess.run(
            list(map(str, command)),
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout
