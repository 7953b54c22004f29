"""A mistake of ours in words: its traceback goes to a file, never to the user."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path


def note_own_fault(problem: BaseException) -> str:
    """Keep the traceback of a mistake of ours in a file, and say in words where it is."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="rectify-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as record:
        record.write(f"command: {sys.argv}\n\n")
        traceback.print_exception(problem, file=record)
    return (
        f"This is a mistake in rectify itself ({type(problem).__name__}), not in your files. Nothing that was graded "
        f"is lost; run the command again. If it happens again, report it with `{Path(record.name)}`."
    )
