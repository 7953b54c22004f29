"""The instructor's own file comes back with our scores in it, and all else as it was."""

import codecs
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.errors import OperatorError, WrongUsage
from autograder.gradetables import tables
from autograder.gradetables.gradesheet import Assignment, Grade, Gradesheet, Status
from autograder.gradetables.rosters import Student, read_roster
from autograder.gradetables.tables import read_table, write_whole
from autograder.nbgrader.exports.blackboard import BlackboardExport
from autograder.nbgrader.exports.canvas import CanvasExport
from autograder.nbgrader.exports.moodle import MoodleExport
from autograder.nbgrader.exports.platform_export import PlatformExport
from autograder.nbgrader.students import located

RELU = Assignment("rectifiers", 10)
GATES = Assignment("gates", 4)
ADA = Student("ada", "Ada", "Lovelace", "ada@x.edu", "101")
BOB = Student("bob", "Bob", "Smith")

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Rectifiers (77),Essay (78),Current Score
,,,,,Manual Posting,,
    Points Possible,,,,,10,20,(read only)
"Lovelace, Ada",101,S1,ada,A and B,,18,90
"Smith, Bob",102,S2,bob,A,3,EX,50
"Student, Test",103,,0f3,A,,,
"""
MOODLE = """\
"First name","Last name","ID number","Email address","Assignment: Rectifiers (Real)","Last downloaded from this course"
Ada,Lovelace,S1,ada@x.edu,-,1700000000
Bob,Smith,bob,bob@x.edu,"3,00",1700000000
"""
WORKSHEET = """\
Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Last modified (grade)"
"Participant 9","Ada Lovelace",ada,ada@x.edu,"Submitted for grading",,100.00,-
"Participant 8","Bob Smith",bob,bob@x.edu,"No submission",,100.00,-
"""
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Rectifiers [Total Pts: 10 Score] |99"\r\n"Lovelace"\t"Ada"\t"ada"\t""\r\n'
)

Save = Callable[[str], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write the platform's file, as UTF-8 with Unix's line ends where it has those."""

    def written(text: str) -> Path:
        path = tmp_path / "roster.csv"
        path.write_bytes(text.encode())
        return path

    return written


def sheet_of(*students: Student, assignments: tuple[Assignment, ...] = (RELU,), **scores: float) -> Gradesheet:
    grades = {
        (one, assignments[0].name): Grade(raw_score=score, status=Status.GRADED, max_score=10)
        for one, score in scores.items()
    }
    return Gradesheet(list(assignments), list(students), grades)


def filled(plugin: PlatformExport, sheet: Gradesheet) -> str:
    return plugin.table(sheet).to_bytes().decode()


def test_canvas_gets_its_own_file_back(save: Save) -> None:
    """Only the cells of students with a score change; two rows below the headings are nobody's."""
    plugin = CanvasExport(roster=str(save(CANVAS)))
    expected = CANVAS.replace("A and B,,18", "A and B,7.5,18").replace("A,3,EX", "A,9,EX")
    assert filled(plugin, sheet_of(ADA, BOB, ada=7.5, bob=9)) == expected


def test_a_student_without_a_score_keeps_what_the_platform_has(save: Save) -> None:
    """An empty cell would clear it in Canvas. A zero for nothing handed in fills empty cells alone."""
    path = str(save(CANVAS))
    assert filled(CanvasExport(roster=path), sheet_of(ADA, BOB)) == CANVAS
    expected = CANVAS.replace("A and B,,18", "A and B,0,18")
    assert filled(CanvasExport(roster=path, missing_as_zero=True), sheet_of(ADA, BOB)) == expected


def test_who_is_excused_stays_excused_and_is_named(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """The platform's own word stands, and the instructor hears of it."""
    essay = Assignment("essay", 20)
    assert filled(CanvasExport(roster=str(save(CANVAS))), sheet_of(BOB, assignments=(essay,), bob=9)) == CANVAS
    assert "essay: kept as Canvas has it (excused or not assigned): `bob` (Smith, Bob)" in caplog.text


def test_an_assignment_without_a_column_gets_one_at_the_end(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """With its points, where the platform has a row for them."""
    lines = filled(CanvasExport(roster=str(save(CANVAS))), sheet_of(ADA, assignments=(GATES,), ada=3)).splitlines()
    assert lines[0].endswith(",Current Score,gates")
    assert lines[1] == ",,,,,Manual Posting,,"
    assert lines[2].endswith("(read only),4")
    assert lines[3].endswith(",90,3")
    assert lines[4].endswith(",50,")
    assert "has no column for `gates`: `gates` was added" in caplog.text


def test_a_column_that_is_read_only_is_not_ours(save: Save) -> None:
    """Canvas computes it: an assignment of its name gets a column of its own."""
    sheet = sheet_of(ADA, assignments=(Assignment("current score", 10),), ada=3)
    assert ",Current Score,current score\n" in filled(CanvasExport(roster=str(save(CANVAS))), sheet)


def test_points_that_differ_are_said(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is rescaled behind the instructor's back."""
    CanvasExport(roster=str(save(CANVAS.replace(",10,20,", ",100,20,")))).table(sheet_of(ADA, ada=5))
    assert "rectifiers is out of 100 points in Canvas and out of 10 here" in caplog.text
    caplog.clear()
    BlackboardExport(roster=str(save(BLACKBOARD.replace("Pts: 10", "Pts: 20")))).table(sheet_of(ADA, ada=5))
    assert "rectifiers is out of 20 points in Blackboard and out of 10 here" in caplog.text


def test_whoever_is_not_in_the_file_is_named_with_their_scores(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """And whoever is in it alone stays, and is named too."""
    caplog.set_level(logging.INFO)
    carl, dora = Student("carl", "Carl", "Jung"), Student("dora")
    assert filled(CanvasExport(roster=str(save(CANVAS))), sheet_of(ADA, carl, dora, carl=4)) == CANVAS
    assert "`carl` (Jung, Carl) is in no row of" in caplog.text
    assert "left out: rectifiers 4" in caplog.text
    assert "without any submission: `dora`" in caplog.text
    assert "not in the gradebook, and left as they are: Smith, Bob (row 5); Student, Test (row 6)" in caplog.text


@pytest.mark.parametrize(
    "student",
    [
        Student("ADA"),
        Student("s1"),
        Student("101"),
        Student("x", lms_identifier="101"),
        Student("x", email="Ada@x.edu"),
    ],
)
def test_a_student_is_found_by_login_number_or_address(save: Save, student: Student) -> None:
    """Whichever column holds the id that nbgrader has, then the LMS user id, then the address."""
    text = CANVAS.replace(",ada,", ",ada@x.edu,") if student.email else CANVAS
    sheet = sheet_of(student, assignments=(RELU,), **{student.identifier: 7.5})
    assert "A and B,7.5,18" in filled(CanvasExport(roster=str(save(text))), sheet)


def test_the_column_of_the_ids_is_the_same_for_the_whole_class(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """One student's login may be another's number: the column where most of the class is found decides."""
    students = (Student("ada"), Student("bob"), Student("103"))
    text = filled(CanvasExport(roster=str(save(CANVAS))), sheet_of(*students, assignments=(RELU,), **{"103": 1.0}))
    assert text == CANVAS
    assert "`103` is in no row" in caplog.text


def test_the_column_of_the_ids_can_be_named(save: Save) -> None:
    """Any heading of the file."""
    plugin = CanvasExport(roster=str(save(CANVAS)), student_id_column="sis user id")
    assert "A and B,7.5,18" in filled(plugin, sheet_of(Student("S1"), S1=7.5))


def test_a_row_with_two_claims_is_nobodys(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """Rather no grade than another's."""
    students = (Student("ada"), Student("x", lms_identifier="101"), Student("bob"))
    text = filled(CanvasExport(roster=str(save(CANVAS))), sheet_of(*students, ada=1, x=2))
    assert text == CANVAS
    assert "is that of `ada` and `x`." in caplog.text


def test_a_student_with_two_rows_gets_neither(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """The rows are named."""
    text = CANVAS.replace(",bob,", ",ada,")
    assert filled(CanvasExport(roster=str(save(text))), sheet_of(ADA, ada=1)) == text
    assert "`ada` (Lovelace, Ada) is in" in caplog.text
    assert "more than once: rows 4 and 5." in caplog.text


def test_moodles_grades_come_back(save: Save) -> None:
    """The column of real grades is filled, never one of percentages."""
    text = MOODLE.replace("1700000000", "-").replace(
        "Last downloaded from this course", "Assignment: Rectifiers (Percentage)"
    )
    rows = MoodleExport(roster=str(save(text))).table(sheet_of(ADA, BOB, ada=7.5)).rows
    assert [row[4:] for row in rows[1:]] == [["7.5", "-"], ["3,00", "-"]]


def test_moodle_without_the_column_gets_one_with_dashes(save: Save) -> None:
    """A dash is Moodle's own sign for no grade."""
    rows = MoodleExport(roster=str(save(MOODLE))).table(sheet_of(ADA, BOB, assignments=(GATES,), ada=3)).rows
    assert [row[-1] for row in rows] == ["gates", "3", "-"]


def test_moodles_grading_worksheet_is_that_of_one_assignment(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """Its one column of grades is filled, and its maximum looked at."""
    path = str(save(WORKSHEET))
    rows = MoodleExport(roster=path).table(sheet_of(ADA, BOB, ada=7.5)).rows
    assert [row[5] for row in rows[1:]] == ["7.5", ""]
    assert "out of 100 points in Moodle and out of 10 here" in caplog.text
    with pytest.raises(WrongUsage, match=r"the grading worksheet of one assignment. Say which: `--assignment"):
        MoodleExport(roster=path).table(sheet_of(ADA, assignments=(RELU, GATES)))


def test_blackboards_file_keeps_its_form(tmp_path: Path) -> None:
    """Tabs, UTF-16 with its mark, quotes."""
    path = tmp_path / "gc.xls"
    path.write_bytes(codecs.BOM_UTF16_LE + BLACKBOARD.encode("utf-16-le"))
    data = BlackboardExport(roster=str(path)).table(sheet_of(ADA, ada=7.5)).to_bytes()
    assert data == codecs.BOM_UTF16_LE + BLACKBOARD.replace('"ada"\t""', '"ada"\t"7.5"').encode("utf-16-le")


def test_a_name_in_the_file_that_is_a_formula_is_made_text(save: Save) -> None:
    """It is the student's to choose, and Canvas exports it; a dash or an id does no harm and stays."""
    text = CANVAS.replace('"Smith, Bob"', "=HYPERLINK(A1)").replace('"Lovelace, Ada"', "-Ada").replace("S2", "-2")
    lines = filled(CanvasExport(roster=str(save(text))), sheet_of(ADA, ada=1)).splitlines()
    assert [line.split(",")[0] for line in lines[3:5]] == ["-Ada", "'=HYPERLINK(A1)"]
    assert ",-2," in lines[4]


def test_short_rows_and_empty_lines_stay(save: Save) -> None:
    """A row grows only where a score goes into it."""
    text = "Student,ID,Section,Rectifiers (7)\n\nAda,ada\nBob\n"
    plugin = CanvasExport(roster=str(save(text)))
    assert filled(plugin, sheet_of(ADA, ada=1)) == "Student,ID,Section,Rectifiers (7)\n\nAda,ada,,1\nBob\n"


@pytest.mark.parametrize(
    ("text", "settings", "words"),
    [
        (MOODLE, {}, "is a table of Moodle, and not of Canvas. Give Canvas's"),
        ("a,b\n1,2\n", {}, "has no column by which Canvas knows its students"),
        (CANVAS, {"student_id_column": "Login"}, "has no column `Login`. It has `Student`, `ID`"),
        (CANVAS, {"columns": {"rectifiers": "Rect (1)"}}, "has no column `Rect (1)`"),
        (
            CANVAS.replace("Essay (78)", "Rectifiers (79)"),
            {},
            "several columns for `rectifiers`: `Rectifiers (77)` and",
        ),
        (CANVAS.replace(",ada,", ",a,").replace("101", "1"), {}, "No student of the gradebook is in"),
    ],
)
def test_a_file_that_cannot_be_filled_is_refused(save: Save, text: str, settings: dict[str, str], words: str) -> None:
    """Where it is, what is missing, what to do."""
    with pytest.raises(WrongUsage) as refusal:
        CanvasExport(roster=str(save(text)), **settings).table(sheet_of(ADA, ada=1))
    assert words in str(refusal.value)


def test_a_table_of_no_known_platform_is_refused(save: Save) -> None:
    """Where nobody says whose it is, its headings have to."""
    with pytest.raises(WrongUsage, match="are those of no table that is known"):
        read_roster(save("a,b\n1,2\n"))


def test_a_roster_is_looked_for_in_the_course_folder_too(tmp_path: Path, save: Save) -> None:
    """Commands run there, but need not."""

    class App:
        class coursedir:  # noqa: N801 - nbgrader's name
            root = str(tmp_path)

    assert located(save(CANVAS).name, App()) == tmp_path / "roster.csv"
    assert located("missing.csv", None) == Path("missing.csv")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04rest", "is a workbook of Excel's"),
        (b"a\0b,c\n", "holds NUL characters"),
        (codecs.BOM_UTF16_LE + b"a", "says that it is in UTF-16-LE and is not"),
        (b"a,\x81\n", "is no text in UTF-8"),
        (b'a,"b"c\n1,2\n', "is no table that can be read"),
        (b'a,b\n1,"2\n', "is no table that can be read"),
        (b"a,b\n" * 30, "is larger than"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, words: str) -> None:
    """Each in words, with the way out."""
    monkeypatch.setattr(tables, "_MOST_BYTES", 100)
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(WrongUsage) as refusal:
        read_table(path)
    assert words in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """By its path."""
    with pytest.raises(WrongUsage, match="cannot be read: No such file"):
        read_table(tmp_path / "none.csv")


def test_what_excel_saved_in_its_own_encoding_is_read_and_said(save: Save, caplog: pytest.LogCaptureFixture) -> None:
    """It comes back as UTF-8 with a mark, which Excel and the platforms read."""
    path = save("")
    path.write_bytes(CANVAS.replace("Lovelace", "Lövelace").encode("cp1252"))
    data = CanvasExport(roster=str(path)).table(sheet_of(ADA, ada=1)).to_bytes()
    assert data.startswith(codecs.BOM_UTF8 + b"Student")
    assert '"Lövelace, Ada"' in data.decode("utf-8-sig")
    assert "is not in UTF-8. It was read as Windows-1252" in caplog.text


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """What was there before stays where the new one cannot be written, and no piece of it remains."""
    (tmp_path / "grades.csv").mkdir()
    with pytest.raises(OperatorError, match=r"grades.csv` cannot be written: .*Name another file"):
        write_whole(tmp_path / "grades.csv", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["grades.csv"]
    write_whole(tmp_path / "new" / "grades.csv", b"new")
    assert (tmp_path / "new" / "grades.csv").read_bytes() == b"new"
