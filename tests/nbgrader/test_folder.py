"""A course folder of nbgrader is read as nbgrader reads it, or refused in words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.errors import AuthorError, OperatorError, WrongUsage
from autograder.nbgrader.folder import load_folder


@pytest.fixture(autouse=True)
def _no_settings_of_this_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path_factory.mktemp("jupyter")))


def folder_with(path: Path, *lines: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    text = "\n".join(["c = get_config()", *lines])
    (path / "nbgrader_config.py").write_text(text, encoding="utf-8")
    return path


def test_a_plain_folder_has_its_gradebook_in_itself(tmp_path: Path) -> None:
    """Without settings the root is the folder, wherever the command runs."""
    folder = load_folder(folder_with(tmp_path / "course"))
    assert folder.root == tmp_path / "course"
    assert folder.db_url == f"sqlite:///{tmp_path / 'course' / 'gradebook.db'}"
    assert folder.course_id == ""


def test_nbgrader_sees_the_same_folder(tmp_path: Path) -> None:
    """Root, database and every other setting are those of nbgrader's own CourseDirectory."""
    folder = load_folder(
        folder_with(
            tmp_path,
            "c.CourseDirectory.course_id = 'act'",
            "c.CourseDirectory.submitted_directory = 'handed_in'",
        )
    )
    assert folder.coursedir.root == str(tmp_path)
    assert folder.coursedir.db_url == folder.db_url
    assert folder.coursedir.course_id == folder.course_id == "act"
    assert folder.coursedir.format_path("handed_in", "ada", "relu") == str(tmp_path / "handed_in" / "ada" / "relu")
    assert folder.coursedir.submitted_directory == "handed_in"


def test_the_address_of_the_gradebook_is_what_the_folder_says(tmp_path: Path) -> None:
    """A PostgreSQL address is passed on as it stands."""
    url = "postgresql+psycopg://grader@localhost/grades"
    assert load_folder(folder_with(tmp_path, f"c.CourseDirectory.db_url = '{url}'")).db_url == url


def test_a_root_elsewhere_is_counted_from_the_folder_and_read_as_well(tmp_path: Path) -> None:
    """The root has settings too: nbgrader reads them last."""
    folder_with(tmp_path / "work", "c.CourseDirectory.course_id = 'later'")
    here = folder_with(tmp_path / "here", "c.CourseDirectory.root = '../work'", "c.CourseDirectory.course_id = 'one'")
    folder = load_folder(here)
    assert folder.root == tmp_path / "work"
    assert folder.course_id == "later"


def test_settings_of_the_user_count_and_the_folder_has_the_last_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with nbgrader: ~/.jupyter first, then the folder."""
    user = folder_with(tmp_path / "user", "c.CourseDirectory.db_url = 'sqlite:///user.db'", "c.X.a = 'user'")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(user))
    folder = load_folder(folder_with(tmp_path / "course", "c.X.a = 'folder'"))
    assert folder.db_url == "sqlite:///user.db"
    assert folder.config.X.a == "folder"


def test_a_folder_without_settings_is_refused(tmp_path: Path) -> None:
    """The remedy is named."""
    with pytest.raises(WrongUsage, match="there is no `nbgrader_config.py` in it.*--dir.*rectify nbgrader init"):
        load_folder(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [("c.A.b = 1 +", "line 2: SyntaxError"), ("c.A.b = 1 / 0", "line 2: ZeroDivisionError"), ("exit(3)", "SystemExit")],
)
def test_settings_that_cannot_be_run_are_the_instructors(tmp_path: Path, line: str, said: str) -> None:
    """The file, the line and the reason, and no traceback."""
    with pytest.raises(AuthorError, match=f"nbgrader_config.py.*{tmp_path.name}.*{said}.*Mend the file"):
        load_folder(folder_with(tmp_path, line))


def test_there_is_no_gradebook_before_the_first_assignment(tmp_path: Path) -> None:
    """It is not made by looking at it."""
    folder = load_folder(folder_with(tmp_path))
    with (
        pytest.raises(WrongUsage, match="no gradebook.*gradebook.db.*nbgrader generate_assignment"),
        folder.gradebook(),
    ):
        pass
    assert not (tmp_path / "gradebook.db").exists()


def test_a_gradebook_that_is_no_database_is_named(tmp_path: Path) -> None:
    """SQLite's reason, in one line."""
    folder = load_folder(folder_with(tmp_path))
    (tmp_path / "gradebook.db").write_text("no database at all, but long enough to be looked at" * 40, encoding="utf-8")
    with pytest.raises(OperatorError, match="cannot be used: file is not a database.*run the command again"):
        folder.gradebook().__enter__()


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    """Nobody listens on port 1."""
    url = "postgresql+psycopg://grader:secret@127.0.0.1:1/grades"
    folder = load_folder(folder_with(tmp_path, f"c.CourseDirectory.db_url = '{url}'"))
    with pytest.raises(OperatorError, match="grader:.*@127.0.0.1:1/grades") as caught:
        folder.gradebook().__enter__()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "missing"),
    [("postgresql+nodriver://127.0.0.1:1/grades", "nodriver"), ("sqlite://", "alembic")],
)
def test_what_nbgrader_needs_and_does_not_find_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, missing: str
) -> None:
    """A driver; the program that nbgrader runs to begin an empty database."""
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = load_folder(folder_with(tmp_path, f"c.CourseDirectory.db_url = '{url}'"))
    with pytest.raises(OperatorError, match=missing):
        folder.gradebook().__enter__()


def test_what_fails_inside_is_not_taken_for_the_gradebooks_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of whoever uses the gradebook passes through."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    folder = load_folder(folder_with(tmp_path, "c.CourseDirectory.db_url = 'sqlite://'"))
    with pytest.raises(OSError, match="mine"), folder.gradebook():
        raise OSError("mine")


def test_an_address_that_is_none_is_the_instructors(tmp_path: Path) -> None:
    """The key is named."""
    folder = load_folder(folder_with(tmp_path, "c.CourseDirectory.db_url = 'gradebook'"))
    with pytest.raises(AuthorError, match="c.CourseDirectory.db_url.*no address"):
        folder.gradebook().__enter__()


def test_an_address_from_the_environment_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line in the settings is right, and is not to be removed."""
    monkeypatch.setenv("RECTIFY_GRADEBOOK_URL", "gradebook")
    line = "import os\nc.CourseDirectory.db_url = os.environ['RECTIFY_GRADEBOOK_URL']"
    folder = load_folder(folder_with(tmp_path, line))
    with pytest.raises(AuthorError, match="variable `RECTIFY_GRADEBOOK_URL` is no address.*unset it"):
        folder.gradebook().__enter__()


def test_reading_a_folder_does_not_import_nbgrader(tmp_path: Path) -> None:
    """Importing nbgrader takes seconds."""
    script = (
        "import sys; from pathlib import Path; from autograder.nbgrader.folder import load_folder;"
        "load_folder(Path(sys.argv[1])); print('nbgrader' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(folder_with(tmp_path))], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["False", "False"]
