"""Tables of grades for each platform, new ones: what the platform needs, and what no cell may ever say."""

import csv
import io
import logging
from collections.abc import Iterable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ExitCode, WrongUsage
from autograder.gradetables.cells import exact, inert, number, read_number
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.gradetables.rosters import Student
from autograder.nbgrader.exports.blackboard import BlackboardExport
from autograder.nbgrader.exports.canvas import CanvasExport
from autograder.nbgrader.exports.generic import GenericExport
from autograder.nbgrader.exports.moodle import MoodleExport
from autograder.nbgrader.exports.platform_export import PlatformExport
from autograder.nbgrader.exports.plugin import GradesExport

RELU = Assignment("rectifiers", 10)
GATES = Assignment("gates", 4)
ADA = Student("ada", "Ada", "Lovelace", "ada@x.edu", "101")
EVE = Student("eve", "Eve", "Ångström")


def graded(raw: float, penalty: float = 0, most: float = 10, status: Status = Status.GRADED) -> Grade:
    return Grade(status, raw, penalty, most)


def sheet_of(*students: Student, assignments: Iterable[Assignment] = (RELU,), **grades: Grade) -> Gradesheet:
    """Grades by the student's identifier, for the first assignment."""
    chosen = list(assignments)
    return Gradesheet(chosen, list(students), {(one, chosen[0].name): grade for one, grade in grades.items()})


def rows_of(plugin: GradesExport, sheet: Gradesheet) -> list[list[str]]:
    return plugin.table(sheet).rows


def test_canvas_gets_headings_points_and_a_row_for_each_student() -> None:
    """The id that nbgrader knows is the login unless told otherwise, the LMS user id is Canvas's own number."""
    sheet = sheet_of(ADA, EVE, assignments=[RELU, GATES], ada=graded(7.5))
    assert rows_of(CanvasExport(), sheet) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "rectifiers", "gates"],
        ["Points Possible", "", "", "", "", "10", "4"],
        ["Lovelace, Ada", "101", "", "ada", "", "7.5", ""],
        ["Ångström, Eve", "", "", "eve", "", "", ""],
    ]


def test_canvas_by_way_of_excel() -> None:
    """Excel takes UTF-8 for what it is where a mark says so."""
    assert CanvasExport().table(sheet_of(EVE)).to_bytes().startswith(b"Student")
    assert CanvasExport(excel_mark=True).table(sheet_of(EVE)).to_bytes().startswith(b"\xef\xbb\xbfStudent")


def test_what_exports_share_is_no_export() -> None:
    """Each platform's makes its own table."""
    with pytest.raises(NotImplementedError):
        GradesExport().table(sheet_of(ADA))
    with pytest.raises(NotImplementedError):
        PlatformExport().table(sheet_of(ADA))


@pytest.mark.parametrize(("own", "row"), [("ID", ["ada", "", ""]), ("SIS User ID", ["101", "ada", ""])])
def test_canvas_gets_the_id_in_the_column_that_is_asked_for(own: str, row: list[str]) -> None:
    """`student_id_column` is one of Canvas's three."""
    assert rows_of(CanvasExport(student_id_column=own), sheet_of(ADA))[2][1:4] == row


@pytest.mark.parametrize("plugin", [CanvasExport(student_id_column="Name"), MoodleExport(student_id_column="Name")])
def test_a_column_that_the_platform_does_not_have_is_refused(plugin: GradesExport) -> None:
    """The sentence says which there are."""
    with pytest.raises(WrongUsage, match=r"`student_id_column` is `Name`: choose .*`"):
        plugin.table(sheet_of(ADA))


def test_headings_can_carry_the_platforms_numbers() -> None:
    """Canvas and Blackboard know a column by the number in its heading."""
    columns = {"rectifiers": "Rectifiers (12345)"}
    assert rows_of(CanvasExport(columns=columns), sheet_of(ADA))[0][-1] == "Rectifiers (12345)"
    assert rows_of(MoodleExport(columns=columns), sheet_of(ADA))[0][-1] == "Rectifiers (12345)"
    assert rows_of(BlackboardExport(columns=columns), sheet_of(ADA))[0][-1] == "Rectifiers (12345)"


def test_a_heading_for_no_assignment_is_refused() -> None:
    """A misspelt assignment in `columns` would quietly do nothing."""
    with pytest.raises(WrongUsage, match="`columns` names `rectifers`, which is not in the gradebook"):
        CanvasExport(columns={"rectifers": "Rectifiers (1)"}).table(sheet_of(ADA))


def test_moodle_gets_a_dash_where_there_is_no_grade() -> None:
    """Moodle makes a 0 of an empty cell in a new grade item; a dash stays no grade."""
    sheet = sheet_of(ADA, EVE, ada=graded(7.5))
    assert rows_of(MoodleExport(), sheet) == [
        ["ID number", "First name", "Last name", "rectifiers"],
        ["ada", "Ada", "Lovelace", "7.5"],
        ["eve", "Eve", "Ångström", "-"],
    ]
    assert rows_of(MoodleExport(no_grade=""), sheet)[2][-1] == ""


def test_moodle_by_address_leaves_out_who_has_none(caplog: pytest.LogCaptureFixture) -> None:
    """A row without an identifier would change the grade of the student before it."""
    sheet = sheet_of(ADA, EVE, Student("bob@x.edu"), ada=graded(1), eve=graded(2))
    rows = rows_of(MoodleExport(student_id_column="Email address"), sheet)
    assert [row[0] for row in rows] == ["Email address", "ada@x.edu", "bob@x.edu"]
    assert "no address of theirs: `eve` (Ångström, Eve)" in caplog.text


def test_moodle_in_another_language() -> None:
    """Decimal commas go with semicolons."""
    table = MoodleExport(delimiter="semicolon", decimal_comma=True).table(sheet_of(ADA, ada=graded(7.5)))
    assert table.to_bytes().decode("utf-8-sig").splitlines()[1] == "ada;Ada;Lovelace;7,5"


def test_blackboard_gets_points_in_its_headings_and_quotes() -> None:
    """Delimited by commas it is UTF-8 with a mark, every cell quoted."""
    data = BlackboardExport().table(sheet_of(EVE, eve=graded(7.5))).to_bytes()
    assert data.startswith(b'\xef\xbb\xbf"Last Name"')
    assert data.decode("utf-8-sig") == (
        '"Last Name","First Name","Username","rectifiers [Total Pts: 10 Score]"\r\n"Ångström","Eve","eve","7.5"\r\n'
    )


def test_blackboard_by_tabs_is_utf_16() -> None:
    """That is what its own `.xls` downloads are."""
    data = BlackboardExport(delimiter="tab").table(sheet_of(EVE)).to_bytes()
    assert data.startswith(b"\xff\xfe")
    assert data.decode("utf-16").splitlines()[1] == '"Ångström"\t"Eve"\t"eve"\t""'


def test_the_generic_table_says_all_there_is() -> None:
    """A row for each student and assignment, with what the score is made of."""
    grade = Grade(Status.GRADED, 8.25, 1.5, 10, datetime.fromisoformat("2026-03-01T14:00:00"), 7200)
    rows = rows_of(GenericExport(), sheet_of(ADA, EVE, ada=grade))
    first, second = (dict(zip(rows[0], row, strict=True)) for row in rows[1:])
    assert first == {
        "assignment": "rectifiers",
        "student_id": "ada",
        "last_name": "Lovelace",
        "first_name": "Ada",
        "email": "ada@x.edu",
        "status": "graded",
        "needs_manual_grading": "no",
        "raw_score": "8.25",
        "late_penalty": "1.5",
        "score": "6.75",
        "max_score": "10",
        "submitted_utc": "2026-03-01 14:00:00",
        "late_seconds": "7200",
    }
    assert second["status"] == "no submission"
    assert second["raw_score"] == second["score"] == second["late_seconds"] == ""


@pytest.mark.parametrize(("raw", "penalty", "score"), [(8, 2, 6), (1, 5, 0), (12, 0, 10), (12, 4, 8), (-1, 0, 0)])
def test_a_score_is_the_raw_score_less_the_penalty_within_its_bounds(raw: float, penalty: float, score: float) -> None:
    """Never below 0, never above the maximum."""
    assert graded(raw, penalty).score == score


def test_extra_credit_is_cut_and_said_unless_it_is_wanted(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing above the maximum leaves by accident."""
    sheet = sheet_of(ADA, ada=graded(11))
    assert rows_of(CanvasExport(), sheet)[2][-1] == "10"
    assert "rectifiers: above the maximum, exported as the maximum" in caplog.text
    caplog.clear()
    assert rows_of(CanvasExport(extra_credit=True), sheet)[2][-1] == "11"
    assert not caplog.text


def test_a_submission_that_waits_for_a_grader_is_named(caplog: pytest.LogCaptureFixture) -> None:
    """Its cell stays empty, or has what there is so far where that is asked for."""
    sheet = sheet_of(ADA, EVE, ada=graded(6, status=Status.NEEDS_MANUAL_GRADING), eve=graded(5))
    assert [row[-1] for row in rows_of(CanvasExport(), sheet)[2:]] == ["", "5"]
    assert "rectifiers: still to be graded by hand, so no score" in caplog.text
    assert "`ada` (Lovelace, Ada)" in caplog.text
    assert "eve" not in caplog.text
    caplog.clear()
    assert rows_of(CanvasExport(include_unfinished=True), sheet)[2][-1] == "6"
    assert "exported with what they have so far: `ada`" in caplog.text


def test_what_is_not_autograded_has_no_score(caplog: pytest.LogCaptureFixture) -> None:
    """Not even where unfinished work is included: 0 would be a lie."""
    sheet = sheet_of(ADA, ada=Grade(Status.NOT_GRADED))
    assert rows_of(CanvasExport(include_unfinished=True, missing_as_zero=True), sheet)[2][-1] == ""
    assert "handed in but not autograded, so no score is exported: `ada`" in caplog.text


def test_nothing_handed_in_is_an_empty_cell_unless_zeros_are_wanted() -> None:
    """A zero is given by decision alone."""
    assert rows_of(CanvasExport(), sheet_of(EVE))[2][-1] == ""
    assert rows_of(CanvasExport(missing_as_zero=True), sheet_of(EVE))[2][-1] == "0"


def test_a_name_that_is_a_formula_is_made_text() -> None:
    """An id stays as it is, also where it begins with a sign; only what a spreadsheet would run is marked."""
    evil = Student("+ada-1", "=cmd|' /C calc'!A0", "@SUM(A1)", "-x@x.edu")
    for plugin in (CanvasExport(), MoodleExport(), BlackboardExport(), GenericExport()):
        cells = [cell for row in rows_of(plugin, sheet_of(evil)) for cell in row]
        assert "+ada-1" in cells
        assert not any(cell.startswith(("=", "@")) for cell in cells)
    assert exact("=1+1") == "'=1+1"


@given(st.text())
def test_no_text_for_people_starts_a_formula(text: str) -> None:
    """Whatever a student calls themselves, the cell is one line of text."""
    cell = inert(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert [[cell, "end"]] == list(csv.reader(io.StringIO(f'"{cell.replace(chr(34), chr(34) * 2)}",end')))


@pytest.mark.parametrize("identifier", ["00123", "ada", "ada@x.edu", "-7", "+49-12", "@ada", "12345678901234567890"])
def test_an_id_is_never_changed(identifier: str) -> None:
    """Leading zeros, signs and length belong to it."""
    assert exact(identifier) == identifier


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(7.5, 4, "7.5"), (10, 4, "10"), (100, 0, "100"), (2 / 3, 4, "0.6667"), (0.1 + 0.2, 4, "0.3"), (-0.00001, 2, "0")],
)
def test_a_number_is_as_short_as_it_can_be(value: float, decimals: int, text: str) -> None:
    """No zeros at its end, none of a computer's decimals."""
    assert number(value, decimals) == text


@pytest.mark.parametrize(("text", "value"), [("10", 10.0), (" 7,5 ", 7.5), ("(read only)", None), ("", None)])
def test_a_platforms_number_is_read(text: str, value: float | None) -> None:
    """With a point or a comma."""
    assert read_number(text) == value


def test_a_setting_that_cannot_be_ends_in_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    """The plugin is made where nothing else catches what it raises."""
    with caplog.at_level(logging.ERROR), pytest.raises(SystemExit) as end:
        CanvasExport(decimals=99)
    assert end.value.code == ExitCode.USAGE
    assert "A setting cannot be used: " in caplog.text
    assert "Traceback" not in caplog.text
