"""A course with one assignment of one exercise, made for tests."""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Course
from autograder.course.generated import generated_files, write_files

TOML = """
title = "Units"
summary = "One."
version = "1.0"
objectives = ["Write one."]
[[exercises]]
name = "relu"
points = 3
summary = "Pass what is positive."
"""

SOLUTION = '''"""Units."""

import torch


def relu(x):
    """Pass what is positive."""
    ### BEGIN SOLUTION
    return x.clamp(min=0)
    ### END SOLUTION
'''

CHECKS = '''import pytest


@pytest.mark.exercise("relu")
@pytest.mark.points({points})
def test_relu(submission):
    """relu of 1 is 1."""
    assert submission.relu(1) == 1
'''


def make_small_course(tmp_path: Path) -> Course:
    """Write the course, its stub generated."""
    folder, solutions = tmp_path / "assignments/units", tmp_path / "solutions/units"
    folder.mkdir(parents=True)
    solutions.mkdir(parents=True)
    (folder / "assignment.toml").write_text(TOML)
    (folder / "README.md").write_text("# Units\n")
    (folder / "test_units.py").write_text(CHECKS.format(points=1))
    (solutions / "units.py").write_text(SOLUTION)
    (solutions / "test_units.py").write_text(CHECKS.format(points=2))
    course = Course(tmp_path)
    write_files(generated_files(course.assignment("units")))
    return course
