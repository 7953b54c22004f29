"""Zip packages: written so that the same files give the same bytes, read so that no archive can do harm."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib

from quizzes.errors import quoted
from quizzes.exchange.refusals import ImportRefused

#: The oldest time that a zip can hold; a real one would make every package differ from the last.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
MAX_FILES = 2_000
MAX_FILE_BYTES = 10_000_000
MAX_BYTES = 50_000_000
#: Honest XML shrinks to a tenth or so.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 100_000
DRIVE = re.compile(r"^[A-Za-z]:")


def pack(files: dict[str, bytes]) -> bytes:
    """The files as a zip, stored as they are: what a compressor writes differs between its versions."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def is_package(data: bytes) -> bool:
    """Whether the bytes are a zip, as far as their first ones tell."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(data: bytes, name: str) -> dict[str, bytes]:
    """The files in a zip by their paths. Raises ImportRefused for one that is broken, too large, or climbs out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _files(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise ImportRefused(name, f"cannot be unpacked: {error}", "export it again, or unpack it yourself") from None


def _files(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_FILES:
        raise ImportRefused(name, f"holds {len(entries):,} files", f"at most {MAX_FILES:,}: import one bank at a time")
    files: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        _check_entry(entry, name)
        if entry.filename in files:
            raise ImportRefused(name, f"holds {quoted(entry.filename)} twice", "export it again")
        # The sizes in the directory may lie, so that no more is read than is allowed.
        with archive.open(entry) as file:
            content = file.read(MAX_FILE_BYTES + 1)
        total += len(content)
        if len(content) > MAX_FILE_BYTES or total > MAX_BYTES:
            raise _too_large(name, entry.filename)
        files[entry.filename] = content
    return files


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    path = entry.filename
    if path.startswith(("/", "\\")) or DRIVE.match(path) or "\\" in path or ".." in path.split("/"):
        raise ImportRefused(name, f"holds the path {quoted(path)}, which leaves the package", "take that file out")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ImportRefused(name, f"holds the link {quoted(path)}", "put the file itself in its place")
    if entry.flag_bits & 0x1:
        raise ImportRefused(name, f"holds {quoted(path)}, which is encrypted", "export it without a password")
    shrunk = entry.file_size > MAX_RATIO * max(entry.compress_size, 1) and entry.file_size > RATIO_COUNTS_FROM
    if entry.file_size > MAX_FILE_BYTES or shrunk:
        raise _too_large(name, path)


def _too_large(name: str, path: str) -> ImportRefused:
    limits = f"at most {MAX_FILE_BYTES // 10**6} MB a file and {MAX_BYTES // 10**6} MB in all"
    return ImportRefused(name, f"holds {quoted(path)}, which is too large unpacked", f"{limits}, shrunk by {MAX_RATIO}")
