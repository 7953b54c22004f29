"""A class graded at once: as nbgrader grades it one by one, whatever was handed in, and after any interruption."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.errors import OperatorError, WrongUsage
from autograder.grading.executors import InlineExecutor
from autograder.grading.task import Task, grade_task
from autograder.nbgrader.class_grading import grade_notebooks
from autograder.nbgrader.folder import load_folder
from tests.nbgrader.duo_class import checks, gradebook, graded, hand_in, make_class, notebooks
from tests.nbgrader.instructor import Instructor
from tests.nbgrader.notebooks import HIDDEN_INPUT, KINDS, NAME

#: What is graded both ways: nbgrader's own takes seconds for each.
BOTH_WAYS = ("no_metadata", "merged", "checks_turned_into_solutions", "attachments", "scripts_in_text", "a_picture")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, sandbox: None) -> Path:
    """A folder with a course, an instructor's home, and a course folder of nbgrader where nobody handed in yet."""
    return make_class(tmp_path_factory.mktemp("class"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(made / "given", tmp_path / "class"))


def test_both_ways_give_the_same_gradebook_and_the_same_notebooks(made: Path, folder: Path, tmp_path: Path) -> None:
    """By `rectify nbgrader autograde`, and one by one by nbgrader's own."""
    for kind in BOTH_WAYS:
        place = hand_in(made, folder, kind, kind)
        (place / "timestamp.txt").write_text("2026-03-01 10:00:00 UTC", encoding="utf-8")
    (hand_in(made, folder, "Zoë O'Neil, jr.") / "x.html").write_text("<script>", encoding="utf-8")
    link = hand_in(made, folder, "link") / f"{NAME}.ipynb"
    link.unlink()
    link.symlink_to(folder / "source" / NAME / f"{NAME}.ipynb")
    (link.parent / "notes.txt").symlink_to(folder / "gradebook.db")
    pipe = hand_in(made, folder, "pipe") / f"{NAME}.ipynb"
    pipe.unlink()
    os.mkfifo(pipe)
    slow = tmp_path / "slow"
    shutil.copytree(folder, slow, symlinks=True, copy_function=_copied)
    Instructor(slow, made / "home").types("nbgrader", "autograde", NAME)
    Instructor(folder, made / "home").types("rectify", "nbgrader", "autograde", NAME, "--jobs", "1")
    dump, found = gradebook(folder), notebooks(folder)
    assert dump == gradebook(slow)
    assert found == notebooks(slow)
    assert {kind: checks(dump, kind) for kind in BOTH_WAYS} == {kind: KINDS[kind].points for kind in BOTH_WAYS}
    assert checks(dump, "link") == checks(dump, "pipe") == 0
    assert checks(dump, "Zoë O'Neil, jr.") == 5
    assert not any(path.endswith(("x.html", "notes.txt")) for path in found)


def _copied(source: str, target: str) -> None:
    if Path(source).is_fifo():
        os.mkfifo(target)
    else:
        shutil.copy2(source, target)


def test_every_kind_earns_what_it_must_and_the_same_as_alone(made: Path, folder: Path) -> None:
    """In one class; the points of the check cells add up to what `rectify grade` gives the same file."""
    paths = {kind: hand_in(made, folder, kind, kind) / f"{NAME}.ipynb" for kind in KINDS}
    assert sorted(graded(made, folder).graded) == sorted(KINDS)
    dump = gradebook(folder)
    assert {kind: checks(dump, kind) for kind in KINDS} == {kind: KINDS[kind].points for kind in KINDS}
    assignment = Course(made / "course").assignment(NAME)
    alone = {kind: grade_task(Task(assignment, kind, path, "", (), "shared", b"s")) for kind, path in paths.items()}
    assert {kind: report.score for kind, report in alone.items()} == {kind: KINDS[kind].points for kind in KINDS}
    assert not any(HIDDEN_INPUT.encode() in content for content in notebooks(folder).values())


def test_what_lies_in_the_way_of_one_stops_nobody(made: Path, folder: Path) -> None:
    """Whoever cannot be graded as it lies there is named with the reason; the others are graded."""
    hand_in(made, folder, "ada")
    hand_in(made, folder, "x" * 200)
    hand_in(made, folder, b"caf\xe9")
    (hand_in(made, folder, "when") / "timestamp.txt").write_text("soon", encoding="utf-8")
    os.mkfifo(hand_in(made, folder, "pipe") / "timestamp.txt")
    other = hand_in(made, folder, "other") / f"{NAME}.ipynb"
    other.rename(other.with_name("Duo-final.ipynb"))
    python = hand_in(made, folder, "python") / f"{NAME}.ipynb"
    python.rename(python.with_suffix(".py"))
    (folder / "submitted" / "nobody" / NAME).mkdir(parents=True)
    result = graded(made, folder)
    assert result.graded == ["ada"]
    reasons = {student[:6].encode(errors="replace").decode(): reason for student, reason in result.refused.items()}
    assert (result.ungraded, result.empty) == ({}, ["nobody"])
    assert set(reasons) == {"xxxxxx", "caf?", "when", "pipe", "other", "python"}
    assert "no name that the gradebook can hold" in reasons["xxxxxx"]
    assert "no name that the gradebook can hold" in reasons["caf?"]
    assert "holds no date and time" in reasons["when"]
    assert "holds no date and time" in reasons["pipe"]
    assert "holds `Duo-final.ipynb`, and no `duo.ipynb`. Give the notebook that name." in reasons["other"]
    assert "holds `duo.py`, and no `duo.ipynb`" in reasons["python"]
    assert checks(gradebook(folder), "ada") == 5


def test_a_notebook_under_another_name_beside_it_is_named(made: Path, folder: Path) -> None:
    """A copy that Jupyter made may hold the answers."""
    place = hand_in(made, folder, "dan")
    for name in (f"{NAME}-Copy1.ipynb", "draft.ipynb"):
        shutil.copy(place / f"{NAME}.ipynb", place / name)
    hand_in(made, folder, "ada")
    result = graded(made, folder)
    assert result.graded == ["ada", "dan"]
    assert result.passed_over == {"dan": ("draft.ipynb", "duo-Copy1.ipynb")}


def test_what_lies_beside_a_notebook_is_copied_where_it_is_only_data(made: Path, folder: Path) -> None:
    """No link, no page that a browser runs, nothing in the way of the course's own files, nothing huge."""
    (folder / "source" / NAME / "data").write_text("ours", encoding="utf-8")
    place = hand_in(made, folder, "ada")
    (place / "data").mkdir()
    (place / "data" / "theirs.txt").write_text("x", encoding="utf-8")
    (place / "notes.txt").write_text("mine", encoding="utf-8")
    for name in ("page.html", "page.xhtml", "plot.svg", "sheet.xml"):
        (place / name).write_text("<script>", encoding="utf-8")
    (place / "book.txt").symlink_to(folder / "gradebook.db")
    os.mkfifo(place / "pipe.txt")
    with (place / "huge.bin").open("wb") as file:
        file.truncate(200 * 10**6)
    assert graded(made, folder).graded == ["ada"]
    here = folder / "autograded" / "ada" / NAME
    assert {path.name for path in here.iterdir()} == {"data", "notes.txt", f"{NAME}.ipynb"}
    assert (here / "data").read_text(encoding="utf-8") == "ours"


def test_who_is_excluded_by_the_settings_is_not_graded(made: Path, folder: Path) -> None:
    """As with nbgrader's own command."""
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write('\nc.CourseDirectory.student_id_exclude = "bob,eve"\n')
    for student in ("ada", "bob", "eve"):
        hand_in(made, folder, student)
    assert graded(made, folder).graded == ["ada"]


def test_manual_scores_and_comments_survive_a_regrade(made: Path, folder: Path) -> None:
    """What a person gave stays, and is to be looked at again."""
    from nbgrader.api import Gradebook

    hand_in(made, folder, "ada")
    graded(made, folder)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        book.find_grade("question_why", NAME, NAME, "ada").manual_score = 3
        book.find_comment("question_why", NAME, NAME, "ada").manual_comment = "Well said."
        book.db.commit()
    graded(made, folder, force=True)
    dump = gradebook(folder)
    assert dump[f"Grade {NAME}/ada/{NAME}/question_why"]["score"] == 3
    assert dump[f"Grade {NAME}/ada/{NAME}/question_why"]["needs_manual_grade"]
    assert dump[f"Comment {NAME}/ada/{NAME}/question_why"]["comment"] == "Well said."


def test_where_nobody_handed_in_it_says_so(made: Path, folder: Path) -> None:
    """With the commands that fetch."""
    with pytest.raises(WrongUsage, match="Nobody handed in `duo`.*nbgrader collect"):
        graded(made, folder)


def test_an_assignment_that_nbgrader_does_not_know_is_named(made: Path, folder: Path) -> None:
    """With the command that makes it known."""
    with pytest.raises(WrongUsage, match="does not know `other`. Run `nbgrader generate_assignment other`"):
        grade_notebooks(load_folder(folder), Course(made / "course"), "other", InlineExecutor(), isolation="shared")


def test_a_disk_that_refuses_is_the_operators(made: Path, folder: Path) -> None:
    """A file stands where the folder of all should be."""
    hand_in(made, folder, "ada")
    (folder / "autograded").write_text("", encoding="utf-8")
    with pytest.raises(OperatorError, match="cannot be written: .*run the same command again"):
        graded(made, folder)
