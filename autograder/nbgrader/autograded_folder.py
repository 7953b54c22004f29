"""The files of one assignment on both sides of grading: ``submitted/STUDENT/NAME`` and ``autograded/STUDENT/NAME``."""

from __future__ import annotations

import datetime as dt
import errno
import glob
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from autograder.errors import OperatorError, WrongUsage
from autograder.nbgrader.folder import NbgraderFolder
from autograder.nbgrader.student_files import all_files, kept_files
from autograder.submission.source import shown

#: What is wrong with the disk, and not with one of a student's files.
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_TIMESTAMP = "timestamp.txt"
_LONGEST_TIMESTAMP = 1000


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
        self._given = {path.relative_to(source): path for path in all_files(source, self._dir) if path not in kept}

    def submitted(self, student: str) -> Path:
        """Where the student's files are."""
        return Path(self._dir.format_path(self._dir.submitted_directory, student, self._assignment))

    def autograded(self, student: str) -> Path:
        """Where the graded files are."""
        return Path(self._dir.format_path(self._dir.autograded_directory, student, self._assignment))

    def students(self) -> list[str]:
        """All who handed in anything, by name."""
        return [student for student, path in self._folders() if _holds_anything(path)]

    def empty(self) -> list[str]:
        """Who has a folder, and nothing in it."""
        return [student for student, path in self._folders() if path.is_dir() and not _holds_anything(path)]

    def _folders(self) -> list[tuple[str, Path]]:
        """Everybody's folder by the student's name, but of those whom the settings exclude."""
        pattern = self._dir.format_path(self._dir.submitted_directory, "*", self._assignment)
        named = re.compile(
            self._dir.format_path(self._dir.submitted_directory, "(?P<student>.*)", self._assignment, escape=True),
            re.DOTALL,
        )
        # nbgrader's pattern may name a folder anywhere, which `Path.glob` does not take.
        found = [(named.fullmatch(path), Path(path)) for path in glob.glob(pattern)]  # noqa: PTH207
        excluded = set(self._dir.student_id_exclude.split(","))
        return sorted((match["student"], path) for match, path in found if match and match["student"] not in excluded)

    def other_notebooks(self, student: str, names: Collection[str]) -> tuple[str, ...]:
        """The student's notebooks that are none of ``names``, and are not looked at: a copy under another name."""
        try:
            here = [path for path in self.submitted(student).iterdir() if path.suffix == ".ipynb"]
        except OSError:
            return ()
        return tuple(sorted(shown(path.name) for path in here if path.stem not in names))

    def nothing_of(self, student: str, names: Collection[str]) -> str:
        """Why none of the notebooks ``names`` is there to be graded; ``""`` where one is."""
        folder = self.submitted(student)
        if any(os.path.lexists(folder / f"{name}.ipynb") for name in names):
            return ""
        try:
            others = sorted(shown(path.name) for path in folder.iterdir() if path.name != _TIMESTAMP)
        except OSError as problem:
            return f"`{shown(folder)}` cannot be listed: {problem.strerror}. Check its permissions."
        found = ", ".join(f"`{name}`" for name in others[:3]) + (" and more" if others[3:] else "")
        return f"`{shown(folder)}` holds {found}, and no `{min(names)}.ipynb`. Give the notebook that name."

    def timestamp(self, student: str) -> dt.datetime | None:
        """When it was handed in, UTC; None where there is no ``timestamp.txt``. Raises WrongUsage where it is wrong."""
        if student not in self._timestamps:
            self._timestamps[student] = self._read_timestamp(self.submitted(student))
        return self._timestamps[student]

    def is_wanted(self, student: str) -> bool:
        """Whether it is to be graded: it is not yet, a newer one was handed in since, or everybody is."""
        graded = self.autograded(student)
        if self._force or not graded.exists():
            return True
        try:
            now, before = self.timestamp(student), self._read_timestamp(graded)
        except WrongUsage:
            return True  # Said where it is graded, beside its name.
        return now is not None and before is not None and now > before

    def write(self, student: str, notebooks: Mapping[str, str]) -> None:
        """Write the student's folder, whole or not at all. Raises OperatorError where the disk refuses."""
        target = self.autograded(student)
        permissions = int(str(self._converter.permissions), 8)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            prefix = f".grading-{self._assignment}-"
            for left in target.parent.glob(f"{prefix}*"):
                shutil.rmtree(left, ignore_errors=True)  # by a run that was killed
            part = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
            try:
                part.chmod(0o755)
                for relative, path in self._given.items():
                    _copy(path, part / relative, permissions)
                self._copy_students_own(self.submitted(student), part, permissions)
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

    def _copy_students_own(self, submitted: Path, part: Path, permissions: int) -> None:
        """What the student handed in beside notebooks, but nothing that is in the way or cannot be read."""
        for path in kept_files(submitted, self._dir):
            target = part / path.relative_to(submitted)
            try:
                if not os.path.lexists(target):
                    _copy(path, target, permissions)
            except OSError as problem:
                if problem.errno in _DISK:
                    raise

    def _read_timestamp(self, folder: Path) -> dt.datetime | None:
        from nbgrader.utils import parse_utc

        try:
            text = _start_of(folder / _TIMESTAMP).strip()
            return parse_utc(text) if text else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, OverflowError) as problem:
            raise WrongUsage(
                f"`{folder / _TIMESTAMP}` holds no date and time. Write one such as `2026-05-01 23:59:00 UTC`, or "
                "remove the file."
            ) from problem


def _holds_anything(folder: Path) -> bool:
    """Whether a student's folder is one; a folder that cannot be listed counts."""
    if not folder.is_dir():
        return False
    try:
        return any(path.name != _TIMESTAMP for path in folder.iterdir())
    except OSError:
        return True


def _start_of(path: Path) -> str:
    """The text of a small file: a pipe is not waited for."""
    with open(path, "rb", opener=lambda given, flags: os.open(given, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError
        return file.read(_LONGEST_TIMESTAMP).decode()


def _copy(source: Path, target: Path, permissions: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(permissions)
