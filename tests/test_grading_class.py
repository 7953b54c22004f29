"""Grading a class: everybody gets a row, nothing is graded twice, and the results are the same bytes every time."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from autograder.cli.main import run
from autograder.course.course import Assignment, Course
from autograder.errors import ExitCode, OperatorError
from autograder.grading.classroom import ClassResult, explain_change, grade_class
from autograder.grading.executors import InlineExecutor, local_executor
from autograder.grading.grader import CheckSet, Grader, Isolation
from autograder.grading.kept import KeptGraders
from autograder.grading.store import ResultStore
from autograder.report import Report, Status
from autograder.submission.handin import Handin, find_handins

ROOT = Path(__file__).parent.parent
SECRET = b"s" * 32


@pytest.fixture
def assignment(course: Course, sandbox: None) -> Assignment:
    return course.assignment("squashing")


@pytest.fixture
def folder(tmp_path: Path, assignment: Assignment) -> Path:
    """Five hand-ins: two right, one wrong, one empty, one that is no text."""
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(assignment.reference, folder / "ada.py")
    shutil.copy(assignment.alternatives[0], folder / "bo.py")
    shutil.copy(assignment.misconceptions[0], folder / "cy.py")
    (folder / "di.py").touch()
    (folder / "ed.ipynb").write_text("no notebook")
    return folder


def graded(
    assignment: Assignment, handins: Sequence[Handin], out: Path, *, regrade: bool = False, secret: bytes = SECRET
) -> ClassResult:
    store = ResultStore(out)
    with store.open():
        return grade_class(
            assignment, handins, store, InlineExecutor(), secret=secret, isolation="shared", regrade=regrade
        )


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_everybody_gets_a_row(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """Right, wrong, empty and unreadable."""
    result = graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    rows = {report.student: (report.status, report.score) for report in result.reports.values()}
    assert rows["ada"] == rows["bo"] == (Status.GRADED, 40.0)
    assert rows["cy"][1] in {float(points) for points in range(40)}
    assert rows["di"] == (Status.GRADED, 0.0)
    assert rows["ed"] == (Status.UNREADABLE, 0.0)


def test_a_second_run_grades_nobody(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """What has a valid report is kept."""
    handins = find_handins([folder], assignment.name)
    graded(assignment, handins, tmp_path / "out")
    before = contents(tmp_path / "out")
    again = graded(assignment, handins, tmp_path / "out")
    assert (again.graded, again.resumed) == (0, 5)
    assert contents(tmp_path / "out") == before


def test_a_changed_hand_in_is_graded_again(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """And only that one; the change is listed."""
    graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    shutil.copy(assignment.reference, folder / "cy.py")
    again = graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    assert again.graded == 1
    assert again.changes[0].student == "cy"
    assert "the hand-in changed" in again.changes[0].reasons


def test_a_regrade_repeats_to_the_byte(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """The same submission gets the same report."""
    handins = find_handins([folder], assignment.name)
    graded(assignment, handins, tmp_path / "out")
    before = contents(tmp_path / "out")
    again = graded(assignment, handins, tmp_path / "out", regrade=True)
    assert again.graded == 5
    assert not again.changes
    assert contents(tmp_path / "out") == before


def test_another_secret_draws_other_inputs(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """The seed follows from the course secret; the score of a right answer does not."""
    handins = find_handins([folder], assignment.name)
    one = graded(assignment, handins, tmp_path / "one").reports["ada"]
    other = graded(assignment, handins, tmp_path / "other", secret=b"t" * 32).reports["ada"]
    assert one.seed != other.seed
    assert one.score == other.score


def test_results_of_another_assignment_are_not_mixed(
    course: Course, assignment: Assignment, folder: Path, tmp_path: Path
) -> None:
    """A folder of results belongs to one assignment."""
    graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    with pytest.raises(OperatorError, match="holds grades of `squashing`, not of `smooth`"):
        graded(course.assignment("smooth"), find_handins([folder], "smooth"), tmp_path / "out")


def test_results_of_another_version_ask_for_a_regrade(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """Nobody is graded by two versions unnoticed."""
    handins = find_handins([folder], assignment.name)
    result = graded(assignment, handins, tmp_path / "out")
    older = result.reports["ada"].model_copy(update={"course_digest": "0" * 64, "score": 1.0})
    (tmp_path / "out/reports/ada.json").write_text(older.to_json())
    with pytest.raises(OperatorError, match="made by another version"):
        graded(assignment, handins, tmp_path / "out")
    again = graded(assignment, handins, tmp_path / "out", regrade=True)
    assert "the assignment changed" in again.changes[0].reasons


def test_two_runs_cannot_write_one_folder(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """The second is told to wait."""
    with (
        ResultStore(tmp_path / "out").open(),
        pytest.raises(OperatorError, match="Another `rectify grade` is writing"),
        ResultStore(tmp_path / "out").open(),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_the_operators(tmp_path: Path) -> None:
    """A file stands where the results should go."""
    (tmp_path / "out").touch()
    with pytest.raises(OperatorError, match="cannot be written"), ResultStore(tmp_path / "out").open():
        pass


def test_a_broken_report_is_graded_again(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """Half a file, from a disk that was full, counts as none."""
    handins = find_handins([folder], assignment.name)
    graded(assignment, handins, tmp_path / "out")
    (tmp_path / "out/reports/ada.json").write_text('{"format": 1')
    assert graded(assignment, handins, tmp_path / "out").graded == 1


def test_those_who_left_lose_their_pages(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """A report without a hand-in does not stay behind."""
    graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    (folder / "bo.py").unlink()
    graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    assert not (tmp_path / "out/reports/bo.json").exists()


def test_killed_at_any_moment_it_resumes_to_the_same_bytes(
    assignment: Assignment, folder: Path, tmp_path: Path
) -> None:
    """`rectify grade`, killed again and again, ends with the results of a run that nobody disturbed."""
    command = [sys.executable, "-m", "autograder.cli", "grade", "squashing", str(folder), "--jobs", "1"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert run([*command[3:], "--out", str(tmp_path / "whole")]) == ExitCode.OK
    broken = [*command, "--out", str(tmp_path / "broken")]
    reports = tmp_path / "broken" / "reports"
    for wanted in (1, 3):
        process = subprocess.Popen(broken, cwd=ROOT, env=environment, start_new_session=True, stdout=-3, stderr=-3)
        while process.poll() is None and len(list(reports.glob("*.json"))) < wanted:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert run(broken[3:]) == ExitCode.OK
    assert contents(tmp_path / "broken") == contents(tmp_path / "whole")


def test_two_jobs_give_the_bytes_of_one(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """How many grade at a time is nobody's business."""
    handins = find_handins([folder], assignment.name)
    graded(assignment, handins, tmp_path / "one")
    store = ResultStore(tmp_path / "two")
    with store.open(), local_executor(2) as executor:
        grade_class(assignment, handins, store, executor, secret=SECRET, isolation="shared")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_fresh_isolation_gives_the_same_scores(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """A sandbox of its own for each costs seconds and changes nothing."""
    for name in ("bo.py", "cy.py", "di.py", "ed.ipynb"):
        (folder / name).unlink()
    store = ResultStore(tmp_path / "out")
    with store.open():
        handins = find_handins([folder], assignment.name)
        result = grade_class(assignment, handins, store, InlineExecutor(), secret=SECRET, isolation="fresh")
    assert result.reports["ada"].score == 40.0
    assert result.reports["ada"].environment.isolation == "fresh"


def test_a_grader_kept_in_anothers_place_leaves_no_sandbox(assignment: Assignment) -> None:
    """The one that the first would have used is closed with the second's."""
    kept, closed = KeptGraders(), []
    kept.of(assignment, "none")
    kept.keep(Grader(CheckSet(assignment), Isolation.NONE))
    kept._sandboxes["none"].close = lambda: closed.append("none")  # type: ignore[method-assign]
    kept.release()
    assert closed == ["none"]


def test_grade_writes_every_view(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports, both pages of each, the class page and the table."""
    out = tmp_path / "out"
    assert run(["grade", "squashing", str(folder), "--out", str(out), "--jobs", "1"]) == ExitCode.OK
    names = set(contents(out))
    assert {"index.html", "grades.csv", "feedback/ada.html", "submissions/ada.html", "reports/ada.json"} <= names
    rows = (out / "grades.csv").read_text().splitlines()
    assert rows[0] == "student,assignment,score,max_score,status,message"
    assert rows[1] == "ada,squashing,40,40,graded,"
    assert len(rows) == 6
    assert "Class page" in capsys.readouterr().out


def test_files_that_are_nobodys_are_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After the class, so that the instructor sees it."""
    (folder / "bob.txt").write_text("def sigmoid(x): ...")
    assert run(["grade", "squashing", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]) == ExitCode.OK
    said = " ".join(capsys.readouterr().out.split())
    assert "Not graded, as neither `.py` nor `.ipynb`: `bob.txt`. Rename what is a submission" in said


def test_grade_of_nothing_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], sandbox: None) -> None:
    """A path without a hand-in is named."""
    arguments = ["grade", "squashing", str(tmp_path / "nothing"), "--out", str(tmp_path / "out")]
    assert run(arguments) == ExitCode.USAGE
    assert "does not exist" in capsys.readouterr().err


def test_an_operators_error_is_no_score(
    course: Course, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the sandbox fails there is no score at all, never zero."""
    from autograder.errors import SandboxBroken
    from autograder.grading import grader

    def fails(*_args: object) -> None:
        raise SandboxBroken("The sandbox ended by itself.")

    monkeypatch.setattr(grader.Grader, "_grade", fails)
    assignment = course.assignment("squashing")
    report = graded(assignment, find_handins([folder / "ada.py"], "squashing"), tmp_path / "out").reports["ada"]
    assert (report.status, report.score) == (Status.UNGRADED, None)


def report_of(score: float, **changes: object) -> Report:
    report = Report.model_validate_json((ROOT / "tests/data/report.json").read_bytes())
    return report.model_copy(update={"score": score, **changes})


def test_an_unchanged_report_explains_nothing() -> None:
    """Same checks, same score: nobody moved."""
    assert explain_change(report_of(3.0), report_of(3.0)).reasons == ()


def test_a_grading_process_that_ends_loses_nothing(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """What was graded is kept, and the operator is told to run again."""

    class Broken(InlineExecutor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
            future = super().submit(fn, *args, **kwargs)
            return future if args[0].student == "ada" else _broken()

    store = ResultStore(tmp_path / "out")
    handins = find_handins([folder], assignment.name)
    with store.open(), pytest.raises(OperatorError, match="What was graded is kept"):
        grade_class(assignment, handins, store, Broken(), secret=SECRET, isolation="shared")
    assert (tmp_path / "out/reports/ada.json").exists()


def _broken() -> Future[Report]:
    future: Future[Report] = Future()
    future.set_exception(BrokenProcessPool("a process ended"))
    return future


def test_a_disk_that_refuses_is_the_operators(tmp_path: Path) -> None:
    """Make room, and run again."""
    (tmp_path / "feedback").touch()
    with pytest.raises(OperatorError, match="Make room and run the same command again"):
        ResultStore(tmp_path).write("feedback/ada.html", "x")


def test_why_only_definitions_were_run_is_said(assignment: Assignment, folder: Path, tmp_path: Path) -> None:
    """Whoever left a call of `os._exit` in the file reads which call it was."""
    path = folder / "bo.py"
    path.write_text("import os\nos._exit(3)\n" + path.read_text())
    result = graded(assignment, find_handins([folder], assignment.name), tmp_path / "out")
    (remark,) = result.reports["bo"].submission.remarks
    assert "exit code 3). Take out calls such as `os._exit`. So only its definitions were run." in remark
    assert result.reports["bo"].score == 40.0
