"""Packages and XML: the same bytes every time, and nothing harmful is read."""

import io
import stat
import zipfile

import pytest

from quizzes.exchange import package, xml_safety
from quizzes.exchange.package import is_package, pack, unpack
from quizzes.exchange.refusals import ImportRefused
from quizzes.exchange.xml_build import document, has_forbidden, node
from quizzes.exchange.xml_safety import local, namespace, parse_xml, without_namespaces

NEEDS_DEFUSEDXML = "reading XML needs defusedxml: make .venv/.dev"


def zipped(*entries: tuple[str, bytes], mode: int = stat.S_IFREG | 0o644, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = method
            archive.writestr(entry, content)
    return buffer.getvalue()


def test_a_package_has_the_same_bytes_whatever_the_order() -> None:
    """Names are sorted, times fixed, nothing compressed."""
    assert pack({"b": b"2", "a": b"1"}) == pack({"a": b"1", "b": b"2"})
    assert unpack(pack({"a/b.xml": b"<x/>"}), "p.zip") == {"a/b.xml": b"<x/>"}


def test_a_package_is_told_by_its_first_bytes() -> None:
    """XML is none, an empty zip is one."""
    assert is_package(pack({})) and not is_package(b"<?xml")


@pytest.mark.parametrize("path", ["../a.xml", "a/../../b", "/etc/passwd", "C:/x", "a\\..\\b", "\\x"])
def test_a_path_that_climbs_is_refused(path: str) -> None:
    """Whatever its notation."""
    with pytest.raises(ImportRefused, match="`p.zip` holds the path .*, which leaves the package; take that file out"):
        unpack(zipped((path, b"")), "p.zip")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """Its directory says how far it was shrunk."""
    with pytest.raises(ImportRefused, match="is too large unpacked"):
        unpack(zipped(("a.xml", b"0" * 9_000_000)), "p.zip")


def test_a_directory_that_lies_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than allowed, whatever size is declared; all files together count, too."""
    monkeypatch.setattr(package, "MAX_BYTES", 150)
    with pytest.raises(ImportRefused, match="is too large unpacked"):
        unpack(zipped(("a", b"1" * 100), ("b", b"2" * 100), method=zipfile.ZIP_STORED), "p.zip")


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank has a file for each item, not thousands."""
    monkeypatch.setattr(package, "MAX_FILES", 1)
    with pytest.raises(ImportRefused, match="holds 2 files; at most 1"):
        unpack(zipped(("a", b""), ("b", b"")), "p.zip")


def test_a_link_is_refused() -> None:
    """It would point anywhere."""
    with pytest.raises(ImportRefused, match="holds the link `a`"):
        unpack(zipped(("a", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777), "p.zip")


def test_a_file_that_is_there_twice_is_refused() -> None:
    """Two readers would read two banks."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a", b"1"), ("a", b"2"))
    with pytest.raises(ImportRefused, match="holds `a` twice"):
        unpack(data, "p.zip")


def test_an_encrypted_file_is_refused() -> None:
    """There is nobody to ask for the password."""
    data = zipped(("a", b"1"), method=zipfile.ZIP_STORED)
    at = data.index(b"PK\x01\x02") + 8
    with pytest.raises(ImportRefused, match="`a`, which is encrypted"):
        unpack(data[:at] + b"\x01" + data[at + 1 :], "p.zip")


def test_a_broken_package_is_refused() -> None:
    """Half a zip is none."""
    with pytest.raises(ImportRefused, match="`p.zip` cannot be unpacked"):
        unpack(zipped(("a", b"1"))[:-30], "p.zip")


HARMFUL = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    "external": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "parameter": b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/"> %a;]><x/>',
    "document type": b'<!DOCTYPE x SYSTEM "x.dtd"><x/>',
    "utf-16": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
}


@pytest.mark.parametrize("data", HARMFUL.values(), ids=HARMFUL)
def test_a_declaration_in_xml_is_refused(data: bytes) -> None:
    """In any encoding: an entity can grow without end, or bring in a file of this machine."""
    pytest.importorskip("defusedxml", reason=NEEDS_DEFUSEDXML)
    with pytest.raises(ImportRefused, match="`a.xml` declares a document type or entities.*; delete its <!DOCTYPE"):
        parse_xml(data, "a.xml")


@pytest.mark.parametrize("data", [b"", b"<x>", b"PK", b"<x>&a;</x>", b"<?xml version='1.0' encoding='no'?><x/>"])
def test_broken_xml_is_refused(data: bytes) -> None:
    """With the parser's words."""
    pytest.importorskip("defusedxml", reason=NEEDS_DEFUSEDXML)
    with pytest.raises(ImportRefused, match="is not well-formed XML"):
        parse_xml(data, "a.xml")


def test_xml_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its bytes, its elements, or their depth."""
    pytest.importorskip("defusedxml", reason=NEEDS_DEFUSEDXML)
    with pytest.raises(ImportRefused, match="more than 200 levels"):
        parse_xml(b"<x>" * 300 + b"</x>" * 300, "a.xml")
    monkeypatch.setattr(xml_safety, "MAX_XML_BYTES", 3)
    with pytest.raises(ImportRefused, match="has 4 bytes; at most 3"):
        parse_xml(b"<x/>", "a.xml")


def test_without_the_library_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading with less care would be worse."""
    monkeypatch.setitem(__import__("sys").modules, "defusedxml", None)
    with pytest.raises(ImportRefused, match="the library that reads it safely is not here; install"):
        parse_xml(b"<x/>", "a.xml")


def test_namespaces_are_taken_off() -> None:
    """From elements and attributes."""
    pytest.importorskip("defusedxml", reason=NEEDS_DEFUSEDXML)
    root = parse_xml(b'<x xmlns="urn:a" xml:lang="en"><!-- c --><y/></x>', "a.xml")
    assert (namespace(root.tag), local(root.tag)) == ("urn:a", "x")
    assert [each.tag for each in without_namespaces(root)] == ["y"]
    assert root.attrib == {"lang": "en"}


def test_a_document_is_laid_out_where_spaces_do_not_count() -> None:
    """Structure in lines, prose as it stands, and no character that XML cannot hold."""
    written = document(node("top", node("b", node("p", "x ", node("em", "y"), "\x1b")), class_="c"))
    assert b'<top class="c">\n  <b>\n    <p>x <em>y</em>\xef\xbf\xbd</p>\n  </b>\n</top>\n' in written
    assert has_forbidden("\x1b") and not has_forbidden("a\r\n")
