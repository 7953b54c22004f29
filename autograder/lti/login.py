"""The first step of a launch: a platform says that somebody comes, and is asked who.

What proves later that the same browser comes back is given to it as a cookie; where the platform names a frame of its
own that keeps such things (`lti_storage_target`), there too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Row, delete, insert, select

from autograder.lti import tables
from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.library import Fields, Kept, Login, Proven, Registered
from autograder.lti.platforms import Platform, find_platform, platform
from autograder.lti.tool import Tool, digest, fresh
from autograder.service.database import now

#: How long the platform may take to say who comes.
LOGIN_SECONDS = 600
_LONGEST_FIELD = 4096
_LONGEST_TARGET = 100
_AGAIN = ("iss", "login_hint", "target_link_uri", "lti_message_hint", "lti_deployment_id", "client_id")


@dataclass(frozen=True)
class Begun:
    """A login that began: where the browser goes, and the secrets that it takes along."""

    platform: Platform
    address: str
    state: str
    proof: str
    storage: str


def begin_login(tool: Tool, fields: Mapping[str, str]) -> Begun:
    """Begin a launch for a platform's ``fields``. Raises LaunchRefused."""
    for name, value in fields.items():
        if len(value) > _LONGEST_FIELD or not value.isprintable():
            raise LaunchRefused(
                f"`{name[:50]}` in the platform's request is too long, or cannot be printed.",
                fault=Fault.PLATFORM,
                remedy="Open the activity in your course again.",
            )
    found = _platform_of(tool, fields)
    kept, proven = Kept(request := Fields(fields, secure=tool.settings.is_secure)), Proven(proven=False)
    address = Login(request, Registered(tool, found), kept, proven).redirect(tool.settings.address("/launch"))
    storage, proof = fields.get("lti_storage_target", "")[:_LONGEST_TARGET], fresh()
    row = {
        "state": digest(proven.state),
        "nonce": digest(kept.nonce),
        "proof": digest(proof),
        "platform_id": found.id,
        "storage": storage,
        "again": urlencode({name: fields[name] for name in _AGAIN if fields.get(name)}),
        "ends_at": now() + LOGIN_SECONDS,
    }
    with tool.database.begin() as connection:
        connection.execute(delete(tables.logins).where(tables.logins.c.ends_at < now()))
        connection.execute(insert(tables.logins).values(row))
    return Begun(found, address, proven.state, proof, storage)


@dataclass(frozen=True)
class Awaited:
    """A login that waits for the platform's message. ``again`` is the query that begins it once more."""

    state: str
    nonce_digest: str
    platform: Platform
    storage: str
    again: str


def awaited(tool: Tool, state: str) -> Awaited:
    """The login with that state. Raises LaunchRefused where there is none, it is over, or it was used."""
    with tool.database.read() as connection:
        row = _row(
            connection.execute(select(tables.logins).where(tables.logins.c.state == digest(state))).one_or_none()
        )
        found = platform(connection, row.platform_id)
    return Awaited(state, row.nonce, found, row.storage, row.again)


def is_proven(tool: Tool, login: Awaited, proof: str) -> bool:
    """Whether the browser that began the login is the one that comes back."""
    with tool.database.read() as connection:
        found = select(tables.logins.c.proof).where(tables.logins.c.state == digest(login.state))
        return bool(proof) and connection.scalar(found) == digest(proof)


def use(tool: Tool, login: Awaited) -> None:
    """Have the login count once. Raises LaunchRefused where another message used it a moment before."""
    with tool.database.begin() as connection:
        where = (tables.logins.c.state == digest(login.state), tables.logins.c.used_at.is_(None))
        if connection.execute(tables.logins.update().where(*where).values(used_at=now())).rowcount == 0:
            raise used()


def used() -> LaunchRefused:
    """The same message came twice."""
    return LaunchRefused(
        "This way in was used already.",
        fault=Fault.BROWSER,
        remedy="Going back or loading a page again sends an old launch: open the activity in your course again.",
        status=409,
    )


def _row(row: Row[Any] | None) -> Row[Any]:
    if row is None:
        raise LaunchRefused(
            "This launch did not begin here.",
            fault=Fault.BROWSER,
            remedy="Open the activity in your course again, and do not keep a page of it as a bookmark.",
            status=403,
        )
    if row.used_at is not None:
        raise used()
    if row.ends_at < now():
        raise LaunchRefused(
            "This launch took too long.",
            fault=Fault.BROWSER,
            remedy="Open the activity in your course again.",
            status=403,
        )
    return row


def _platform_of(tool: Tool, fields: Mapping[str, str]) -> Platform:
    for name in ("iss", "login_hint"):
        if not fields.get(name):
            raise LaunchRefused(
                f"The request to log in has no `{name}`.",
                fault=Fault.PLATFORM,
                remedy="Open the activity in your course; this address is for learning platforms, not for browsers.",
            )
    with tool.database.read() as connection:
        found = find_platform(connection, fields["iss"], fields.get("client_id", ""))
    if found is None:
        client = fields.get("client_id", "")[:200]
        by = f"with the client id `{client}`" if client else "without a client id"
        raise LaunchRefused(
            f"The platform `{fields['iss'][:200]}` {by} is not known here.",
            fault=Fault.SET_UP,
            remedy="Whoever operates this service adds it with `rectify lti add`, with what stands here.",
            status=403,
        )
    return found
