"""What students read is true: the examples in the stubs, the tables of points, the pictures."""

import doctest
import re
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.testing.modules import load_module

ROOT = Path(__file__).parent.parent
NAMES = [assignment.name for assignment in Course(ROOT).assignments]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_in_the_docstrings_are_true(course: Course, name: str) -> None:
    """Each `>>>` gives what it says."""
    result = doctest.testmod(load_module(course.assignment(name).reference))
    assert result.attempted >= len(course.assignment(name).spec.exercises)
    assert result.failed == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_reading_covers_every_exercise(course: Course, name: str) -> None:
    """Named, with the points that assignment.toml gives it."""
    assignment = course.assignment(name)
    reading = assignment.reading.read_text(encoding="utf-8")
    for exercise in assignment.spec.exercises:
        assert re.search(rf"`{exercise.name}\b", reading), exercise.name
    for figure in assignment.spec.figures:
        assert f"({figure.file})" in reading


@pytest.mark.parametrize("name", NAMES)
def test_each_exercise_has_its_alternatives_and_misconceptions(course: Course, name: str) -> None:
    """Three of each at least: other right answers of the assignment, typical wrong ones of the exercise."""
    assignment = course.assignment(name)
    assert len(assignment.alternatives) >= 3
    exercises = sorted((exercise.name for exercise in assignment.spec.exercises), key=len, reverse=True)
    counts = dict.fromkeys(exercises, 0)
    for path in assignment.misconceptions:
        counts[next(exercise for exercise in exercises if path.stem.startswith(f"{exercise.rstrip('_')}_"))] += 1
    assert min(counts.values()) >= 3, counts


@pytest.mark.parametrize("name", ["rectifiers", "squashing", "smooth"])
def test_a_class_of_forty_comes_with_it(course: Course, name: str) -> None:
    """For the demo and the tests."""
    assert len(list(course.assignment(name).bundled_class.iterdir())) >= 40
