"""PyLTI1p3 as it is used here: its requests, cookies and sessions are ours, its registrations stand in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pylti1p3.cookie import CookieService
from pylti1p3.deployment import Deployment
from pylti1p3.message_launch import MessageLaunch
from pylti1p3.oidc_login import OIDCLogin
from pylti1p3.redirect import Redirect
from pylti1p3.registration import Registration
from pylti1p3.request import Request
from pylti1p3.session import SessionService
from pylti1p3.tool_config.abstract import ToolConfAbstract

from autograder.lti.key_sets import public_key
from autograder.lti.keys import ToolKey
from autograder.lti.platforms import DeploymentState, Platform, deployment_state
from autograder.lti.tool import Tool, digest, fresh


def registration_of(platform: Platform, key: ToolKey) -> Registration:
    """A platform as the library knows one; ``key`` signs what is sent to it."""
    made = Registration().set_issuer(platform.issuer).set_client_id(platform.client_id)
    made.set_auth_login_url(platform.login_url).set_auth_token_url(platform.token_url)
    made.set_key_set_url(platform.keys_url).set_tool_private_key(key.private).set_tool_public_key(key.public)
    return made.set_auth_audience(platform.audience) if platform.audience else made


class Fields(Request):
    """A form or a query, already read."""

    def __init__(self, fields: Mapping[str, str], *, secure: bool) -> None:
        self._fields, self._secure = fields, secure

    @property
    def session(self) -> dict[str, object]:
        """Nothing is kept in memory: `Kept` is the session."""
        return {}

    def is_secure(self) -> bool:
        """Whether the browser came by HTTPS."""
        return self._secure

    def get_param(self, key: str) -> str:
        """A field's value, or nothing."""
        return self._fields.get(key, "")


class Kept(SessionService):
    """The session of one login: ``nonce`` is new at the login, and the digest of the known one at the launch."""

    def __init__(self, request: Request, nonce_digest: str = "") -> None:
        super().__init__(request)
        self.nonce, self._nonce_digest = "", nonce_digest

    def save_nonce(self, nonce: str) -> None:
        """Called at the login."""
        self.nonce = nonce

    def check_nonce(self, nonce: Any) -> bool:
        """Called at the launch."""
        return isinstance(nonce, str) and digest(nonce) == self._nonce_digest

    def check_state_is_valid(self, state: str, id_token_hash: str) -> bool:
        """No launch counts twice: the browser's proof is looked at each time."""
        del state, id_token_hash
        return False


class Proven(CookieService):
    """The browser's proof that it began the login of a state: ``proven`` says whether it is right."""

    def __init__(self, *, proven: bool) -> None:
        self._proven = proven
        self.state = ""

    def get_cookie(self, name: str) -> str | None:
        """The state itself, where the proof is right."""
        return name if self._proven else None

    def set_cookie(self, name: str, value: str | int, exp: int | None = 3600) -> None:
        """Called at the login."""
        del value, exp
        self.state = name


class Onward(Redirect[str]):
    """An address that a browser is led to; how, the caller decides."""

    def __init__(self, address: str) -> None:
        self._address = address

    def do_redirect(self) -> str:
        """The address."""
        return self._address

    def do_js_redirect(self) -> str:
        """The address."""
        return self._address

    def set_redirect_url(self, location: str) -> None:
        """Another address."""
        self._address = location

    def get_redirect_url(self) -> str:
        """The address."""
        return self._address


class Registered(ToolConfAbstract[Fields]):
    """One platform, which was already found."""

    def __init__(self, tool: Tool, platform: Platform) -> None:
        self._tool, self._platform = tool, platform

    def check_iss_has_one_client(self, iss: str) -> bool:
        """An issuer may have many clients."""
        del iss
        return False

    def check_iss_has_many_clients(self, iss: str) -> bool:
        """An issuer may have many clients."""
        del iss
        return True

    def find_registration_by_issuer(self, iss: str, *args: Any, **kwargs: Any) -> Registration:
        """The platform."""
        return self.find_registration_by_params(iss, "", *args, **kwargs)

    def find_registration_by_params(self, iss: str, client_id: str, *args: Any, **kwargs: Any) -> Registration:
        """The platform."""
        del iss, client_id, args, kwargs
        return registration_of(self._platform, self._tool.keyring.signing())

    def find_deployment(self, iss: str, deployment_id: str) -> Deployment | None:
        """The deployment, where it is approved."""
        return self.find_deployment_by_params(iss, deployment_id, "")

    def find_deployment_by_params(
        self, iss: str, deployment_id: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Deployment | None:
        """The deployment, where it is approved."""
        del iss, client_id, args, kwargs
        with self._tool.database.read() as connection:
            state = deployment_state(connection, self._platform, deployment_id)
        return Deployment().set_deployment_id(deployment_id) if state is DeploymentState.APPROVED else None


class Login(OIDCLogin[Fields, Registered, Kept, Proven, str]):
    """The first step of a launch: where the platform is asked who comes."""

    def get_redirect(self, url: str) -> Onward:
        """The platform's address, which may have parameters of its own."""
        known = self._registration.get_auth_login_url() or ""
        rest = url.removeprefix(known)
        return Onward(known + rest.replace("?", "&", 1) if "?" in known else url)

    def _get_uuid(self) -> str:
        return fresh()

    def _generate_nonce(self) -> str:
        return fresh()


class Message(MessageLaunch[Fields, Registered, Kept, Proven]):
    """The second step: the platform's signed message."""

    def __init__(self, tool: Tool, platform: Platform, fields: Fields, kept: Kept, proven: Proven) -> None:
        super().__init__(fields, Registered(tool, platform), kept, proven, requests_session=tool.session(platform))
        self._tool, self._platform = tool, platform
        # What it says of times, and to whom, is judged in `launch.py`, each with a sentence of its own.
        names = ("verify_aud", "verify_exp", "verify_nbf", "verify_iat", "verify_iss", "verify_sub", "verify_jti")
        self.set_jwt_verify_options(dict.fromkeys(names, False))
        self.set_auto_validation(enable=False)

    @property
    def body(self) -> dict[str, Any]:
        """What the message says; to be trusted once its signature was checked."""
        body: Any = self._jwt.get("body")
        return body if isinstance(body, dict) else {}

    def get_client_id(self) -> str:
        """Ours, whatever else the message is for."""
        return self._platform.client_id

    def get_public_key(self) -> tuple[str, str]:
        """The key that the message names, and how it signs. Raises LaunchRefused."""
        header: Any = self._jwt.get("header")
        header = header if isinstance(header, dict) else {}
        algorithm = header.get("alg")
        return public_key(self._tool, self._platform, header.get("kid"), algorithm), algorithm

    def _get_request_param(self, key: str) -> str:
        return self._request.get_param(key)
