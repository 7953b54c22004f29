"""How the tool is called, and where it is reached."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from autograder.lti.errors import LtiSetUpError
from autograder.lti.fetching import origin_of

PREFIX = "/lti"


class LtiSettings(BaseModel):
    """``public_url`` is the origin that browsers and platforms see; ``data`` the folder with the keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_url: str
    data: Path
    title: str = "rectify"
    description: str = "Assignments, quizzes and explorers on activation functions"

    @field_validator("public_url")
    @classmethod
    def _is_reachable(cls, given: str) -> str:
        origin = origin_of(given.rstrip("/"))
        if not origin or origin != given.rstrip("/").lower():
            raise ValueError("platforms launch by https: the public address is like `https://rectify.example.org`")
        return origin

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def keys_folder(self) -> Path:
        """Where the private keys lie."""
        return keys_folder(self.data)

    def address(self, path: str) -> str:
        """The whole address of a page of the tool: ``address("/launch")``."""
        return f"{self.public_url}{PREFIX}{path}"


def keys_folder(data: Path) -> Path:
    """Where the private keys lie in the service's folder."""
    return data / "lti-keys"


def settings_of(public_url: str, data: Path) -> LtiSettings:
    """The settings. Raises LtiSetUpError where platforms could not launch at that address."""
    try:
        return LtiSettings(public_url=public_url, data=data)
    except ValidationError as problem:
        raise LtiSetUpError(
            f"`{public_url}` cannot be launched: platforms need an https address without a path, such as "
            "`https://rectify.example.org`. Name it with `--public-url`, or put a proxy with HTTPS before the service."
        ) from problem
