"""The folder of an analysis: the page and the tables, each written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from quizzes.analysis.analysis import Analysis
from quizzes.analysis.csv_files import csv_files
from quizzes.analysis.page import render_page
from quizzes.errors import UsageError, quoted

PAGE = "analysis.html"


def write_folder(analysis: Analysis, title: str, folder: Path) -> list[Path]:
    """Write all files, over those of an earlier analysis, and return their paths, the page first.

    Raises UsageError where the disk refuses.
    """
    files = {PAGE: render_page(analysis, title), **csv_files(analysis)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_written(folder / name, text) for name, text in files.items()]
    except OSError as error:
        raise UsageError(f"{quoted(folder)} cannot be written: {error.strerror}; name another folder") from error


def _written(path: Path, text: str) -> Path:
    """Write beside the place and move there, so that nobody finds half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        # mkstemp keeps the file from everybody else; a report is as readable as its folder.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
