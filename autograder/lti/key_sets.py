"""Platforms' public keys: fetched when needed, kept for a while, and fetched anew for a key not seen before."""

from __future__ import annotations

import json
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from sqlalchemy import select

from autograder.lti import tables
from autograder.lti.errors import Fault, LaunchRefused, PlatformRefused, PlatformUnreachable
from autograder.lti.fetching import json_of
from autograder.lti.platforms import Platform
from autograder.lti.tool import Tool
from autograder.service.database import now, upsert

FRESH_SECONDS = 3600.0
#: A set that the platform does not renew is used for a day, in which its operators may mend it.
KEPT_SECONDS = 86400.0
#: A made-up key name must not have us ask the platform each time.
BETWEEN_SECONDS = 30.0
_MOST_KEYS = 50
_KINDS: dict[str, type[rsa.RSAPublicKey | ec.EllipticCurvePublicKey]] = {
    "RS256": rsa.RSAPublicKey,
    "RS384": rsa.RSAPublicKey,
    "RS512": rsa.RSAPublicKey,
    "ES256": ec.EllipticCurvePublicKey,
    "ES384": ec.EllipticCurvePublicKey,
}


def public_key(tool: Tool, platform: Platform, kid: Any, algorithm: Any) -> str:
    """The platform's public key of that name, as PEM, for that algorithm.

    Raises LaunchRefused where there is none, or the algorithm is none that a platform signs with.
    """
    if not isinstance(algorithm, str) or algorithm not in _KINDS:
        raise LaunchRefused(
            "Its message is not signed in a way that can be trusted.",
            fault=Fault.PLATFORM,
            remedy="Have the platform sign with RS256, as LTI 1.3 asks.",
            status=403,
        )
    if not isinstance(kid, str) or not kid:
        raise LaunchRefused(
            "Its message does not say which key signed it.",
            fault=Fault.PLATFORM,
            remedy="Have the platform name its key (`kid`), as LTI 1.3 asks.",
        )
    key = _named(_known(tool, platform, kid), kid)
    if key is None:
        raise LaunchRefused(
            "Its message is signed with a key that the platform does not publish.",
            fault=Fault.PLATFORM,
            remedy="Open the activity again in a minute. If that does not help, the operator of this service looks at "
            "the address of the platform's keys with `rectify lti list`.",
            status=403,
        )
    return _pem(key, algorithm)


def _known(tool: Tool, platform: Platform, kid: str) -> list[Any]:
    """The platform's keys: those that are kept where they have the key, and may be new enough."""
    with tool.database.read() as connection:
        row = connection.execute(
            select(tables.key_sets).where(tables.key_sets.c.platform_id == platform.id)
        ).one_or_none()
    kept: list[Any] = json.loads(row.published) if row is not None and now() - row.fetched_at < KEPT_SECONDS else []
    has = _named(kept, kid) is not None
    if row is not None and ((has and now() - row.fetched_at < FRESH_SECONDS) or now() - row.tried_at < BETWEEN_SECONDS):
        return kept
    try:
        return _fetched(tool, platform)
    except (PlatformUnreachable, PlatformRefused) as problem:
        if has:
            _note_try(tool, platform)
            return kept
        raise LaunchRefused(
            f"The platform's keys cannot be fetched: {problem}",
            fault=Fault.PLATFORM,
            remedy="Open the activity again in a minute.",
            status=424,
        ) from problem


def _fetched(tool: Tool, platform: Platform) -> list[Any]:
    with tool.session(platform) as session:
        found = json_of(session.get(platform.keys_url))
    keys = found.get("keys") if isinstance(found, dict) else None
    if not isinstance(keys, list):
        raise PlatformUnreachable(f"`{platform.keys_url}` is no key set.")
    row = {"published": json.dumps(keys[:_MOST_KEYS]), "fetched_at": now(), "tried_at": now()}
    with tool.database.begin() as connection:
        statement = upsert(connection, tables.key_sets).values({"platform_id": platform.id, **row})
        connection.execute(statement.on_conflict_do_update(index_elements=["platform_id"], set_=row))
    return keys[:_MOST_KEYS]


def _note_try(tool: Tool, platform: Platform) -> None:
    with tool.database.begin() as connection:
        where = tables.key_sets.c.platform_id == platform.id
        connection.execute(tables.key_sets.update().where(where).values(tried_at=now()))


def _named(keys: list[Any], kid: str) -> dict[str, Any] | None:
    return next((key for key in keys if isinstance(key, dict) and key.get("kid") == kid), None)


def _pem(key: dict[str, Any], algorithm: str) -> str:
    try:
        read = jwt.PyJWK.from_dict(key, algorithm=algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise _unfit() from problem
    if not isinstance(read, _KINDS[algorithm]) or key.get("alg", algorithm) != algorithm:
        raise _unfit()
    shown = read.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return shown.decode("ascii")


def _unfit() -> LaunchRefused:
    return LaunchRefused(
        "Its message names a key that cannot have signed it.",
        fault=Fault.PLATFORM,
        remedy="Whoever looks after the learning platform can mend its keys: show them this page.",
        status=403,
    )
