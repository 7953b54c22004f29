"""The files of one assignment on both sides of grading: ``submitted/STUDENT/NAME`` and ``autograded/STUDENT/NAME``."""

from __future__ import annotations

import datetime as dt
import glob
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.errors import OperatorError, WrongUsage
from autograder.nbgrader.folder import NbgraderFolder


class AutogradedFolder:
    """What was handed in for one assignment, and where it goes when it is graded; by nbgrader's settings."""

    def __init__(self, folder: NbgraderFolder, assignment: str, *, force: bool = False) -> None:
        """With ``force``, what is graded already is graded again."""
        from nbgrader.converters import Autograde

        self._folder, self._assignment, self._force = folder, assignment, force
        self._dir = folder.coursedir
        # Its settings, not its work: permissions, and which files of the students' are kept.
        self._converter: Any = Autograde(coursedir=self._dir, config=folder.config)
        self._timestamps: dict[str, dt.datetime | None] = {}
        source = Path(self._dir.format_path(self._dir.source_directory, ".", assignment))
        kept = {source / name for name in self._converter.exclude_overwriting.get(assignment, [])}
        self._given = {path.relative_to(source): path for path in self._files(source) if path not in kept}

    def submitted(self, student: str) -> Path:
        """Where the student's files are."""
        return Path(self._dir.format_path(self._dir.submitted_directory, student, self._assignment))

    def autograded(self, student: str) -> Path:
        """Where the graded files are."""
        return Path(self._dir.format_path(self._dir.autograded_directory, student, self._assignment))

    def students(self) -> list[str]:
        """All who handed in any notebook, by name."""
        pattern = self._dir.format_path(self._dir.submitted_directory, "*", self._assignment)
        named = re.compile(
            self._dir.format_path(self._dir.submitted_directory, "(?P<student>.*)", self._assignment, escape=True)
        )
        # nbgrader's pattern may name a folder anywhere, which `Path.glob` does not take.
        found = [(named.fullmatch(path), Path(path)) for path in glob.glob(pattern)]  # noqa: PTH207
        return sorted(match["student"] for match, path in found if match and any(path.glob("*.ipynb")))

    def timestamp(self, student: str) -> dt.datetime | None:
        """When it was handed in, UTC; None where ``timestamp.txt`` does not say."""
        if student not in self._timestamps:
            self._timestamps[student] = self._read_timestamp(self.submitted(student))
        return self._timestamps[student]

    def is_wanted(self, student: str) -> bool:
        """Whether it is to be graded: it is not yet, a newer one was handed in since, or everybody is."""
        graded = self.autograded(student)
        if self._force or not graded.exists():
            return True
        now, before = self.timestamp(student), self._read_timestamp(graded)
        return now is not None and before is not None and now > before

    def write(self, student: str, notebooks: Mapping[str, str]) -> None:
        """Write the student's folder, whole or not at all. Raises OperatorError where the disk refuses."""
        target = self.autograded(student)
        permissions = int(str(self._converter.permissions), 8)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = Path(tempfile.mkdtemp(prefix=".grading-", dir=target.parent))
            try:
                part.chmod(0o755)
                submitted = self.submitted(student)
                files = {path.relative_to(submitted): path for path in self._files(submitted)} | self._given
                for relative, path in files.items():
                    _copy(path, part / relative, permissions)
                for name, text in notebooks.items():
                    path = part / f"{name}.ipynb"
                    path.write_text(text, encoding="utf-8", newline="\n")
                    path.chmod(permissions)
                if target.exists():
                    shutil.rmtree(target)
                part.rename(target)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        except OSError as problem:
            raise OperatorError(
                f"`{target}` cannot be written: {problem.strerror}. Make room or check permissions, and run the same "
                "command again."
            ) from problem

    def _files(self, folder: Path) -> list[Path]:
        """Every file there but notebooks. A link is none: it may lead to a file that students must not see."""
        from nbgrader.utils import find_all_files

        found = (Path(path) for path in find_all_files(str(folder), [*self._dir.ignore, "*.ipynb"]))
        return [path for path in found if not path.is_symlink() and path.is_file()]

    def _read_timestamp(self, folder: Path) -> dt.datetime | None:
        from nbgrader.utils import parse_utc

        try:
            text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
            return parse_utc(text) if text else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, OverflowError) as problem:
            raise WrongUsage(
                f"`{folder / 'timestamp.txt'}` holds no date and time. Write one such as `2026-05-01 23:59:00 UTC`, or "
                "remove the file."
            ) from problem


def _copy(source: Path, target: Path, permissions: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(permissions)
