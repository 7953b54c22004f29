"""The whole of `rectify serve` and an LMS as processes: kept running, killed, and looked at from outside."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

CLIENT, DEPLOYMENT = "client-1", "deployment-1"
#: As `deploy/systemd/rectify-serve.service` has it.
RESTART_SECONDS = 5.0
_START_SECONDS = 120.0
_SWEEP_SECONDS = 60.0
KINDS = ("server", "worker", "grading process", "zygote")
_TICKS = os.sysconf("SC_CLK_TCK")


class Service:
    """`rectify serve` with its worker, started again where it ends by itself, and an LMS that knows it."""

    def __init__(self, root: Path, database: str, jobs: int = 2, course: Path = ROOT) -> None:
        """``root``: an empty folder for all of it. ``database``: its URL, nothing for SQLite in ``root``."""
        self.data, self.lms_folder, self.scratch = root / "data", root / "lms", root / "scratch"
        for folder in (self.data, self.lms_folder, self.scratch):
            folder.mkdir()
        self.url = database or f"sqlite:///{self.data / 'rectify.sqlite3'}"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "RECTIFY_DATABASE_URL": self.url,
            "RECTIFY_DATA": str(self.data),
            "RECTIFY_SECRET_FILE": str(root / "secret"),
            "TMPDIR": str(self.scratch),
        }
        self.cli = [sys.executable, "-m", "autograder.cli", "--course", str(course)]
        serve = ["serve", "--port", str(self.port), "--public-url", self.address, "--workers", str(jobs)]
        self._serve = [*self.cli, *serve]
        self.log = root / "log"
        self.set_mood("well")
        self.killed: Counter[str] = Counter()
        #: Processor seconds by the process id of a server or of the LMS, and the most memory that a server had, in MB.
        self.seconds: dict[str, dict[int, float]] = {"pages": {}, "LMS": {}}
        self.most_mb = 0.0
        self.pid = 0
        self._stop = threading.Event()

    def set_mood(self, mood: str) -> None:
        """How the LMS's services answer from now on: one of `lms.MOODS`."""
        part = self.lms_folder / "mood.part"
        part.write_text(mood, encoding="ascii")
        part.replace(self.lms_folder / "mood")

    @contextmanager
    def running(self) -> Iterator[None]:
        """All of it, ready for browsers; ended in the end as an operator ends it."""
        command = [sys.executable, "-m", "tests.benchmarks.lms", str(self.lms_folder), self.address]
        with self.log.with_name("lms.log").open("wb") as log:
            lms = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=ROOT, env=self.environment
            )
        threads = []
        try:
            _wait_for((self.lms_folder / "address").exists, "The LMS did not start.")
            self._add_platform()
            threads = [
                threading.Thread(target=self._keep_running),
                threading.Thread(target=self._look, args=(lms.pid,)),
            ]
            for thread in threads:
                thread.start()
            _wait_for(self._answers, f"`rectify serve` did not start: {self.log}")
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()
            assert lms.stdin is not None
            lms.stdin.close()
            lms.wait()

    @property
    def lms(self) -> str:
        """The LMS's address."""
        return (self.lms_folder / "address").read_text(encoding="ascii")

    def scores(self) -> list[Any]:
        """What the LMS took, in order: the column, the score as AGS has it, and when."""
        path = self.lms_folder / "scores"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def kill(self, kind: str, chance: random.Random) -> bool:
        """Kill one process of that kind, without a warning; False where there is none just then."""
        found = self.processes()[kind]
        if found:
            os.kill(chance.choice(found), signal.SIGKILL)
            self.killed[kind] += 1
        return bool(found)

    def await_sweeping(self) -> None:
        """Wait, for a while, until the files of killed jobs are gone."""
        end = time.monotonic() + _SWEEP_SECONDS
        while any(self.scratch.glob("rectify-job-*")) and time.monotonic() < end:
            time.sleep(0.2)

    def processes(self) -> dict[str, list[int]]:
        """The process ids of each kind that run now."""
        found: dict[str, list[int]] = {kind: [] for kind in KINDS}
        lines = descendants(self.pid) if self.pid else {}
        for pid, (parent, words) in lines.items():
            if pid == self.pid:
                found["server"].append(pid)
            elif parent == self.pid and "work" in words:
                found["worker"].append(pid)
            elif "inside.zygote" in words and "python" in words.split(" ", 1)[0]:
                found["zygote"].append(pid)
            elif "forkserver" in words and "forkserver" in lines.get(parent, (0, ""))[1]:
                found["grading process"].append(pid)
        return found

    def _add_platform(self) -> None:
        addresses = {"--issuer": "", "--login-url": "/authorise", "--token-url": "/token", "--keys-url": "/jwks"}
        given = [word for name, path in addresses.items() for word in (name, f"{self.lms}{path}")]
        command = [*self.cli, "lti", "add", "--client-id", CLIENT, "--deployment", DEPLOYMENT, "--name", "LMS", *given]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    def _keep_running(self) -> None:
        while not self._stop.is_set():
            with self.log.open("ab") as log:
                process = subprocess.Popen(self._serve, stdout=log, stderr=log, cwd=ROOT, env=self.environment)
            self.pid = process.pid
            while process.poll() is None and not self._stop.wait(0.2):
                pass
            if process.poll() is None:
                process.terminate()
                process.wait()
            self.pid = 0
            if not self._stop.is_set():
                self._stop.wait(RESTART_SECONDS)

    def _answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        return False

    def _look(self, lms: int) -> None:
        while not self._stop.wait(0.5):
            for kind, pid in (("pages", self.pid), ("LMS", lms)):
                with suppress(OSError, IndexError):  # it has just ended
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    self.seconds[kind][pid] = (int(fields[11]) + int(fields[12])) / _TICKS
                    megabytes = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
                    self.most_mb = max(self.most_mb, megabytes if kind == "pages" else 0.0)


def descendants(root: int) -> dict[int, tuple[int, str]]:
    """The processes below ``root``, and itself: each one's parent and command line, by process id."""
    every: dict[int, tuple[int, str]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            every[int(path.name)] = (
                parent,
                (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"),
            )
    kept, before = {root}, 0
    while len(kept) != before:
        before = len(kept)
        kept |= {pid for pid, (parent, _words) in every.items() if parent in kept}
    return {pid: every[pid] for pid in sorted(kept) if pid in every}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(happens: Any, problem: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while not happens():
        if time.monotonic() > end:
            raise RuntimeError(problem)
        time.sleep(0.1)
