"""Hand-ins are found in every layout that platforms export; what is wrong with one student stays with that student."""

from __future__ import annotations

import errno
import os
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import OperatorError
from autograder.submission.handin import Handin, find_handins
from autograder.submission.passed_over import passed_over
from tests.layouts import lay, pack
from tests.thorough import examples

MOODLE = "_assignsubmission_file_"


def find(*paths: Path, workspace: Path | None = None) -> list[Handin]:
    return find_handins(list(paths), "rectifiers", workspace=workspace)


def table(handins: list[Handin], root: Path) -> dict[str, str]:
    """Each student with the path that was taken below ``root``, or with the error."""
    return {one.student: one.error or one.path.relative_to(root).as_posix() for one in handins}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return lay(tmp_path, "class/") / "class"


def test_a_single_file_is_its_students(here: Path) -> None:
    """A file's name is its student's."""
    lay(here, "ada.py", "bob.ipynb")
    assert table(find(here / "ada.py"), here) == {"ada": "ada.py"}


def test_a_file_of_the_assignments_name_is_its_folders(here: Path) -> None:
    """`*/rectifiers.py` on a command line gives one hand-in per folder."""
    lay(here, "ada/rectifiers.py", "bob/Rectifiers.ipynb")
    assert table(find(*here.glob("*/*")), here) == {"ada": "ada/rectifiers.py", "bob": "bob/Rectifiers.ipynb"}


def test_a_folder_of_files(here: Path) -> None:
    """A flat folder has one student per source file; other files are passed over."""
    lay(here, "bob.PY", "ada.py", "grades.csv", ".ada.py.swp", ".DS_Store", "__pycache__/ada.py", "__MACOSX/bob.py")
    assert table(find(here), here) == {"ada": "ada.py", "bob": "bob.PY"}


def test_what_is_nobodys_in_a_flat_folder_is_told(here: Path, tmp_path: Path) -> None:
    """An answer saved as text is not missed in silence; a student's own folder and clutter are not spoken of."""
    lay(here, "ada.py", "bob.txt", "carl", "grades.csv", "dan.ipynb.txt", ".DS_Store", "eve/notes.txt")
    assert passed_over([here, here / "ada.py", here / "eve"]) == ["bob.txt", "carl", "grades.csv", "notes.txt"]
    moodle = f"Ada Lovelace_123{MOODLE}"
    lay(tmp_path, f"all/{moodle}/notes.txt")
    assert passed_over([tmp_path / "all", tmp_path / "all" / moodle]) == []


def test_a_suffix_that_was_hung_on_behind_is_none(here: Path) -> None:
    """Browsers and Windows save a notebook as `….ipynb.txt` or `….ipynb.json`: nobody is passed over for that."""
    names = ["ada.ipynb.txt", "bob.py.TXT", "cyd.ipynb.json", "dan/rectifiers.ipynb.txt", "eve/x.py.txt"]
    lay(here, *names, "notes.txt", "data.json")
    students = {"ada": names[0], "bob": names[1], "cyd": names[2], "dan": names[3], "eve": names[4]}
    assert table(find(here), here) == students
    assert table(find(here / "ada.ipynb.txt"), here) == {"ada": "ada.ipynb.txt"}


def test_a_folder_of_folders(here: Path) -> None:
    """In a student's folder the assignment's name wins, else the only source file, however deep."""
    lay(here, "ada/rectifiers.py", "ada/notes.py", "bob/week1/mine.ipynb", "bob/.ipynb_checkpoints/mine.ipynb")
    assert table(find(here), here) == {"ada": "ada/rectifiers.py", "bob": "bob/week1/mine.ipynb"}


def test_nothing_is_looked_for_far_down(here: Path) -> None:
    """A folder nested without end is left alone."""
    lay(here, f"ada/{'deep/' * 20}x.py")
    assert "the folder is empty" in find(here)[0].error


def test_a_script_goes_before_its_notebook(here: Path) -> None:
    """Both forms of one name: the script is taken, and a remark says so."""
    lay(here, "ada/rectifiers.py", "ada/rectifiers.ipynb", "bob.py", "bob.ipynb")
    found = find(here)
    assert table(found, here) == {"ada": "ada/rectifiers.py", "bob": "bob.py"}
    assert "`rectifiers.py` was taken" in found[0].remarks[0]


def test_several_candidates_are_not_guessed_among(here: Path) -> None:
    """Where nothing tells which file is meant, the error lists them."""
    lay(here, *(f"ada/{name}.py" for name in "abcdefg"), "bob/a/rectifiers.py", "bob/b/rectifiers.py")
    ada, bob = find(here)
    assert ada.error.startswith("Which one? `ada/a.py`, `ada/b.py`") and "and 2 more: keep one, or name it" in ada.error
    assert bob.error.startswith("Which one? `bob/a/rectifiers.py`, `bob/b/rectifiers.py`")


def test_a_folder_without_source_says_what_is_in_it(here: Path) -> None:
    """A student who handed in something else gets a row that says what."""
    lay(here, "ada/essay.pdf", "bob/", "cyd/work.zip", "dan.zip")
    ada, bob, cyd, dan = find(here)
    assert ada.error == "There is no `.py` or `.ipynb`, only `essay.pdf`. Hand in the source."
    assert bob.error == "There is no `.py` or `.ipynb`: the folder is empty."
    assert cyd.error == "There is no `.py` or `.ipynb`, only `work.zip`. Unpack the archive there."
    assert dan.error == "There is no `.py` or `.ipynb`, only `dan.zip`. Unpack the archive there."


def test_moodle_folders(here: Path) -> None:
    """Moodle's folders carry the full name and a number."""
    lay(here, f"Ada Lovelace_12{MOODLE}/x.py", "Ada Lovelace_12_assignsubmission_onlinetext_/onlinetext.html")
    lay(here, "Bob_B_7_assignsubmission_file/y.ipynb")
    assert set(table(find(here), here)) == {"Ada Lovelace", "Bob_B"}
    assert table(find(*here.iterdir()), here) == table(find(here), here)


def test_moodle_flat_files(here: Path) -> None:
    """Moodle without folders puts it all into the file's name."""
    lay(here, f"Ada Lovelace_12{MOODLE}rectifiers.py", f"Ada Lovelace_12{MOODLE}helper.py", f"Bob_7{MOODLE}essay.pdf")
    ada, bob = find(here)
    assert (ada.student, ada.path.name) == ("Ada Lovelace", f"Ada Lovelace_12{MOODLE}rectifiers.py")
    assert "essay.pdf" in bob.error


def test_namesakes_keep_their_numbers(here: Path) -> None:
    """Two students of one name are told apart by the platform's number."""
    lay(here, f"Ada_1{MOODLE}/x.py", f"Ada_2{MOODLE}/x.py", f"Bob_3{MOODLE}/x.py")
    assert [one.student for one in find(here)] == ["Ada (1)", "Ada (2)", "Bob"]


def test_canvas_names(here: Path) -> None:
    """Canvas's flat names give the student, whether it was late, and the attempt; the last attempt wins."""
    lay(here, "lovelaceada_1_20_rectifiers.py", "lovelaceada_LATE_1_21_rectifiers-1.py", "bobb_2_22_mine-3.ipynb")
    lay(here, "cydc_3_text.html", "dand_4_30_essay.pdf", "lovelaceada_1_19_notes.pdf")
    bob, cyd, dan, ada = find(here)
    assert (ada.student, ada.path.name, ada.late) == ("lovelaceada", "lovelaceada_LATE_1_21_rectifiers-1.py", True)
    assert "Handed in more than once: `lovelaceada_LATE_1_21_rectifiers-1.py` is the last" in ada.remarks[0]
    assert (bob.late, bob.remarks, bob.error) == (False, (), "")
    assert "`cydc_3_text.html`" in cyd.error and "`dand_4_30_essay.pdf`" in dan.error


def test_a_shells_star_is_a_folder(here: Path) -> None:
    """Files given one by one are grouped as if their folder was given."""
    lay(here, "adal_1_20_rectifiers.py", "adal_1_21_rectifiers-1.py", "bob.py", "bob.ipynb")
    assert find(*here.iterdir(), here) == find(here)


def test_two_handins_of_one_student(here: Path) -> None:
    """Two hand-ins of one student are an error that names both, never a silent choice."""
    lay(here, "a/ada.py", "b/ada.py")
    [ada] = find(here / "a", here / "b")
    assert ada.error == f"2 hand-ins: `{here}/a/ada.py`, `{here}/b/ada.py`; keep one."


def test_links_are_never_followed(here: Path) -> None:
    """A link is an error of its student, whether found, given, a file or a folder."""
    lay(here, "other/reference.py", "class/bob/notes.txt", "class/cyd/x.py")
    links = {"ada.py": "other/reference.py", "bob/x.py": "other/reference.py", "cyd/y.txt": "/etc", "dan": "other"}
    for link, target in links.items():
        (here / "class" / link).symlink_to(here / target)
    ada, bob, cyd, dan = find(here / "class")
    assert all("is a symbolic link, which is never followed" in one.error for one in (ada, bob, dan))
    assert cyd.error == "" and "`y.txt` is a symbolic link" in cyd.remarks[0]
    assert "is a symbolic link" in find(here / "class" / "dan")[0].error


def test_a_closed_folder_is_its_students(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A student's folder that may not be listed costs nobody else."""
    lay(here, "ada/x.py", "bob.py")
    listed = os.scandir

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "ada":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    ada, bob = find(here)
    assert "cannot be listed (Permission denied)" in ada.error and not bob.error
    with pytest.raises(OperatorError, match="cannot be listed: Permission denied. Check its permissions"):
        find(lay(here, "ada/bob/x.py") / "ada")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere", "`.*nowhere` does not exist. Give a `.py`"),
        ("essay.pdf", "`.*essay.pdf` is no submission. Give a `.py`"),
        ("empty", "`.*empty` holds no hand-in"),
        ("work.zip", "is an archive, and there is no folder to unpack it in"),
    ],
)
def test_a_wrong_path_is_the_operators(here: Path, name: str, message: str) -> None:
    """A path that holds nothing stops the run and says what to give."""
    pack(lay(here, "essay.pdf", "empty/README.md") / "work.zip", "ada.py")
    with pytest.raises(OperatorError, match=message):
        find(here / name)


def test_no_path_at_all() -> None:
    """No path is an error too."""
    with pytest.raises(OperatorError, match="nothing to grade: give a file"):
        find()


def test_a_workspace_that_cannot_be(here: Path) -> None:
    """A workspace that cannot be written is the operator's to change."""
    archive = pack(lay(here, "file") / "work.zip", "ada.py")
    with pytest.raises(OperatorError, match="file` cannot be written: .* Choose another folder"):
        find(archive, workspace=here / "file")


@pytest.mark.parametrize("top", ["", "submissions/"])
def test_an_archive_works_as_its_folder(here: Path, top: str) -> None:
    """An archive is read as the folder that it holds, with or without one folder around all."""
    names = [f"{top}ada/rectifiers.py", f"{top}bob.ipynb", f"{top}Zoë/x.py", f"__MACOSX/{top}._bob.ipynb", f"{top}cyd/"]
    found = find(pack(here / "work.zip", *names), workspace=here / "new" / "space")
    assert [one.student for one in found] == ["ada", "bob", "cyd", "Zoë"]
    assert [bool(one.error) for one in found] == [False, False, True, False]
    assert all(one.path.is_relative_to(here / "new" / "space") for one in found)


def test_an_archive_of_one_student(here: Path) -> None:
    """One Moodle folder alone in an archive is a student, and so is an archive with nothing but the answer."""
    moodle = pack(here / "m.zip", f"Ada L_12{MOODLE}/x.py")
    assert [one.student for one in find(moodle, workspace=here)] == ["Ada L"]
    assert [one.student for one in find(pack(here / "bob.zip", "rectifiers.py"), workspace=here)] == ["bob"]


def test_a_bad_member_costs_only_its_student(here: Path) -> None:
    """What is refused in an archive becomes its student's error, or a remark where the answer is there."""
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s/ada/rectifiers.py", b"#" * 4_000_000)
        archive.writestr("s/bob/rectifiers.py", b"x = 1")
        archive.writestr("s/bob/data.bin", b"0" * 4_000_000)
        archive.writestr("s/cyd/../../../evil.py", b"x = 1")
    (here / "work.zip").write_bytes(bomb.getvalue())
    ada, bob, cyd = find(here / "work.zip", workspace=here / "w")
    assert "`rectifiers.py` unpacks to over 200 times its size" in ada.error
    assert not bob.error and "`data.bin` unpacks to over" in bob.remarks[0]
    assert cyd.student == "cyd" and "climbs out of its folder" in cyd.error


def test_keys_are_safe_file_names(here: Path) -> None:
    """A key keeps letters of every script and nothing that a file system minds."""
    names = {
        "Zoë Müller": "Zoë-Müller",
        "李雷": "李雷",
        "a/b\\c": "a-b-c",
        "..": "student",
        "con": "_con",
        "😀": "student",
    }
    assert {name: Handin(name, here).key for name in names} == names
    assert len(Handin("é" * 500, here).key.encode()) == 100


def test_keys_never_meet(here: Path) -> None:
    """Names that a file system may take for one another get a digest each, and nobody can forge one."""
    lay(here, "Ada.py", "ada.py", "a b.py", "a-b.py")
    keys = [one.key for one in find(here)]
    lay(here, f"{keys[0]}.py")
    keys = [one.key for one in find(here)]
    assert len({key.casefold() for key in keys}) == 5


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=40),
        min_size=1,
        max_size=6,
    )
)
def test_any_names_get_keys_of_their_own(names: list[str]) -> None:
    """Whatever students call themselves, rows are distinct and keys are safe."""
    with tempfile.TemporaryDirectory() as folder:
        archive = pack(Path(folder) / "w.zip", *{f"all/{name}.py": None for name in names}, "all/zz.py")
        found = find(archive, workspace=Path(folder))
    keys = [one.key for one in found]
    assert len({key.casefold() for key in keys}) == len(keys)
    assert all(0 < len(key.encode()) <= 100 and not set(key) & set('/\\:*?"<>|') and key[0] != "." for key in keys)
