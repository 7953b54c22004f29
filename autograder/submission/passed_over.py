"""Which files of a folder of hand-ins are nobody's: an instructor is told, so that none is missed in silence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.submission.handin import is_nobodys
from autograder.submission.layouts import read_folder_name
from autograder.submission.source import shown


def passed_over(paths: Sequence[Path]) -> list[str]:
    """The names, ready to be shown, of what lies side by side with hand-ins in the folders among ``paths`` and is none.

    Within a student's own folder nothing is passed over: what is there is graded, or said to be no answer.
    """
    folders = [path for path in paths if path.is_dir() and not read_folder_name(path.resolve().name)]
    found = {
        entry.name for folder in folders for entry in folder.iterdir() if entry.is_file() and is_nobodys(entry.name)
    }
    return [shown(name) for name in sorted(found)]
