"""Dynamic registration: a platform and this tool tell each other what an administrator would have to copy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from autograder.lti import names
from autograder.lti.claims import Texts, clean
from autograder.lti.errors import Fault, LaunchRefused, LtiSetUpError, PlatformRefused, PlatformUnreachable
from autograder.lti.fetching import PlatformSession, is_safe_address, json_of
from autograder.lti.passes import Purpose, end_pass, has_pass
from autograder.lti.platforms import Platform, UnknownDeployments, add_platform
from autograder.lti.settings import LtiSettings
from autograder.lti.tool import Tool

#: Where in a platform an instructor picks: what of these it has is asked for.
_PLACEMENTS = ("ContentArea", "assignment_selection", "link_selection")
_CLAIMS = ["iss", "sub", "name", "given_name", "family_name", "email"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _MessageKind(_Part):
    type: str = ""
    placements: Texts = []


def _kinds(given: Any) -> list[Any]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


class _Product(_Part):
    product_family_code: str = "LMS"
    messages_supported: Annotated[list[_MessageKind], BeforeValidator(_kinds)] = []


class Configuration(_Part):
    """What a platform says of itself."""

    issuer: str
    authorization_endpoint: str
    registration_endpoint: str
    jwks_uri: str
    token_endpoint: str
    authorization_server: str = ""
    scopes_supported: Texts = list(names.SCOPES)
    product: _Product = Field(validation_alias=names.PLATFORM_CONFIGURATION, default=_Product())

    @property
    def hosts(self) -> list[str]:
        """The hosts that it names, each once: what an administrator compares with the platform's own."""
        named = (self.issuer, self.authorization_endpoint, self.token_endpoint, self.jwks_uri)
        return list(dict.fromkeys(urlsplit(address).netloc for address in named if is_safe_address(address)))

    @property
    def name(self) -> str:
        """What it is called here: its kind and its host."""
        return clean(f"{self.product.product_family_code} {urlsplit(self.issuer).netloc}")


@dataclass(frozen=True)
class Request:
    """A platform that wants to be registered: where it describes itself, and what it gave the browser for that."""

    invitation: str
    configuration_url: str
    token: str


def read_configuration(tool: Tool, request: Request) -> Configuration:
    """What the platform says of itself. Raises LaunchRefused without a right invitation, or where it cannot be read."""
    if not has_pass(tool.database, Purpose.REGISTER, request.invitation):
        raise LaunchRefused(
            "This invitation to register is used, too old, or not from here.",
            fault=Fault.SET_UP,
            remedy="Whoever operates this service makes another with `rectify lti setup`.",
            status=403,
        )
    host = urlsplit(request.configuration_url).netloc if is_safe_address(request.configuration_url) else ""
    if not host:
        raise LaunchRefused(
            "The platform does not say where it describes itself (`openid_configuration`).",
            fault=Fault.PLATFORM,
            remedy="Give the address of this page to the learning platform as the tool's registration address: "
            "it opens it with more.",
        )
    try:
        with PlatformSession([host]) as session:
            found = json_of(session.get(request.configuration_url))
        return Configuration.model_validate(found)
    except (PlatformUnreachable, PlatformRefused) as problem:
        raise LaunchRefused(
            f"What the platform says of itself cannot be fetched: {problem}",
            fault=Fault.PLATFORM,
            remedy="Begin the registration again in the learning platform.",
            status=424,
        ) from problem
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        raise LaunchRefused(
            f"What the platform says of itself lacks a usable `{'.'.join(str(part) for part in first['loc'])}`.",
            fault=Fault.PLATFORM,
            remedy="Add the tool by hand: the set-up page says what to copy.",
        ) from problem


def register(tool: Tool, request: Request) -> Platform:
    """Register with the platform, and keep it. The invitation is used up. Raises LaunchRefused."""
    found = read_configuration(tool, request)
    client_id, deployment = _answered(tool, found, request.token)
    made = Platform(
        name=found.name,
        issuer=found.issuer,
        client_id=client_id,
        login_url=found.authorization_endpoint,
        token_url=found.token_endpoint,
        keys_url=found.jwks_uri,
        audience=found.authorization_server,
        unknown_deployments=UnknownDeployments.ASK,
    )
    try:
        with tool.database.begin() as connection:
            kept = add_platform(connection, made, [deployment] if deployment else [])
    except LtiSetUpError as problem:
        raise LaunchRefused(
            f"The platform describes itself in a way that cannot be: {problem}",
            fault=Fault.PLATFORM,
            remedy="Add the tool by hand: the set-up page says what to copy.",
        ) from problem
    end_pass(tool.database, request.invitation)
    return kept


def _answered(tool: Tool, found: Configuration, token: str) -> tuple[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    # A token of the platform's making goes into a header: nothing but what a header may hold.
    if token and token.isascii() and token.isprintable():
        headers["Authorization"] = f"Bearer {token}"
    body = json.dumps(registration_of(tool.settings, found))
    try:
        with PlatformSession([urlsplit(found.registration_endpoint).netloc]) as session:
            answer = json_of(session.post(found.registration_endpoint, data=body.encode(), headers=headers))
    except (PlatformUnreachable, PlatformRefused) as problem:
        raise LaunchRefused(
            f"The platform did not register this tool: {problem}",
            fault=Fault.PLATFORM,
            remedy="Begin the registration again in the learning platform.",
            status=424,
        ) from problem
    client_id = answer.get("client_id") if isinstance(answer, dict) else None
    if not isinstance(client_id, str):
        raise LaunchRefused(
            "The platform registered this tool, but gave it no client id.",
            fault=Fault.PLATFORM,
            remedy="Remove the tool there, and add it by hand: the set-up page says what to copy.",
        )
    more = answer.get(names.TOOL_CONFIGURATION)
    deployment = more.get("deployment_id") if isinstance(more, dict) else None
    return client_id, str(deployment) if isinstance(deployment, str | int) else ""


def registration_of(settings: LtiSettings, found: Configuration) -> dict[str, Any]:
    """What this tool says of itself."""
    launch = settings.address("/launch")
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": settings.address("/login"),
        "redirect_uris": [launch],
        "client_name": settings.title,
        "jwks_uri": settings.address("/jwks"),
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(scope for scope in names.SCOPES if scope in found.scopes_supported),
        names.TOOL_CONFIGURATION: {
            "domain": urlsplit(settings.public_url).netloc,
            "description": settings.description,
            "target_link_uri": launch,
            "claims": _CLAIMS,
            "messages": [
                {"type": names.LINK_MESSAGE, "target_link_uri": launch, "label": settings.title},
                _deep_linking(settings, found),
            ],
        },
    }


def _deep_linking(settings: LtiSettings, found: Configuration) -> dict[str, Any]:
    message = {
        "type": names.DEEP_LINKING_MESSAGE,
        "target_link_uri": settings.address("/launch"),
        "label": f"Add from {settings.title}",
    }
    known = {place for kind in found.product.messages_supported for place in kind.placements}
    places = [place for place in _PLACEMENTS if place in known]
    return message | ({"placements": places} if places else {})
