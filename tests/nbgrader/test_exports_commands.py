"""Grades leave nbgrader's gradebook by its own command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import ExitCode, OperatorError, WrongUsage
from autograder.gradetables.gradesheet import Status
from autograder.nbgrader.exports.generic import GenericExport
from autograder.nbgrader.exports.gradesheet import read_gradesheet
from tests.nbgrader.gradebooks import DUE, Work, add_student, fill_gradebook, new_gradebook
from tests.postgres import Server

ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section,Rectifiers (77)
Points Possible,,,,,10
"Lovelace, Ada",101,,ada,A,
"Smith, Bob",102,,bob,A,
"Ångström, Eve",103,,eve,A,
"""
CONFIG = """\
c = get_config()
c.CanvasExport.roster = "roster.csv"
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A course folder whose gradebook has four students and two assignments."""
    folder = tmp_path_factory.mktemp("course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_CONFIG_DIR", str(folder))
        url = new_gradebook(folder, "rectifiers", "gates")
        ada = {"rectifiers": Work(5.25, 3, penalty=1.5, hours_late=2), "gates": Work(6, 4)}
        add_student(url, "ada", ada, first_name="Ada", last_name="Lovelace", email="ada@x.edu", lms_user_id="101")
        add_student(url, "bob", {"rectifiers": Work(6, None)}, first_name="Bob", last_name="Smith")
        add_student(url, "eve", {}, first_name="Eve", last_name="Ångström")
        add_student(url, "zoe", {"rectifiers": Work(1, 0, penalty=3)})
        (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
        yield folder


def export(course: Path, exporter: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", "export", f"--exporter=autograder.nbgrader.exports.{exporter}"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [*command, *arguments], cwd=course, env=environment, capture_output=True, text=True, check=False
    )


def test_the_instructors_file_is_filled_by_nbgraders_command(course: Path) -> None:
    """The settings are those of the course folder; who waits for a grader, and who is not in the file, is named."""
    done = export(course, "canvas.CanvasExport", "--to", "out/canvas.csv", "--assignment", "rectifiers")
    assert done.returncode == 0, done.stderr
    written = (course / "out" / "canvas.csv").read_text(encoding="utf-8")
    assert written == ROSTER.replace("101,,ada,A,", "101,,ada,A,6.75")
    assert "rectifiers: still to be graded by hand" in done.stderr
    assert "`bob` (Smith, Bob)" in done.stderr
    assert "`zoe` is in no row of" in done.stderr
    assert "left out: rectifiers 0" in done.stderr


def test_an_error_is_a_sentence_and_writes_nothing(course: Path) -> None:
    """No traceback, and the exit code of wrong usage."""
    done = export(course, "generic.GenericExport", "--to=none.csv", "--assignment", "rectifers")
    assert done.returncode == ExitCode.USAGE
    assert "The gradebook has no assignment `rectifers`. It has `rectifiers`, `gates`." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "none.csv").exists()


def test_students_and_assignments_can_be_chosen(course: Path) -> None:
    """As nbgrader's own export does it; ids that are numbers are ids."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        sheet = read_gradesheet(gradebook, ["gates"], ["zoe", "ada"])
        assert [one.name for one in sheet.assignments] == ["gates"]
        assert [one.identifier for one in sheet.students] == ["zoe", "ada"]
        with pytest.raises(WrongUsage, match="has no student `7`. It has "):
            read_gradesheet(gradebook, [], ["7"])


def test_the_gradebook_is_read_as_it_is(course: Path) -> None:
    """Assignments by due date, students by name, grades with what they are made of."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        sheet = read_gradesheet(gradebook, [], [])
    first = sheet.assignments[0]
    assert (first.name, first.max_score, first.due) == ("rectifiers", 10, DUE)
    assert [one.identifier for one in sheet.students] == ["zoe", "ada", "bob", "eve"]
    zoe, ada, bob, eve = (sheet.grade(one, first) for one in sheet.students)
    assert (ada.raw_score, ada.penalty, ada.score, ada.late_seconds) == (8.25, 1.5, 6.75, 7200)
    assert (zoe.status, zoe.score) == (Status.GRADED, 0)
    assert (bob.status, eve.status) == (Status.NEEDS_MANUAL_GRADING, Status.MISSING)


def test_a_postgresql_gradebook_gives_the_same_table(tmp_path: Path, postgres: Server) -> None:
    """To the byte."""
    from nbgrader.api import Gradebook

    tables = []
    for url in (f"sqlite:///{tmp_path / 'gradebook.db'}", postgres.new_database()):
        fill_gradebook(url, "rectifiers", "gates")
        add_student(url, "zoë", {"rectifiers": Work(1 / 3, 2, 0.1, 0.5), "gates": Work(3, None)}, last_name="Ångström")
        add_student(url, "Ada", {"gates": Work(None, 1)})
        with Gradebook(url) as gradebook:
            tables.append(GenericExport().table(read_gradesheet(gradebook, [], [])).to_bytes())
    assert tables[0] == tables[1]
    assert b"2.2333,10,2026-03-01 12:30:00,1800" in tables[0]


def test_what_autograding_left_without_grades_is_not_graded(course: Path, tmp_path: Path) -> None:
    """Nor what a database holds that is no number; an extension without a due date makes nobody late."""
    from nbgrader.api import Gradebook
    from sqlalchemy import text

    url = f"sqlite:///{shutil.copy(course / 'gradebook.db', tmp_path)}"
    with Gradebook(url) as gradebook:
        gradebook.grant_extension("gates", "ada", hours=1)
        gradebook.update_or_create_assignment("gates", duedate=None)
        gradebook.remove_submission_notebook("rectifiers", "rectifiers", "bob")
        gradebook.db.execute(
            text("UPDATE submitted_notebook SET late_submission_penalty = 9e999 WHERE late_submission_penalty = 3")
        )
        gradebook.db.commit()
    with Gradebook(url) as gradebook:
        sheet = read_gradesheet(gradebook, [], [])
    zoe, ada, bob, _ = sheet.students
    rectifiers, gates = sorted(sheet.assignments, key=lambda one: one.name, reverse=True)
    assert sheet.grade(bob, rectifiers).status is Status.NOT_GRADED
    assert sheet.grade(zoe, rectifiers).status is Status.NOT_GRADED
    assert sheet.grade(ada, gates).late_seconds == 0


def test_a_gradebook_that_cannot_be_read_is_said(course: Path, tmp_path: Path) -> None:
    """In the database's own words, on one line; and one that is empty in ours."""
    from nbgrader.api import Gradebook
    from sqlalchemy import text

    url = f"sqlite:///{shutil.copy(course / 'gradebook.db', tmp_path)}"
    with Gradebook(url) as gradebook:
        for name in ("rectifiers", "gates"):
            gradebook.remove_assignment(name)
        with pytest.raises(WrongUsage, match="The gradebook has no assignment yet"):
            read_gradesheet(gradebook, [], [])
        gradebook.db.execute(text("ALTER TABLE student DROP COLUMN lms_user_id"))
        gradebook.add_assignment("rectifiers")
        with pytest.raises(OperatorError, match=r"The gradebook cannot be read: .*lms_user_id.* may help\.$"):
            read_gradesheet(gradebook, [], [])
