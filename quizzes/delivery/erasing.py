"""Takes one learner out of a record of attempts, for good: the one thing that a record allows besides adding."""

from __future__ import annotations

import contextlib
from pathlib import Path

from quizzes.delivery.store_file import open_file, said_in_words, transaction
from quizzes.delivery.store_schema import statements

_OF_THE_LEARNER = "sitting IN (SELECT id FROM sittings WHERE learner = ?)"
#: Each table's rows of a learner; what refers to a sitting goes before it.
_ROWS = {"attempts": _OF_THE_LEARNER, "hints": _OF_THE_LEARNER, "endings": _OF_THE_LEARNER, "sittings": "learner = ?"}


def erase_learner(path: Path, learner: str, *, wait_seconds: float = 5.0) -> int:
    """Remove every sitting of the learner with its responses; how many sittings there were.

    The rows are overwritten in the file, and the triggers that refuse a removal stand again when it is done. Raises
    StoreError where the record cannot be used.
    """
    with said_in_words(path), contextlib.closing(open_file(path, wait_seconds)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            for table in _ROWS:
                connection.execute(f"DROP TRIGGER {table}_delete")
            gone = [
                connection.execute(f"DELETE FROM {table} WHERE {rows}", (learner,)).rowcount  # noqa: S608  names of ours
                for table, rows in _ROWS.items()
            ]
            for statement in statements():
                if statement.startswith(tuple(f"CREATE TRIGGER {table}_delete " for table in _ROWS)):
                    connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone[-1]
