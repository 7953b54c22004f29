"""`check` in a real kernel, and in a script: what stands in the notebook now, shown in words and pictures."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel import Kernel, Shown
from tests.small_course import TOML

ROOT = Path(__file__).parent.parent

CHECKS = '''import pytest
import torch
from autograder.testing import Call, compare_values, sweep, compare_data


@pytest.mark.exercise("relu")
@pytest.mark.points(2)
@pytest.mark.hint("What is negative becomes 0.")
def test_relu(submission):
    """relu passes what is positive."""
    compare_values(submission.relu, torch.relu, sweep())


def doubled(gate, x):
    return gate()(x)


@pytest.mark.exercise("Gate")
@pytest.mark.points(1)
def test_gate(submission):
    """Gate doubles."""
    compare_values(submission.Gate.driven(doubled), lambda x: 2 * x, sweep())
'''
GATE = '[[exercises]]\nname = "Gate"\npoints = 2\nsummary = "Doubles."\n'
LIMITS = "[limits]\ncpu_seconds = 0.5\nwall_seconds = 2\nload_seconds = 1\n"
OTHER = '''import pytest


@pytest.mark.exercise("relu")
@pytest.mark.points(1)
def test_relu(submission):
    """relu of 1 is 1."""
    assert submission.relu(1) == 1
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's folder with a course of two assignments, both of which ask for `relu`."""
    root = tmp_path_factory.mktemp("course")
    for name, toml, checks in (("units", TOML + GATE + LIMITS, CHECKS), ("other", TOML + LIMITS, OTHER)):
        place = root / "assignments" / name
        place.mkdir(parents=True)
        (place / "assignment.toml").write_text(toml.replace('title = "Units"', f'title = "{name.title()}"'))
        (place / f"test_{name}.py").write_text(checks)
    return root


@pytest.fixture(scope="module")
def kernel(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """One kernel for all: what a test defines, the next one finds, as in a notebook."""
    home = tmp_path_factory.mktemp("home")
    with Kernel(folder, {"RECTIFY_HOME": str(home), "PYTHONPATH": str(ROOT), "RECTIFY_COURSE": ""}) as made:
        made.run("import torch\nfrom torch import nn\nfrom autograder.notebook import check")
        yield made


def checked(kernel: Kernel, *cells: str, call: str = "check(relu, assignment='units')") -> Shown:
    for text in cells:
        kernel.run(text)
    shown = kernel.run(call)
    assert not shown.error and not shown.stderr, shown
    return shown


NEEDS_PROC = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
#: The number of the process that grades.
PROCESS = "from autograder.notebook_check import grader_process as g; g._kept[0]._process.pid"


def _family(leader: int) -> list[int]:
    """The process and those that it started, directly or not."""
    found = [leader]
    for number in found:
        for children in Path(f"/proc/{number}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found


def _left_of(family: list[int]) -> list[int]:
    """Those that still run after some time."""
    end = time.monotonic() + 30
    while (left := [one for one in family if _runs(one)]) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


RIGHT = "def relu(x):\n    return x.clamp(min=0)"
WRONG = "def relu(x):\n    return x.clamp(min=0) + (x < 0) * 0.5"


def test_a_right_answer_has_its_points(kernel: Kernel) -> None:
    """As HTML, with the same in plain text beside it; the cell itself has no value."""
    shown = checked(kernel, RIGHT)
    assert "<b>2</b> of 2 points" in shown.html
    assert "2 of 2 public points" in shown.text
    assert not shown.value


def test_a_wrong_answer_is_explained(kernel: Kernel) -> None:
    """The simplest input that fails, the hint, and the student's curve over the expected one."""
    shown = checked(kernel, WRONG)
    assert "<b>0</b> of 2 points" in shown.html
    assert "What is negative becomes 0." in shown.html
    assert 'aria-label="relu: yours and expected"' in shown.html
    assert "returned 0.5, expected 0.0" in shown.html
    assert "returned 0.5, expected 0.0" in shown.text


def test_what_holds_now_is_checked(kernel: Kernel) -> None:
    """Redefined after being wrong; then wrong by a helper alone; then by a cell that raised before it got there."""
    assert "<b>2</b>" in checked(kernel, WRONG, RIGHT).html
    assert "<b>2</b>" in checked(kernel, "def least(): return 0", "def relu(x): return x.clamp(min=least())").html
    assert "<b>0</b>" in checked(kernel, "def least(): return 1").html
    assert "<b>2</b>" in checked(kernel, "def least(): return 0\n1 / 0\ndef least(): return 9").html


def test_a_deleted_helper_is_missed(kernel: Kernel) -> None:
    """In the words of Python, with the cell's number."""
    shown = checked(kernel, "def least(): return 0", "def relu(x): return x.clamp(min=least())", "del least")
    assert "NameError: name &#39;least&#39; is not defined (cell [" in shown.html


def test_training_is_not_run_again(kernel: Kernel, folder: Path) -> None:
    """Nor is anything else that the definition does not need."""
    note = folder / "trained"
    train = (
        f"import time\nfor step in range(2):\n    open({str(note)!r}, 'a').write('x')\nlosses = [step for _ in 'ab']\n"
    )
    assert "<b>2</b>" in checked(kernel, train, train + RIGHT).html
    assert note.read_text() == "xxxx"


@pytest.mark.parametrize(
    "cell",
    [
        f"%%time\n{RIGHT}",
        f"%pwd\n{RIGHT}\n!true",
        f"%%capture\n{RIGHT}",
        "def relu(x):\n    %time y = 0\n    return x.clamp(min=0)",
        "relu = lambda x: torch.where(x > 0, x, 0 * x)",
        "%run -i answer.py",
        "%load answer.py",
        "from answer import relu",
    ],
)
def test_definitions_come_by_many_ways(kernel: Kernel, folder: Path, cell: str) -> None:
    """Magics, lambdas, files."""
    (folder / "answer.py").write_text("import torch\ndef relu(x):\n    return torch.where(x > 0, x, 0 * x)\n")
    shown = checked(kernel, WRONG, cell, f"{RIGHT}\n" if "%load" in cell else "")
    assert "<b>2</b> of 2 points" in shown.html
    assert ("Grading sees the notebook alone" in shown.html) == ("answer" in cell and "%load" not in cell)


def test_a_class_is_checked(kernel: Kernel) -> None:
    """By the object, by its name, and patched."""
    code = "class Gate(nn.Module):\n    def forward(self, x):\n        return x * 3"
    assert "<b>0</b> of 1 points" in checked(kernel, code, call="check(Gate)").html
    assert "<b>1</b> of 1 points" in checked(kernel, "Gate.forward = lambda self, x: 2 * x", call="check('Gate')").html


def test_all_exercises_are_checked_at_once(kernel: Kernel) -> None:
    """By the names that are defined, the assignment is known; and `rectify list` will show the progress."""
    shown = checked(kernel, RIGHT, "class Gate:\n    def __call__(self, x): return x", call="check()")
    assert "2 of 3 public points" in shown.html
    assert shown.html.index("<code>relu</code>") < shown.html.index("<code>Gate</code>")


def test_what_has_no_source_is_told(kernel: Kernel) -> None:
    """An older definition of the same name is not taken for it."""
    kernel.run("exec('def relu(x): return x * (x > 0)')")
    assert "The source of `relu` cannot be found: it was not defined" in checked(kernel).text.replace("\n", " ")
    assert "Remark: The source of <code>relu</code> cannot be found" in checked(kernel, call="check()").html


def test_a_loop_without_an_end_is_ended(kernel: Kernel) -> None:
    """By the assignment's limits, in the usual words; the next check is as ever."""
    shown = checked(kernel, "def relu(x):\n    while True:\n        pass")
    assert "did not return within its time" in shown.html
    assert "<b>2</b> of 2 points" in checked(kernel, RIGHT).html


@NEEDS_PROC
def test_an_interrupt_ends_a_check(kernel: Kernel) -> None:
    """And leaves nothing behind: no process, and the next check has its own answer."""
    family = _family(int(kernel.run(PROCESS).value))
    kernel.run("def relu(x):\n    while True:\n        pass")
    shown = kernel.run("check(relu, assignment='units')", interrupt_after=0.3)
    assert shown.error == "KeyboardInterrupt"
    assert len(family) > 1 and not _left_of(family)
    assert "<b>2</b> of 2 points" in checked(kernel, RIGHT).html


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("check(relu)", "`relu` is an exercise of several assignments. Say which"),
        ("check('rleu')", "There is no exercise `rleu` in this course. Did you mean `relu`?"),
        ("check('xyz')", "There is no exercise `xyz` in this course. `check()` checks all that is here."),
        ("check('xyz', assignment='units')", "There is no exercise `xyz` in `units`. There are: `Gate`, `relu`."),
        ("check('relu', assignment='unit')", "There is no assignment `unit`"),
        ("check(relu(torch.ones(1)))", "`check` takes a function, a class or a name; this is a `Tensor`."),
        ("check(3)", "`check` takes a function, a class or a name; this is a `int`."),
        ("check(torch.relu, assignment='units')", "The source of `relu` cannot be found"),
        ("check()", "Nothing here tells which assignment it is. Say which"),
        ("check('Gate')", "`Gate` is not defined in the notebook yet. Write it, run its cell, then check again."),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_words(kernel: Kernel, call: str, said: str) -> None:
    """A sentence in the place of a traceback."""
    kernel.run("Gate = relu = None\ndel Gate, relu" if call == "check()" else "Gate = 1\ndel Gate\n" + RIGHT)
    shown = checked(kernel, call=call)
    assert said in shown.text.replace("\n", " ")
    assert "<code>" in shown.html or "`" not in said


def test_a_course_that_is_not_there_is_said(kernel: Kernel) -> None:
    """With what to do."""
    kernel.run("import os; os.environ['RECTIFY_COURSE'] = '/nowhere'")
    shown = checked(kernel, RIGHT)
    kernel.run("os.environ['RECTIFY_COURSE'] = ''")
    assert "`/nowhere` is no course" in shown.text


def test_the_other_names_of_the_notebook_tell_the_assignment(kernel: Kernel) -> None:
    """`relu` is an exercise of two, and only one of them has `Gate`."""
    assert "<b>2</b> of 2 points" in checked(kernel, RIGHT, "Gate = abs", call="check(relu)").html


def test_hostile_text_is_escaped(kernel: Kernel) -> None:
    """What the student's code chooses stands there as text: names of classes, messages, and what came back."""
    hostile = "<img src=x onerror=alert(1)></style><script>alert(1)</script>"
    html = checked(kernel, f"def relu(x):\n    raise ValueError('''{hostile}''')").html
    html += checked(kernel, f"def relu(x):\n    return '''{hostile}'''").html
    html += checked(kernel, call=f"check('''{hostile}''')").html
    assert "<img" not in html and "<script" not in html
    assert html.count("</style>") == html.count("<style>")
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_nbgrader_is_given_a_number(kernel: Kernel) -> None:
    """It takes the value of the last line for partial credit, and anything else for full marks."""
    kernel.run("os.environ['NBGRADER_EXECUTION'] = 'validate'")
    right = checked(kernel, RIGHT, "Gate = abs", call="check(relu)")
    wrong = checked(kernel, WRONG, call="check(relu)")
    unknown = checked(kernel, call="check('rleu')")
    kernel.run("del os.environ['NBGRADER_EXECUTION']")
    assert [float(shown.value) for shown in (right, wrong, unknown)] == [3, 0, 0]


def test_a_grader_that_was_killed_is_told_of_and_replaced(kernel: Kernel) -> None:
    """Its end is no score; the next check starts another."""
    kernel.run(PROCESS)
    kernel.run("g._kept[0]._process.kill(); g._kept[0].belongs_here = lambda: True")
    assert "The process that checks your work has ended." in checked(kernel, RIGHT).text.replace("\n", " ")
    assert "<b>2</b> of 2 points" in checked(kernel).html


def test_a_mistake_of_ours_is_no_traceback(kernel: Kernel) -> None:
    """It is said whose it is, and where it was kept."""
    kernel.run(
        "from autograder.notebook_check import checking; kept = checking.find_course; checking.find_course = 1 .real"
    )
    shown = checked(kernel)
    kernel.run("checking.find_course = kept")
    assert "This is a mistake in rectify itself (TypeError)" in shown.text


@NEEDS_PROC
@pytest.mark.parametrize("now", [False, True])
def test_no_process_outlives_the_kernel(folder: Path, now: bool) -> None:
    """However the kernel ends."""
    kernel = Kernel(folder, {"PYTHONPATH": str(ROOT)})
    kernel.run("from autograder.notebook import check\n" + RIGHT)
    checked(kernel)
    family = _family(int(kernel.run(PROCESS).value))
    kernel.close(now=now)
    assert len(family) > 1 and not _left_of(family)


def test_a_script_is_checked_in_the_terminal(folder: Path) -> None:
    """Without IPython, by the file that is running; its other lines are not run again."""
    script = folder / "script.py"
    head = "import torch\nfrom autograder.notebook import check\nprint('once')"
    script.write_text(f"{head}\n{RIGHT}\ncheck(relu, assignment='units')\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, cwd=folder, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("once") == 1
    assert "2 of 2 public points" in ran.stdout
