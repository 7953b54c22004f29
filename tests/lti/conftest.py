"""A tool, a platform that it knows, and a browser between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.testclient import TestClient

from autograder.lti.offers import Offer
from autograder.lti.platforms import Platform, add_platform
from autograder.lti.routes import make_tool, routes
from autograder.lti.settings import LtiSettings
from autograder.lti.tool import Tool
from autograder.service.database import Database
from autograder.service.models import Context, Kind, Person, Placement, Role
from tests.lti.platform_side import DEPLOYMENT, Host, PlatformSide, make_keys

TOOL = "https://tool.example"
OFFERS = [
    Offer(Kind.ASSIGNMENT, "rectifiers", "Rectifiers", "ReLU and its kin", 20.0),
    Offer(Kind.ASSIGNMENT, "smooth & <odd>", "Smooth <ones>", "", 10.0),
    Offer(Kind.LEADERBOARD, "rectifiers", "Rectifiers: leaderboard"),
    Offer(Kind.QUIZ, "gallery", "The gallery", "", 9.5),
    Offer(Kind.EXPLORER, "activations", "Activation explorer"),
]


@dataclass
class Door:
    """An entrance that remembers who came in."""

    came: list[tuple[Person, Context, Role, Placement | None, str]] = field(default_factory=list)

    def enter(self, person: Person, context: Context, role: Role, placement: Placement | None, path: str) -> Response:
        """Remember, and lead on."""
        self.came.append((person, context, role, placement, path))
        return RedirectResponse(path, 303)


@dataclass
class World:
    """The tool and a platform; the browser is `client`."""

    tool: Tool
    door: Door
    platform: PlatformSide
    known: Platform
    client: TestClient

    def begin(self, **options: Any) -> str:
        """Begin a launch: the address at the platform that the browser is led to."""
        answer = self.client.get(self.platform.login_address(**options), follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def launch(self, **options: Any) -> Any:
        """A whole launch: our answer to the platform's message."""
        return self.post(self.platform.form(self.begin(), **options))

    def post(self, form: dict[str, str], **headers: str) -> Any:
        """Bring a form of the platform's."""
        fields = {name: value for name, value in form.items() if name != "launch_url"}
        return self.client.post(f"{TOOL}/lti/launch", data=fields, headers=headers, follow_redirects=False)


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """The platform's."""
    return make_keys()


@pytest.fixture(scope="session")
def tool_keys() -> tuple[str, str]:
    """The tool's."""
    return make_keys()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with all tables, to be copied: making them is most of what a small test costs."""
    path = tmp_path_factory.mktemp("empty") / "rectify.sqlite3"
    Database.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Iterator[Database]:
    shutil.copy(empty_database, tmp_path / "rectify.sqlite3")
    opened = Database.open(f"sqlite:///{tmp_path / 'rectify.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def tool(database: Database, tmp_path: Path, tool_keys: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> Tool:
    monkeypatch.setenv("RECTIFY_LTI_PRIVATE_KEY", tool_keys[0])
    return make_tool(database, LtiSettings(public_url=TOOL, data=tmp_path), lambda: OFFERS)


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    with Host() as running:
        yield running


@pytest.fixture
def platform(keys: tuple[str, str], host: Host) -> PlatformSide:
    return host.serve(PlatformSide(keys, TOOL))


def as_known(platform: PlatformSide, **changes: Any) -> Platform:
    """The platform as its operator would add it."""
    given = {
        "name": "The LMS",
        "issuer": platform.issuer,
        "client_id": platform.client_id,
        "login_url": "https://lms.example/authorise",
        "token_url": f"{platform.address}/token",
        "keys_url": f"{platform.address}/jwks",
    }
    return Platform(**(given | changes))


@pytest.fixture
def world(tool: Tool, platform: PlatformSide) -> Iterator[World]:
    platform.registration.set_tool_key_set(tool.keyring.published())
    with tool.database.begin() as connection:
        known = add_platform(connection, as_known(platform), [DEPLOYMENT])
    door = Door()
    app = Starlette(routes=routes(tool, door))
    with TestClient(app, base_url=TOOL) as client:
        yield World(tool, door, platform, known, client)
