"""Archives with the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

#: The earliest date that a zip can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class File:
    """A file's content, and whether it is a program, or its owner's alone to read."""

    content: bytes
    mode: int = 0o644


def packed(files: Mapping[str, File]) -> bytes:
    """A zip archive of ``files``, by name. Same files, same bytes, whatever the clock and the system are."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3  # Unix, so that modes count
            entry.external_attr = (0o100000 | files[name].mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, files[name].content, compresslevel=9)
    return archive.getvalue()
