"""What is said when the hidden half of an assignment is wrong: checks, misconceptions, answers that should be right."""

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course.course import Course
from autograder.course.generated import generated_files, write_files
from autograder.errors import AuthorError, OperatorError
from autograder.grading.figures import figure_files, is_current
from autograder.grading.grader import CheckSet, Isolation
from autograder.grading.verify import require_fit_for_students, verify_assignment
from autograder.testing.checks import check_of, collect_checks
from autograder.testing.modules import load_module
from tests.small_course import CHECKS, SOLUTION, TOML


def test_an_assignment_that_is_wrong_fails_its_verification(small: Course) -> None:
    """Each promise that does not hold is named with its file."""
    assignment = small.assignment("units")
    folder = assignment.solution_folder
    for name, text in {
        "alternatives/wrong.py": "def relu(x): return -x\n",
        "misconceptions/relu_right.py": '"""It is right."""\ndef relu(x): return max(0, x)\n',
        "misconceptions/notes.txt": "",
        "stray.md": "",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    assignment.reading.write_text("The answer: return x.clamp(min=0)\n")
    notebook = json.loads(assignment.stub_notebook.read_text())
    notebook["cells"].append(notebook["cells"][0] | {"id": "x"})
    assignment.stub_notebook.write_text(json.dumps(notebook))
    assignment.stub.write_text("def relu(x): return x\n")
    flaws = [
        f"{flaw.path.name}: {flaw.message}"
        for step in verify_assignment(assignment, Isolation.NONE)
        for flaw in step.flaws
    ]
    for expected in (
        "units.ipynb: is not what the solution makes it",
        "stray.md: belongs to nothing",
        "notes.txt: is no Python file",
        "README.md: holds a line of the solution",
        "units.py: earns 1 points",
        "units.py: is right, and yet",
        "wrong.py: is right, and yet",
        "relu_right.py: earns full marks in `relu`",
    ):
        assert any(flaw.startswith(expected) for flaw in flaws), (expected, flaws)


TWO = TOML.replace("points = 3", "points = 2") + '[[exercises]]\nname = "half"\npoints = 1\nsummary = "Half of it."\n'
HALF = '''

def half(x):
    """Half of it."""
    ### BEGIN SOLUTION
    return 0.5 * x
    ### END SOLUTION
'''
LOGGED = '''from pathlib import Path
import pytest
import torch
from autograder.report import Measurement

LOG = Path({log!r})


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
def test_contest(submission):
    """relu of 2 wins."""
    with LOG.open("a") as log:
        log.write("C")
    submission.note(Measurement(name="gain", value=1))
    assert submission.relu(torch.full((1,), 2.0)) == 2


@pytest.mark.exercise("half")
@pytest.mark.points(1)
def test_half(submission):
    """Half of 2 is 1."""
    with LOG.open("a") as log:
        log.write("H")
    assert submission.half(2) == 1
'''


def test_a_file_meets_only_what_can_tell_something_of_it(small: Course, tmp_path: Path) -> None:
    """A contest, unless nothing else names a misconception; and checks of what a misconception does not define."""
    log = tmp_path / "log"
    folder = small.assignment("units").solution_folder
    (small.assignment("units").folder / "assignment.toml").write_text(TWO)
    assignment = Course(small.root).assignment("units")
    assignment.reference.write_text(SOLUTION + HALF)
    write_files(generated_files(assignment))
    negative = CHECKS.format(points=1).replace("relu(1) == 1", "relu(torch.full((1,), -1.0)) == 0")
    assignment.public_checks.write_text("import torch\n" + negative)
    assignment.hidden_checks.write_text(LOGGED.format(log=str(log)))
    seen = {}
    for name, text in {
        "alternatives/other.py": "def relu(x): return x * (x > 0)\ndef half(x): return x / 2\n",
        "misconceptions/relu_capped.py": '"""It ends at one."""\ndef relu(x): return x.clamp(0, 1)\n',
        "misconceptions/relu_identity.py": '"""It keeps what is negative."""\ndef relu(x): return x\n',
        "misconceptions/relu_right.py": '"""It is right."""\ndef relu(x): return x.relu()\n',
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    flaws = []
    for step in verify_assignment(assignment, Isolation.NONE):
        seen[step.what.split()[0]] = log.read_text() if log.exists() else ""
        log.unlink(missing_ok=True)
        flaws += [flaw.path.stem for flaw in step.flaws]
    assert flaws == ["relu_right"]
    assert seen["units"] == "CHCH"
    assert seen["other"] == "CHH"
    assert seen["relu_identity"] == ""
    assert seen["relu_capped"] == seen["relu_right"] == "CH"


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        (CHECKS.format(points=5), "add up to 6 points"),
        (CHECKS.format(points="'many'"), "takes one value"),
        (CHECKS.format(points=-1), "points are a number over zero"),
        (CHECKS.format(points=2).replace('"relu"', '"rely"'), "There is no exercise `rely`"),
        (CHECKS.format(points=2).replace('@pytest.mark.exercise("relu")\n', ""), "needs `@pytest.mark.exercise"),
        (CHECKS.format(points=2).replace('    """relu of 1 is 1."""\n', ""), "needs a docstring"),
        (CHECKS.format(points=2).replace("(submission)", "(submission, tmp_path)"), "asks for `tmp_path`"),
        ("import nothing_there\n", "cannot be collected"),
        ("x = 1\n", "add up to 1 points"),
        ("def test_other(: pass\n", "cannot be collected"),
    ],
)
def test_wrong_checks_are_the_authors(small: Course, checks: str, message: str) -> None:
    """Named with their file."""
    assignment = small.assignment("units")
    assignment.hidden_checks.write_text(checks)
    with pytest.raises(AuthorError, match=message):
        _ = CheckSet(assignment).checks


def test_checks_that_are_all_manner_are_the_authors(small: Course) -> None:
    """Somebody has to look at whether the answer is right."""
    assignment = small.assignment("units")
    for path in (assignment.public_checks, assignment.hidden_checks):
        path.write_text(path.read_text().replace("def test", "@pytest.mark.manner\ndef test"))
    with pytest.raises(AuthorError, match="No check of `relu` looks at whether the answer is right"):
        _ = CheckSet(assignment).checks


def test_two_checks_of_one_name_are_the_authors(small: Course) -> None:
    """Reports are compared by name."""
    assignment = small.assignment("units")
    twin = assignment.hidden_checks.with_name("test_more.py")
    twin.write_text(assignment.hidden_checks.read_text())
    with pytest.raises(AuthorError, match="Two checks are called `solutions/test_relu`"):
        collect_checks([assignment.hidden_checks, twin], assignment.spec)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def relu(x): return x\n", "has no docstring"),
        ('"""A hint."""\n', "defines none of this assignment's exercises"),
        ('"""A hint."""\nimport nothing_there\n', "cannot be imported: ModuleNotFoundError"),
    ],
)
def test_wrong_misconceptions_are_the_authors(small: Course, text: str, message: str) -> None:
    """Named with their file."""
    assignment = small.assignment("units")
    (assignment.solution_folder / "misconceptions").mkdir()
    (assignment.solution_folder / "misconceptions/relu_odd.py").write_text(text)
    with pytest.raises(AuthorError, match=message):
        _ = CheckSet(assignment).misconceptions


def test_grading_needs_the_solutions(small: Course) -> None:
    """The hidden half is named."""
    small.assignment("units").hidden_checks.unlink()
    with pytest.raises(AuthorError, match="so `units` cannot be graded. Write it."):
        _ = CheckSet(small.assignment("units")).checks
    shutil.rmtree(small.root / "solutions")
    with pytest.raises(OperatorError, match="has no `solutions/`"):
        _ = CheckSet(small.assignment("units")).checks


def test_a_file_without_checks_is_the_authors(small: Course) -> None:
    """Not one."""
    assignment = small.assignment("units")
    assignment.hidden_checks.write_text("x = 1\n")
    with pytest.raises(AuthorError, match="There is no check in"):
        collect_checks([assignment.hidden_checks], assignment.spec)


def test_a_check_is_a_function(small: Course) -> None:
    """And nothing else that pytest may collect."""
    with pytest.raises(AuthorError, match="is not a function: a check is one"):
        check_of(SimpleNamespace(nodeid="notes.txt"), small.assignment("units").spec)  # type: ignore[arg-type]


def test_a_figure_of_a_function_that_is_not_there_is_the_authors(small: Course) -> None:
    """Named with the figure."""
    toml = small.root / "assignments/units/assignment.toml"
    toml.write_text(toml.read_text() + '[[figures]]\nfile = "a.svg"\ntitle = "A"\nfunctions = ["rely"]\n')
    with pytest.raises(AuthorError, match="the figure `a.svg` asks for `rely`"):
        figure_files(Course(small.root).assignment("units"))


def test_a_figure_is_current_by_what_it_shows(tmp_path: Path) -> None:
    """Another processor's last digit is no change; another curve, another word or no file at all is one."""
    drawn = tmp_path / "a.svg"
    drawn.write_text('<svg><path d="M1.5 20.01"/></svg>')
    assert is_current(drawn, '<svg><path d="M1.5 20"/></svg>')
    assert not is_current(drawn, '<svg><path d="M1.5 22"/></svg>')
    assert not is_current(drawn, '<svg><path d="L1.5 20.01"/></svg>')
    assert not is_current(tmp_path / "b.svg", "<svg/>")
    drawn.rename(tmp_path / "a.md")
    assert not is_current(tmp_path / "a.md", '<svg><path d="M1.5 20"/></svg>')


def test_a_stale_stub_is_not_released(small: Course) -> None:
    """Students would work on another task than the one that is graded."""
    small.assignment("units").stub.write_text("def relu(x): pass\n")
    with pytest.raises(AuthorError, match="is not what the solution makes it"):
        require_fit_for_students(small.assignment("units"))


def test_an_alternative_that_cannot_be_read_is_the_authors(small: Course) -> None:
    """It is course content, not a submission."""
    folder = small.assignment("units").solution_folder / "alternatives"
    folder.mkdir()
    (folder / "odd.py").write_bytes(b"\x00\x01")
    steps = list(verify_assignment(small.assignment("units"), Isolation.NONE))
    assert "cannot be graded" in steps[-1].flaws[0].message


def test_a_reference_is_a_python_file(small: Course) -> None:
    """By its name."""
    with pytest.raises(AuthorError, match="is not a Python file"):
        load_module(small.root / "assignments/units/README.md")


def test_options_meant_for_pytest_do_not_reach_grading(small: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets `$PYTEST_ADDOPTS` for their own tests can still grade."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-v --no-such-option")
    assignment = small.assignment("units")
    assert collect_checks([assignment.hidden_checks], assignment.spec)
    assert os.environ["PYTEST_ADDOPTS"] == "-v --no-such-option"
