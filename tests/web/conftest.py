"""What the tests of the pages share: a school whose course is small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.service.models import Kind, Person, Placement
from tests.web.school import School


@pytest.fixture
def pages(tmp_path: Path, small: Course) -> Iterator[School]:
    """A school with the small course, and nothing on its shelf."""
    made = School(tmp_path, small)
    yield made
    made.database.close()


@pytest.fixture
def ada(pages: School) -> Person:
    """A student there."""
    return pages.person("Ada Lovelace")


@pytest.fixture
def units(pages: School) -> Placement:
    """The small course's assignment on its shelf."""
    return pages.placement(Kind.ASSIGNMENT, "units")
