"""The database: opened, upgraded, refused, and told of in words where it fails."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from autograder.service import schema
from autograder.service.database import Database, _remedy, database_url
from autograder.service.errors import DatabaseUnusable
from autograder.service.people import find_or_add_person
from tests.postgres import Server
from tests.service.school import opened_together


def test_what_was_written_is_there_when_it_is_opened_again(address: str) -> None:
    """A database outlives the process, and opening it twice changes nothing."""
    first = Database.open(address)
    with first.begin() as connection:
        ada = find_or_add_person(connection, "local:ada", "Ada")
    first.close()
    second = Database.open(address)
    with second.begin() as connection:
        assert find_or_add_person(connection, "local:ada") == ada
    second.close()


def test_a_block_that_raises_writes_nothing(database: Database) -> None:
    """A transaction is kept as a whole or not at all."""

    def write_and_fail() -> None:
        with database.begin() as connection:
            find_or_add_person(connection, "local:ada")
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with database.read() as connection:
        assert connection.execute(select(schema.people)).all() == []


def test_nothing_is_written_where_only_reading_was_asked_for(database: Database) -> None:
    """A function that was given a reading connection cannot write by mistake."""
    with pytest.raises(DatabaseUnusable, match="read-?only"), database.read() as connection:
        find_or_add_person(connection, "local:ada")


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("database or disk is full", "Make room on its disk"),
        ("could not extend file: No space left on device", "Make room on its disk"),
        ("attempt to write a readonly database", "Let the service write there"),
        ("cannot execute INSERT in a read-only transaction", "Let the service write there"),
        ("connection refused", "Start it, or correct `RECTIFY_DATABASE_URL`"),
    ],
)
def test_what_helps_depends_on_what_was_said(said: str, remedy: str) -> None:
    """By the databases' own words."""
    assert _remedy(said) == remedy


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    """A database that may have no more pages is one."""
    opened = Database.open(f"sqlite:///{tmp_path / 'full.sqlite3'}")

    def fill() -> None:
        with opened.begin() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            for number in range(1000):
                find_or_add_person(connection, f"local:{number}", "a" * 60)

    with pytest.raises(DatabaseUnusable, match="is full. Make room on its disk; what was handed in before is kept."):
        fill()
    opened.close()


def test_a_mistake_of_ours_is_not_called_the_databases(database: Database) -> None:
    """Only what the server or the disk did is said in words; a wrong statement stays what it is."""
    twice = {"key": "same", "name": "", "email": "", "made_at": 0.0}
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(insert(schema.people), [twice, twice])


def test_a_crowd_is_told_to_come_back(database: Database) -> None:
    """Who gets no connection in time hears why, and loses nothing."""
    pool: Any = database._engine.pool
    pool._timeout = 0.01
    with ExitStack() as held:
        for _ in range(pool.size() + pool._max_overflow):
            held.enter_context(database.read())
        with pytest.raises(DatabaseUnusable, match="Too many ask the database .* again in a minute"), database.read():
            pass
    with database.read() as connection:
        assert connection.execute(select(schema.people)).all() == []


def test_processes_that_start_together_make_the_tables_once(address: str) -> None:
    """The first makes them, the others wait for it."""
    for one in opened_together(address):
        one.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "address is none"),
        ("postgresql://host:port/name", "address is none"),
        ("oracle+nosuchdriver://host/name", "neither SQLite nor PostgreSQL"),
        ("mysql+pymysql://root:hunter2@host/name", "neither SQLite nor PostgreSQL"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, said: str) -> None:
    """The message says what an address looks like, and keeps its password to itself."""
    with pytest.raises(DatabaseUnusable, match=said) as caught:
        Database.open(url)
    assert "hunter2" not in str(caught.value)


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    """Nobody reads a password in a log."""
    with pytest.raises(DatabaseUnusable, match="does not answer") as caught:
        Database.open(f"postgresql://me:hunter2@/rectify?host={tmp_path}")
    assert "hunter2" not in str(caught.value)
    assert "me:***@" in str(caught.value)


def test_a_server_that_ends_and_comes_back_is_used_again(postgres: Server) -> None:
    """Connections that the server closed are replaced, and what happens meanwhile is said in words."""
    database = Database.open(postgres.new_database())
    end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    with pytest.raises(DatabaseUnusable, match="does not answer"), database.begin() as connection:
        connection.exec_driver_sql(end_all)
    with database.begin() as connection:
        assert find_or_add_person(connection, "local:ada").key == "local:ada"
    database.close()


def test_a_file_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    """A folder that is a file, say."""
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnusable, match="cannot be made: .*--data DIR"):
        Database.open(f"sqlite:///{tmp_path / 'file' / 'rectify.sqlite3'}")


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    """Somebody else's file is not written over."""
    path = tmp_path / "rectify.sqlite3"
    path.write_text("This is a letter to my aunt, and no database at all. " * 40)
    with pytest.raises(DatabaseUnusable, match="not a database"):
        Database.open(f"sqlite:///{path}")
    assert path.read_text().startswith("This is a letter")


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Others on the machine read no student's work."""
    Database.open(database_url(tmp_path / "data")).close()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "rectify.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_environment_names_another_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, it is a file in the data folder."""
    assert database_url(tmp_path) == f"sqlite:///{tmp_path}/rectify.sqlite3"
    monkeypatch.setenv("RECTIFY_DATABASE_URL", "postgresql://host/name")
    assert database_url(tmp_path) == "postgresql://host/name"
