"""Public means documented: commands, markers, statuses and helpers are in the pages that people read."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder import testing
from autograder.cli.main import COMMANDS
from autograder.course.course import Course
from autograder.errors import ExitCode
from autograder.pytest_plugin import MARKERS

ROOT = Path(__file__).parent.parent
PAGES = (
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"),
    *("docs/COVERAGE.md", "docs/NBGRADER.md", "docs/DOORS.md", "docs/OPERATIONS.md"),
    *("docs/SERVE.md", "docs/LTI.md", "docs/TEACHING.md", "docs/EXPLORERS.md"),
)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_assignment_is_in_the_readme_with_its_exercises(course: Course) -> None:
    """In the order in which they are taken."""
    table = re.findall(r"^\| `(\w+)` \| (.+) \|$", page("README.md").partition("## The course")[2], re.MULTILINE)
    assert [name for name, _exercises in table] == [assignment.name for assignment in course.assignments]
    for name, exercises in table:
        named = re.findall(r"`(\w+)`", exercises)
        assert named == [exercise.name for exercise in course.assignment(name).spec.exercises]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_or_the_changelog(command: str) -> None:
    """By its name."""
    assert re.search(rf"(rectify {command}|`{command}`|make {command})", page("README.md") + page("CONTRIBUTING.md"))


@pytest.mark.parametrize("marker", [marker.partition("(")[0] for marker in MARKERS if marker != "public"])
def test_every_marker_is_in_the_authors_page(marker: str) -> None:
    """With the decorator as one writes it."""
    assert f"@pytest.mark.{marker}" in page("CONTRIBUTING.md")


def test_exit_codes_are_in_the_readme() -> None:
    """Each that is an error."""
    for code in (ExitCode.SUBMISSION, ExitCode.USAGE, ExitCode.AUTHOR, ExitCode.OPERATOR):
        assert f"{int(code)} " in page("README.md").partition("Exit codes say")[2]


def test_every_helper_for_authors_has_a_docstring() -> None:
    """What `autograder.testing` offers says what it does."""
    for name in testing.__all__:
        assert (getattr(testing, name).__doc__ or "").strip(), name


@pytest.mark.parametrize(
    "name", [*PAGES, *(f"assignments/{path.parent.name}/README.md" for path in ROOT.glob("assignments/*/README.md"))]
)
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link and picture is there."""
    for target in re.findall(r"\]\(([^)#:]+)\)", page(name)):
        assert ((ROOT / name).parent / target).exists(), target


def test_the_readme_begins_with_the_two_commands_and_a_picture() -> None:
    """On the first screen."""
    first = "\n".join(page("README.md").splitlines()[:25])
    assert "make demo" in first
    assert "make test" in first
    assert "![" in first


def test_the_architecture_draws_the_floors_that_the_tests_hold() -> None:
    """Every package of the engine has its place in the drawing."""
    from tests.test_floors import FLOORS

    drawing = page("ARCHITECTURE.md").partition("## Floors")[2]
    assert all(re.search(rf"\b{package}\b", drawing) for package in FLOORS)


def test_the_wheel_brings_the_assignments_and_no_solution(tmp_path: Path) -> None:
    """What students install holds nothing that they should not see."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        str(tmp_path),
        ".",
    ]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "autograder/course/bundled/assignments/rectifiers/rectifiers.ipynb" in names
    assert "autograder/feedback/templates/base.html.jinja" in names
    assert not [name for name in names if "solution" in name or "misconceptions/" in name or "alternatives" in name]
