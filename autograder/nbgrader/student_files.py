"""What students hand in beside their notebooks: which of it goes on to where people and programs look at it."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory


def kept_files(folder: Path, coursedir: CourseDirectory) -> list[Path]:
    """Every file in ``folder`` and below but notebooks, as far as it is only data.

    A link is not kept, as it may lead to what students must not see; nor what is no regular file, or larger than
    nbgrader's own ``max_file_size``; nor a page or a drawing that a browser would run: the formgrader serves what lies
    beside a notebook on the server where the instructor is logged in.
    """
    return [path for path in all_files(folder, coursedir) if _is_data(path, 1000 * coursedir.max_file_size)]


def remove_others(autograded: Path, submitted: Path, source: Path, coursedir: CourseDirectory) -> None:
    """Remove from ``autograded`` what nbgrader copied there of ``submitted``, and is not kept or the course's own."""
    kept = set(kept_files(submitted, coursedir))
    for path in all_files(submitted, coursedir):
        relative = path.relative_to(submitted)
        if path not in kept and not (source / relative).exists():
            (autograded / relative).unlink(missing_ok=True)


def all_files(folder: Path, coursedir: CourseDirectory) -> list[Path]:
    """Every file in ``folder`` and below that nbgrader copies: all but notebooks and what it ignores."""
    from nbgrader.utils import find_all_files

    return [Path(path) for path in find_all_files(str(folder), [*coursedir.ignore, "*.ipynb"])]


def _is_data(path: Path, most_bytes: int) -> bool:
    kind = mimetypes.guess_type(path.name)[0] or ""
    runs = "html" in kind or "xml" in kind
    return not runs and not path.is_symlink() and path.is_file() and path.stat().st_size <= most_bytes
