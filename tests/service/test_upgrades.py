"""A database that an earlier version made: brought to this one step by step, or refused in words and left alone.

`tests/data/databases` holds one of each version, as SQLite's and PostgreSQL's own tools dumped it, with a class in it.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Column, Connection, Integer, inspect, make_url, select, text, update

from autograder.lti import tables
from autograder.service import people, schema, upgrades
from autograder.service.database import Database
from autograder.service.errors import DatabaseUnusable, NewerDatabase, UpgradeFailed
from autograder.service.handins import report_of
from autograder.service.scores import class_table
from autograder.service.upgrades import Step, add_column, current_version
from tests.conftest import ROOT
from tests.service.school import opened_together

DUMPS = ROOT / "tests/data/databases"
assert tables.services is not None  # the LMS's side has tables, too


@pytest.fixture
def older(address: str) -> str:
    """The URL of a database that version 1 of the tables made."""
    url = make_url(address)
    told = (DUMPS / f"version-1.{url.get_backend_name()}.sql").read_text(encoding="utf-8")
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        path.parent.mkdir()
        with sqlite3.connect(path) as connection:
            connection.executescript(told)
        connection.close()
    else:
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain) as server:
            server.execute(told.encode())
    return address


def version_of(connection: Connection) -> int | None:
    return connection.scalar(select(schema.schema_version.c.version))


def shape_of(address: str) -> dict[str, Any]:
    """Every table with its columns, keys and indexes, as the database tells them."""
    opened = Database.open(address)
    with opened.read() as connection:
        look = inspect(connection)
        found = {
            table: {
                "columns": sorted((one["name"], str(one["type"]), one["nullable"]) for one in look.get_columns(table)),
                "keys": sorted(str(one["constrained_columns"]) for one in look.get_foreign_keys(table)),
                "first": look.get_pk_constraint(table)["constrained_columns"],
                "unique": sorted(str(one["column_names"]) for one in look.get_unique_constraints(table)),
                "indexes": sorted(str((one["name"], one["unique"])) for one in look.get_indexes(table)),
            }
            for table in look.get_table_names()
        }
    opened.close()
    return found


def test_what_an_earlier_version_kept_is_there(older: str) -> None:
    """The class, its scores and reports; the version is this one's, and opening it again changes nothing."""
    for _ in range(2):
        opened = Database.open(older)
        with opened.begin() as connection:
            assert version_of(connection) == current_version()
            context = people.find_or_add_context(connection, "lti:1:d:c")
            units, quiz = people.placements(connection, context)
            found = {one.person.name: one.score for one in class_table(connection, context, units)}
            assert found == {"Ada": 3.0, "Alan": 2.5}
            assert [one.score for one in class_table(connection, context, quiz)] == [3.0, None]
            handins = connection.scalars(select(schema.handins.c.id).where(schema.handins.c.state == "graded")).all()
            assert all(report_of(connection, one) for one in handins) and len(handins) == 2
            assert [one.left_at for one in people.members(connection, context)] == [None] * 3
            assert people.find_or_add_person(connection, "lti:1:new").id == 4
        opened.close()


def test_an_upgraded_database_is_like_a_new_one(older: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Whoever changes a table writes the step for it: this fails without one."""
    fresh = f"sqlite:///{tmp_path / 'fresh' / 'rectify.sqlite3'}"
    if older.startswith("postgresql"):
        fresh = request.getfixturevalue("fresh_schema")()
    assert shape_of(older) == shape_of(fresh)


def test_steps_are_numbered_without_a_gap() -> None:
    """The first makes version 2 of version 1."""
    assert [step.version for step in upgrades.STEPS] == list(range(2, current_version() + 1))


def test_of_those_that_start_together_one_upgrades(older: str) -> None:
    """The others wait for it, and find it done."""
    for one in opened_together(older):
        with one.read() as connection:
            assert version_of(connection) == current_version()
        one.close()


def test_each_step_is_taken_once_and_said(
    older: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In order; a table that is not there yet is made with its column, and needs no step."""
    taken: list[int] = []

    def step(version: int) -> Step:
        def run(connection: Connection) -> None:
            taken.append(version)
            add_column(connection, "nowhere", Column("a", Integer))
            add_column(connection, "audit", Column(f"more{version}", Integer))

        return Step(version, f"more {version}", run)

    monkeypatch.setattr(upgrades, "STEPS", [*upgrades.STEPS, *(step(current_version() + n) for n in (1, 2))])
    with caplog.at_level(logging.INFO, "rectify"):
        for _ in range(2):
            Database.open(older).close()
    last = current_version()
    assert taken == [last - 1, last]
    said = [record.message for record in caplog.records]
    assert said[-2:] == [f"Bringing the database's tables to version {n}: more {n}." for n in (last - 1, last)]


def test_a_step_that_fails_changes_nothing(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even what the steps before it did: the version that was there goes on with it."""
    bad = Step(current_version() + 1, "a bad one", lambda connection: connection.execute(text("ALTER TABLE x ADD y")))
    monkeypatch.setattr(upgrades, "STEPS", [*upgrades.STEPS, bad])
    with pytest.raises(UpgradeFailed, match=r"\(a bad one\): .*still version 1\. Install the version"):
        Database.open(older)
    monkeypatch.setattr(upgrades, "STEPS", [Step(1, "", lambda _: None)])
    opened = Database.open(older)
    with opened.read() as connection:
        assert version_of(connection) == 1
        assert "left_at" not in {column["name"] for column in inspect(connection).get_columns("members")}
    opened.close()


def test_a_database_of_a_later_version_is_refused(address: str) -> None:
    """What this version does not know it does not touch."""
    database = Database.open(address)
    with database.begin() as connection:
        connection.execute(update(schema.schema_version).values(version=99))
    database.close()
    with pytest.raises(NewerDatabase, match="version 99.*Install that version again"):
        Database.open(address)


def test_tables_of_no_version_are_refused(older: str) -> None:
    """Half of a backup, say: nobody can tell which steps they need."""
    Database.open(older).close()
    opened = Database.open(older)
    with opened.begin() as connection:
        connection.execute(text("DROP TABLE schema_version"))
    opened.close()
    with pytest.raises(DatabaseUnusable, match="does not say of which version. Restore"):
        Database.open(older)
