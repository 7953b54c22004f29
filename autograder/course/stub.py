"""What a student receives of a solution: the stub, as a file and as a notebook, and no line of the answer."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import AuthorError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
_PLACEHOLDER = "raise NotImplementedError"


def cut_solution(text: str, path: Path) -> str:
    """``text`` with each solution region replaced by ``raise NotImplementedError``.

    Raises AuthorError, with the line, where the regions do not nest as begin, end, begin, end, or there is none.
    """
    kept: list[str] = []
    opened = 0
    for number, line in enumerate(text.splitlines(), 1):
        mark = line.strip()
        if mark == BEGIN:
            if opened:
                raise AuthorError(
                    f"`{path}`, line {number}: a solution region begins inside another, begun at line {opened}."
                )
            opened = number
            kept.append(line[: len(line) - len(line.lstrip())] + _PLACEHOLDER)
        elif mark == END:
            if not opened:
                raise AuthorError(f"`{path}`, line {number}: a solution region ends that did not begin.")
            opened = 0
        elif not opened:
            kept.append(line)
    if opened:
        raise AuthorError(f"`{path}`, line {opened}: the solution region that begins here does not end.")
    if _PLACEHOLDER not in "\n".join(kept):
        raise AuthorError(f"`{path}` has no solution region: put `{BEGIN}` and `{END}` around the answers.")
    return "\n".join(kept) + "\n"


def solution_lines(text: str) -> Iterator[str]:
    """Every line inside a solution region that says something: what must not stand in what students receive."""
    inside = False
    for line in text.splitlines():
        mark = line.strip()
        if mark in {BEGIN, END}:
            inside = mark == BEGIN
        elif inside and len(mark) > 8:
            yield mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole statements of a module; ``defines`` names the function or class that it is, or is empty."""

    text: str
    defines: str = ""


def module_pieces(text: str, title: str) -> tuple[str, list[Piece]]:
    """A module's docstring (else ``title``), and its code: a piece for each definition and for what is between."""
    tree = ast.parse(text)
    lines = text.splitlines()
    docstring = ast.get_docstring(tree)
    start = tree.body[0].end_lineno or 0 if docstring else 0
    pieces: list[Piece] = []
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            first = min([statement.lineno, *(entry.lineno for entry in statement.decorator_list)]) - 1
            while first > start and lines[first - 1].startswith("#"):
                first -= 1
            last = _with_mark(lines, statement.end_lineno or first)
            pieces += [
                Piece("\n".join(lines[start:first]).strip()),
                Piece("\n".join(lines[first:last]).strip(), statement.name),
            ]
            start = last
    pieces.append(Piece("\n".join(lines[start:]).strip()))
    return docstring or title, [piece for piece in pieces if piece.text]


def _with_mark(lines: list[str], last: int) -> int:
    """The end of a definition whose solution region ends after its last statement: a comment is no statement."""
    following = next((n for n in range(last, len(lines)) if lines[n].strip()), last)
    return following + 1 if following < len(lines) and lines[following].strip() == END else last


def stub_notebook(stub: str, title: str, name: str) -> str:
    """The stub as a notebook: the module's docstring as text, then a cell for imports and one per definition."""
    docstring, pieces = module_pieces(stub, title)
    full = [
        markdown_cell(f"# {title}\n\n{docstring}"),
        *(code_cell(piece.text) for piece in pieces),
        markdown_cell(f"Save the notebook, then run `rectify check {name}.ipynb` in a terminal."),
    ]
    return notebook_text(full)


def notebook_text(cells: list[dict[str, Any]]) -> str:
    """A notebook of nbformat 4.5 in JSON; each cell's id comes from its place and source: same cells, same bytes."""
    for number, cell in enumerate(cells):
        source = f"{number}\0" + "".join(cell["source"])
        cell["id"] = hashlib.sha256(source.encode()).hexdigest()[:12]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def markdown_cell(text: str) -> dict[str, Any]:
    """A cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": text.strip().splitlines(keepends=True)}


def code_cell(text: str) -> dict[str, Any]:
    """A cell of code that has not run."""
    source = text.strip().splitlines(keepends=True)
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
