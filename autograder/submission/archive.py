"""A class's zip archive, unpacked without trust: nothing climbs out, nothing grows past its limits."""

from __future__ import annotations

import errno
import os
import re
import stat
import struct
import time
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import OperatorError, WrongUsage

_MEGABYTE = 2**20
_CHUNK = 2**16
_READ_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What zipfile raises on damaged archives, beside its own BadZipFile; seen by mutating bytes.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_MACHINE_FAULTS = {errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE}
_MACHINE_FAULTS |= {getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How far an archive may grow: bytes in all and of one member, its entries, and a large member's ratio."""

    total_bytes: int = 500 * _MEGABYTE
    member_bytes: int = 50 * _MEGABYTE
    entries: int = 20_000
    ratio: int = 200
    ratio_from_bytes: int = _MEGABYTE


ZIP_LIMITS = ZipLimits()


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that was not unpacked, by its name in the archive, and why: ``reason`` goes on from the name."""

    name: str
    reason: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The member's name as a path below the archive's root, with all that would leave it taken out."""
        steps = [step for step in re.split(r"[/\\\0]", self.name) if step not in ("", ".", "..")]
        return tuple(step for step in steps if not re.fullmatch("[A-Za-z]:", step)) or ("unnamed",)

    @property
    def keeps_its_place(self) -> bool:
        """Whether ``name`` says just what ``parts`` says."""
        return self.name.rstrip("/") == "/".join(self.parts)


def unpack_zip(path: Path, into: Path, limits: ZipLimits = ZIP_LIMITS) -> list[Refused]:
    """Unpack ``path`` into the empty folder ``into``; return the members that were refused, and why.

    Members are unpacked smallest first, source files before all others, so that what is too large costs only itself.
    Archives inside the archive stay packed, and files keep the dates that it gives them. Raises WrongUsage where
    ``path`` is no readable zip archive or has too many entries, OperatorError where this machine cannot write.
    """
    remedy = "Download it again, or unpack it yourself and give the folder."
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, *_DAMAGE) as problem:
        raise WrongUsage(f"`{path}` cannot be read as a zip archive: {problem}. {remedy}") from problem
    with archive:
        members = archive.infolist()
        for member in members:
            member.filename = _as_utf8(member)
        if len(members) > limits.entries:
            raise WrongUsage(
                f"`{path}` has {len(members)} entries; at most {limits.entries} are unpacked. "
                "Unpack it yourself and give the folder."
            )
        return _unpack(archive, members, into, limits)


def _as_utf8(member: zipfile.ZipInfo) -> str:
    """The member's name, also where the tool that packed it wrote UTF-8 and did not say so."""
    is_marked, is_whole = member.flag_bits & 0x800, member.filename == member.orig_filename
    if is_marked or not is_whole or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


class _Refusal(Exception):
    """Why one member is not unpacked."""


@dataclass
class _Allowance:
    """The bytes that may still be unpacked, counted as they come and never by what a header says."""

    limits: ZipLimits
    left: int

    def take(self, count: int, written: int, packed: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _Refusal(f"was left out: the archive unpacks to over {_mb(self.limits.total_bytes)}")
        if written > self.limits.member_bytes:
            raise _Refusal(f"unpacks to over {_mb(self.limits.member_bytes)}")
        if written > self.limits.ratio_from_bytes and written > self.limits.ratio * packed:
            raise _Refusal(f"unpacks to over {self.limits.ratio} times its size, as only a zip bomb does")


def _require_once(times: int) -> None:
    if times > 1:
        raise _Refusal(f"is in the archive {times} times")


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], into: Path, limits: ZipLimits) -> list[Refused]:
    allowance = _Allowance(limits, limits.total_bytes)
    times = Counter(member.filename for member in members)
    refused = []
    for member in sorted(members, key=_smallest_source_first):
        try:
            _require_harmless(member, limits)
            _require_once(times[member.filename])
            _write(archive, member, into / member.filename, allowance)
        except _Refusal as refusal:
            refused.append(Refused(member.orig_filename, str(refusal)))
    return sorted(set(refused), key=lambda one: (one.name, one.reason))


def _smallest_source_first(member: zipfile.ZipInfo) -> tuple[bool, int]:
    return not member.filename.lower().endswith((".py", ".ipynb")), member.file_size


def _require_harmless(member: zipfile.ZipInfo, limits: ZipLimits) -> None:
    # Two names: where the member says it is, and what zipfile made of that (it cuts at a NUL, and reads extra fields).
    for name in (member.orig_filename, member.filename):
        if "\\" in name or "\0" in name:
            raise _Refusal("has a backslash or a NUL in its name")
        if name.startswith("/") or re.match("[A-Za-z]:", name):
            raise _Refusal("has an absolute path")
        if ".." in name.split("/"):
            raise _Refusal("climbs out of its folder by `..`")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _Refusal("is a symbolic link or a device")
    if member.flag_bits & 1:
        raise _Refusal("is encrypted")
    if member.compress_type not in _READ_METHODS:
        raise _Refusal("is packed by a method other than deflate")
    if member.file_size > limits.member_bytes:
        raise _Refusal(f"unpacks to over {_mb(limits.member_bytes)}")


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, allowance: _Allowance) -> None:
    try:
        if member.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(archive, member, target, allowance)
            _keep_date(member, target)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as problem:
        raise _Refusal("has the name of another member") from problem
    except OSError as problem:
        if problem.errno in _MACHINE_FAULTS:
            remedy = "Make room there, or unpack the archive elsewhere and give the folder."
            raise OperatorError(f"`{target}` cannot be written: {problem.strerror}. {remedy}") from problem
        raise _Refusal(f"has a name or a place that cannot be used ({problem.strerror})") from problem
    except _DAMAGE as problem:
        raise _Refusal("is damaged") from problem


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, allowance: _Allowance) -> None:
    created = whole = False
    written = 0
    try:
        with archive.open(member) as packed, target.open("xb") as unpacked:
            created = True
            while chunk := packed.read(_CHUNK):
                written += len(chunk)
                allowance.take(len(chunk), written, member.compress_size)
                unpacked.write(chunk)
            whole = True
    finally:
        if created and not whole:
            target.unlink()


def _keep_date(member: zipfile.ZipInfo, target: Path) -> None:
    """Date the file as the archive does, by this machine's clock: a zip names no time zone."""
    with suppress(OverflowError, ValueError, OSError):  # a date that no clock has
        moment = time.mktime((*member.date_time, 0, 0, -1))
        os.utime(target, (moment, moment))


def _mb(count: int) -> str:
    return f"{count / _MEGABYTE:g} MB"
