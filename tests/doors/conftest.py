"""A course of one exercise with a public and a hidden check, and Gradescope's container as far as folders make one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.doors.gradescope.archive import gradescope_archive
from autograder.doors.gradescope.harness import ROOT_VARIABLE, WithoutSandbox
from tests.small_course import make_small_course

PUBLIC = '''import pytest


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
def test_positive(submission):
    """relu of 1 is 1."""
    assert submission.relu(1) == 1
'''
HIDDEN = '''import pytest


@pytest.mark.exercise("relu")
@pytest.mark.points(2)
def test_negative(submission):
    """relu of a number below 0 is 0."""
    assert submission.relu(-3) == 0
'''
RIGHT = "def relu(x):\n    return max(x, 0)\n"
HALF = "def relu(x):\n    return x\n"


@dataclass(frozen=True)
class Container:
    """Gradescope's folders, below ``root``."""

    root: Path

    @property
    def results(self) -> Path:
        """Where Gradescope looks."""
        return self.root / "results/results.json"

    def hand_in(self, text: str, name: str = "units.py") -> None:
        """Put a submission where Gradescope puts it."""
        (self.root / "submission" / name).write_text(text)

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run what Gradescope runs, with this Python for the one that `setup.sh` makes."""
        variables = {ROOT_VARIABLE: str(self.root), "RECTIFY_PYTHON": sys.executable, "PATH": os.environ["PATH"]}
        command = [str(self.root / "run_autograder")]
        return subprocess.run(
            command,
            cwd=self.root,
            env=variables | environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )


@pytest.fixture(scope="session")
def units(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course, where students see another check than grading runs."""
    folder = tmp_path_factory.mktemp("units")
    course = make_small_course(folder)
    (folder / "assignments/units/test_units.py").write_text(PUBLIC)
    (folder / "solutions/units/test_units.py").write_text(HIDDEN)
    return course


def archive_of(course: Course) -> bytes:
    """Gradescope's archive of it, as the instructor gets it who says nothing else."""
    return gradescope_archive(
        course, course.assignment("units"), without_sandbox=WithoutSandbox.REFUSE, release_hidden=False
    )


@pytest.fixture(scope="session")
def archive(units: Course) -> bytes:
    """One for all tests."""
    return archive_of(units)


@pytest.fixture
def container(archive: bytes, tmp_path: Path) -> Container:
    """The archive in place, as Gradescope's build leaves it, and no submission yet."""
    return unpacked(archive, tmp_path / "autograder")


def unpacked(archive: bytes, root: Path) -> Container:
    for folder in ("source", "submission", "results"):
        (root / folder).mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for entry in opened.infolist():
            path = Path(opened.extract(entry, root / "source"))
            path.chmod(entry.external_attr >> 16 & 0o777)
    (root / "source/run_autograder").rename(root / "run_autograder")
    return Container(root)
