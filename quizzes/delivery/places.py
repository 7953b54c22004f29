"""Where the record of attempts lies, and who the learner is, where nobody says."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from quizzes.errors import UsageError, one_line, quoted

MAX_LEARNER = 80


def store_path() -> Path:
    r"""The record's file: $RECTIFY_QUIZ_STORE; or quizzes.sqlite3 in $RECTIFY_HOME or the user's folder for data.

    That folder is $XDG_DATA_HOME/rectify (~/.local/share/rectify where it is not set), on macOS
    ~/Library/Application Support/rectify, on Windows %LOCALAPPDATA%\rectify.
    """
    if named := os.environ.get("RECTIFY_QUIZ_STORE"):
        return Path(named)
    return (Path(os.environ["RECTIFY_HOME"]) if os.environ.get("RECTIFY_HOME") else _data_folder()) / "quizzes.sqlite3"


def _data_folder() -> Path:
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "rectify"


def learner_name(given: str | None = None) -> str:
    """The name that attempts are kept under: the one given, $RECTIFY_LEARNER, or the name of the user's account.

    Raises UsageError for a name that is empty, long, or holds what does not show.
    """
    name = given if given is not None else os.environ.get("RECTIFY_LEARNER") or _account()
    if not name.strip() or len(name) > MAX_LEARNER or one_line(name) != name.strip():
        raise UsageError(f"{quoted(name)} is no name for a learner; give one line of 1 to {MAX_LEARNER} characters")
    return name.strip()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "student"
