"""The tables of the record of attempts, and the triggers that keep them append-only.

Rows are added and never changed. ``INSERT OR REPLACE`` takes a row away without asking the triggers on DELETE, so a
row whose number or name is there already is refused before it is looked at any further.
"""

from __future__ import annotations

#: Marks the file as ours: SQLite keeps this number in its header.
APPLICATION_ID = 0x52454354
VERSION = 1

_TABLES = {
    "sittings": (
        """
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        learner TEXT NOT NULL,
        bank TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('practice', 'graded')),
        reveal TEXT NOT NULL CHECK (reveal IN ('at_once', 'afterwards', 'never')),
        due INTEGER NOT NULL CHECK (due IN (0, 1)),
        seed TEXT NOT NULL,
        entries TEXT NOT NULL,
        began TEXT NOT NULL
        """,
        "number = NEW.number OR id = NEW.id",
    ),
    "attempts": (
        """
        number INTEGER PRIMARY KEY,
        sitting TEXT NOT NULL REFERENCES sittings (id),
        place INTEGER NOT NULL CHECK (place >= 1),
        learner TEXT NOT NULL,
        bank TEXT NOT NULL,
        item TEXT NOT NULL,
        digest TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('practice', 'graded')),
        seed TEXT NOT NULL,
        hints INTEGER NOT NULL CHECK (hints >= 0),
        response TEXT NOT NULL,
        earned REAL NOT NULL CHECK (earned >= 0 AND earned <= possible),
        possible REAL NOT NULL CHECK (possible > 0),
        at TEXT NOT NULL
        """,
        "number = NEW.number OR (mode = 'practice' AND sitting = NEW.sitting AND place = NEW.place)",
    ),
    "hints": (
        """
        number INTEGER PRIMARY KEY,
        sitting TEXT NOT NULL REFERENCES sittings (id),
        place INTEGER NOT NULL CHECK (place >= 1),
        hint INTEGER NOT NULL CHECK (hint >= 1),
        at TEXT NOT NULL
        """,
        "number = NEW.number OR (sitting = NEW.sitting AND place = NEW.place AND hint = NEW.hint)",
    ),
    "endings": (
        """
        number INTEGER PRIMARY KEY,
        sitting TEXT NOT NULL UNIQUE REFERENCES sittings (id),
        ending TEXT NOT NULL CHECK (ending IN ('finished', 'abandoned')),
        at TEXT NOT NULL
        """,
        "number = NEW.number OR sitting = NEW.sitting",
    ),
}


def statements() -> list[str]:
    """The statements that make an empty record, one by one."""
    made = []
    for table, (columns, same) in _TABLES.items():
        made.append(f"CREATE TABLE {table} ({columns})")
        made += [_refusal(table, f"BEFORE {change}", "1", "nothing is changed") for change in ("UPDATE", "DELETE")]
        made.append(_refusal(table, "BEFORE INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE {same})", "it is there"))  # noqa: S608  names from above
    for table in ("attempts", "hints"):
        over = "EXISTS (SELECT 1 FROM endings WHERE sitting = NEW.sitting)"
        made.append(_refusal(table, "BEFORE INSERT", over, "the sitting has ended", name="after_the_end"))
    made.append("CREATE INDEX attempts_by_learner ON attempts (learner, bank)")
    made.append("CREATE INDEX attempts_by_sitting ON attempts (sitting)")
    made.append(f"PRAGMA application_id = {APPLICATION_ID}")
    made.append(f"PRAGMA user_version = {VERSION}")
    return made


def _refusal(table: str, event: str, condition: str, why: str, *, name: str = "") -> str:
    name = name or event.rpartition(" ")[2].lower()
    return (
        f"CREATE TRIGGER {table}_{name} {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {why}'); END"
    )
