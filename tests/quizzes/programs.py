"""The programs of banks, run as ``quizzes.snippets`` runs them, by forks of one interpreter in which torch waits.

Importing torch takes a program seconds, and the bundled banks hold some fifty that do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from quizzes.errors import ExpressionError, quoted
from quizzes.snippets import KEPT

#: Reads the names of a folder and of two files, a line each; runs the folder's program in a fork, which writes to the
#: files, and says the status that it ended with.
_WAITING = """
import json, os, runpy, sys, traceback
import torch, torch.nn.functional
for line in sys.stdin:
    folder, *files = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        for number, name in enumerate([os.devnull, *files]):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), number)
        os.environ["HOME"] = folder
        status = 1
        try:
            sys.argv = [os.path.join(folder, "program.py")]
            runpy.run_path(sys.argv[0], run_name="__main__")
            sys.stdout.flush()
            status = 0
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Programs:
    """Runs programs one after the other, each in a folder of its own inside ``folder``. Use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-X", "utf8", "-c", _WAITING],
            env=environment | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def output_of(self, code: str) -> str:
        """What the program prints. Raises ExpressionError where it fails."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._count += 1
        place = self._folder / str(self._count)
        place.mkdir()
        (place / "program.py").write_text(code, encoding="utf-8")
        out, err = (self._folder / f"{self._count}.{end}" for end in ("out", "err"))
        self._process.stdin.write(json.dumps([str(place), str(out), str(err)]) + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != "0\n":
            last = err.read_text(encoding="utf-8").strip().rpartition("\n")[2]
            raise ExpressionError(f"the code fails: {quoted(last, 120)}", "a program that ends without an error")
        return out.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._process.communicate()
