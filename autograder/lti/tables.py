"""What is kept of platforms and launches, on the service's own metadata. Times are seconds since 1970 (UTC).

No private key is here, and no token in clear: of what a browser holds, its SHA-256.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Double, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from autograder.service.schema import metadata

#: ``hosts``: further hosts that its services are at. ``pages``: origins whose pages show ours in a frame.
platforms = Table(
    "lti_platforms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("issuer", String, nullable=False),
    Column("client_id", String, nullable=False),
    Column("login_url", String, nullable=False),
    Column("token_url", String, nullable=False),
    Column("keys_url", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("hosts", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("unknown_deployments", String, nullable=False),
    Column("made_at", Double, nullable=False),
    UniqueConstraint("issuer", "client_id"),
)

#: ``state``: ``approved``, or ``waiting`` for the operator.
deployments = Table(
    "lti_deployments",
    metadata,
    Column("platform_id", ForeignKey("lti_platforms.id"), primary_key=True),
    Column("deployment", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("made_at", Double, nullable=False),
)

#: A platform's public keys, as it published them: text, for a database's own JSON takes not all of it.
key_sets = Table(
    "lti_key_sets",
    metadata,
    Column("platform_id", ForeignKey("lti_platforms.id"), primary_key=True),
    Column("published", Text, nullable=False),
    Column("fetched_at", Double, nullable=False),
    Column("tried_at", Double, nullable=False),
)

#: A launch that began: the browser holds ``proof``, the platform gives back ``state`` and ``nonce``. ``storage``: the
#: frame that keeps the proof where cookies do not; ``again``: what begins the same launch once more.
logins = Table(
    "lti_logins",
    metadata,
    Column("state", String(64), primary_key=True),
    Column("nonce", String(64), nullable=False),
    Column("proof", String(64), nullable=False),
    Column("platform_id", ForeignKey("lti_platforms.id"), nullable=False),
    Column("storage", String, nullable=False),
    Column("again", Text, nullable=False),
    Column("used_at", Double),
    Column("ends_at", Double, nullable=False, index=True),
)

#: What the platform said of a context's services at the last launch.
services = Table(
    "lti_services",
    metadata,
    Column("context_id", ForeignKey("contexts.id"), primary_key=True),
    Column("line_items_url", String, nullable=False),
    Column("members_url", String, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("members_at", Double),
)

#: An instructor who picks: where the choice goes, and what the platform takes.
pickings = Table(
    "lti_pickings",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("platform_id", ForeignKey("lti_platforms.id"), nullable=False),
    Column("deployment", String, nullable=False),
    Column("settings", Text, nullable=False),
    Column("ends_at", Double, nullable=False, index=True),
)

#: What the operator's command line lets somebody do in a browser: see the set-up page, or register a platform.
passes = Table(
    "lti_passes",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("purpose", String, nullable=False),
    Column("ends_at", Double, nullable=False, index=True),
)
