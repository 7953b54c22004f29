"""Opens the file of the record of attempts: makes it where there is none, and says in words why it cannot be used."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizzes.delivery.store_schema import APPLICATION_ID, VERSION, statements
from quizzes.errors import StoreError, quoted

ELSEWHERE = "or name another file with `--store FILE` or $RECTIFY_QUIZ_STORE"


def open_file(path: Path, wait_seconds: float) -> sqlite3.Connection:
    """A connection to the record, made if it is not there. Raises StoreError where it cannot be used."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}; mend that, {ELSEWHERE}") from None
    with said_in_words(path):
        connection = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")  # an answer that was taken outlives a power cut
            _prepare(connection, path)
            _write_ahead(connection, wait_seconds)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def said_in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StoreErrors that name the file and the next step."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_words(error, path)}") from error


def _words(error: sqlite3.Error, path: Path) -> str:
    code = (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
    if path.is_dir():
        return "this is a folder; name a file with `--store FILE` or $RECTIFY_QUIZ_STORE"
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "another program keeps the record of attempts locked; end that program, then run this again"
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return f"the record of attempts cannot be written; get the right to write it and its folder, {ELSEWHERE}"
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full, and the last response was not kept; make room, then run this again"
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return (
            "the record of attempts is damaged, or is no such record; move the file away, so that a new one is begun, "
            "and keep it: `sqlite3 FILE .recover` often saves what it held"
        )
    return f"the record of attempts cannot be used ({error}); mend that, {ELSEWHERE}"


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file; refuse a file of a newer version, or of another program."""
    if _is_new(connection):
        with transaction(connection):
            if _is_new(connection):  # no other process has made them in between
                for statement in statements():
                    connection.execute(statement)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreError(f"{path} belongs to another program; name another file with `--store FILE`")
    if version > VERSION:
        raise StoreError(
            f"{path} was written by a newer rectify (record {quoted(version)}, this one knows {VERSION}); "
            f"update with `pip install -U rectify-course`, {ELSEWHERE}"
        )


def _is_new(connection: sqlite3.Connection) -> bool:
    marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("user_version", "application_id")]
    return not any(marks) and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction that no other process can come between; nothing of it is kept where something fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _write_ahead(connection: sqlite3.Connection, wait_seconds: float) -> None:
    """Let readers read while another process writes. SQLite does not wait by itself to change this mode."""
    end = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return
