"""The text of a file of which nobody says how it is encoded: UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs

from quizzes.analysis.refusals import refused

MAX_MEGABYTES = 200
#: What other kinds of files begin with, and what to do with them.
OTHERS = {
    b"PK\x03\x04": ("is a zip archive or an Excel workbook", "open it and save the sheet as CSV (UTF-8)"),
    b"\xd0\xcf\x11\xe0": ("is an old Excel workbook", "open it and save the sheet as CSV (UTF-8)"),
    b"%PDF": ("is a PDF", "export the responses as CSV"),
    b"\x1f\x8b": ("is a compressed file", "unpack it first"),
}
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes, file: str) -> tuple[str, str]:
    """The text, and the name of its encoding. Raises TableError where it is no text that one can be sure of.

    A mark at the beginning decides; then UTF-8 where every byte is; then UTF-16 where every second byte of the first
    line is 0, as in Western text; else Windows-1252.
    """
    for start, (what, instead) in OTHERS.items():
        if data.startswith(start):
            raise refused(file, what, instead)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, file), encoding
    encoding = _likely(data)
    return _strictly(data, encoding, file), encoding


def _likely(data: bytes) -> str:
    first = data[:200]
    if first[1::2] and not any(first[1::2]):
        return "utf-16-le"
    if first[::2] and not any(first[::2]):
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _strictly(data: bytes, encoding: str, file: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="replace").count("\n") + 1
        what = f"byte {data[error.start]:#04x} is no character of {encoding}"
        raise refused(file, what, "save the file as UTF-8", line=line) from None
    place = text.find("\0")
    if place >= 0:
        line = text.count("\n", 0, place) + 1
        raise refused(file, "holds the character 0, so it is no text", "export the responses as CSV", line=line)
    return text
