"""What Canvas and Moodle let an instructor download arrives in nbgrader's folders, whoever packed it and however."""

import json
import logging
import os
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.errors import ExitCode, OperatorError, WrongUsage
from autograder.nbgrader.collecting import unpacking
from autograder.nbgrader.collecting.collector import PlatformCollector, SafeExtractor
from autograder.nbgrader.collecting.submission_times import read_time, zone_called
from autograder.submission.archive import ZipLimits
from tests.nbgrader.gradebooks import add_student, new_gradebook
from tests.nbgrader.instructor import Instructor

NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
PACKED = (2026, 3, 5, 10, 0, 0)
CANVAS_ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section
"Lovelace, Ada",101,S1,ada,A
"Smith, Bob",102,S2,bob,A
"""
WORKSHEET = """\
Identifier,"Full name","ID number","Email address",Grade,"Maximum grade","Last modified (submission)"
"Participant 9","Ada Lovelace",ada,ada@x.edu,,10,"Monday, 2 March 2026, 10:23 AM"
"Participant 8","Bob Smith",bob,bob@x.edu,,10,-
"""


class Course:
    """A course folder with the assignment `rectifiers`, and what zip_collect said and did there."""

    def __init__(self, root: Path, log: pytest.LogCaptureFixture) -> None:
        self.root = root
        self.log = log
        self.settings: dict[str, Any] = {}
        self.archive = root / "downloaded" / "rectifiers" / "archive"
        self.archive.mkdir(parents=True)
        released = root / "release" / "rectifiers"
        released.mkdir(parents=True)
        (released / "rectifiers.ipynb").write_bytes(NOTEBOOK)

    def pack(self, *names: str, file: str = "submissions.zip", **contents: bytes) -> None:
        """Make the platform's archive; every member has the date of the packing."""
        with zipfile.ZipFile(self.archive / file, "w") as archive:
            for number, name in enumerate(names):
                archive.writestr(zipfile.ZipInfo(name, PACKED), contents.get(f"at{number}", NOTEBOOK))

    def roster(self, text: str) -> None:
        """Give the collector the platform's table."""
        (self.root / "roster.csv").write_text(text, encoding="utf-8")
        self.settings["roster"] = "roster.csv"

    def collect(self, *, force: bool = False) -> dict[str, str]:
        """Run zip_collect in this process: each student's notebook, and from which file it came."""
        settings = {"PlatformCollector": self.settings, "ZipCollectApp": {"force": force}}
        app = ZipCollectApp(config=Config(settings))
        app.coursedir = CourseDirectory(root=str(self.root), assignment_id="rectifiers")
        app.extractor_plugin, app.collector_plugin = SafeExtractor, PlatformCollector
        app.log.addHandler(self.log.handler)
        app.log.setLevel(logging.INFO)
        try:
            app.init_plugins()
            app.extract_archive_files()
            app.process_extracted_files()
        finally:
            app.log.removeHandler(self.log.handler)
        return self.submitted()

    def submitted(self) -> dict[str, str]:
        """What lies in `submitted`: each notebook's path in it and text."""
        files = (self.root / "submitted").rglob("*.ipynb")
        return {path.relative_to(self.root / "submitted").as_posix(): path.read_text() for path in files}

    def students(self) -> set[str]:
        """Whose notebooks were collected."""
        return {path.split("/")[0] for path in self.submitted()}

    def timestamp(self, student: str) -> str | None:
        """When it was handed in, as nbgrader has it: None where the file is empty."""
        return self.beside(student, "timestamp.txt").read_text() or None

    def beside(self, student: str, name: str) -> Path:
        """A file beside the student's notebook."""
        return self.root / "submitted" / student / "rectifiers" / name


@pytest.fixture
def course(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Course:
    return Course(tmp_path, caplog)


def in_utc(*local: int) -> str:
    return datetime.fromtimestamp(time.mktime((*local, 0, 0, -1)), UTC).strftime("%Y-%m-%d %H:%M:%S")  # type: ignore[arg-type]


def test_canvas_names_are_read_and_the_roster_says_who_is_who(course: Course) -> None:
    """The last attempt is taken; whoever is late is named, with the only date there is."""
    course.roster(CANVAS_ROSTER)
    course.pack(
        "lovelaceada_LATE_101_7001_rectifiers.ipynb",
        "lovelaceada_LATE_101_7002_rectifiers-1.ipynb",
        "smithbob_102_7003_rectifiers-2.ipynb",
        at0=b"first",
        at1=b"second",
    )
    assert course.collect() == {
        "ada/rectifiers/rectifiers.ipynb": "second",
        "bob/rectifiers/rectifiers.ipynb": NOTEBOOK.decode(),
    }
    assert course.timestamp("ada") == in_utc(*PACKED)
    assert course.timestamp("bob") is None
    assert "lovelaceada (Canvas 101) is late: Canvas says that, and not by how much" in course.log.text
    assert "`rectifiers-1.ipynb` is the last attempt; `rectifiers.ipynb` is left out." in course.log.text


def test_moodles_folders_and_names_are_read_and_its_worksheet_says_when(course: Course) -> None:
    """By the number in the names, which is the worksheet's identifier."""
    course.roster(WORKSHEET)
    course.settings["timezone"] = "America/New_York"
    course.pack(
        "Ada Lovelace_9_assignsubmission_file_/rectifiers.ipynb",
        "Bob Smith_8_assignsubmission_file_rectifiers.ipynb",
    )
    course.collect()
    assert course.students() == {"ada", "bob"}
    assert course.timestamp("ada") == "2026-03-02 15:23:00"
    assert course.timestamp("bob") is None


def test_moodles_archive_may_know_the_times_itself(course: Course) -> None:
    """Dates that lie apart are those of handing in; a student's own archive has its own and is not asked."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(zipfile.ZipInfo("rectifiers.ipynb", (2020, 1, 1, 0, 0, 0)), NOTEBOOK)
    with zipfile.ZipFile(course.archive / "submissions.zip", "w") as archive:
        ada = zipfile.ZipInfo("Ada Lovelace_9_assignsubmission_file_/work.zip", (2026, 3, 2, 9, 0, 0))
        bob = zipfile.ZipInfo("Bob Smith_8_assignsubmission_file_/rectifiers.ipynb", (2026, 3, 3, 9, 0, 0))
        archive.writestr(ada, inner.getvalue())
        archive.writestr(bob, NOTEBOOK)
    course.collect()
    assert course.timestamp("Ada-Lovelace") == in_utc(2026, 3, 2, 9, 0, 0)
    assert course.timestamp("Bob-Smith") == in_utc(2026, 3, 3, 9, 0, 0)


def test_dates_of_the_packing_make_nobody_late(course: Course) -> None:
    """Where all files have them, the archive was made then; a student's archive alone says nothing either."""
    course.pack(
        "Ada Lovelace_9_assignsubmission_file_/rectifiers.ipynb", "Bob_8_assignsubmission_file_/rectifiers.ipynb"
    )
    with zipfile.ZipFile(course.archive / "Eve_7_assignsubmission_file_work.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("rectifiers.ipynb", (2026, 3, 5, 9, 0, 0)), NOTEBOOK)
        archive.writestr(zipfile.ZipInfo("notes.txt", (2026, 3, 1, 9, 0, 0)), "")
    course.collect()
    assert course.students() == {"Ada-Lovelace", "Bob", "Eve"}
    assert course.timestamp("Ada-Lovelace") is None
    assert "does not say when anything was handed in, so nobody counts as late" in course.log.text


@pytest.mark.parametrize(
    "name",
    [
        "Rectifiers.ipynb",
        "rectifiers (1).ipynb",
        "Copy of rectifiers.ipynb",
        "rectifiers - Copy (2).ipynb",
        "Rectifiers_final.ipynb",
        "ada rectifiers v2.IPYNB",
        "Untitled.ipynb",
    ],
)
def test_a_notebook_under_another_name_arrives_under_its_own(course: Course, name: str) -> None:
    """And the log says what was taken for it."""
    course.pack(f"lovelaceada_101_7001_{name}")
    course.collect()
    [path] = course.submitted()
    assert Path(path).stem == "rectifiers"
    said = f"lovelaceada (Canvas 101): `{name.replace('IPYNB', 'ipynb')}` is taken for `rectifiers.ipynb`."
    assert said in course.log.text


@pytest.mark.parametrize("ending", [".txt", ".TXT", ".json"])
def test_a_suffix_that_was_hung_on_behind_is_taken_off(course: Course, ending: str) -> None:
    """Browsers and Windows save a notebook as `rectifiers.ipynb.txt`."""
    course.pack(f"Ada_9_assignsubmission_file_/rectifiers.ipynb{ending}")
    course.collect()
    [path] = course.submitted()
    assert Path(path).name == "rectifiers.ipynb"


def test_the_nearest_name_wins(course: Course) -> None:
    """The name itself, then a copy's, then one with other words."""
    course.pack(
        "Ada_9_assignsubmission_file_/rectifiers.ipynb",
        "Ada_9_assignsubmission_file_/rectifiers (1).ipynb",
        "Bob_8_assignsubmission_file_/rectifiers (1).ipynb",
        "Bob_8_assignsubmission_file_/my rectifiers.ipynb",
        "Bob_8_assignsubmission_file_/notes.ipynb",
        at0=b"right",
        at2=b"right",
    )
    assert set(course.collect().values()) == {"right"}


def test_a_student_with_several_notebooks_that_may_be_it_is_asked_about(course: Course) -> None:
    """Nothing is guessed, and nobody else is stopped."""
    course.pack(
        "Ada_9_assignsubmission_file_/one.ipynb",
        "Ada_9_assignsubmission_file_/two.ipynb",
        "Bob_8_assignsubmission_file_/a/rectifiers.ipynb",
        "Bob_8_assignsubmission_file_/b/rectifiers.ipynb",
        "Eve_7_assignsubmission_file_/rectifiers.ipynb",
    )
    course.collect()
    assert course.students() == {"Eve"}
    assert "Ada (Moodle 9): Which one is `rectifiers.ipynb`? " in course.log.text
    assert "`a/rectifiers.ipynb`, `b/rectifiers.ipynb`: leave one in the archive." in course.log.text


def test_an_assignment_of_several_notebooks(course: Course) -> None:
    """Each is found by its name; one that is missing is named."""
    (course.root / "release" / "rectifiers" / "lab-2.ipynb").write_bytes(NOTEBOOK)
    course.pack(
        "ada_101_7001_lab-2.ipynb",
        "ada_101_7002_rectifiers-1.ipynb",
        "bob_102_7003_lab-2-1.ipynb",
        "bob_102_7004_x.ipynb",
    )
    course.collect()
    assert set(course.submitted()) == {
        "101/rectifiers/lab-2.ipynb",
        "101/rectifiers/rectifiers.ipynb",
        "102/rectifiers/lab-2.ipynb",
    }
    assert "bob (Canvas 102): `rectifiers.ipynb` is not among what was handed in." in course.log.text


def test_a_python_file_becomes_a_notebook_where_there_is_none(course: Course) -> None:
    """Of one cell with its text; beside a notebook it is left out."""
    course.pack(
        "ada_101_7001_rectifiers.py",
        "bob_102_7002_rectifiers.py",
        "bob_102_7003_rectifiers.ipynb",
        "eve_103_7004_a.py",
        "eve_103_7005_b.py",
        "kim_104_7006_rectifiers.py",
        at0=b"def relu(x):\n    return x\n",
        at5=b"\xff\xfe\0",
    )
    submitted = course.collect()
    assert set(submitted) == {"101/rectifiers/rectifiers.ipynb", "102/rectifiers/rectifiers.ipynb"}
    [cell] = json.loads(submitted["101/rectifiers/rectifiers.ipynb"])["cells"]
    assert "".join(cell["source"]) == "def relu(x):\n    return x"
    assert "ada (Canvas 101) handed in `ada_101_7001_rectifiers.py` and no notebook" in course.log.text
    assert "eve (Canvas 103): Which one is `rectifiers.ipynb`?" in course.log.text
    assert "kim (104): `kim_104_7006_rectifiers.py`" in course.log.text
    assert "kim (Canvas 104) handed in no notebook, only `rectifiers.py`." in course.log.text


def test_whoever_handed_in_something_else_is_named(course: Course) -> None:
    """With what it was."""
    course.pack("ada_101_7001_report.pdf", "bob_102_text.html", "eve_103_7002_rectifiers.ipynb")
    course.collect()
    assert course.students() == {"103"}
    assert "ada (Canvas 101) handed in no notebook, only `report.pdf`." in course.log.text
    assert "bob (Canvas 102) handed in no notebook, only `text.html`." in course.log.text


def test_without_a_roster_the_gradebook_says_who_is_who(course: Course) -> None:
    """By the LMS user id, or a name that is only one student's; others keep what the platform calls them."""
    url = new_gradebook(course.root, "rectifiers")
    add_student(url, "al", {}, first_name="Ada", last_name="Lovelace", lms_user_id="101")
    add_student(url, "bs", {}, first_name="Bob", last_name="Smith")
    add_student(url, "j1", {}, first_name="Jo", last_name="Doe")
    add_student(url, "j2", {}, first_name="Jo", last_name="Doe")
    course.pack(*(f"{who}_7001_rectifiers.ipynb" for who in ("x_101", "smithbob_102", "doejo_103")))
    course.collect()
    assert course.students() == {"al", "bs", "103"}
    assert (
        "Not in the gradebook, so they keep what the platform calls them: doejo (Canvas 103) is `103`."
        in course.log.text
    )


def test_moodles_name_is_the_id_where_nothing_else_is_known(course: Course) -> None:
    """Its number is another one in each assignment; namesakes get it all the same, and no name leaves the folder."""
    course.pack(
        "Zoë Ångström_9_assignsubmission_file_/rectifiers.ipynb",
        "Jo Doe_8_assignsubmission_file_/rectifiers.ipynb",
        "Jo Doe_7_assignsubmission_file_/rectifiers.ipynb",
        "..._6_assignsubmission_file_/rectifiers.ipynb",
    )
    course.collect()
    assert course.students() == {"Zoë-Ångström", "Jo-Doe-8", "Jo-Doe-7", "student"}


def test_a_roster_of_names_alone_finds_whose_name_is_theirs_alone(course: Course) -> None:
    """Moodle's grade export has no numbers; its ids are taken from the column that is asked for."""
    course.roster('"First name","Last name","ID number","Email address"\nAda,Lovelace,,a@x\nJo,Doe,,j@x\nJo,Doe,,k@x\n')
    course.pack(*(f"{who}_assignsubmission_file_/rectifiers.ipynb" for who in ("Ada Lovelace_9", "Jo Doe_8")))
    course.collect()
    assert course.students() == {"a@x", "Jo-Doe"}
    assert "Not in `" in course.log.text


def test_two_students_never_share_an_id(course: Course) -> None:
    """Nor may a roster lead out of the folder: then the platform's number is the id."""
    course.roster(CANVAS_ROSTER.replace("bob", "ada") + '"Ray, Eve",103,S3,../../eve,A\n')
    course.pack(*(f"x_{number}_7001_rectifiers.ipynb" for number in (101, 102, 103)))
    course.settings["student_id_column"] = "SIS Login ID"
    course.collect()
    assert course.students() == {"101", "102", "103"}


def test_files_of_another_layout_go_by_the_instructors_own_pattern(course: Course) -> None:
    """Without one they are named and left."""
    course.pack("week1/ada+rectifiers.ipynb", "__MACOSX/._x.ipynb", "ada_101_7001_rectifiers.ipynb")
    assert set(course.collect()) == {"101/rectifiers/rectifiers.ipynb"}
    assert "Named neither as Canvas nor as Moodle names files: `ada+rectifiers.ipynb`." in course.log.text


def test_the_instructors_own_pattern(course: Course) -> None:
    """The setting `named_regexp`, for what the platforms' layouts do not cover."""
    course.settings["named_regexp"] = r".*/(?P<student_id>\w+)\+(?P<file_id>\w+)"
    course.pack("week1/ada+rectifiers.ipynb", "bob_101_7001_rectifiers.ipynb")
    assert set(course.collect()) == {"ada/rectifiers/rectifiers.ipynb", "101/rectifiers/rectifiers.ipynb"}


def test_hostile_archives_cost_only_their_members(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """What climbs, links, swells or is damaged is named; a member of a student's name cannot be another's."""
    link = zipfile.ZipInfo("eve_103_7003_rectifiers.ipynb", PACKED)
    link.external_attr = 0o120777 << 16
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bob_102_9999_rectifiers-9.ipynb", b"not Bob's")
        archive.writestr("bomb.txt", bytes(3 * 2**20))
    with zipfile.ZipFile(course.archive / "submissions.zip", "w") as archive:
        archive.writestr("../../evil_1_2_rectifiers.ipynb", NOTEBOOK)
        archive.writestr(link, "/etc/passwd")
        archive.writestr("ada_101_7001_work.zip", inner.getvalue())
        archive.writestr("bob_102_7002_rectifiers.ipynb", NOTEBOOK)
        archive.writestr("kim_104_7004_work.zip", b"PK\x03\x04 damaged")
    (course.archive / "work.tar.gz").write_bytes(b"x")
    (course.archive / "linked.ipynb").symlink_to("/etc/passwd")
    submitted = course.collect()
    assert submitted["102/rectifiers/rectifiers.ipynb"] == NOTEBOOK.decode()
    assert submitted["101/rectifiers/rectifiers.ipynb"] == "not Bob's"
    assert len(submitted) == 2
    for words in (
        "climbs out of its folder by `..`",
        "is a symbolic link or a device",
        "as only a zip bomb does",
        "kim_104_7004_work.zip` cannot be read as a zip archive",
        "kim (Canvas 104) handed in no notebook, only `work.zip`.",
        "work.tar.gz` was not unpacked: only `.zip` is",
        "linked.ipynb` is a symbolic link or no file",
    ):
        assert words in course.log.text


def test_all_archives_together_stay_within_a_limit(tmp_path: Path) -> None:
    """What is over it is named, file by file."""
    said: list[str] = []
    (tmp_path / "from").mkdir()
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / "from" / name, "w") as archive:
            archive.writestr("x.py", b"x" * 60)
    work = unpacking.Unpacking(said.append, ZipLimits(total_bytes=100), left=100)
    work.unpack_all(tmp_path / "from", tmp_path / "into")
    assert [path.parent.name for path in (tmp_path / "into").rglob("*.py")] == ["a"]
    assert said[0].startswith("`x.py` in `b.zip` was left out")


def test_two_archives_of_one_name_are_both_unpacked(tmp_path: Path) -> None:
    """A second folder gets a number."""
    (tmp_path / "from").mkdir()
    for name in ("a.zip", "a.ZIP"):
        with zipfile.ZipFile(tmp_path / "from" / name, "w") as archive:
            archive.writestr("x.py", b"x")
    unpacking.Unpacking(print).unpack_all(tmp_path / "from", tmp_path / "into")
    assert {path.parent.name for path in (tmp_path / "into").rglob("*.py")} == {"a", "a (2)"}


def test_a_machine_that_refuses_is_said(tmp_path: Path) -> None:
    """Where, and what to do."""
    (tmp_path / "from").mkdir()
    (tmp_path / "into").write_text("a file")
    (tmp_path / "from" / "x.py").write_text("x")
    with pytest.raises(OperatorError, match="cannot be copied to"):
        unpacking.Unpacking(print).unpack_all(tmp_path / "from", tmp_path / "into")
    with zipfile.ZipFile(tmp_path / "from" / "a.zip", "w") as archive:
        archive.writestr("x.py", b"x")
    with pytest.raises(OperatorError, match="cannot be made"):
        unpacking.Unpacking(print).unpack_all(tmp_path / "from", tmp_path / "into")


def test_an_empty_folder_is_said(course: Course) -> None:
    """Nothing is made of it."""
    assert course.collect() == {}
    assert "There is nothing in `" in course.log.text


def test_a_wrong_setting_ends_in_a_sentence(course: Course) -> None:
    """A roster that is not there, a time zone that is none."""
    course.pack("ada_101_7001_rectifiers.ipynb")
    course.settings["timezone"] = "Mars/Olympus"
    with pytest.raises(SystemExit) as end:
        course.collect()
    assert end.value.code == ExitCode.USAGE
    assert "`timezone` is `Mars/Olympus`, which is no time zone." in course.log.text
    with pytest.raises(WrongUsage, match="is no time zone"):
        zone_called("../UTC")
    course.settings["timezone"] = 5
    with pytest.raises(SystemExit):
        course.collect()
    assert "A setting cannot be used: " in course.log.text


@pytest.mark.parametrize("text", ["", "-", "gestern um 10", "Montag, 2. Marz 2026, 25:99"])
def test_a_time_that_cannot_be_read_is_none(text: str) -> None:
    """Other languages than English, mostly."""
    assert read_time(text) is None


def test_a_gradebook_that_cannot_be_read_stops_nobody(course: Course) -> None:
    """Its students are not known then, and that is said."""
    (course.root / "gradebook.db").write_bytes(b"no database" * 100)
    course.pack("ada_101_7001_rectifiers.ipynb")
    course.collect()
    assert course.students() == {"101"}
    assert "The gradebook cannot be read, so its students are not known here" in course.log.text


@pytest.fixture
def command(course: Course) -> list[str]:
    """What the instructor types, in a course folder with its settings."""
    config = (
        "c = get_config()\n"
        'c.ZipCollectApp.collector_plugin = "autograder.nbgrader.collecting.collector.PlatformCollector"\n'
        'c.ZipCollectApp.extractor_plugin = "autograder.nbgrader.collecting.collector.SafeExtractor"\n'
        'c.PlatformCollector.roster = "roster.csv"\n'
    )
    (course.root / "nbgrader_config.py").write_text(config)
    return [sys.executable, "-m", "nbgrader", "zip_collect", "rectifiers"]


def test_nbgraders_own_command_collects(course: Course, command: list[str]) -> None:
    """As an instructor types it, with the settings of the course folder."""
    course.roster(CANVAS_ROSTER)
    course.pack("lovelaceada_101_7001_rectifiers (1).ipynb", "smithbob_LATE_102_7002_rectifiers.py", at1=b"x = 1\n")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "JUPYTER_CONFIG_DIR": str(course.root)}
    done = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(course.submitted()) == {"ada/rectifiers/rectifiers.ipynb", "bob/rectifiers/rectifiers.ipynb"}
    assert course.timestamp("bob") == in_utc(*PACKED)
    assert "lovelaceada (Canvas 101): `rectifiers (1).ipynb` is taken for `rectifiers.ipynb`." in done.stderr


def test_feedback_can_be_released_for_whoever_came_from_a_zip(course: Course, tmp_path: Path) -> None:
    """The command reads a secret and a time of everybody, and ends where one is not there."""
    course.pack("adalovelace_LATE_101_7001_rectifiers.ipynb", "bobsmith_102_7002_rectifiers.ipynb")
    course.collect()
    # What `generate_feedback` takes over: all but the notebooks.
    shutil.copytree(tmp_path / "submitted", tmp_path / "feedback", ignore=shutil.ignore_patterns("*.ipynb"))
    for student in course.students():
        (tmp_path / "feedback" / student / "rectifiers" / "rectifiers.html").write_text(student, encoding="utf-8")
    settings = f"c = get_config()\nc.CourseDirectory.course_id = 'it'\nc.Exchange.root = {str(tmp_path / 'exchange')!r}"
    (tmp_path / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    (tmp_path / "exchange").mkdir()
    Instructor(tmp_path, tmp_path / "home").types("nbgrader", "release_feedback", "rectifiers")
    pages = (tmp_path / "exchange" / "it" / "feedback").glob("*.html")
    assert {page.read_text(encoding="utf-8") for page in pages} == {"101", "102"}
    secrets = {course.beside(student, "submission_secret.txt").read_text() for student in course.students()}
    assert len(secrets) == 2


def test_a_secret_of_nbgraders_own_is_kept(course: Course) -> None:
    """Its student fetches feedback with it."""
    course.pack("adalovelace_101_7001_rectifiers.ipynb")
    course.collect()
    course.beside("101", "submission_secret.txt").write_text("nbgrader's", encoding="utf-8")
    course.collect(force=True)
    assert course.beside("101", "submission_secret.txt").read_text() == "nbgrader's"


@pytest.mark.parametrize("secret", ["nbgrader's", None])
def test_a_time_that_nobody_can_tell_from_a_corrected_one_is_not_lost_without_a_word(
    course: Course, secret: str | None
) -> None:
    """One that came through the exchange, or before secrets were written here."""
    course.pack("adalovelace_101_7001_rectifiers.ipynb")
    course.collect()
    course.beside("101", "timestamp.txt").write_text("2026-03-04 12:00:00 UTC", encoding="utf-8")
    path = course.beside("101", "submission_secret.txt")
    path.write_text(secret, encoding="utf-8") if secret else path.unlink()
    course.collect(force=True)
    assert course.timestamp("101") is None
    assert "101: `timestamp.txt` said `2026-03-04 12:00:00 UTC` and now says nothing" in course.log.text


@pytest.mark.parametrize(
    ("corrected", "kept"),
    [("2026-03-04 12:00:00 UTC", "2026-03-04 12:00:00"), ("", None), (None, None), ("soon", in_utc(*PACKED))],
    ids=["corrected", "emptied", "removed", "no time"],
)
def test_a_time_that_was_corrected_by_hand_outlives_another_download(
    course: Course, corrected: str | None, kept: str | None
) -> None:
    """As often as the same is collected; what is no time is said to be replaced."""
    course.pack("adalovelace_LATE_101_7001_rectifiers.ipynb")
    course.collect()
    stamp = course.beside("101", "timestamp.txt")
    stamp.unlink() if corrected is None else stamp.write_text(corrected, encoding="utf-8")
    secret = course.beside("101", "submission_secret.txt").read_text()
    course.collect(force=True)
    assert course.timestamp("101") == kept
    said = "`timestamp.txt` said `soon` and now" if corrected == "soon" else "what you wrote in `timestamp.txt` is kept"
    assert f"101: {said}" in course.log.text
    course.collect(force=True)
    assert course.timestamp("101") == kept
    assert course.beside("101", "submission_secret.txt").read_text() == secret


def test_a_time_that_was_corrected_is_of_what_was_handed_in_then(course: Course) -> None:
    """Another attempt has its own, and the instructor is told."""
    course.pack("adalovelace_LATE_101_7001_rectifiers.ipynb")
    course.collect()
    course.beside("101", "timestamp.txt").write_text("2026-03-04 12:00:00", encoding="utf-8")
    course.pack("adalovelace_LATE_101_7009_rectifiers-1.ipynb", at0=b"another")
    course.collect(force=True)
    assert course.timestamp("101") == in_utc(*PACKED)
    assert "101: `timestamp.txt` said `2026-03-04 12:00:00` and now says" in course.log.text


def test_a_time_that_nobody_touched_is_what_the_platform_says_now(course: Course) -> None:
    """A roster that comes later says more."""
    course.pack("Ada Lovelace_9_assignsubmission_file_/rectifiers.ipynb")
    course.collect()
    assert course.timestamp("Ada-Lovelace") is None
    course.roster(WORKSHEET)
    course.settings |= {"timezone": "UTC", "student_id_column": "Full name"}
    course.collect(force=True)
    assert course.timestamp("Ada Lovelace") == "2026-03-02 10:23:00"
    course.settings["timezone"] = "America/New_York"
    course.collect(force=True)
    assert course.timestamp("Ada Lovelace") == "2026-03-02 15:23:00"
    assert "you wrote" not in course.log.text and "correct it again" not in course.log.text
