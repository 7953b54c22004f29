"""What the names of files and folders say in the archives that learning platforms make of a class's hand-ins.

Moodle gives each student a folder ``Name Surname_ID_assignsubmission_file_``, or puts that before each file's name;
the number is the student's in that one assignment. Canvas names each file ``surnamename_LATE_ID_UPLOAD_FILE``: the
student's number in Canvas, the upload's, and ``LATE`` where it was. A file that is handed in again is ``FILE-1``
there, then ``FILE-2``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_MOODLE_FOLDER = re.compile(r"(?P<student>.+)_(?P<id>\d+)_assignsubmission_(file|onlinetext)_?")
_MOODLE_FILE = re.compile(r"(?P<student>.+)_(?P<id>\d+)_assignsubmission_(file|onlinetext)_(?P<name>.+)")
_CANVAS_FILE = re.compile(r"(?P<student>.+?)(?P<late>_LATE)?_(?P<id>\d+)_((?P<upload>\d+)_(?P<name>.+)|text\.html)")
_CANVAS_ATTEMPT = re.compile(r"(?P<stem>.+)-(?P<attempt>\d{1,3})")


@dataclass(frozen=True, slots=True)
class Label:
    """What a platform wrote into one name: whose it is, and the ``name`` that the student gave the file.

    ``identifier`` is the platform's number for the student, ``upload`` Canvas's for the file. ``name`` is empty for a
    student's folder.
    """

    platform: Literal["Canvas", "Moodle"]
    student: str
    identifier: str
    name: str = ""
    late: bool = False
    upload: int = 0


def read_folder_name(name: str) -> Label | None:
    """What the name of a student's folder says, or None where no platform made it."""
    moodle = _MOODLE_FOLDER.fullmatch(name)
    return Label("Moodle", moodle["student"], moodle["id"]) if moodle else None


def read_file_name(name: str) -> Label | None:
    """What the name of a file says, or None where no platform made it."""
    if moodle := _MOODLE_FILE.fullmatch(name):
        return Label("Moodle", moodle["student"], moodle["id"], moodle["name"])
    if canvas := _CANVAS_FILE.fullmatch(name):
        upload = int(canvas["upload"] or 0)
        given = canvas["name"] or "text.html"
        return Label("Canvas", canvas["student"], canvas["id"], given, late=bool(canvas["late"]), upload=upload)
    return None


def read_attempt(stem: str) -> tuple[str, int]:
    """A name that Canvas numbered as handed in again, and its number; any other name as it is, and 0."""
    again = _CANVAS_ATTEMPT.fullmatch(stem)
    return (again["stem"], int(again["attempt"])) if again else (stem, 0)
