"""Archives are unpacked with suspicion: what climbs, lies, links or swells is refused, and costs only its student."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import OperatorError
from autograder.submission.archive import Refused, ZipLimits, unpack_zip
from autograder.submission.handin import find_handins
from tests.layouts import lay, pack
from tests.thorough import examples


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return lay(tmp_path, "class/") / "class"


@pytest.mark.parametrize(
    ("name", "reason", "parts"),
    [
        ("../x.py", "climbs out of its folder by `..`", ("x.py",)),
        ("/etc/x.py", "has an absolute path", ("etc", "x.py")),
        ("C:/x.py", "has an absolute path", ("x.py",)),
        ("ada\\x.py", "has a backslash or a NUL in its name", ("ada", "x.py")),
        ("ada/" + "x" * 300, "has a name or a place that cannot be used (File name too long)", ("ada", "x" * 300)),
    ],
)
def test_names_that_leave_the_folder(here: Path, name: str, reason: str, parts: tuple[str, ...]) -> None:
    """A member whose name leads elsewhere is refused, and nothing is written anywhere."""
    [refused] = unpack_zip(pack(here / "w.zip", name), lay(here, "into/") / "into")
    assert (refused, refused.parts) == (Refused(name, reason), parts)
    assert not [path for path in here.rglob("*") if path.is_file() and path.name != "w.zip"]


def test_a_file_keeps_its_date(here: Path) -> None:
    """By this machine's clock; a date that no calendar has does no harm."""
    dated = zipfile.ZipInfo("ada.py", (2024, 2, 29, 13, 14, 16))
    undated = zipfile.ZipInfo("bob.py", (1980, 0, 0, 0, 0, 0))
    unpack_zip(pack(here / "w.zip", dated, undated), lay(here, "into/") / "into")
    assert time.localtime((here / "into/ada.py").stat().st_mtime)[:6] == (2024, 2, 29, 13, 14, 16)
    assert (here / "into/bob.py").read_text() == "x = 1\n"


def test_a_name_cut_at_a_nul(here: Path) -> None:
    """A name that goes on after a NUL is refused: readers differ on it."""
    path = pack(here / "w.zip", "ada.py?.txt")
    path.write_bytes(path.read_bytes().replace(b"ada.py?.txt", b"ada.py\0.txt"))
    assert unpack_zip(path, here)[0].reason == "has a backslash or a NUL in its name"


def test_a_name_of_dots_alone() -> None:
    """A refused member always has a place to be reported at."""
    assert Refused("../..", "").parts == ("unnamed",)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR])
def test_links_in_archives(here: Path, kind: int) -> None:
    """An entry that would become a link or a device is refused."""
    info = zipfile.ZipInfo("ada.py")
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    [refused] = unpack_zip(pack(here / "w.zip", info, data=b"/etc/passwd"), here)
    assert refused.reason == "is a symbolic link or a device"


def test_encrypted_members(here: Path) -> None:
    """An encrypted member is refused."""
    path = pack(here / "w.zip", "ada.py", method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert unpack_zip(path, here)[0].reason == "is encrypted"


def test_other_methods(here: Path) -> None:
    """Methods whose decoders take memory by the header's word are refused."""
    refused = unpack_zip(pack(here / "w.zip", "ada.py", method=zipfile.ZIP_LZMA), here)
    assert refused[0].reason == "is packed by a method other than deflate"


def test_duplicates_and_clashes(here: Path) -> None:
    """Of two members of one name neither is taken; a file in the place of a folder is refused."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = pack(here / "w.zip", "ada.py", "ada.py", "bob", "bob/x.txt")
    reasons = {one.name: one.reason for one in unpack_zip(path, lay(here, "into/") / "into")}
    assert reasons["ada.py"] == "is in the archive 2 times"
    assert reasons["bob/x.txt"] == "has the name of another member"
    assert not (here / "into" / "ada.py").exists()


def test_a_damaged_member(here: Path) -> None:
    """A member whose bytes do not agree with their checksum is refused, and no half of it stays."""
    path = pack(here / "w.zip", "ada.py", "bob.py", data=b"x = 12345\n", method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"x = 12345", b"x = 54321", 1))
    assert unpack_zip(path, lay(here, "into/") / "into") == [Refused("ada.py", "is damaged")]
    assert [one.name for one in (here / "into").iterdir()] == ["bob.py"]


def test_the_limits_count_real_bytes(here: Path) -> None:
    """Limits on one member and on all hold, and the smallest source files come first."""
    with zipfile.ZipFile(here / "w.zip", "w") as archive:
        for name, size in {"a.bin": 300, "big.py": 500, "c.py": 200, "d.py": 100, "huge.py": 900}.items():
            archive.writestr(name, os.urandom(size))
    limits = ZipLimits(total_bytes=900, member_bytes=800)
    reasons = {one.name: one.reason for one in unpack_zip(here / "w.zip", lay(here, "into/") / "into", limits)}
    assert set(reasons) == {"huge.py", "a.bin"}
    assert reasons["huge.py"].startswith("unpacks to over") and "the archive unpacks to over" in reasons["a.bin"]


def test_a_header_that_lies_small(here: Path) -> None:
    """A member that says it is small cannot write more than it says."""
    path = pack(here / "w.zip", "ada.py", data=b"#" * 100_000)
    data = path.read_bytes()
    path.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert unpack_zip(path, lay(here, "into/") / "into") == [Refused("ada.py", "is damaged")]
    assert not list((here / "into").iterdir())


def test_a_member_larger_than_its_limit(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count while reading holds even where the header was believed."""
    path = pack(here / "w.zip", "ada.py", data=b"#" * 1000)
    monkeypatch.setattr("autograder.submission.archive._require_harmless", lambda member, limits: None)
    refused = unpack_zip(path, lay(here, "into/") / "into", ZipLimits(member_bytes=500))
    assert "unpacks to over" in refused[0].reason


def test_too_many_entries(here: Path) -> None:
    """An archive with too many entries is not begun."""
    with pytest.raises(OperatorError, match="has 3 entries; at most 2 are unpacked"):
        unpack_zip(pack(here / "w.zip", "a", "b", "c"), here, ZipLimits(entries=2))


def test_no_archive_at_all(here: Path) -> None:
    """A file that is no zip is the operator's to replace."""
    (here / "w.zip").write_text("<html>Please log in</html>")
    with pytest.raises(
        OperatorError, match="cannot be read as a zip archive: File is not a zip file. Download it again"
    ):
        find_handins([here / "w.zip"], "rectifiers", workspace=here)


def test_a_full_disk_is_the_machines(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No student pays for a full disk."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = pack(here / "w.zip", "ada.py")
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OperatorError, match="cannot be written: No space left on device. Make room there"):
        unpack_zip(path, here)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=4)), max_size=5))
def test_any_damage_is_refused_or_told(changes: list[tuple[int, bytes]]) -> None:
    """However an archive's bytes are changed, it is unpacked inside its folder, refused in part, or the operator's."""
    with tempfile.TemporaryDirectory() as folder:
        path = pack(lay(Path(folder), "into/") / "w.zip", "ada/x.py", "bob/y.py")
        data = bytearray(path.read_bytes())
        for place, new in changes:
            data[place : place + len(new)] = new
        path.write_bytes(data)
        try:
            unpack_zip(path, Path(folder) / "into")
        except OperatorError as problem:
            assert "zip archive" in str(problem)
        assert {one.name for one in Path(folder).iterdir()} == {"into", "w.zip"}


def test_names_in_utf8_that_do_not_say_so(here: Path) -> None:
    """Common packers write UTF-8 without marking it; what is no UTF-8 stays as the format says."""
    path = pack(here / "w.zip", "J??rg.py", "caf?.py")
    named = path.read_bytes().replace(b"J??rg.py", "Jörg.py".encode()).replace(b"caf?.py", "café.py".encode("cp437"))
    path.write_bytes(named)
    unpack_zip(path, lay(here, "into/") / "into")
    assert sorted(found.name for found in (here / "into").iterdir()) == ["Jörg.py", "café.py"]
