"""Eight checks of four exercises, the values and the gradients of each: as a course here, and as plain assertions."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from autograder.course.course import Assignment

#: Each exercise's public check of values, and its hidden one of gradients.
CHECKS = {
    "relu": ("test_relu_values", "test_relu_random_gradients"),
    "leaky_relu": ("test_leaky_relu_slopes", "test_leaky_relu_gradients"),
    "elu": ("test_elu_alpha", "test_elu_gradients"),
    "selu": ("test_selu_values", "test_selu_random_gradients"),
}
NAME = "rectifiers"
#: One point for each check.
POINTS = 2.0

_CALLS = {"relu": "x", "leaky_relu": "x, 0.2", "elu": "x, 0.5", "selu": "x"}
_FORMULAS = {"relu": "torch.relu", "leaky_relu": "F.leaky_relu", "elu": "F.elu", "selu": "torch.selu"}
IMPORTS = "import torch\nimport torch.nn.functional as F"


def write_course(full: Assignment, root: Path) -> None:
    """Write a course under ``root`` whose one assignment is what the eight checks need of ``full``, word for word."""
    assignment, solution = root / "assignments" / NAME, root / "solutions" / NAME
    assignment.mkdir(parents=True)
    (solution / "misconceptions").mkdir(parents=True)
    chosen = {name for pair in CHECKS.values() for name in pair}
    checks = {full.public_checks: assignment, full.hidden_checks: solution}
    for path, folder in checks.items():
        _copy_functions(path, folder, lambda name: not name.startswith("test_") or name in chosen)
    exercises = {exercise.name for exercise in full.spec.exercises}
    _copy_functions(full.reference, solution, lambda name: name in CHECKS or name not in exercises)
    for path in full.misconceptions:
        if any(path.stem.startswith(f"{exercise}_") for exercise in CHECKS):
            shutil.copy(path, solution / "misconceptions")
    shutil.copy(full.reading, assignment)
    head = (full.folder / "assignment.toml").read_text(encoding="utf-8").partition("[[exercises]]")[0]
    tables = [
        "\n".join(
            ["[[exercises]]", f'name = "{one.name}"', f"points = {POINTS}", f"summary = {json.dumps(one.summary)}"]
        )
        for one in full.spec.exercises
        if one.name in CHECKS
    ]
    (assignment / "assignment.toml").write_text("\n\n".join([head.rstrip(), *tables]) + "\n", encoding="utf-8")


def _copy_functions(path: Path, folder: Path, wanted: Callable[[str], bool]) -> None:
    """Copy a module without those top-level functions whose names are not ``wanted``."""
    text = path.read_text(encoding="utf-8")
    dropped: set[int] = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not wanted(node.name):
            first = min([node.lineno, *(entry.lineno for entry in node.decorator_list)])
            dropped |= set(range(first, _end(node, text) + 1))
    lines = text.splitlines(keepends=True)
    kept = (line for number, line in enumerate(lines, 1) if number not in dropped)
    (folder / path.name).write_text("".join(kept), encoding="utf-8")


def _end(node: ast.stmt, text: str) -> int:
    """The last line of a function, with the comments of its own that end it."""
    last = node.end_lineno or node.lineno
    lines = text.splitlines()
    while last < len(lines) and lines[last].startswith(" "):
        last += 1
    return last


def plain_checks(exercise: str) -> tuple[str, str]:
    """The check of values and the check of gradients as assertions, for a cell of a notebook."""
    own, expected = f"{exercise}({_CALLS[exercise]})", f"{_FORMULAS[exercise]}({_CALLS[exercise]})"
    x = "torch.linspace(-6, 6, 240, dtype=torch.float64)"
    values = [f"x = {x}", f"assert torch.allclose({own}, {expected})"]
    gradients = [
        f"x = {x}.requires_grad_()",
        f"own = torch.autograd.grad({own}.sum(), x)[0]",
        f"expected = torch.autograd.grad({expected}.sum(), x)[0]",
        "assert torch.allclose(own, expected)",
    ]
    return "\n".join(values), "\n".join(gradients)
