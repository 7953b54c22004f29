"""Files that are made from a solution: the stubs. One place makes them, and one compares them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.course.course import Assignment
from autograder.course.stub import cut_solution, stub_notebook
from autograder.errors import AuthorError


def generated_files(assignment: Assignment) -> dict[Path, str]:
    """The stub and its notebook as the solution says they must be. Raises AuthorError."""
    try:
        text = assignment.reference.read_text(encoding="utf-8")
    except OSError as problem:
        raise AuthorError(f"`{assignment.reference}` cannot be read: {problem}.") from problem
    stub = cut_solution(text, assignment.reference)
    notebook = stub_notebook(stub, assignment.spec.title, assignment.name)
    return {assignment.stub: stub, assignment.stub_notebook: notebook}


def write_files(files: Mapping[Path, str]) -> list[Path]:
    """Write each file that does not hold its text yet; return what was written."""
    return [path for path, text in files.items() if _write(path, text)]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _write(path: Path, text: str) -> bool:
    if _holds(path, text):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True
