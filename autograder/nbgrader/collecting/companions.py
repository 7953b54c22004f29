"""What nbgrader wants beside a collected notebook: the time of handing in, and a secret.

`nbgrader release_feedback` names a student's page by the secret, and ends at the first one without. Students get theirs
by `nbgrader submit`; nobody is told one that is made here, and so nobody can guess the page's name. It also notes what
was collected: that is how a time that an instructor corrected is told from one that was written here.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

SECRET, TIMESTAMP = "submission_secret.txt", "timestamp.txt"
_NOTED = re.compile(r"zip_collect (?P<time>\S+) (?P<digest>[0-9a-f]{64}) (?P<token>[0-9a-f]{64})")
_UNTIMED = "untimed"
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Companions:
    """The text of a student's secret, and the time (UTC) that is to be taken.

    ``replaced`` is a time that stood there, perhaps corrected by hand, and is lost; ``kept`` is one that the instructor
    wrote, or ``""`` for none, and that still is of what was handed in.
    """

    secret: str
    submitted: str | None
    replaced: str | None = None
    kept: str | None = None


def companions(folder: Path, notebooks: Mapping[str, Path], submitted: str | None) -> Companions:
    """What goes with ``notebooks``, by name, that are handed in (UTC) and go to ``folder``, as it was left before."""
    digest = _digest(notebooks)
    before, found = _small_text(folder / SECRET), _small_text(folder / TIMESTAMP)
    replaced = found if found and _moment(found) != _moment(submitted or "") else None
    noted = _NOTED.fullmatch(before)
    if before and noted is None:
        return Companions(before, submitted, replaced)  # By `nbgrader submit`: the student fetches feedback with it.
    token = noted["token"] if noted else secrets.token_hex(32)
    secret = f"zip_collect {submitted.replace(' ', 'T') if submitted else _UNTIMED} {digest} {token}"
    if noted is None:
        return Companions(secret, submitted, replaced)
    if _moment(found) == _moment(noted["time"].replace(_UNTIMED, "")):
        return Companions(secret, submitted)
    if noted["digest"] != digest or _moment(found) is False:
        return Companions(secret, submitted, replaced)
    return Companions(secret, found or None, kept=found)


def _digest(notebooks: Mapping[str, Path]) -> str:
    digests = (f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for name, path in sorted(notebooks.items()))
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _moment(text: str) -> datetime | bool | None:
    """A time stamp as nbgrader reads it; None where there is none, False where it is no time."""
    try:
        return parse_utc(text) if text else None
    except (ValueError, OverflowError):
        return False


def _small_text(path: Path) -> str:
    """The text of a file, ``""`` where there is none that can be read: students' folders may hold anything."""
    try:
        with open(path, "rb", opener=lambda given, flags: os.open(given, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return ""
            return file.read(_LONGEST).decode().strip()
    except (OSError, ValueError):
        return ""
