"""Grades from results folders in the tables of Canvas, Moodle and Blackboard."""

from pathlib import Path

import pytest

from autograder.doors.grades import gradesheet, with_platform_ids
from autograder.errors import WrongUsage
from autograder.gradetables.canvas import CanvasTable
from autograder.gradetables.gradesheet import Status
from autograder.gradetables.moodle import MoodleTable
from autograder.report import Report
from autograder.report import Status as Found
from tests.sample_reports import FAILED, check, report, unread

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Rectifiers (77)
    Points Possible,,,,,4
"Lovelace, Ada",101,S1,ada,A,
"Smith, Bob",102,S2,bob,A,1
"Smith, Bob",103,S3,bob2,A,2
"""


def results(folder: Path, *reports: Report) -> Path:
    for number, one in enumerate(reports):
        path = folder / f"reports/{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.to_json())
    return folder


def graded(student: str) -> Report:
    return report(student, check(), FAILED)


def test_a_sheet_has_what_the_reports_say(tmp_path: Path) -> None:
    """Unreadable is 0, ungraded is no grade, and whoever is in one folder alone is missing in the other."""
    ungraded = unread("cy", Found.UNGRADED).model_copy(update={"max_score": 4.0})
    unreadable = unread("bo").model_copy(update={"max_score": 4.0})
    first = results(tmp_path / "a", graded("Ada"), unreadable, ungraded)
    second = results(tmp_path / "b", graded("Ada").model_copy(update={"assignment": "gates"}))
    sheet = gradesheet([first, second])
    assert [(one.name, one.max_score) for one in sheet.assignments] == [("rectifiers", 4), ("gates", 4)]
    assert [one.identifier for one in sheet.students] == ["Ada", "bo", "cy"]
    found = [[sheet.grade(student, one) for one in sheet.assignments] for student in sheet.students]
    assert [[(grade.status, grade.score) for grade in row] for row in found] == [
        [(Status.GRADED, 2), (Status.GRADED, 2)],
        [(Status.GRADED, 0), (Status.MISSING, 0)],
        [(Status.NOT_GRADED, 0), (Status.MISSING, 0)],
    ]


def test_folders_that_are_not_of_one_class_are_refused(tmp_path: Path) -> None:
    """Each with what to do."""
    other = graded("bo").model_copy(update={"assignment": "gates"})
    newer = graded("bo").model_copy(update={"course_digest": "e" * 64})
    one = results(tmp_path / "one", graded("Ada"))
    with pytest.raises(WrongUsage, match="holds grades of `rectifiers`, as another folder does. Give one"):
        gradesheet([one, one])
    with pytest.raises(WrongUsage, match="holds grades of `gates` and of `rectifiers`. Give a folder for each"):
        gradesheet([results(tmp_path / "two", graded("Ada"), other)])
    with pytest.raises(WrongUsage, match="by several versions of `rectifiers`. Run `rectify grade` with `--regrade`"):
        gradesheet([results(tmp_path / "three", graded("Ada"), newer)])
    with pytest.raises(WrongUsage, match="holds two reports on `Ada`. Grade again into a new folder"):
        gradesheet([results(tmp_path / "four", graded("Ada"), graded("Ada"))])


@pytest.mark.parametrize("name", ["lovelaceada", "Ada Lovelace", "Lovelace, Ada", "ada"])
def test_a_student_of_a_platforms_archive_is_found_by_name(tmp_path: Path, name: str) -> None:
    """Canvas names files so, Moodle so; and a login stays what it is."""
    roster = tmp_path / "canvas.csv"
    roster.write_text(CANVAS)
    sheet = gradesheet([results(tmp_path / "r", graded(name))])
    found = with_platform_ids(sheet, roster, CanvasTable, "")
    assert [one.identifier for one in found.students] == ["ada"]
    assert found.grade(found.students[0], found.assignments[0]).score == 2


@pytest.mark.parametrize("name", ["smithbob", "Nobody Known"])
def test_a_name_that_is_several_peoples_or_nobodys_stays(tmp_path: Path, name: str) -> None:
    """The table then says who was left out."""
    roster = tmp_path / "canvas.csv"
    roster.write_text(CANVAS)
    sheet = gradesheet([results(tmp_path / "r", graded(name))])
    assert with_platform_ids(sheet, roster, CanvasTable, "") == sheet


def test_two_names_of_one_person_stay_two(tmp_path: Path) -> None:
    """Neither is given the other's grade."""
    roster = tmp_path / "canvas.csv"
    roster.write_text(CANVAS)
    sheet = gradesheet([results(tmp_path / "r", graded("lovelaceada"), graded("Ada Lovelace"))])
    assert with_platform_ids(sheet, roster, CanvasTable, "") == sheet


def test_a_column_of_the_instructors_choice_is_looked_in_instead(tmp_path: Path) -> None:
    """Nothing is guessed then, and the roster is left to the table."""
    sheet = gradesheet([results(tmp_path / "r", graded("Ada Lovelace"))])
    assert with_platform_ids(sheet, tmp_path / "absent.csv", MoodleTable, "Full name") is sheet
