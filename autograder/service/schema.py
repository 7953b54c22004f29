"""The service's tables. Every time is seconds since 1970 (UTC) as a float; every identifier that leaves is random.

A submission is a row before it is work, and a score is a row before it is sent: what a crash leaves behind is found
here. Other packages put tables of their own on the same ``metadata``; `Database.open` makes all that are missing.

A column that is added, or changed, needs a step in `upgrades.py`: databases of before have it not.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

#: One row: the version of the tables in this database.
schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

#: ``key``: ``lti:<platform id>:<sub>`` or ``local:<name>``. A number is never given out twice: links to come back
#: and the audit know people by it, also those who were erased.
people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("email", String, nullable=False),
    Column("made_at", Double, nullable=False),
    sqlite_autoincrement=True,
)

#: A course in an LMS: ``key`` is ``lti:<platform id>:<deployment>:<context id>``, or ``local``.
contexts = Table(
    "contexts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("platform_id", Integer),
)

#: ``left_at``: since when the LMS lists the student no more; NULL for who takes part.
members = Table(
    "members",
    metadata,
    Column("context_id", ForeignKey("contexts.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("role", String, nullable=False),
    Column("left_at", Double),
)

#: One thing that a context offers: ``key`` is the LMS's resource link, or ``local:<kind>:<name>``.
placements = Table(
    "placements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("context_id", ForeignKey("contexts.id"), nullable=False),
    Column("key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("title", String, nullable=False),
    Column("max_score", Double, nullable=False),
    Column("policy", JSON, nullable=False),
    Column("line_item", String),
    UniqueConstraint("context_id", "key"),
)

#: ``turn_at`` is the order in which they are graded; ``due_at``: not to be tried before. ``owner`` and ``tries``
#: together name one claim.
handins = Table(
    "handins",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("placement_id", ForeignKey("placements.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("turn_at", Double, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("owner", String),
    Column("lease_until", Double),
    Column("tries", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Index("handins_of_person", "person_id", "placement_id", "made_at"),
    Index("handins_of_placement", "placement_id", "person_id"),
    Index("handins_in_turn", "state", "turn_at"),
)

reports = Table(
    "reports",
    metadata,
    Column("handin_id", ForeignKey("handins.id"), primary_key=True),
    Column("report", Text, nullable=False),
    Column("score", Double),
    Column("max_score", Double, nullable=False),
    Column("made_at", Double, nullable=False),
)

#: Asked for when the hand-in is put back to waiting (``after`` is NULL until then), answered by the new report.
regrades = Table(
    "regrades",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handin_id", ForeignKey("handins.id"), nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text),
    Column("by_id", ForeignKey("people.id")),
    Column("at", Double, nullable=False),
    Column("reason", Text, nullable=False),
)

#: Only added to: the last row counts, and one without a score takes the earlier ones back.
overrides = Table(
    "overrides",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("placement_id", ForeignKey("placements.id"), nullable=False),
    Column("score", Double),
    Column("reason", Text, nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("at", Double, nullable=False),
    Index("overrides_of_placement", "placement_id", "person_id"),
)

#: ``sitting`` is the quiz store's own name for it: a sitting that is reported twice has one row.
quiz_scores = Table(
    "quiz_scores",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("placement_id", ForeignKey("placements.id"), nullable=False),
    Column("sitting", String, nullable=False),
    Column("score", Double, nullable=False),
    Column("max_score", Double, nullable=False),
    Column("at", Double, nullable=False),
    UniqueConstraint("placement_id", "person_id", "sitting"),
)

#: Scores for the LMS. ``made_at`` grows from row to row of one person and placement: platforms go by it.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("placement_id", ForeignKey("placements.id"), nullable=False),
    Column("score", Double),
    Column("max_score", Double, nullable=False),
    Column("activity", String, nullable=False),
    Column("grading", String, nullable=False),
    Column("comment", Text, nullable=False),
    Column("made_at", Double, nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", Double, nullable=False),
    Column("lease_until", Double),
    Column("problem", Text, nullable=False),
    Index("outbox_of_placement", "placement_id", "person_id", "made_at"),
    Index("outbox_due", "state", "next_at"),
    Index(
        "outbox_one_waiting",
        "person_id",
        "placement_id",
        unique=True,
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

#: The token itself is the browser's alone: here is its SHA-256.
sessions = Table(
    "sessions",
    metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("context_id", ForeignKey("contexts.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("placement_id", ForeignKey("placements.id")),
    Column("made_at", Double, nullable=False),
    Column("ends_at", Double, nullable=False, index=True),
)

#: One use each: a way into a session for a window that has not its cookie.
tickets = Table(
    "tickets",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("context_id", ForeignKey("contexts.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("placement_id", ForeignKey("placements.id")),
    Column("ends_at", Double, nullable=False, index=True),
)

#: What may be seen once only, until it ends by itself.
nonces = Table(
    "nonces",
    metadata,
    Column("value", String, primary_key=True),
    Column("ends_at", Double, nullable=False, index=True),
)

#: Processes that grade or send, and when each was last heard of.
heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("jobs", Integer, nullable=False),
    Column("seen_at", Double, nullable=False),
)

#: Who did what to somebody's scores or data; ``by_id`` NULL: the command line.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Double, nullable=False),
    Column("by_id", Integer),
    Column("what", String, nullable=False),
    Column("about", JSON, nullable=False),
)
