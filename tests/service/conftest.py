"""What the tests of the service share: a database of each kind, and a class in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from autograder.service.database import Database
from tests.postgres import Server
from tests.service.school import School, make_school


@pytest.fixture(scope="session")
def fresh_schema(postgres: Server) -> Callable[[], str]:
    """Gives URLs of empty schemas in one database of PostgreSQL: a database for each test takes a second."""
    url, numbers = postgres.new_database(), count(1)
    plain = url.replace("+psycopg", "")

    def fresh() -> str:
        name = f"fresh{next(numbers)}"
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return f"{url}&options=-csearch_path%3D{name}"

    return fresh


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'rectify.sqlite3'}"
    url: str = request.getfixturevalue("fresh_schema")()
    return url


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """A fresh database, on SQLite and on PostgreSQL."""
    opened = Database.open(address)
    yield opened
    opened.close()


@pytest.fixture
def school(database: Database) -> School:
    """A course of an LMS with one assignment, an instructor and two students."""
    return make_school(database)
