"""A notebook's JSON as cells of plain Python: nbformat 3 and 4 are read, IPython's own syntax is taken out."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.errors import UnreadableSubmission

_SAVE_AGAIN = "Open it in Jupyter, save it again and hand that in."
_CONFLICT = re.compile(r"^<{7}( |$)", re.MULTILINE)
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")

_KEEPS_ITS_BODY = {"time", "timeit", "capture", "prun"}
_CELL_MAGIC = re.compile(r"%%(\w*)")
_MAYBE_COMMAND = re.compile(r"^[ \t\f]*[%!?]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
_COMMAND_WORD = re.compile(r"[%!?]+[ \t]*\w{0,30}")
_HELP = re.compile(r"[%\w.*\[\]-]+\?{1,2}")
_ASSIGNED_COMMAND = re.compile(r"(?<![=!<>+\-*/%&|^@:])=[ \t]*(?=[!%])")
_TOKEN = re.compile(r"#|'''|\"\"\"|'|\"|[(\[{]|[)\]}]")
_STRING_END = {quote: re.compile(rf"(?:[^\\]|\\.)*?{quote}") for quote in ("'", '"', "'''", '"""')}


@dataclass(frozen=True, slots=True)
class Cell:
    r"""A run of source text, with ``\n`` newlines.

    ``name`` is what the student calls it: ``cell 3``, or a file's name. ``first_line`` is the number that the
    student's editor gives to the first line of ``text``.
    """

    text: str
    name: str
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells of one notebook that hold anything, and what was noticed in reading them."""

    cells: tuple[Cell, ...]
    remarks: tuple[str, ...]


def parse_notebook(text: str) -> Notebook:
    """The code cells in a notebook's JSON ``text``, numbered from 1 among the code cells alone.

    Raises UnreadableSubmission where the JSON is damaged or is no notebook; the message says at which cell.
    """
    document = _load_object(text)
    cells: list[Cell] = []
    remarks: list[str] = []
    languages = [_language(document)]
    number = 0
    for place, entry, source_key in _entries(document):
        kind = entry.get("cell_type")
        if not isinstance(kind, str):
            raise UnreadableSubmission(f"The notebook's {place} has no `cell_type`. {_SAVE_AGAIN}")
        if kind != "code":
            continue
        number += 1
        name = f"cell {number}"
        languages.append(entry.get("language"))
        source, left_out = plain_python(_source(entry, source_key, name))
        if source.strip():
            cells.append(Cell(source, name))
        if left_out:
            remarks.append(f"{name}: left out {_listed(left_out)}; grading runs plain Python.")
    foreign = [language for language in languages if isinstance(language, str) and not _is_python(language)]
    if foreign:
        remarks.insert(0, f"The notebook says that its language is {foreign[0][:40]!r}; it was read as Python.")
    if not cells:
        remarks.append("The notebook has no code in it.")
    return Notebook(tuple(cells), tuple(remarks))


def plain_python(text: str) -> tuple[str, list[str]]:
    """A cell's ``text`` without IPython's commands, and a word for each thing that was left out.

    Text that parses as Python is returned untouched. The number of lines never changes. What is still no Python
    afterwards stays as it is: its SyntaxError is the student's.
    """
    if not _MAYBE_COMMAND.search(text) or parses(text):
        return text, []
    lines = text.split("\n")
    left_out: list[str] = []
    for index, line in enumerate(lines):
        magic = _CELL_MAGIC.match(line.strip())
        if magic is None:
            if line.strip():
                break
            continue
        if magic[1] not in _KEEPS_ITS_BODY:
            return "\n" * (len(lines) - 1), [*left_out, f"all of it (`{magic[0][:30]}`)"]
        left_out.append(f"`{magic[0]}`")
        lines[index] = ""
    _take_out_commands(lines, left_out)
    return "\n".join(lines), left_out


def parses(text: str) -> bool:
    """Whether ``text`` is Python by its grammar. Nothing of it is run."""
    try:
        with warnings.catch_warnings():
            # An invalid escape such as "\d" warns, and where warnings are errors that would look like bad syntax.
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _load_object(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except RecursionError as problem:
        raise UnreadableSubmission(f"The notebook nests too deeply to be read. {_SAVE_AGAIN}") from problem
    except json.JSONDecodeError as problem:
        conflict = _CONFLICT.search(text)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            reason = f"holds a merge conflict (`<<<<<<<` at line {line}). Resolve it first."
        elif problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated string"):
            reason = "is cut short: its JSON ends in the middle."
        else:
            reason = f"is no valid JSON at line {problem.lineno}, column {problem.colno}: {problem.msg}."
        raise UnreadableSubmission(f"The notebook {reason} {_SAVE_AGAIN}") from problem
    except ValueError as problem:  # an integer of more digits than Python converts
        raise UnreadableSubmission(f"The notebook holds a number that is too long. {_SAVE_AGAIN}") from problem
    if not isinstance(document, dict):
        raise UnreadableSubmission(f"The notebook's JSON is no object with `cells`. {_SAVE_AGAIN}")
    return document


def _entries(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
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


def _cells_of(holder: dict[str, Any], where: str, key: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    cells = holder.get("cells")
    if not isinstance(cells, list):
        raise UnreadableSubmission(f"The notebook has no list of `cells`{where}. {_SAVE_AGAIN}")
    for number, cell in enumerate(cells, 1):
        place = f"entry {number} (of all cells, text too)"
        if not isinstance(cell, dict):
            raise UnreadableSubmission(f"The notebook's {place} is no object. {_SAVE_AGAIN}")
        yield place, cell, key


def _source(entry: dict[str, Any], key: str, name: str) -> str:
    source = entry.get(key)
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise UnreadableSubmission(f"The notebook's {name} has no text as its `{key}`. {_SAVE_AGAIN}")
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


def _is_python(language: str) -> bool:
    return language.lower().startswith(("python", "ipython"))


def _listed(words: list[str]) -> str:
    unique = list(dict.fromkeys(words))
    return ", ".join(unique[:5]) + (f" and {len(unique) - 5} more" if len(unique) > 5 else "")


def _take_out_commands(lines: list[str], left_out: list[str]) -> None:
    """Replace each line where an IPython command starts a statement, never one inside a string or brackets."""
    quote, depth, goes_on, in_command = "", 0, False, False
    for index, line in enumerate(lines):
        if in_command:
            lines[index] = ""
            in_command = line.rstrip().endswith("\\")
            continue
        if not quote and not depth and not goes_on and (found := _command(line)):
            lines[index], word = found
            left_out.append(word)
            in_command = line.rstrip().endswith("\\")
            continue
        quote, depth = _state_after(line, quote, depth)
        goes_on = line.endswith("\\")


def _command(line: str) -> tuple[str, str] | None:
    """What stands in for ``line`` and the command's word, or None where the line starts no command.

    No Python statement begins with ``%``, ``!`` or ``?``, ends in ``?`` or assigns from ``!`` or ``%``.
    """
    rest = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    nothing = f"{indent}pass" if indent else ""
    word = _COMMAND_WORD.match(rest)
    if word:
        return nothing, f"`{word[0]}`"
    if _HELP.fullmatch(rest):
        return nothing, "`?`"
    assigned = _ASSIGNED_COMMAND.search(rest)
    if assigned is None:
        return None
    target = rest[: assigned.start()]
    word = _COMMAND_WORD.match(rest, assigned.end())
    if word is None or "#" in target or not parses(f"{target}= None"):
        return None
    return f"{indent}{target}= None", f"`{word[0]}`"


def _state_after(line: str, quote: str, depth: int) -> tuple[str, int]:
    """The string that is open and the depth of brackets at the end of ``line``."""
    position = 0
    while True:
        if quote:
            end = _STRING_END[quote].match(line, position)
            if end is None:
                # Only triple quotes reach over a line's end; any other string that is open here is a mistake.
                return quote if len(quote) == 3 else "", depth
            position, quote = end.end(), ""
        token = _TOKEN.search(line, position)
        if token is None or token[0] == "#":
            return "", depth
        position = token.end()
        if token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth = max(0, depth - 1)
        else:
            quote = token[0]
