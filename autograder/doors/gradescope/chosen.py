"""Which of a student's files is the submission."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from autograder.submission.listing import listed
from autograder.submission.source import shown

_SOURCE = (".py", ".ipynb")
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file, a remark on the choice, or in ``error`` why there is none that can be graded."""

    path: Path
    error: str = ""
    remarks: tuple[str, ...] = ()


def choose_file(folder: Path, assignment: str) -> Chosen:
    """The assignment's own file, else the only one. No link is followed, and hidden folders are not looked at."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "__")))
        here = [Path(place) / name for name in sorted(names) if not name.startswith(".")]
        found += [path for path in here if path.suffix.lower() in _SOURCE and not path.is_symlink()]
        if len(found) > _MOST_FILES:
            break
    named = [path for path in found if path.stem.casefold() == assignment.casefold()]
    pool = named or found
    if not pool:
        return Chosen(folder, f"There is no `.py` or `.ipynb`. Hand in `{assignment}.py` or `{assignment}.ipynb`.")
    remarks: tuple[str, ...] = ()
    if len({path.parent / path.stem for path in pool}) == 1 and len(pool) > 1:
        pool = [path for path in pool if path.suffix.lower() == ".py"] or pool
        remarks = (f"Handed in as `.py` and as `.ipynb`: `{shown(pool[0].name)}` was taken.",)
    if len(pool) > 1:
        places = listed([f"`{shown(path.relative_to(folder).as_posix())}`" for path in pool])
        return Chosen(folder, f"Which one? {places}: keep one, or name it `{assignment}.py`.")
    return Chosen(pool[0], remarks=remarks)
