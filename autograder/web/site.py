"""What every page is made from: the database, the course, the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.requests import Request

from autograder.course.course import Course
from autograder.service.database import Database
from autograder.service.limits import LIMITS
from autograder.service.models import Context, Fetched


class Settings(BaseModel):
    """How the pages are served.

    ``public_url`` is the address that browsers see, without a path; ``other_hosts`` are further names, with their
    ports, under which a local site may be opened. ``secret`` is what links and forms are proven by, at least 16 bytes.
    ``max_upload`` is in bytes. Who asks for metrics shows ``metrics_token``, or without one is on this machine.
    ``requests_per_minute`` is for one browser; ``strangers_per_minute`` for all requests from one address that no
    session stands behind: a whole class may launch from one address. A local site lets in ``most_people`` students in
    all, and from one address ``joins_per_minute``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_url: str = "http://127.0.0.1:8000"
    other_hosts: tuple[str, ...] = ()
    local: bool = False
    secret: bytes = Field(min_length=16, repr=False)
    data: Path
    max_upload: int = Field(default=LIMITS.file_bytes, gt=0)
    metrics_token: str | None = Field(default=None, min_length=16, repr=False)
    requests_per_minute: int = Field(default=600, gt=0)
    strangers_per_minute: int = Field(default=3000, gt=0)
    most_people: int = Field(default=500, gt=0)
    joins_per_minute: int = Field(default=120, gt=0)

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, given: str) -> str:
        parts = urlsplit(given)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/") or parts.query:
            raise ValueError("the public address is like `https://rectify.example.org`, without a path")
        return f"{parts.scheme}://{parts.netloc.lower()}"

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the pages by HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        """Every name, with its port, under which the pages may be asked for."""
        return frozenset({urlsplit(self.public_url).netloc, *(host.lower() for host in self.other_hosts)})

    @property
    def origins(self) -> frozenset[str]:
        """Every origin that our own forms are sent from."""
        scheme = self.public_url.partition("://")[0]
        return frozenset(f"{scheme}://{host}" for host in self.hosts)


def _nobody() -> Sequence[str]:
    return ()


class Roster(Protocol):
    """What asks an LMS for the members of a course."""

    def tells(self, context: Context) -> bool:
        """Whether the LMS of the context tells its members."""

    def fetch(self, context: Context) -> Fetched:
        """Bring the members up to date. Raises OperatorError, in words, where the LMS does not give them."""


@dataclass(frozen=True)
class Site:
    """One running set of pages. ``frames`` gives the origins of the platforms that may show them in a frame.

    Without an LMS there is no ``roster``.
    """

    database: Database
    course: Course
    settings: Settings
    frames: Callable[[], Sequence[str]] = field(default=_nobody)
    roster: Roster | None = None


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site
