"""The platforms that may launch, and their deployments: added by the operator, or by an invited registration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from autograder.lti import tables
from autograder.lti.errors import LtiSetUpError
from autograder.lti.fetching import is_safe_address, origin_of
from autograder.service import schema
from autograder.service.database import now, upsert

#: No identifier of LTI's is longer.
LONGEST = 255
_LONGEST_ADDRESS = 2048
_MOST_PAGES = 20
_MOST_WAITING = 50


class UnknownDeployments(StrEnum):
    """What becomes of a launch from a deployment that nobody approved."""

    REFUSE = "refuse"
    ASK = "ask"


class DeploymentState(StrEnum):
    """Whether a deployment may launch."""

    APPROVED = "approved"
    WAITING = "waiting"


@dataclass(frozen=True)
class Platform:
    """One registration at an LMS. ``audience`` is what a token is asked for, where it is not ``token_url``."""

    name: str
    issuer: str
    client_id: str
    login_url: str
    token_url: str
    keys_url: str
    audience: str = ""
    hosts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    unknown_deployments: UnknownDeployments = UnknownDeployments.REFUSE
    id: int = 0

    @property
    def asked_hosts(self) -> frozenset[str]:
        """The hosts, with their ports, that may be asked for tokens, keys, line items and members."""
        named = (self.issuer, self.login_url, self.token_url, self.keys_url)
        return frozenset({*(urlsplit(address).netloc.lower() for address in named), *self.hosts} - {""})

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may show ours in a frame."""
        named = (*(origin_of(address) for address in (self.issuer, self.login_url)), *self.pages)
        return tuple(dict.fromkeys(origin for origin in named if origin))


@dataclass(frozen=True)
class Deployment:
    """One installation of the tool at a platform."""

    deployment: str
    state: DeploymentState


def add_platform(connection: Connection, platform: Platform, deployments: Sequence[str] = ()) -> Platform:
    """Keep a platform and its deployments; one that is known by its issuer and client id is changed.

    Raises LtiSetUpError where an address or a name cannot be one.
    """
    checked = _checked(platform, deployments)
    row = {
        "name": checked.name,
        "issuer": checked.issuer,
        "client_id": checked.client_id,
        "login_url": checked.login_url,
        "token_url": checked.token_url,
        "keys_url": checked.keys_url,
        "audience": checked.audience,
        "hosts": list(checked.hosts),
        "pages": list(checked.pages),
        "unknown_deployments": checked.unknown_deployments.value,
    }
    statement = upsert(connection, tables.platforms).values({**row, "made_at": now()})
    connection.execute(statement.on_conflict_do_update(index_elements=["issuer", "client_id"], set_=row))
    kept = find_platform(connection, checked.issuer, checked.client_id)
    assert kept is not None
    connection.execute(delete(tables.key_sets).where(tables.key_sets.c.platform_id == kept.id))
    for deployment in deployments:
        _set_deployment(connection, kept, deployment, DeploymentState.APPROVED)
    return kept


def platforms(connection: Connection) -> list[Platform]:
    """All platforms, the oldest first."""
    return [_platform(row) for row in connection.execute(select(tables.platforms).order_by(tables.platforms.c.id))]


def platform(connection: Connection, platform_id: int) -> Platform:
    """The platform with that number. Raises LtiSetUpError."""
    found = select(tables.platforms).where(tables.platforms.c.id == platform_id)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise LtiSetUpError(f"There is no platform {platform_id} here. `rectify lti list` shows those there are.")
    return _platform(row)


def find_platform(connection: Connection, issuer: str, client_id: str) -> Platform | None:
    """The platform with that issuer and client id; without a client id, the issuer's only one."""
    found = select(tables.platforms).where(tables.platforms.c.issuer == issuer)
    if client_id:
        found = found.where(tables.platforms.c.client_id == client_id)
    rows = connection.execute(found.limit(2)).all()
    return _platform(rows[0]) if len(rows) == 1 else None


def remove_platform(connection: Connection, platform_id: int) -> Platform:
    """Forget a platform; its courses, people and scores stay. Raises LtiSetUpError where there is none."""
    gone = platform(connection, platform_id)
    for table in (tables.deployments, tables.key_sets, tables.logins, tables.pickings):
        connection.execute(delete(table).where(table.c.platform_id == platform_id))
    own = select(schema.contexts.c.id).where(schema.contexts.c.platform_id == platform_id)
    connection.execute(delete(tables.services).where(tables.services.c.context_id.in_(own)))
    connection.execute(delete(tables.platforms).where(tables.platforms.c.id == platform_id))
    return gone


def deployments(connection: Connection, platform: Platform) -> list[Deployment]:
    """The platform's deployments, by name."""
    found = select(tables.deployments).where(tables.deployments.c.platform_id == platform.id)
    rows = connection.execute(found.order_by(tables.deployments.c.deployment))
    return [Deployment(row.deployment, DeploymentState(row.state)) for row in rows]


def deployment_state(connection: Connection, platform: Platform, deployment: str) -> DeploymentState | None:
    """Whether the deployment may launch; None where it was never seen."""
    found = select(tables.deployments.c.state).where(
        tables.deployments.c.platform_id == platform.id, tables.deployments.c.deployment == deployment
    )
    state = connection.scalar(found)
    return None if state is None else DeploymentState(state)


def approve(connection: Connection, platform: Platform, deployment: str) -> None:
    """Let a deployment launch. Raises LtiSetUpError where it has no name that one can have."""
    _check_name("The deployment id", deployment)
    _set_deployment(connection, platform, deployment, DeploymentState.APPROVED)


def note_for_approval(connection: Connection, platform: Platform, deployment: str) -> None:
    """Remember a deployment that asked, unless many wait already."""
    waiting = select(func.count()).where(
        tables.deployments.c.platform_id == platform.id, tables.deployments.c.state == DeploymentState.WAITING.value
    )
    if (connection.scalar(waiting) or 0) < _MOST_WAITING:
        row = {"platform_id": platform.id, "deployment": deployment, "state": "waiting", "made_at": now()}
        connection.execute(upsert(connection, tables.deployments).values(row).on_conflict_do_nothing())


def note_page(connection: Connection, platform: Platform, address: str) -> None:
    """Remember the origin of a page that launches: it may show ours in a frame."""
    origin = origin_of(address)
    if origin and origin not in platform.origins and len(platform.pages) < _MOST_PAGES:
        pages = [*platform.pages, origin]
        connection.execute(update(tables.platforms).where(tables.platforms.c.id == platform.id).values(pages=pages))


def frame_origins(connection: Connection) -> list[str]:
    """The origins of all platforms' pages: those that may show ours in a frame."""
    return list(dict.fromkeys(origin for one in platforms(connection) for origin in one.origins))


def _set_deployment(connection: Connection, platform: Platform, deployment: str, state: DeploymentState) -> None:
    where = (tables.deployments.c.platform_id == platform.id, tables.deployments.c.deployment == deployment)
    if connection.execute(update(tables.deployments).where(*where).values(state=state.value)).rowcount == 0:
        row = {"platform_id": platform.id, "deployment": deployment, "state": state.value, "made_at": now()}
        connection.execute(insert(tables.deployments).values(row))


def _checked(platform: Platform, deployments: Sequence[str]) -> Platform:
    names = {"The client id": platform.client_id, "The platform's name": platform.name}
    for what, value in {**names, **{f"The deployment id `{one[:LONGEST]}`": one for one in deployments}}.items():
        _check_name(what, value)
    addresses = {
        "issuer": platform.issuer,
        "login address": platform.login_url,
        "token address": platform.token_url,
        "address of the keys": platform.keys_url,
    }
    for what, value in (*addresses.items(), *(("address of its pages", page) for page in platform.pages)):
        if len(value) > _LONGEST_ADDRESS or not is_safe_address(value):
            raise LtiSetUpError(
                f"The {what} `{value[:_LONGEST_ADDRESS]}` is no https address. Copy it from the platform."
            )
    for host in platform.hosts:
        if urlsplit(f"https://{host}").netloc != host or not is_safe_address(f"https://{host}"):
            raise LtiSetUpError(f"`{host}` is no host. A host is like `grades.example.edu`, without `https://`.")
    return replace(
        platform,
        hosts=tuple(host.lower() for host in platform.hosts),
        pages=tuple(origin_of(page) for page in platform.pages),
    )


def _check_name(what: str, value: str) -> None:
    if not value.strip() or len(value) > LONGEST or not value.isprintable():
        raise LtiSetUpError(f"{what} is empty, too long, or holds signs that cannot be printed. Copy it again.")


def _platform(row: Row[Any]) -> Platform:
    return Platform(
        name=row.name,
        issuer=row.issuer,
        client_id=row.client_id,
        login_url=row.login_url,
        token_url=row.token_url,
        keys_url=row.keys_url,
        audience=row.audience,
        hosts=tuple(row.hosts),
        pages=tuple(row.pages),
        unknown_deployments=UnknownDeployments(row.unknown_deployments),
        id=row.id,
    )
