"""The kernel's side of the process that grades: started at the first check, kept, ended with the kernel."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment
from autograder.errors import OperatorError

_END_SECONDS = 5


class GraderProcess:
    """A process that answers one request after another. It ends with its input, and so never outlives this one."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parent.parent.parent)
        code = f"import sys; sys.path.insert(0, {root!r}); from autograder.notebook_check.serve import run; run()"
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  (closed by close)
        self._owner = os.getpid()
        #: By assignment, the version of it that was asked for: checks are imported once, and never again.
        self.versions: dict[str, str] = {}
        self._process = subprocess.Popen(  # noqa: S603  (our own command; nothing of the notebook is in it)
            [sys.executable, "-P", "-B", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            encoding="utf-8",
            # An interrupt of the kernel goes to its whole group; what is to be done about it is said in `ask`.
            start_new_session=True,
        )

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request. Raises OperatorError where the process has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        if not line.endswith("\n"):
            raise OperatorError(
                f"The process that checks your work has ended. {self._last_words()} Check again: a new one is started."
            )
        answer: dict[str, Any] = json.loads(line)
        return answer

    def belongs_here(self) -> bool:
        """Whether it can be asked: it runs, and this process, not one that this was forked from, has started it."""
        return self._owner == os.getpid() and self._process.poll() is None

    def _last_words(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._log.seek(0)
        lines = self._log.read()[-4000:].decode(errors="replace").strip().splitlines()
        return f"Its last words: {lines[-1]}." if lines else ""

    def close(self) -> None:
        """End the process, and with it every worker."""
        if self._owner != os.getpid():
            return
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()


_kept: list[GraderProcess] = []


def ask_grader(request: dict[str, Any], assignment: Assignment) -> dict[str, Any]:
    """Ask the process that is kept, or a new one. Raises OperatorError; an interrupt ends the process."""
    folder, version = str(assignment.folder), assignment.digest
    if _kept and not (_kept[0].belongs_here() and _kept[0].versions.get(folder, version) == version):
        end_grader()
    if not _kept:
        _kept.append(GraderProcess())
    _kept[0].versions[folder] = version
    try:
        return _kept[0].ask(request)
    except BaseException:  # an interrupted answer would be read as the next one's
        end_grader()
        raise


def end_grader() -> None:
    """End the process that is kept, if there is one."""
    while _kept:
        _kept.pop().close()


atexit.register(end_grader)
