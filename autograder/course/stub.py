"""What a student receives of a solution: the stub, as a file and as a notebook, and no line of the answer."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
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


def stub_notebook(stub: str, title: str, name: str) -> str:
    """The stub as a notebook: the module's docstring as text, then a cell for imports and one per definition."""
    tree = ast.parse(stub)
    lines = stub.splitlines()
    docstring = ast.get_docstring(tree) or title
    cells = [_text_cell(f"# {title}\n\n{docstring}")]
    start = tree.body[0].end_lineno or 0 if ast.get_docstring(tree) else 0
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            first = min([statement.lineno, *(entry.lineno for entry in statement.decorator_list)]) - 1
            while first > start and lines[first - 1].startswith("#"):
                first -= 1
            cells.append(_code_cell("\n".join(lines[start:first])))
            cells.append(_code_cell("\n".join(lines[first : statement.end_lineno])))
            start = statement.end_lineno or start
    cells.append(_code_cell("\n".join(lines[start:])))
    cells.append(_text_cell(f"Save the notebook, then run `rectify check {name}.ipynb` in a terminal."))
    full = [cell for cell in cells if cell["source"]]
    for number, cell in enumerate(full):
        source = f"{number}\0" + "".join(cell["source"])
        cell["id"] = hashlib.sha256(source.encode()).hexdigest()[:12]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {
        "cells": full,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _text_cell(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text.strip().splitlines(keepends=True)}


def _code_cell(text: str) -> dict[str, Any]:
    source = text.strip().splitlines(keepends=True)
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
