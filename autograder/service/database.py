"""The database: SQLite in a file, or PostgreSQL. The same code on both, and the same words where it fails."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
)
from sqlalchemy.exc import (
    TimeoutError as Crowded,
)

from autograder.service.errors import DatabaseUnusable
from autograder.service.upgrades import upgrade

FILE_NAME = "rectify.sqlite3"
_BUSY_SECONDS = 30
#: By what an address begins with; `postgres` is how some hosts write it.
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def database_url(data: Path) -> str:
    """``$RECTIFY_DATABASE_URL``, or SQLite in the folder ``data``."""
    return os.environ.get("RECTIFY_DATABASE_URL") or f"sqlite:///{data / FILE_NAME}"


class Database:
    """An open database. `begin` and `read` each give a connection in a transaction that ends with the block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite has one writer, and lets those who wait try again at odd times: some would wait for long, and give up.
        is_sqlite = engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[object] = threading.Lock() if is_sqlite else nullcontext()

    @classmethod
    def open(cls, url: str) -> Database:
        """Open it, making or upgrading its tables.

        Raises DatabaseUnusable where it cannot be opened, NewerDatabase where a later version of rectify made it, and
        UpgradeFailed where an older one's tables cannot be brought to this version; then nothing is changed.
        """
        parsed = _parse(url)
        if parsed.get_backend_name() == "sqlite":
            _make_private(parsed)
        database = cls(_engine(parsed))
        try:
            with database.begin() as connection:
                upgrade(connection)
        except Exception:
            database.close()
            raise
        return database

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: kept as a whole, or not at all where the block raises."""
        with self._turn, self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._transaction(writes=False) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @property
    def shown(self) -> str:
        """Its address without a password."""
        return _shown(self._engine.url)

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        try:
            with self._engine.connect() as plain:
                connection = plain.execution_options(rectify_writes=writes, **({} if writes else _READ_ONLY))
                with connection.begin():
                    yield connection
        except Crowded as problem:
            raise DatabaseUnusable(
                f"Too many ask the database `{self.shown}` at once: ask again in a minute; what was handed in is kept."
            ) from problem
        except DBAPIError as problem:
            if not _is_the_machines(problem):
                raise
            raise DatabaseUnusable(
                f"The database `{self.shown}` does not answer: {_first_line(problem)}. "
                f"{_remedy(_first_line(problem))}; what was handed in before is kept."
            ) from problem


#: Known to PostgreSQL's driver alone; SQLite has its own way, below.
_READ_ONLY: dict[str, Any] = {"postgresql_readonly": True}


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert into ``table`` that may say ``on_conflict_do_nothing`` or ``on_conflict_do_update``."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def is_new(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert the row where none has its key; whether that was so. Drivers do not agree on how many rows they count."""
    column = next(iter(table.primary_key))
    statement = upsert(connection, table).values(row).on_conflict_do_nothing().returning(column)
    return connection.execute(statement).one_or_none() is not None


def now() -> float:
    """Seconds since 1970, UTC."""
    return time.time()


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as problem:
        raise DatabaseUnusable(
            "The database's address is none. It is `sqlite:////folder/file.sqlite3`, or "
            "`postgresql://USER:PASSWORD@HOST/NAME`; correct `RECTIFY_DATABASE_URL`."
        ) from problem
    driver = _DRIVERS.get(parsed.get_backend_name())
    if driver is None:
        raise DatabaseUnusable(f"`{_shown(parsed)}` is neither SQLite nor PostgreSQL. Correct `RECTIFY_DATABASE_URL`.")
    if driver == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise DatabaseUnusable("SQLite needs a file here: several processes share it. Correct `RECTIFY_DATABASE_URL`.")
    return parsed.set(drivername=driver)


def _make_private(url: URL) -> None:
    """Make the file, and its folder, for its owner alone."""
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError as problem:
        raise DatabaseUnusable(
            f"The database `{path}` cannot be made: {problem.strerror}. Name another folder with `--data DIR`."
        ) from problem


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=20, connect_args={"connect_timeout": 10}
        )
    engine = create_engine(url, hide_parameters=True, pool_size=20, connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, and not by the driver's guess
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("rectify_writes", False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _is_the_machines(problem: DBAPIError) -> bool:
    """Whether the database failed, and not a statement of ours."""
    return problem.connection_invalidated or not isinstance(problem, IntegrityError | DataError | ProgrammingError)


def _first_line(problem: DBAPIError) -> str:
    return (str(problem.orig).strip().splitlines() or ["no reason given"])[0].rstrip(".")


def _remedy(said: str) -> str:
    """What helps, by what the database or its driver said."""
    if re.search(r"disk is full|no space left|disk full", said, re.IGNORECASE):
        return "Make room on its disk"
    if re.search(r"read-?only", said, re.IGNORECASE):
        return "Let the service write there"
    return "Start it, or correct `RECTIFY_DATABASE_URL`"


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)
