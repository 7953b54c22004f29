"""A table in a text file, as learning platforms and spreadsheets write it: read, and written back in the same form."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import OperatorError, WrongUsage

_DELIMITERS = (",", ";", "\t")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MOST_BYTES = 50 * 2**20
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Form:
    """How a table stands in its file. ``has_mark``: it begins with U+FEFF; ``quotes_all``: every cell is in quotes."""

    delimiter: str = ","
    encoding: str = "utf-8"
    has_mark: bool = False
    quotes_all: bool = False
    line_end: str = "\r\n"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of them the headings, their form, and in ``remark`` what was noticed in reading them."""

    rows: list[list[str]]
    form: Form
    remark: str = ""

    def to_bytes(self) -> bytes:
        """The file's content."""
        mark = "\ufeff" if self.form.has_mark else ""
        return (mark + _as_text(self.rows, self.form)).encode(self.form.encoding, "replace")


def read_table(path: Path) -> Table:
    """Read a table whose cells stand between commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

    Raises WrongUsage where the file cannot be read, or holds no such table.
    """
    text, form, remark = _decode(_bytes_of(path), path)
    try:
        form = replace(
            form, delimiter=max(_DELIMITERS, key=lambda one: len(next(_records(text, one, strict=False), [])))
        )
        rows = list(_records(text, form.delimiter, strict=True))
    except csv.Error as problem:
        raise WrongUsage(f"`{path}` is no table that can be read: {problem}. Export it again.") from problem
    if not any(any(row) for row in rows):
        raise WrongUsage(f"`{path}` is empty. Export it again.")
    quotes_all = text.startswith(_as_text(rows[:1], replace(form, quotes_all=True)))
    return Table(rows, replace(form, quotes_all=quotes_all), remark)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, in a folder that is made where it is missing.

    Raises OperatorError where the machine does not let it be written.
    """
    part = path.with_name(f".{path.name[:60]}{_UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        reason = problem.strerror or problem
        raise OperatorError(f"`{path}` cannot be written: {reason}. Name another file, or make room.") from problem


def _as_text(rows: list[list[str]], form: Form) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=form.delimiter,
        lineterminator=form.line_end,
        quoting=csv.QUOTE_ALL if form.quotes_all else csv.QUOTE_MINIMAL,
    )
    writer.writerows(rows)
    return text.getvalue()


def _records(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the path
        reason = getattr(problem, "strerror", None) or problem
        raise WrongUsage(f"`{path}` cannot be read: {reason}. Check the path.") from problem
    if len(data) > _MOST_BYTES:
        raise WrongUsage(f"`{path}` is larger than {_MOST_BYTES // 2**20} MB, which no class's table is.")
    if data.startswith(_WORKBOOKS):
        raise WrongUsage(f"`{path}` is a workbook of Excel's and no table in text. Save it as `CSV UTF-8`.")
    return data


def _decode(data: bytes, path: Path) -> tuple[str, Form, str]:
    """The text, how its bytes stood for it, and a remark where they should have stood otherwise."""
    form, remark = Form(), ""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            form = Form(encoding=encoding, has_mark=True)
            data = data[len(mark) :]
            break
    try:
        text = data.decode(form.encoding)
    except UnicodeDecodeError as problem:
        if form.has_mark:
            encoding = form.encoding.upper()
            raise WrongUsage(f"`{path}` says that it is in {encoding} and is not. Export it again.") from problem
        text, form, remark = _as_excel_saves_it(data, path)
    if "\0" in text:
        raise WrongUsage(f"`{path}` holds NUL characters: it is no text. Save it as `CSV UTF-8`.")
    first, _, _ = text.partition("\n")
    return text, replace(form, line_end="\r\n" if first.endswith("\r") else "\n"), remark


def _as_excel_saves_it(data: bytes, path: Path) -> tuple[str, Form, str]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as problem:
        raise WrongUsage(f"`{path}` is no text in UTF-8. Save it as `CSV UTF-8`.") from problem
    remark = f"`{path}` is not in UTF-8. It was read as Windows-1252, which Excel saves: look whether names are right."
    return text, Form(has_mark=True), remark
