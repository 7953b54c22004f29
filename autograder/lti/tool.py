"""What every part of the tool is made from, and the door that a launch goes through in the end."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.responses import Response

from autograder.lti.fetching import PlatformSession
from autograder.lti.keys import Keyring
from autograder.lti.offers import Offer
from autograder.lti.platforms import Platform
from autograder.lti.settings import LtiSettings
from autograder.service.database import Database
from autograder.service.models import Context, Person, Placement, Role


class Entrance(Protocol):
    """Who lets somebody in: opens a session and leads the browser to a page."""

    def enter(self, person: Person, context: Context, role: Role, placement: Placement | None, path: str) -> Response:
        """The answer that gives the browser its session and leads it to ``path``."""


@dataclass(frozen=True)
class Tool:
    """One running tool. ``offers`` tells what there is to link to."""

    database: Database
    settings: LtiSettings
    keyring: Keyring
    offers: Callable[[], Sequence[Offer]]

    def session(self, platform: Platform) -> PlatformSession:
        """What asks the platform's own hosts, and no others."""
        return PlatformSession(platform.asked_hosts)


def digest(secret: str) -> str:
    """What is kept of something secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def fresh() -> str:
    """Something that nobody can guess, safe in an address and a cookie."""
    return secrets.token_urlsafe(32)
