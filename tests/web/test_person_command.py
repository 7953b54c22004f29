"""`rectify person`: the same as the instructor's page gives out and removes, by an operator."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rich_click as click
from sqlalchemy import select

from autograder.cli.main import run
from autograder.service import schema
from autograder.service.database import FILE_NAME, Database
from autograder.service.models import Kind, Person, Placement, Role
from autograder.service.standings import override
from tests.web.school import School
from tests.web.test_members import BANK, GOOD, school

__all__ = ["school"]


@pytest.fixture
def ada(school: School) -> Person:
    return school.person("Ada Lovelace")


@pytest.fixture
def quiz(school: School, ada: Person, monkeypatch: pytest.MonkeyPatch) -> Placement:
    """A quiz that Ada and Bob took; both handed in, and Ada's score was set by hand."""
    work = school.placement(Kind.ASSIGNMENT, "rectifiers", max_score=4)
    placed = school.placement(Kind.QUIZ, "sample", max_score=BANK.points)
    for person in (ada, school.person("Bob")):
        browser = school.browser(person)
        sitting = browser.post(f"/quizzes/{placed.id}/begin", mode="graded").url.path.partition("/items")[0]
        browser.post(f"{sitting}/items/2", value="0.71828")
        browser.post(f"{sitting}/finish")
        school.hand_in(person, work, GOOD, f"# by {person.name}\n")
    with school.database.begin() as connection:
        override(connection, ada, work, 3.5, reason="Her brother is ill.", by=school.teacher)
    monkeypatch.setenv("RECTIFY_DATABASE_URL", f"sqlite:///{school.folder / 'school.sqlite3'}")
    return placed


@pytest.fixture
def person(school: School) -> Callable[..., int]:
    """Runs the command on the school's folder."""
    return lambda *given: run(["person", *given, "--data", str(school.folder)])


@pytest.mark.usefixtures("quiz")
def test_the_command_gives_out_what_the_page_does(
    school: School, ada: Person, person: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File for file, reason for reason; the file is its owner's alone."""
    path = tmp_path / "ada.json"
    path.write_text("an older one")
    assert person("export", "ada lovelace", "--to", str(path)) == 0
    assert "Ada Lovelace · ada@example.org" in (said := capsys.readouterr().out)
    assert "1 file, 1 report, 1 quiz sitting" in said
    assert path.stat().st_mode & 0o777 == 0o600
    teacher = school.browser(school.teacher, Role.INSTRUCTOR)
    shown = teacher.get(f"/teaching/people/{ada.id}/export.json").json()
    assert json.loads(path.read_text()) | {"exported_at": 0} == shown | {"exported_at": 0}
    assert person("export", str(ada.id), "--to", "-") == 0
    assert json.loads(capsys.readouterr().out)["person"]["name"] == ada.name


@pytest.mark.usefixtures("quiz")
def test_without_a_place_the_file_is_named_by_the_number(
    ada: Person, person: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no name stands in a folder's list."""
    monkeypatch.chdir(tmp_path)
    assert person("export", "ada@example.org") == 0
    assert (tmp_path / f"person-{ada.id}.json").is_file()


def test_the_command_removes_everything(
    school: School, ada: Person, quiz: Placement, person: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows, files, sittings and reasons; the others' stay, and the audit says that it was the command line."""
    assert person("erase", "Ada Lovelace", "--yes") == 0
    assert "Everything about number" in capsys.readouterr().out
    with school.database.read() as connection:
        rows = [row for table in schema.metadata.sorted_tables for row in connection.execute(select(table))]
        last = connection.execute(select(schema.audit).order_by(schema.audit.c.id.desc())).first()
        assert connection.scalars(select(schema.people.c.name)).all() == ["Grace Hopper", "Bob"]
    for word in ("Lovelace", "ada@", "lti:1:ada", "brother"):
        assert word not in str(rows), word
    assert last is not None and (last.what, last.by_id) == ("erase", None)
    kept = b"".join(path.read_bytes() for path in (school.folder / "quizzes").iterdir())
    assert ada.key.encode() not in kept and b"lti:1:bob" in kept
    teacher = school.browser(school.teacher, Role.INSTRUCTOR)
    assert "the command line" in teacher.get("/teaching/audit").text
    assert "<b>1</b> student" in teacher.get(f"/teaching/{quiz.id}").text
    assert person("erase", "Ada Lovelace", "--yes") == 2


@pytest.mark.usefixtures("quiz")
@pytest.mark.parametrize(
    ("answer", "said", "left"), [(True, "is removed from this service", 2), (False, "Nothing was", 3)]
)
def test_it_asks_before_it_removes(
    school: School,
    person: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    answer: bool,
    said: str,
    left: int,
) -> None:
    """Whose it is, and how much, stands above the question."""
    asked: list[str] = []

    def confirm(text: str) -> bool:
        asked.append(capsys.readouterr().out)
        assert text == "Remove all of it for good?"
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    assert person("erase", "Ada Lovelace") == 0
    assert said in capsys.readouterr().out
    assert "Ada Lovelace · ada@example.org · lti:1:ada · Deep learning: 1 file" in asked[0]
    with school.database.read() as connection:
        assert len(connection.execute(select(schema.people)).all()) == left


@pytest.mark.usefixtures("quiz")
def test_nobody_to_ask_is_no_yes(person: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """A script says that it means it."""
    assert person("erase", "Ada Lovelace") == 2
    assert "add `--yes`" in capsys.readouterr().err


@pytest.mark.usefixtures("quiz")
@pytest.mark.parametrize(
    ("asked", "said"), [("Ada", "called just `Ada`"), ("Eve", "nobody like `Eve` among the 3 people")]
)
def test_who_is_not_one_person_is_listed(
    person: Callable[..., int], capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    """And nothing is given out or removed."""
    for verb in (("export", asked), ("erase", asked, "--yes")):
        assert person(*verb) == 2
        told = capsys.readouterr().err
        assert "usage error" in told and said in told and ("Ada Lovelace · ada@" in told) == (asked == "Ada")


def test_another_folder_is_refused(
    school: School, quiz: Placement, person: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the sittings would stay, and nobody could tell whose they are."""
    elsewhere = tmp_path / "elsewhere"
    for made in (False, True):
        assert run(["person", "erase", "Bob", "--yes", "--data", str(elsewhere)]) == 2
        assert ("is not there, and Bob has sat that quiz" if made else "no folder of a service") in (
            capsys.readouterr().err
        )
        elsewhere.mkdir(exist_ok=True)
    (school.folder / "quizzes" / f"{quiz.id}.sqlite3").rename(tmp_path / "lost")
    assert person("erase", "Bob", "--yes") == 2
    assert "Name the folder that `rectify serve` has" in capsys.readouterr().err


def test_a_folder_without_a_database_is_not_given_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is found in a database that was only just made."""
    monkeypatch.delenv("RECTIFY_DATABASE_URL", raising=False)
    for name in ("there", "not-there"):
        (tmp_path / "there").mkdir(exist_ok=True)
        assert run(["person", "export", "Ada", "--data", str(tmp_path / name)]) == 2
        assert "no folder of a service" in capsys.readouterr().err
    Database.open(f"sqlite:///{tmp_path / 'there' / FILE_NAME}").close()
    assert run(["person", "export", "Ada", "--data", str(tmp_path / "there")]) == 2
    assert "among the 0 people" in capsys.readouterr().err


@pytest.mark.usefixtures("quiz")
def test_a_place_that_cannot_be_written_is_said(
    person: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With another one to name."""
    assert person("export", "Bob", "--to", str(tmp_path / "no" / "folder.json")) == 4
    assert "cannot be written: No such file or directory. Name another place with `--to`" in capsys.readouterr().err
