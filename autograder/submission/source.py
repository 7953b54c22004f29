"""One submission, read from its file as text. Nothing of it is run, and no link is followed."""

from __future__ import annotations

import ast
import errno
import hashlib
import io
import os
import stat
import string
import tokenize
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import OperatorError, UnreadableSubmission
from autograder.submission.ipython import parses
from autograder.submission.notebook import Cell, Notebook, parse_notebook
from autograder.submission.notebook_json import RawCell, RawNotebook, read_cells

__all__ = ["READ_LIMITS", "Cell", "ReadLimits", "Submission", "read_raw_notebook", "read_submission", "shown"]

_MEGABYTE = 2**20
# Windows has only the last: links are followed there, but only one's own work is checked there.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# Plain ASCII, with what some codecs take for an escape: unicode_escape, utf-7, hz and idna.
_PROBE = (string.printable.replace("\\", "") + r" \x41 \u0041 +AGE- ~{ .xn--nxasmq6b.a").encode()


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much of a hand-in is read, in bytes: the whole file (a notebook's outputs too), and its source alone."""

    file_bytes: int = 10 * _MEGABYTE
    source_bytes: int = _MEGABYTE


READ_LIMITS = ReadLimits()


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in, as text: the file's name, SHA-256 of its bytes in hex, its cells, remarks on reading it."""

    file: str
    digest: str
    cells: tuple[Cell, ...]
    remarks: tuple[str, ...] = ()


def read_submission(path: Path, *, limits: ReadLimits = READ_LIMITS) -> Submission:
    """Read a ``.py`` file as one cell, or a notebook as its code cells; what it is, its content decides.

    Raises UnreadableSubmission where the file is not text, too large, damaged, gone or no regular file;
    OperatorError where this machine will not let it be read.
    """
    name = shown(path.name)
    data = _read_bytes(path, name, limits.file_bytes)
    text = _decode(data, name)
    content = _parse(text, name, wants_notebook=path.suffix.lower() == ".ipynb")
    size = sum(len(cell.text.encode()) for cell in content.cells)
    if size > limits.source_bytes:
        raise UnreadableSubmission(
            f"`{name}` holds {size / _MEGABYTE:.1f} MB of source; the most that is read is "
            f"{limits.source_bytes / _MEGABYTE:g} MB. Take data out of the code and hand it in again."
        )
    return Submission(name, hashlib.sha256(data).hexdigest(), content.cells, content.remarks)


def read_raw_notebook(path: Path, *, limits: ReadLimits = READ_LIMITS) -> RawNotebook:
    """All cells of a notebook, as `read_submission` would read them. A file of plain Python is one cell of code.

    Raises as `read_submission` does.
    """
    name = shown(path.name)
    text = _decode(_read_bytes(path, name, limits.file_bytes), name)
    if text.lstrip().startswith("{") or not (parses(text) and _does_something(text)):
        return read_cells(text) if text.strip() else RawNotebook((), None, (f"`{name}` is empty.",))
    return RawNotebook((RawCell("code", text, "cell 1"),), None, (_plain_python(name),))


def shown(name: str | Path) -> str:
    """``name`` fit to be printed and stored: control characters and bytes that are no UTF-8 become U+FFFD."""
    return "".join(character if character.isprintable() else "\ufffd" for character in str(name))


def _parse(text: str, name: str, *, wants_notebook: bool) -> Notebook:
    if not text.strip():
        return Notebook((), (f"`{name}` is empty.",))
    is_object = text.lstrip().startswith("{")
    if wants_notebook and (is_object or not (parses(text) and _does_something(text))):
        return parse_notebook(text)
    if wants_notebook:
        return Notebook((Cell(text, name),), (_plain_python(name),))
    if is_object and '"nbformat"' in text:
        notebook = parse_notebook(text)
        return Notebook(notebook.cells, (f"`{name}` holds a notebook: it was read as one.", *notebook.remarks))
    return Notebook((Cell(text, name),), ())


def _plain_python(name: str) -> str:
    return f"`{name}` holds plain Python and no notebook: it was read as Python."


def _does_something(text: str) -> bool:
    """Whether Python text has more to it than expressions: a page of prose, or a list of numbers, has not."""
    return any(not isinstance(statement, ast.Expr) for statement in ast.parse(text).body)


def _read_bytes(path: Path, name: str, most: int) -> bytes:
    """The bytes of a regular file, which is opened once and judged by what was opened."""
    try:
        with open(path, "rb", opener=lambda given, _: os.open(given, _OPEN_FLAGS)) as file:
            _require_regular(os.fstat(file.fileno()).st_mode, name)
            data = file.read(most + 1)
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the path
        raise _refusal(path, name, problem) from problem
    if len(data) > most:
        raise UnreadableSubmission(
            f"`{name}` is larger than {most / _MEGABYTE:g} MB, the most that is read. "
            "Clear the notebook's outputs, take data out of the code, and hand it in again."
        )
    return data


def _refusal(path: Path, name: str, problem: OSError | ValueError) -> UnreadableSubmission | OperatorError:
    """Whose fault it is that the file cannot be read."""
    if isinstance(problem, OSError):
        try:
            _require_regular(path.lstat().st_mode, name)
        except UnreadableSubmission as not_regular:
            return not_regular
        except OSError:
            pass  # The first problem says it better.
        if problem.errno == errno.ENOENT:
            return UnreadableSubmission(f"`{name}` is not there (any more). Hand it in again.")
    reason = problem.strerror if isinstance(problem, OSError) else str(problem)
    return OperatorError(f"`{shown(path)}` cannot be read: {reason}. Check the path, its permissions and the disk.")


def _require_regular(mode: int, name: str) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "no regular file")
        raise UnreadableSubmission(f"`{name}` is {kind}. Hand in the file itself.")


def _decode(data: bytes, name: str) -> str:
    r"""The text of ``data`` with ``\n`` newlines, by its byte order mark, its coding line, or else as UTF-8."""
    wide = _wide_encoding(data)
    if wide:
        raise UnreadableSubmission(f"`{name}` looks like {wide}: save as UTF-8 and hand it in again.")
    if b"\0" in data:
        offset = data.index(b"\0")
        raise UnreadableSubmission(f"`{name}` is no text: byte {offset} is NUL. Hand in the source file itself.")
    encoding = _encoding(data, name)
    try:
        text = data.decode(encoding)
        text.encode()
    except UnicodeDecodeError as problem:
        raise UnreadableSubmission(
            f"`{name}` is not {encoding.removesuffix('-sig').upper()} at byte {problem.start} "
            f"(0x{problem.object[problem.start]:02X}). Save it as UTF-8 and hand it in again."
        ) from problem
    except UnicodeEncodeError as problem:
        raise UnreadableSubmission(
            f"`{name}` holds half a surrogate pair at character {problem.start}. Save it as UTF-8 and hand it in again."
        ) from problem
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes, name: str) -> str:
    remedy = "Delete the line with `coding`, save the file as UTF-8 and hand it in again."
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as problem:
        if "invalid or missing" in str(problem):
            return "utf-8"  # The first lines are not: decoding will say at which byte.
        raise UnreadableSubmission(f"`{name}` declares an encoding that cannot be: {problem}. {remedy}") from problem
    if encoding.startswith("utf-8"):
        return encoding
    # A codec that reads ASCII as something else (utf-7, punycode) hides code from the eye; some take quadratic time.
    try:
        is_plain = _PROBE.decode(encoding) == _PROBE.decode("ascii")
    except (LookupError, ValueError):
        is_plain = False
    if not is_plain:
        raise UnreadableSubmission(f"`{name}` declares the encoding `{encoding}`, which is not read here. {remedy}")
    return encoding


def _wide_encoding(data: bytes) -> str:
    """``UTF-16`` or ``UTF-32`` where ``data`` looks like it, by its mark or by where its zero bytes stand."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    even, odd = data[:2000:2], data[1:2000:2]
    for zeros, letters in ((even, odd), (odd, even)):
        if letters and zeros.count(0) > 0.8 * len(zeros) and letters.count(0) < 0.1 * len(letters):
            return "UTF-16"
    return ""
