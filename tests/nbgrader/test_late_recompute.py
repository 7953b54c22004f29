"""Late penalties anew: after manual grading, another policy or an extension, and never twice."""

import os
import re
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from nbgrader.api import Gradebook

from autograder.cli.main import run
from autograder.errors import WrongUsage
from autograder.nbgrader.late.policy import LatePolicy
from autograder.nbgrader.late.recompute import Moved, recompute
from tests.nbgrader.gradebook_dump import Dump, dump_gradebook
from tests.postgres import Server

DUE = datetime.fromisoformat("2026-10-24 21:59")
DAY = timedelta(days=1)
#: The student, the points of the checks in both notebooks, and the time after the due date (None: nobody knows).
CLASS: list[tuple[str, float, float, timedelta | None]] = [
    ("ada", 10, 20, -DAY),
    ("bob", 10, 20, 2 * DAY),
    ("cyd", 0, 15, 2 * DAY),
    ("dan", 5, 0, 3 * DAY),
    ("eve", 10, 20, None),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "gradebook.db"
    fill(f"sqlite:///{path}")
    return path


@pytest.fixture
def url(made: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(made, tmp_path)}"


def fill(url: str) -> str:
    """An assignment of two notebooks, 10 points, and 20 and 10 more by hand; and one without a due date."""
    # In an active environment, nbgrader finds alembic, which begins a gradebook.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with patch.dict(os.environ, PATH=path), Gradebook(url) as gradebook, gradebook.db.no_autoflush:
        gradebook.add_assignment("hw", duedate=DUE)
        gradebook.add_assignment("open")
        for notebook, points in (("p1", 10), ("p2", 20)):
            gradebook.add_notebook(notebook, "hw")
            gradebook.add_grade_cell("check", notebook, "hw", max_score=points, cell_type="code")
        gradebook.add_grade_cell("question", "p2", "hw", max_score=10, cell_type="markdown")
        gradebook.add_notebook("p", "open")
        for student, first, second, late in CLASS:
            gradebook.add_student(student)
            gradebook.add_submission("hw", student, timestamp=DUE + late if late is not None else None)
            for notebook, earned in (("p1", first), ("p2", second)):
                gradebook.find_grade("check", notebook, "hw", student).auto_score = earned
        gradebook.add_submission("open", "ada", timestamp=DUE + 9 * DAY)
        gradebook.db.commit()
    return url


def policy(**keys: object) -> LatePolicy:
    return LatePolicy.model_validate(keys)


def recomputed(url: str, name: str | None = None, **keys: object) -> tuple[dict[str, Moved], tuple[str, ...]]:
    with Gradebook(url) as gradebook:
        found = recompute(gradebook, policy(**keys), name)
    return {moved.student: moved for moved in found.moved}, found.remarks


def grade_by_hand(url: str, student: str, points: float) -> None:
    with Gradebook(url) as gradebook:
        gradebook.find_grade("question", "p2", "hw", student).manual_score = points
        gradebook.db.commit()


def without_penalties(dump: Dump) -> Dump:
    return {name: {key: value for key, value in record.items() if "late" not in key} for name, record in dump.items()}


def parts(url: str, student: str) -> dict[str, float | None]:
    with Gradebook(url) as gradebook:
        notebooks = gradebook.find_submission("hw", student).notebooks
        return {notebook.name: notebook.late_submission_penalty for notebook in notebooks}


def test_it_says_who_moved_and_why(url: str) -> None:
    """Two days late at 10% of 40 points each."""
    moved, _ = recomputed(url, percent=10)
    assert moved["bob"] == Moved("hw", "bob", 30, 0, 8, "2 days late: 2 days begun, 2 x 10% of 40 = 8 points")
    assert {student: one.after for student, one in moved.items()} == {"bob": 8, "cyd": 8, "dan": 5}
    assert parts(url, "bob") == {"p1": 2, "p2": 6}
    assert parts(url, "cyd") == {"p1": None, "p2": 8}
    assert parts(url, "dan") == {"p1": 5, "p2": None}


def test_a_second_time_nobody_moves(url: str) -> None:
    """Not even where thirds of points are kept as floats."""
    assert recomputed(url, percent=100 / 30, of="score")[0]
    before = dump_gradebook(url)
    assert recomputed(url, percent=100 / 30, of="score")[0] == {}
    assert dump_gradebook(url) == before


def test_nothing_but_the_penalty_changes(url: str) -> None:
    """Scores, marks of manual grading, times: all stay."""
    before = dump_gradebook(url)
    recomputed(url, percent=10)
    after = dump_gradebook(url)
    assert after != before
    assert without_penalties(after) == without_penalties(before)


def test_manual_grading_moves_a_penalty_of_the_score(url: str) -> None:
    """10 points more lose 10% for each of the two days as well."""
    recomputed(url, percent=10, of="score")
    grade_by_hand(url, "bob", 10)
    moved, _ = recomputed(url, percent=10, of="score")
    assert list(moved) == ["bob"]
    assert (moved["bob"].score, moved["bob"].before, moved["bob"].after) == (40, 6, 8)
    with Gradebook(url) as gradebook:
        submission = gradebook.find_submission("hw", "bob")
        assert (submission.score, submission.late_submission_penalty) == (40, 8)


def test_what_was_taken_in_vain_is_taken_once_there_is_a_score(url: str) -> None:
    """A penalty is never above the score; manual grading lifts both."""
    assert recomputed(url, points=8)[0]["dan"].after == 5
    grade_by_hand(url, "dan", 10)
    moved, _ = recomputed(url, points=8)
    assert (moved["dan"].before, moved["dan"].after) == (5, 15)


def test_an_extension_gives_back(url: str) -> None:
    """And the policy's end takes everything back."""
    recomputed(url, percent=10)
    moved, _ = recomputed(url, percent=10, extensions={"bob": {"hw": "2 days"}, "cyd": {"*": "1 day"}})
    assert {student: (one.before, one.after) for student, one in moved.items()} == {"bob": (8, 0), "cyd": (8, 4)}
    assert moved["bob"].reason == "2 days late, 2 days extension: in time, nothing is taken"
    moved, _ = recomputed(url)
    assert {student: (one.before, one.after) for student, one in moved.items()} == {"cyd": (4, 0), "dan": (5, 0)}


def test_a_new_due_date_in_the_gradebook_counts(url: str) -> None:
    """An instructor who moves it in formgrader recomputes."""
    recomputed(url, percent=10)
    with Gradebook(url) as gradebook:
        gradebook.update_or_create_assignment("hw", duedate=DUE + 2 * DAY)
    moved, _ = recomputed(url, percent=10)
    assert {student: one.after for student, one in moved.items()} == {"bob": 0, "cyd": 0, "dan": 4}
    assert moved["bob"].reason == "in time"


def test_one_assignment_alone(url: str) -> None:
    """The others are not looked at."""
    moved, remarks = recomputed(url, "open", percent=10)
    assert moved == {}
    assert remarks == ("`open` has no due date in the gradebook: nobody is late. Set it in formgrader.",)
    assert list(recomputed(url, "hw", percent=10)[0]) == ["bob", "cyd", "dan"]


def test_an_assignment_that_is_not_there_is_refused(url: str) -> None:
    """What is there is named."""
    with pytest.raises(WrongUsage, match="no assignment `hv` in the gradebook; it has `hw`, `open`. Name one"):
        recomputed(url, "hv")


def test_what_gives_somebody_nothing_by_mistake_is_remarked(url: str) -> None:
    """Names that nobody has, times that nobody knows."""
    _, remarks = recomputed(
        url, percent=10, assignments={"hx": {"percent": 5}}, extensions={"bbo": {"*": "1 h"}, "bob": {"hy": "1 h"}}
    )
    assert remarks == (
        "The late policy has an extension for `bbo`, and no such student is in the gradebook.",
        "The late policy names the assignment `hx`, which is not in the gradebook.",
        "The late policy names the assignment `hy`, which is not in the gradebook.",
        "`hw`: 1 without a time of hand-in, taken as in time (eve). No time is in `timestamp.txt`.",
        "`open` has no due date in the gradebook: nobody is late. Set it in formgrader.",
    )


def test_an_extension_without_a_due_date_is_no_fault(url: str) -> None:
    """Neither can be added to the other, and nbgrader tries."""
    with Gradebook(url) as gradebook:
        gradebook.grant_extension("open", "ada", days=2)
    assert recomputed(url, "open", percent=10)[0] == {}


def test_an_error_leaves_everybody_where_they_were(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is written at the end, or nothing."""
    before = dump_gradebook(url)
    found: list[Any] = []

    def breaking(*_: object) -> object:
        found.append(1)
        if len(found) > 3:
            raise WrongUsage("broken")
        return LatePolicy(percent=10).rule("hw")

    monkeypatch.setattr(LatePolicy, "rule", breaking)
    with pytest.raises(WrongUsage, match="broken"):
        recomputed(url)
    assert dump_gradebook(url) == before


def test_postgresql_gives_the_same(url: str, postgres: Server) -> None:
    """The same gradebook, the same moves, the same again."""
    other = fill(postgres.new_database())
    assert recomputed(other, percent=7, of="score") == recomputed(url, percent=7, of="score")
    assert dump_gradebook(other) == dump_gradebook(url)
    assert recomputed(other, percent=7, of="score")[0] == {}


# The command.

PLUGIN = 'get_config().AssignLatePenalties.plugin_class = "autograder.nbgrader.late.plugin.LatePenalty"'


@pytest.fixture
def folder(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert str(tmp_path) in url
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    (tmp_path / "nbgrader_config.py").write_text(f"{PLUGIN}\n", encoding="utf-8")
    (tmp_path / "late_policy.toml").write_text("percent = 10\n", encoding="utf-8")
    return tmp_path


def test_the_command_lists_who_moved(folder: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A second time it has nothing to list."""
    assert run(["nbgrader", "penalties", "--dir", str(folder)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "assignment student score before now why" in said
    assert "hw bob 30 0 8 2 days late: 2 days begun, 2 x 10%" in said
    assert "6 submissions looked at, 3 with another penalty now." in said
    assert "`open` has no due date" in said
    assert parts(url, "bob") == {"p1": 2, "p2": 6}
    assert run(["nbgrader", "penalties", "hw", "--dir", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("5 submissions looked at, 0 with another penalty now.\n`hw`: 1 without")
    assert "plugin" not in said


def test_the_command_warns_where_autograde_would_undo_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings without the plugin: the next autograde would forget the policy."""
    (folder / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    assert run(["nbgrader", "penalties", "--dir", str(folder)]) == 0
    assert (
        "Write into it:\n    c.AssignLatePenalties.plugin_class = 'autograder.nbgrader.late.plugin"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("arguments", "text", "code", "said"),
    [
        (["hv"], "", 2, "There is no assignment `hv`"),
        ([], "percent = 200", 3, "author error: .*`percent` is 200"),
    ],
)
def test_the_command_says_whose_fault_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], text: str, code: int, said: str
) -> None:
    """An exit code, a sentence, no traceback; the gradebook stays."""
    (folder / "late_policy.toml").write_text(text, encoding="utf-8")
    assert run(["nbgrader", "penalties", *arguments, "--dir", str(folder)]) == code
    assert re.search(said, capsys.readouterr().err)


def test_the_command_needs_a_course_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says where it looked."""
    assert run(["nbgrader", "penalties", "--dir", str(tmp_path)]) == 2
    assert "no course folder of nbgrader" in capsys.readouterr().err
