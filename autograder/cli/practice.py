"""What students practise with beside the assignments, as coverage.toml may name it."""

from __future__ import annotations

from pathlib import Path

from labs.lab import lab_file, lab_names
from quizzes.shelf import BUNDLED, bank_names


def practice() -> dict[str, dict[str, Path]]:
    """By kind and name, the file that each is in."""
    return {
        "lab": {name: lab_file(name) for name in lab_names()},
        "quiz": {name: BUNDLED / f"{name}.yaml" for name in bank_names()},
    }
