"""The results of one class on disk: reports written as they come, each atomically, and views made from them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from autograder.errors import OperatorError
from autograder.report import Report

_UNFINISHED = ".part"


class ResultStore:
    """The folder of ``rectify grade --out``: ``reports/KEY.json`` are the results, all else is made from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reports = folder / "reports"

    @contextmanager
    def open(self) -> Iterator[None]:
        """Make the folder and keep it to this process. Raises OperatorError where it cannot be had."""
        lock = self.folder / ".lock"
        try:
            self.reports.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as problem:
            raise OperatorError(f"`{self.folder}` cannot be written: {problem}. Choose another `--out`.") from problem
        try:
            _lock(descriptor, self.folder)
            for stray in self.folder.rglob(f"*{_UNFINISHED}"):
                stray.unlink()
            yield
            lock.unlink(missing_ok=True)
        finally:
            os.close(descriptor)

    def load(self, key: str) -> Report | None:
        """The report kept under ``key``, or None where there is none that can be read."""
        try:
            return Report.model_validate_json((self.reports / f"{key}.json").read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def keep(self, key: str, report: Report) -> None:
        """Write one report, whole or not at all."""
        self.write(f"reports/{key}.json", report.to_json())

    def write(self, name: str, text: str) -> None:
        """Write one file of the results, whole or not at all. Raises OperatorError where the disk refuses."""
        path = self.folder / name
        part = path.with_name(path.name[:60] + _UNFINISHED)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except OSError as problem:
            raise OperatorError(
                f"`{path}` cannot be written: {problem}. Make room and run the same command again."
            ) from problem

    def forget_others(self, folder: str, suffix: str, keys: set[str]) -> None:
        """Remove what an earlier run left for hand-ins that are no longer there."""
        for path in (self.folder / folder).glob(f"*{suffix}"):
            if path.name.removesuffix(suffix) not in keys:
                path.unlink()


def _lock(descriptor: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: two gradings into one folder are then the operator's to avoid
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        raise OperatorError(
            f"Another `rectify grade` is writing to `{folder}`. Wait for it, or choose another `--out`."
        ) from problem
