"""A notebook's JSON as its cells, code and text alike: nbformat 3 and 4, merge conflicts and cut ends included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.errors import UnreadableSubmission

_SAVE_AGAIN = "Open it in Jupyter, save it again and hand that in."
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
#: A name, a number or an escape that ends where the file does: what a cut leaves of it.
_CUT_WORD = re.compile(r"[A-Za-z]{1,8}|-|\.|[eE][+-]?|u[0-9A-Fa-f]{0,4}")
_CONFLICT_START = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_FIRST_CELL = re.compile(r'"cells"\s*:\s*\[')
_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_KINDS = {"code": "code", "raw": "text"}
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class RawCell:
    r"""One cell as the file has it; ``source`` with ``\n`` newlines.

    ``name`` is what the student calls it: ``cell 3`` among the code cells, ``text cell 5`` among all cells.
    ``pictures`` are what was pasted into a text cell: file name to media type to base64. ``marks`` are all that its
    metadata say to nbgrader.
    """

    kind: str
    source: str
    name: str
    language: object = None
    pictures: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    marks: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def grade_id(self) -> str:
        """Nbgrader's name for it, ``""`` where it has none."""
        grade_id = self.marks.get("grade_id")
        return grade_id if isinstance(grade_id, str) else ""

    @property
    def is_code(self) -> bool:
        """Whether the notebook takes it for code."""
        return self.kind == "code"


@dataclass(frozen=True, slots=True)
class RawNotebook:
    """All cells of one notebook, in order; what its metadata call its language; what was noticed in reading."""

    cells: tuple[RawCell, ...]
    language: object
    remarks: tuple[str, ...]


def read_cells(text: str) -> RawNotebook:
    """The cells in a notebook's JSON ``text``.

    A merge conflict is read by its first side, a file whose end is missing up to where it is whole, one that goes on
    after its end up to there; ``remarks`` say so.
    Raises UnreadableSubmission where the JSON is damaged otherwise or is no notebook; the message says at which cell.
    """
    document, remarks = _load_object(text)
    cells = []
    code = 0
    for number, (place, entry, source_key) in enumerate(_entries(document), 1):
        if not isinstance(entry, dict):
            remarks += (f"The notebook's {place} is no object: it was left out.",)
            continue
        kind = entry.get("cell_type")
        if not isinstance(kind, str):
            kind = "code" if entry.keys() & {"outputs", "execution_count"} else "raw"
            remarks += (f"The notebook's {place} has no `cell_type`: it was read as {_KINDS[kind]}.",)
        code += kind == "code"
        name = f"cell {code}" if kind == "code" else f"text cell {number}"
        key = source_key if kind == "code" else "source"
        if kind == "code" and not _is_text(entry.get(key)):
            remarks += (f"The notebook's {name} has no text as its `{key}`: it was read as empty.",)
        source = _source(entry, key, name, is_code=kind == "code")
        cells.append(RawCell(kind, source, name, entry.get("language"), _pictures(entry), _marks(entry)))
    return RawNotebook(tuple(cells), _language(document), remarks)


def without_conflict(text: str, side: str = "first") -> str:
    """``text`` with one side of each merge conflict in it, ``first`` or ``second``; a conflict without an end stays."""
    kept: list[str] = []
    part = ""
    for line in text.split("\n"):
        mark = line[:7] if line[7:8] in {"", " "} else ""
        if not part and mark == "<" * 7:
            part = "first"
        elif part == "first" and mark == "|" * 7:
            part = "base"
        elif part in {"first", "base"} and mark == "=" * 7:
            part = "second"
        elif part == "second" and mark == ">" * 7:
            part = ""
        elif part in {"", side}:
            kept.append(line)
    return text if part else "\n".join(kept)


def _load_object(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    remarks: tuple[str, ...] = ()
    try:
        document = json.loads(text)
    except json.JSONDecodeError as problem:
        document, remarks = _repaired(text, problem)
    except RecursionError as problem:
        raise UnreadableSubmission(f"The notebook nests too deeply to be read. {_SAVE_AGAIN}") from problem
    except ValueError as problem:  # an integer of more digits than Python converts
        raise UnreadableSubmission(f"The notebook holds a number that is too long. {_SAVE_AGAIN}") from problem
    if not isinstance(document, dict):
        raise UnreadableSubmission(f"The notebook's JSON is no object with `cells`. {_SAVE_AGAIN}")
    return document, remarks


def _repaired(text: str, problem: json.JSONDecodeError) -> tuple[Any, tuple[str, ...]]:
    """What can still be read of JSON that is none, and what is to be said of it. Raises UnreadableSubmission."""
    if conflict := _CONFLICT_START.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        for side in ("first", "second"):
            try:
                document = json.loads(without_conflict(text, side))
            except (ValueError, RecursionError):
                continue
            return document, (f"The notebook holds a merge conflict (line {line}): its {side} side was read.",)
        raise UnreadableSubmission(
            f"The notebook holds a merge conflict (`<<<<<<<` at line {line}). Resolve it first. {_SAVE_AGAIN}"
        ) from problem
    if problem.msg == "Extra data":
        first, _end = json.JSONDecoder().raw_decode(text.lstrip())
        return first, (f"The notebook ends before line {problem.lineno}: what follows its end was left out.",)
    rest = text[problem.pos :].rstrip()
    is_cut = not rest or problem.msg.startswith("Unterminated string") or (problem.pos and _CUT_WORD.fullmatch(rest))
    if not is_cut:
        raise UnreadableSubmission(
            f"The notebook is no valid JSON at line {problem.lineno}, column {problem.colno}: {problem.msg}. "
            + _SAVE_AGAIN
        ) from problem
    cells = list(_whole_cells(text))
    if not cells:
        raise UnreadableSubmission(
            f"The notebook is cut short: its JSON ends in the middle. {_SAVE_AGAIN}"
        ) from problem
    said = f"The notebook is cut short: its first {len(cells)} cells were read, the rest is missing."
    is_old = '"worksheets"' in text[: text.find('"cells"')]
    return {"worksheets": [{"cells": cells}]} if is_old else {"cells": cells}, (said,)


def _whole_cells(text: str) -> Iterator[Any]:
    """The cells of a cut notebook that are whole, in order."""
    start = _FIRST_CELL.search(text)
    position = start.end() if start else len(text)
    decoder = json.JSONDecoder()
    while between := _BETWEEN.match(text, position):
        try:
            cell, position = decoder.raw_decode(text, between.end())
        except (ValueError, RecursionError):
            return
        yield cell


def _entries(document: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """Each cell with its place in the file and the key of its source: nbformat 4 has ``cells``, 3 ``worksheets``."""
    if "cells" in document:
        yield from _cells_of(document, "", "source")
    elif isinstance(sheets := document.get("worksheets"), list):
        for number, sheet in enumerate(sheets, 1):
            if not isinstance(sheet, dict):
                raise UnreadableSubmission(f"The notebook's worksheet {number} is no object. {_SAVE_AGAIN}")
            yield from _cells_of(sheet, f" in worksheet {number}", "input")
    else:
        raise UnreadableSubmission(f"The notebook has no list of `cells`. {_SAVE_AGAIN}")


def _cells_of(holder: dict[str, Any], where: str, key: str) -> Iterator[tuple[str, Any, str]]:
    cells = holder.get("cells")
    if not isinstance(cells, list):
        raise UnreadableSubmission(f"The notebook has no list of `cells`{where}. {_SAVE_AGAIN}")
    for number, cell in enumerate(cells, 1):
        yield f"entry {number} (of all cells, text too)", cell, key


def _is_text(source: object) -> bool:
    return isinstance(source, str) or (isinstance(source, list) and all(isinstance(line, str) for line in source))


def _source(entry: dict[str, Any], key: str, name: str, *, is_code: bool) -> str:
    """A cell's text; what is no text is none. Where it is no code, a sign that cannot be is U+FFFD."""
    source = "".join(entry[key]) if _is_text(entry.get(key)) else ""
    if not is_code:
        source = _UNWRITABLE.sub("\ufffd", source)
    bad = _UNWRITABLE.search(source)
    if bad:
        raise UnreadableSubmission(
            f"The notebook's {name} holds the character U+{ord(bad[0]):04X}, which no source text can hold. "
            "Delete it, save the notebook and hand that in."
        )
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _language(document: dict[str, Any]) -> object:
    metadata = document.get("metadata")
    for table, key in (("language_info", "name"), ("kernelspec", "language")):
        inner = metadata.get(table) if isinstance(metadata, dict) else None
        if isinstance(inner, dict) and key in inner:
            return inner[key]
    return None


def _marks(entry: dict[str, Any]) -> dict[str, Any]:
    metadata = entry.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else {}


def _pictures(entry: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The attachments that are plain pictures; an SVG or HTML is none, as it may hold a script."""
    attachments = entry.get("attachments")
    pictures: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        kept = {kind: data for kind, data in bundle.items() if kind in _PICTURES} if isinstance(bundle, dict) else {}
        is_plain = all(isinstance(data, str) and _BASE64.fullmatch(data) for data in kept.values())
        if kept and is_plain and not _UNWRITABLE.search(name):
            pictures[name] = kept
    return pictures
