"""A notebook as cells of plain Python, in the order of the file."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.submission.ipython import parses, plain_python
from autograder.submission.listing import listed
from autograder.submission.notebook_json import RawCell, read_cells, without_conflict

#: A text cell that is one block of code between fences, as Markdown shows code.
_FENCED = re.compile(r"(?P<before>\s*(?P<fence>```|~~~)[ \t]*\w*[ \t]*\n)(?P<code>.*)\n(?P=fence)\s*", re.DOTALL)
_MAYBE_DEFINITION = re.compile(r"^(?:async def|def|class)[ \t]", re.MULTILINE)


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

    A text cell that holds a definition is read as code where no code cell defines the same: somebody changed its type.
    Raises UnreadableSubmission where the JSON is damaged or is no notebook; the message says at which cell.
    """
    raw = read_cells(text)
    remarks = list(raw.remarks)
    retyped = _retyped(raw.cells)
    cells: list[Cell] = []
    for cell in raw.cells:
        is_retyped = cell.name in retyped
        if not cell.is_code and not is_retyped:
            continue
        source, said = _python_of(cell)
        if source.strip():
            cells.append(Cell(source, cell.name))
        remarks += said
        if is_retyped:
            remarks.append(f"{cell.name}: a definition in a cell that is no code; it was read as code.")
    languages = [raw.language, *(cell.language for cell in raw.cells if cell.is_code)]
    foreign = [language for language in languages if isinstance(language, str) and not _is_python(language)]
    if foreign:
        remarks.insert(0, f"The notebook says that its language is {foreign[0][:40]!r}; it was read as Python.")
    if not cells:
        remarks.append("The notebook has no code in it.")
    return Notebook(tuple(cells), tuple(remarks))


def _python_of(cell: RawCell) -> tuple[str, list[str]]:
    """A cell's plain Python, and what is to be said of how it was made."""
    text, said = _code_in(cell), []
    if "<<<<<<<" in text and not parses(text):
        resolved = without_conflict(text)
        if resolved != text:
            said.append(f"{cell.name}: it holds a merge conflict; its first side was read.")
            text = resolved
    source, left_out = plain_python(text)
    if left_out:
        said.append(f"{cell.name}: left out {listed(list(dict.fromkeys(left_out)))}; grading runs plain Python.")
    return source, said


def _retyped(cells: Sequence[RawCell]) -> set[str]:
    """The names of text cells that are answers all the same: they define what nothing else does."""
    maybe = [cell for cell in cells if not cell.is_code and _MAYBE_DEFINITION.search(cell.source)]
    if not maybe:
        return set()
    taken = {name for cell in cells if cell.is_code for name in _defined(cell.source)}
    return {cell.name for cell in maybe if (names := _defined(_code_in(cell))) and not names & taken}


def _code_in(cell: RawCell) -> str:
    """A code cell's text; of a text cell that is one fenced block, what is between its fences, on the same lines."""
    fenced = None if cell.is_code else _FENCED.fullmatch(cell.source)
    return "\n" * fenced["before"].count("\n") + fenced["code"] if fenced else cell.source


def _defined(text: str) -> set[str]:
    """The functions and classes that a cell's text defines at its top level; none where it is no Python."""
    source, _ = plain_python(text)
    if not parses(source):
        return set()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {statement.name for statement in ast.parse(source).body if isinstance(statement, kinds)}


def _is_python(language: str) -> bool:
    return language.lower().startswith(("python", "ipython"))
