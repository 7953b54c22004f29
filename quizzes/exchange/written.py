"""Files that are written whole or not at all, and never over another without being told to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from quizzes.errors import MachineError, UsageError, quoted


def write_files(files: Mapping[Path, bytes], *, force: bool = False) -> None:
    """Write each file, in a folder that is made where it is missing.

    Raises UsageError where a file is there already and ``force`` does not say to replace it, before any is written;
    MachineError where the machine does not let one be written.
    """
    present = [path for path in files if path.exists() or path.is_symlink()]
    if present and not force:
        raise UsageError(f"{quoted(str(present[0]), 120)} is there already; add --force to replace it, or name another")
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as problem:
            raise MachineError(f"{quoted(str(path), 120)} cannot be written: {problem.strerror or problem}") from None


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the place and move there, so that nobody finds half a file. Raises OSError."""
    descriptor, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        # mkstemp keeps the file from everybody else; what is written here is as readable as its folder.
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
