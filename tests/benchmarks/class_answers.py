"""A class's answers, made of the course's own: right ones, wrong ones, and one in twenty damaged or hostile."""

from __future__ import annotations

import ast
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.course.course import Assignment
from autograder.errors import UnreadableSubmission
from autograder.submission.source import read_submission

_EVERY = 20


def _unharmed(text: str) -> str:
    return text


def _cut_off(text: str) -> str:
    return text[: len(text) // 2]


def _with_conflict(text: str) -> str:
    lines = text.splitlines()
    middle = len(lines) // 2
    both = ["<<<<<<< HEAD", lines[middle], "=======", lines[middle], ">>>>>>> mine"]
    return "\n".join([*lines[:middle], *both, *lines[middle + 1 :]])


def _without_marks(text: str) -> str:
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return json.dumps(notebook)


def _out_of_order(text: str) -> str:
    notebook = json.loads(text)
    notebook["cells"] = [*notebook["cells"][:1], *reversed(notebook["cells"][1:])]
    return json.dumps(notebook)


_DAMAGE: tuple[Callable[[str], str], ...] = (_cut_off, _with_conflict, _without_marks, _out_of_order)
_HOSTILE = (
    "\n\ndef elu(x, alpha=1.0):\n    while True:\n        pass\n",
    "\n\ndef elu(x, alpha=1.0):\n    return [torch.ones(10**9) for _ in range(100)]\n",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One student's answers as source, and what becomes of the notebook that they stand in."""

    student: str
    text: str
    is_right: bool = False
    damage: Callable[[str], str] = _unharmed

    def notebook(self, given: Mapping[str, Any], slots: Mapping[str, int]) -> str:
        """The notebook that was ``given`` out, filled in. ``slots``: the number of each exercise's cell.

        Plain definitions stand each in its cell, and what they need in the cell before them. Anything else stands whole
        in the first exercise's cell.
        """
        cells = [dict(cell) for cell in given["cells"]]
        first = min(slots.values())
        parts = _definitions(self.text, list(slots))
        for exercise, number in slots.items():
            cells[number]["source"] = parts.get(exercise, "")
        own = f"# {self.student}\n"
        if parts:
            setup = max(number for number, cell in enumerate(cells[:first]) if cell["cell_type"] == "code")
            cells[setup]["source"] = f"{''.join(cells[setup]['source'])}\n{parts['']}\n{own}"
        else:
            cells[first]["source"] = f"{self.text}\n{own}"
        return self.damage(json.dumps({**given, "cells": cells}, indent=1))


def _definitions(text: str, exercises: Sequence[str]) -> dict[str, str]:
    """The definition of each exercise, and under ``""`` the imports and helpers; nothing where it is not as plain."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return {}
    plain = ast.Import | ast.ImportFrom | ast.FunctionDef
    body = [node for node in body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
    names = Counter(node.name for node in body if isinstance(node, ast.FunctionDef))
    if not all(isinstance(node, plain) for node in body) or any(names[one] != 1 for one in exercises):
        return {}
    own = {
        node.name: ast.unparse(node) for node in body if isinstance(node, ast.FunctionDef) and node.name in exercises
    }
    helpers = [ast.unparse(node) for node in body if not (isinstance(node, ast.FunctionDef) and node.name in own)]
    return {**own, "": "\n\n\n".join(helpers)}


def class_answers(assignment: Assignment, count: int) -> list[Answer]:
    """The answers of ``count`` students; the right ones come first, and every twentieth is damaged or hostile."""
    right = [read_submission(path).cells[0].text for path in (assignment.reference, *assignment.alternatives)]
    told = tomllib.loads((assignment.solution_folder / "class.toml").read_text(encoding="utf-8"))
    others = dict(_bundled(assignment))
    hostile = [text for name, text in others.items() if _is_hostile(told[name]["is"])]
    honest = right + [text for name, text in others.items() if not _is_hostile(told[name]["is"])]
    hostile += [right[0] + end for end in _HOSTILE]
    troubled = [(text, _unharmed) for text in hostile] + [(right[0], damage) for damage in _DAMAGE]
    answers = []
    for number in range(count):
        student = f"student_{number:03}"
        round_, place = divmod(number, _EVERY)
        if place == _EVERY - 1:
            text, damage = troubled[round_ % len(troubled)]
            answers.append(Answer(student, text, damage=damage))
        else:
            index = (number - round_) % len(honest)
            answers.append(Answer(student, honest[index], is_right=index < len(right)))
    return answers


def _is_hostile(sentence: str) -> bool:
    return sentence.startswith(("hostile", "forks"))


def _bundled(assignment: Assignment) -> Iterator[tuple[str, str]]:
    """The bundled class, as far as it can be read: each student's name and all the cells as one text."""
    for path in sorted(assignment.bundled_class.iterdir()):
        try:
            yield path.stem, "\n\n".join(cell.text for cell in read_submission(path).cells)
        except UnreadableSubmission:
            continue
