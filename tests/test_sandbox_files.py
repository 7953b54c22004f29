"""What a submission can see and touch of files: next to nothing."""

from pathlib import Path

import pytest

from tests.box import Box

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/hostname",
        "/root",
        "/home",
        "/var",
        "/sys/class",
        "/sys/devices",
        "/sys/fs",
        "/run",
        "/proc/1/environ",
        "/proc/1/cmdline",
        "/proc/1/mem",
        "/proc/self/mountinfo",
        "/proc/self/maps",
        str(ROOT),
        str(ROOT / "solutions"),
        str(Path.home()),
    ],
)
def test_cannot_see_the_host(box: Box, path: str) -> None:
    """Neither the host's files, nor processes' files, nor the checkout with its solutions are there."""
    assert box.value(f"import os\ndef f(): return os.path.exists({path!r})") is False


def test_cannot_see_of_the_system_more_than_the_allocator_asks_for(box: Box) -> None:
    """How large a huge page is, and whether there are any."""
    code = "import os\ndef f(): return [os.path.join(at, name) for at, _, names in os.walk('/sys') for name in names]"
    folder = "/sys/kernel/mm/transparent_hugepage"
    assert set(box.value(code)) <= {f"{folder}/enabled", f"{folder}/hpage_pmd_size"}


def test_cannot_read_data_that_packages_bring_along(box: Box) -> None:
    """The contest is held on scikit-learn's digits: neither images nor labels are inside, nor can be put there."""
    code = """
import os
from sklearn import datasets
FOLDER = os.path.join(os.path.dirname(datasets.__file__), "data")
def f():
    try:
        open(os.path.join(FOLDER, "mine"), "w").close()
    except OSError:
        return os.listdir(FOLDER)
"""
    assert box.value(code) == []


def test_cannot_find_a_solution_anywhere(box: Box) -> None:
    """No file that the sandbox shows has to do with an assignment's solution."""
    code = """
import os
def f():
    found = []
    for top in ("/rectify", "/tmp", "/dev", "/etc", "/proc"):
        for folder, _folders, files in os.walk(top):
            found += [folder + "/" + name for name in files]
    return found
"""
    found = box.value(code)
    assert found
    assert not [path for path in found if "solution" in path or "misconception" in path or "assignments" in path]


def test_cannot_read_the_operators_environment(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment inside is the sandbox's own: no variable, and no path, of the host."""
    environment = box.value("import os\ndef f(): return dict(os.environ)")
    assert "RECTIFY_SECRET_FILE" not in environment
    assert not any(str(ROOT) in value or str(Path.home()) in value for value in environment.values())


@pytest.mark.parametrize("folder", ["/", "/python", "/packages/0", "/rectify", "/dev", "/etc", "/usr/lib", "/proc"])
def test_cannot_write_outside_the_scratch_folder(box: Box, folder: str) -> None:
    """Everything that is shown is read-only."""
    problem = box.problem(f"def f(): open({folder!r} + '/mark', 'w')")
    assert "Read-only" in problem or "No such file" in problem or "denied" in problem


def test_can_use_the_scratch_folder(box: Box) -> None:
    """A submission may keep a file for itself while it is graded."""
    assert box.value("def f():\n    open('a.txt', 'w').write('x')\n    return open('/tmp/a.txt').read()") == "x"


def test_cannot_leave_a_file_for_the_next(box: Box) -> None:
    """The scratch folder is wiped between submissions, folders and links too."""
    code = (
        "import os\ndef f():\n os.makedirs('/tmp/a/b'); open('/tmp/a/b/c', 'w'); os.symlink('/', '/tmp/l')\n return 1"
    )
    assert box.value(code) == 1
    assert box.value("import os\ndef f(): return os.listdir('/tmp')") == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("with open('/tmp/a', 'wb') as out:\n  for _ in range(100): out.write(b'x' * 10**6)", "File too large"),
        ("for i in range(200):\n  open(f'/tmp/{i}', 'wb').write(b'x' * 10**6)", "No space left"),
    ],
)
def test_cannot_fill_the_disk(box: Box, code: str, message: str) -> None:
    """Neither one large file nor many small ones."""
    body = code.replace("\n", "\n ")
    assert message in box.problem(f"def f():\n {body}")
    assert box.value("import os\ndef f(): return os.listdir('/tmp')") == []


def test_cannot_open_files_without_end(box: Box) -> None:
    """Open files are counted."""
    assert "Too many open files" in box.problem("def f():\n kept = [open('/dev/null') for _ in range(10000)]")


def test_cannot_flood_the_output(box: Box) -> None:
    """What is printed goes nowhere, and costs nothing but time."""
    assert box.value("def f():\n for _ in range(10**5): print('x' * 1000)\n return 1") == 1
