"""Folders and archives of hand-ins, made for tests."""

from __future__ import annotations

import zipfile
from pathlib import Path


def lay(root: Path, *names: str) -> Path:
    """Make each of ``names`` below ``root``: a folder where it ends in a slash, else a small file."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text("x = 1\n")
    return root


def pack(
    path: Path, *names: str | zipfile.ZipInfo, data: bytes = b"x = 1\n", method: int = zipfile.ZIP_DEFLATED
) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name in names:
            archive.writestr(name, data)
    return path
