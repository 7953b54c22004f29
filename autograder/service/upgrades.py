"""Brings a database's tables to the version that this code works with: step by step, under a lock, all or nothing.

A step stays as it is once it was released: somebody's database still has it before itself. It names columns and types
itself and takes nothing from `schema`, which says how the tables are now. New tables need no step.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Double, insert, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateColumn

from autograder.service.errors import DatabaseUnusable, NewerDatabase, UpgradeFailed
from autograder.service.schema import metadata, schema_version

_log = logging.getLogger("rectify")
#: Any number that nobody else on the server locks.
_LOCK = 7_232_843
#: As old as any table: a database that has it has all of the first version.
_FIRST = "people"


@dataclass(frozen=True, slots=True)
class Step:
    """From the version before to ``version``; ``what`` is said in the log."""

    version: int
    what: str
    run: Callable[[Connection], object]


def _note_who_left(connection: Connection) -> None:
    add_column(connection, "members", Column("left_at", Double))


#: In order, without a gap. The last one's version is the one that this code works with.
STEPS: Sequence[Step] = (Step(2, "members who left a course are kept, and marked", _note_who_left),)


def current_version() -> int:
    """The version of the tables that this code works with."""
    return STEPS[-1].version


def upgrade(connection: Connection) -> None:
    """Make the tables, or bring them to this version, in the transaction of ``connection``.

    Of several processes that start together one does it, the others wait. Raises NewerDatabase where a later version
    of rectify made the tables, UpgradeFailed where the database refuses a step, and DatabaseUnusable for tables whose
    version nobody knows.
    """
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    schema_version.create(connection, checkfirst=True)
    found, newest = connection.scalar(select(schema_version.c.version)), current_version()
    if found is None:
        _require_empty(connection)
        connection.execute(insert(schema_version).values(version=newest))
    elif found > newest:
        raise NewerDatabase(
            f"A later version of rectify made this database (its tables are version {found}; this one knows "
            f"{newest}). Install that version again, or restore the backup from before the upgrade."
        )
    else:
        _take_steps(connection, found)
    there = set(inspect(connection).get_table_names())
    metadata.create_all(
        connection, [table for name, table in metadata.tables.items() if name not in there], checkfirst=False
    )


def add_column(connection: Connection, table: str, column: Column[Any]) -> None:
    """Add a column that may be NULL. A table that is not there yet will be made with it."""
    if inspect(connection).has_table(table):
        assert column.nullable, "what stands in the table already has no value for it"
        told = CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {told}")


def _take_steps(connection: Connection, found: int) -> None:
    for step in STEPS:
        if step.version <= found:
            continue
        _log.info("Bringing the database's tables to version %d: %s.", step.version, step.what)
        try:
            step.run(connection)
        except DBAPIError as problem:
            raise UpgradeFailed(
                f"The tables of this database could not be brought to version {step.version} ({step.what}): "
                f"{_first_line(problem)}. Nothing was changed: they are still version {found}. Install the version of "
                "rectify that you had, and report this with the message."
            ) from problem
        connection.execute(schema_version.update().values(version=step.version))


def _require_empty(connection: Connection) -> None:
    if inspect(connection).has_table(_FIRST):
        raise DatabaseUnusable(
            "This database has tables of rectify's, or of the same names, and does not say of which version. Restore "
            "the whole backup into an empty database, or name another one in `RECTIFY_DATABASE_URL`."
        )


def _first_line(problem: DBAPIError) -> str:
    return (str(problem.orig).strip().splitlines() or ["no reason given"])[0].rstrip(".")
