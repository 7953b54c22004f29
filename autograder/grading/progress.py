"""A student's own progress: the best and the latest result of ``rectify check``, kept on this machine alone."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import rich_click as click
from pydantic import BaseModel, ValidationError


class Progress(BaseModel):
    """Public points of one assignment: of the last check, of the best, and how many there are."""

    last: float
    best: float
    possible: float


class ProgressFile(BaseModel):
    """Every assignment that was checked, by name."""

    assignments: dict[str, Progress] = {}


def progress_path() -> Path:
    """Where progress is kept: $RECTIFY_HOME, else the user's folder for application data."""
    return Path(os.environ.get("RECTIFY_HOME") or click.get_app_dir("rectify")) / "progress.json"


def load_progress() -> dict[str, Progress]:
    """The progress so far; none where the file is not there or is damaged."""
    with suppress(OSError, ValidationError):
        return ProgressFile.model_validate_json(progress_path().read_bytes()).assignments
    return {}


def note_progress(assignment: str, earned: float, possible: float) -> None:
    """Keep one result. A folder that cannot be written costs the note, never the check."""
    known = load_progress()
    earlier = known.get(assignment)
    best = max(earned, earlier.best) if earlier and earlier.possible == possible else earned
    known[assignment] = Progress(last=earned, best=best, possible=possible)
    path = progress_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        text = {name: progress.model_dump() for name, progress in sorted(known.items())}
        part.write_text(json.dumps({"assignments": text}, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
