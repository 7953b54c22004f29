"""Archives of hand-ins, laid out as files in one folder: unpacked without trust, with the times of handing in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from autograder.course.stub import code_cell, notebook_text
from autograder.errors import OperatorError, UnreadableSubmission, WrongUsage
from autograder.gradetables.tables import write_whole
from autograder.nbgrader.collecting.arrivals import CONVERTED, Arrival, is_clutter
from autograder.nbgrader.collecting.submission_times import file_date
from autograder.submission.archive import ZIP_LIMITS, ZipLimits, unpack_zip
from autograder.submission.layouts import read_file_name
from autograder.submission.source import read_submission, shown

#: How far all archives together may grow, in bytes.
_ALL_BYTES = 4 * ZIP_LIMITS.total_bytes
#: Files packed all within this time have the date of the packing, which says nothing of when they were handed in.
_PACKING = timedelta(minutes=10)
#: What an archive says that says no date.
_NO_YEAR = 1980
_PACKED = {".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"}


@dataclass
class Unpacking:
    """One folder that archives are unpacked into.

    ``dates`` are when files were handed in, in the time of whoever packed them, where an archive knows that. ``say``
    takes a sentence on each file that does not come through.
    """

    say: Callable[[str], None]
    limits: ZipLimits = ZIP_LIMITS
    dates: dict[Path, datetime] = field(default_factory=dict)
    left: int = _ALL_BYTES

    def unpack_all(self, archives: Path, into: Path) -> None:
        """Unpack every zip archive below ``archives`` into a folder of its name, and copy every other file.

        An archive inside an archive is unpacked too, one level deep. Raises OperatorError where the machine refuses.
        """
        for folder, _, names in os.walk(archives):
            here = into / Path(folder).relative_to(archives)
            for name in sorted(names):
                path = Path(folder, name)
                if is_clutter(path, archives):
                    continue
                if path.is_symlink() or not path.is_file():
                    self.say(f"`{shown(path)}` is a symbolic link or no file, and was left out.")
                elif path.suffix.lower() == ".zip":
                    self._unpack_class(path, here)
                else:
                    self._copy(path, here / name)

    def _unpack_class(self, archive: Path, here: Path) -> None:
        target = self._unpack(archive, here)
        if target is None:
            return
        # What a student packed has dates that are the student's to choose.
        if read_file_name(archive.name) is None:
            self._note_dates(target)
        for inner in sorted(path for path in target.rglob("*") if path.suffix.lower() == ".zip" and path.is_file()):
            date = self.dates.pop(inner, None)
            opened = self._unpack(inner, inner.parent)
            if opened is None:
                continue  # It stays, so that its student is known to have handed in something.
            inner.unlink()
            if date is not None:
                self.dates.update((path, date) for path in opened.rglob("*") if path.is_file())

    def _unpack(self, archive: Path, here: Path) -> Path | None:
        """The folder where an archive was unpacked, or None where it cannot be."""
        target = _fresh(here, archive.stem)
        limits = replace(self.limits, total_bytes=max(0, min(self.limits.total_bytes, self.left)))
        try:
            refused = unpack_zip(archive, target, limits)
        except WrongUsage as problem:
            self.say(str(problem))
            return None
        self.left -= sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
        for one in refused:
            if not is_clutter(Path(*one.parts), Path()):
                self.say(f"`{shown(one.name)}` in `{shown(archive.name)}` {one.reason}.")
        return target

    def _copy(self, path: Path, target: Path) -> None:
        if path.suffix.lower() in _PACKED:
            self.say(f"`{shown(path)}` was not unpacked: only `.zip` is. Unpack it there, or pack it as `.zip`.")
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        except OSError as problem:
            raise OperatorError(f"`{path}` cannot be copied to `{target}`: {problem.strerror}. Make room.") from problem

    def _note_dates(self, folder: Path) -> None:
        found = {path: file_date(path) for path in folder.rglob("*") if path.is_file()}
        found = {path: date for path, date in found.items() if date.year > _NO_YEAR}
        if found and max(found.values()) - min(found.values()) > _PACKING:
            self.dates.update(found)


def convert(arrivals: Iterable[Arrival], say: Callable[[str], None]) -> list[tuple[Path, Path]]:
    """Make a notebook beside each Python file, of its text, of which nothing is run; return which was made of which."""
    made = []
    for arrival in arrivals:
        try:
            submission = read_submission(arrival.path)
        except UnreadableSubmission as problem:
            say(f"{arrival.label.student} ({arrival.label.identifier}): {problem}")
            continue
        notebook = arrival.path.with_name(arrival.path.stem + CONVERTED)
        write_whole(notebook, notebook_text([code_cell(cell.text) for cell in submission.cells]).encode())
        shutil.copystat(arrival.path, notebook)
        made.append((arrival.path, notebook))
    return made


def _fresh(here: Path, name: str) -> Path:
    """A new folder of that name, or with a number where another archive has taken it."""
    target, number = here / name, 1
    while True:
        try:
            target.mkdir(parents=True)
        except FileExistsError:
            number += 1
            target = here / f"{name} ({number})"
        except OSError as problem:
            raise OperatorError(f"`{target}` cannot be made: {problem.strerror}. Make room there.") from problem
        else:
            return target
