"""Late penalties by nbgrader's own autograde: right, once, and never by a policy that is wrong."""

import logging
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograder.nbgrader.exporter import SubmissionExporter
from autograder.nbgrader.failures import GradingStopped
from autograder.nbgrader.folder import load_folder
from autograder.nbgrader.late.plugin import LatePenalty, refuse_wrong_policy, takes_by_policy
from autograder.nbgrader.late.policy import read_policy
from autograder.nbgrader.late.recompute import recompute
from tests.nbgrader.instructor import Instructor
from tests.nbgrader.late_course import ASSIGNMENT, hand_in, write_course

#: SQLAlchemy's word about how nbgrader makes a submission, for nbgrader's own code to heed.
pytestmark = pytest.mark.filterwarnings(r"ignore:Object of type <\w+> not in session:sqlalchemy.exc.SAWarning")

POLICY = """\
points = 2
grace = "15 min"
timezone = "Europe/Berlin"
[extensions.eve]
hw = 2026-10-26
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Times are written in every way that nbgrader reads."""
    root = tmp_path_factory.mktemp("late") / "course"
    write_course(root, POLICY)
    hand_in(root, "ada", {"p1": 10, "p2": 20}, "2026-10-24 21:30:00 UTC")
    hand_in(root, "bob", {"p1": 10, "p2": 20}, "2026-10-25 00:14:00+02:00")
    hand_in(root, "cyd", {"p1": 10, "p2": 14}, "2026-10-27T23:30:00+01:00")
    hand_in(root, "dan", {"p1": 0, "p2": 20}, "2026-10-27 22:59:00")
    hand_in(root, "eve", {"p1": 10, "p2": 20}, "2026-10-26 23:14:00 UTC")
    hand_in(root, "fay", {"p1": 10}, "2026-10-26 12:00:00 UTC")
    hand_in(root, "gus", {"p1": 10, "p2": 20}, None)
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "course"))


@pytest.fixture
def api(course: Path) -> Iterator[NbGraderAPI]:
    """What formgrader calls when an instructor presses Autograde."""
    folder = load_folder(course)
    yield NbGraderAPI(folder.coursedir, config=folder.config)
    logging.getLogger("nbgrader").handlers.clear()


def penalties(root: Path) -> dict[str, dict[str, float | None]]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {
            submission.student_id: {
                notebook.name: notebook.late_submission_penalty
                for notebook in sorted(submission.notebooks, key=lambda notebook: str(notebook.name))
            }
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
        }


def test_nbgraders_autograde_takes_what_the_policy_says(course: Path, tmp_path: Path) -> None:
    """Points for each day, shared by two notebooks of 10 and 30 points, taken once."""
    said = Instructor(course, tmp_path / "home").types("nbgrader", "autograde", ASSIGNMENT)
    assert penalties(course) == {
        "ada": {"p1": None, "p2": None},  # in time
        "bob": {"p1": 0, "p2": 0},  # 15 minutes late by the clock of Berlin, which is the grace
        "cyd": {"p1": 1.5, "p2": 4.5},  # three days and an hour, but one of these days has 25 hours
        "dan": {"p1": 0, "p2": 6},  # the first notebook has nothing to lose
        "eve": {"p1": 0, "p2": 0},  # Monday ended at 23:00 UTC, and then there is the grace
        "fay": {"p1": 4, "p2": None},  # a notebook that was not handed in has nothing to lose, either
        "gus": {"p1": None, "p2": None},  # nobody knows when
    }
    assert "hw, cyd: 3 days 31 min late, 15 min grace: 3 days begun, 3 x 2 points = 6 points" in said
    assert "hw, eve: 2 days 1 h 15 min late, extension to 2026-10-26, 15 min grace: in time" in said
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, "cyd")
        assert (submission.score, submission.max_score, submission.late_submission_penalty) == (24, 40, 6)
        again = recompute(gradebook, read_policy(course / "late_policy.toml"))
    assert (again.submissions, again.moved) == (7, ())


def test_a_wrong_policy_stops_nbgrader_with_its_sentence(api: NbGraderAPI, course: Path, tmp_path: Path) -> None:
    """No traceback, no score without its penalty; with the policy mended it is graded."""
    (course / "late_policy.toml").write_text('points = 2\nper = "week"\n', encoding="utf-8")
    home = Instructor(course, tmp_path / "home").environment
    ended = subprocess.run(
        ["nbgrader", "autograde", ASSIGNMENT], cwd=course, env=home, capture_output=True, text=True, check=False
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 3
    assert f"`{course / 'late_policy.toml'}`: `per` is 'week', but should be 'hour' or 'day'. Mend the file." in said
    assert said.count("grading stops here") == 1
    assert "Traceback" not in said
    assert not list(course.glob("autograded/*/*"))
    (course / "late_policy.toml").write_text(POLICY, encoding="utf-8")
    assert api.autograde(ASSIGNMENT, "cyd")["success"]
    assert penalties(course)["cyd"] == {"p1": 1.5, "p2": 4.5}


# The same steps in this process, as nbgrader's pages take them: each import of nbgrader takes seconds.


def test_formgrader_shows_what_is_wrong_with_a_policy(api: NbGraderAPI, course: Path) -> None:
    """Its dialogue has the log; the server goes on."""
    (course / "late_policy.toml").unlink()
    done = api.autograde(ASSIGNMENT, "cyd")
    assert not done["success"]
    assert "late_policy.toml` does not exist" in done["log"]
    assert not list(course.glob("autograded/*/*"))


def test_an_extension_that_nbgrader_knows_counts_too(api: NbGraderAPI, course: Path) -> None:
    """Two days by nbgrader's own clock, which are 48 hours: the third evening is a day and half an hour late."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_student("cyd")
        with gradebook.db.no_autoflush:
            gradebook.update_or_create_submission(ASSIGNMENT, "cyd")
        gradebook.grant_extension(ASSIGNMENT, "cyd", days=2)
    assert api.autograde(ASSIGNMENT, "cyd")["success"]
    assert penalties(course)["cyd"] == {"p1": 1, "p2": 3}


def test_an_error_in_the_middle_stops_as_well(api: NbGraderAPI, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A score that is no number, late in the run: its submission is not left half graded."""
    monkeypatch.setattr("autograder.nbgrader.late.penalty.math.isfinite", lambda _: False)
    done = api.autograde(ASSIGNMENT, "cyd")
    assert not done["success"]
    assert "a number that is none for `cyd` in `hw`" in done["log"]
    assert not list(course.glob("autograded/*/*"))


def test_a_wrong_policy_is_refused_before_the_first_submission(
    course: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """By the exception at which nbgrader's commands end without a traceback; each mistake has its line."""
    monkeypatch.chdir(course.parent)
    folder = load_folder(course)
    converter: Any = Autograde(coursedir=folder.coursedir, config=folder.config)
    converter.log = logging.getLogger("late")
    refuse_wrong_policy(converter)
    assert caplog.messages == []
    (course / "late_policy.toml").write_text("percent = -1\ncap = 200", encoding="utf-8")
    with pytest.raises(NbGraderException, match=f"`{course / 'late_policy.toml'}`: `percent` is -1"):
        refuse_wrong_policy(converter)
    with pytest.raises(NbGraderException, match="`percent` is -1"):
        SubmissionExporter(
            parent=converter, config=converter.config
        )  # which nbgrader makes before the first submission
    assert ["`percent` is -1" in line for line in caplog.messages] == [True, False, False] * 2


def test_a_course_with_another_plugin_needs_no_policy(course: Path) -> None:
    """Nobody reads it there."""
    folder = load_folder(course)
    (course / "late_policy.toml").unlink()
    del folder.config.AssignLatePenalties["plugin_class"]
    converter = Autograde(coursedir=folder.coursedir, config=folder.config)
    assert not takes_by_policy(converter)
    refuse_wrong_policy(converter)


def test_the_plugin_works_inside_nbgrader_alone(
    course: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Elsewhere there is no gradebook to look into."""
    monkeypatch.chdir(course)
    plugin: Any = LatePenalty()
    plugin.log = logging.getLogger("late")
    with pytest.raises(GradingStopped) as stopped:
        plugin.late_submission_penalty("ada", 3.0, 60.0)
    assert stopped.value.code == 2
    assert "works inside nbgrader's AssignLatePenalties alone" in caplog.messages[0]
