"""The folder of an analysis: the page and the tables, each written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from quizzes.analysis.analysis import Analysis
from quizzes.analysis.csv_files import csv_files
from quizzes.analysis.page import render_page
from quizzes.errors import UsageError, quoted
from quizzes.exchange.written import write_whole

PAGE = "analysis.html"


def write_folder(analysis: Analysis, title: str, folder: Path) -> list[Path]:
    """Write all files, over those of an earlier analysis, and return their paths, the page first.

    Raises UsageError where the disk refuses.
    """
    files = {PAGE: render_page(analysis, title), **csv_files(analysis)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            write_whole(folder / name, text.encode())
    except OSError as error:
        raise UsageError(f"{quoted(folder)} cannot be written: {error.strerror}; name another folder") from error
    return [folder / name for name in files]
