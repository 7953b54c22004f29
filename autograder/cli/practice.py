"""What students practise with beside the assignments, as coverage.toml may name it."""

from __future__ import annotations

from pathlib import Path

from labs.lab import lab_file, lab_names
from quizzes.shelf import BUNDLED, bank_names, bank_objectives


def practice() -> dict[str, dict[str, Path]]:
    """By kind and name, the file that each is in. A quiz is a bank, or one objective of it: ``BANK:OBJECTIVE``."""
    quizzes: dict[str, Path] = {}
    for name in bank_names():
        for part in (name, *(f"{name}:{objective}" for objective in bank_objectives(name))):
            quizzes[part] = BUNDLED / f"{name}.yaml"
    return {"lab": {name: lab_file(name) for name in lab_names()}, "quiz": quizzes}
