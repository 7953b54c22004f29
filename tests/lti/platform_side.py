"""A platform for tests, made of `lti1p3platform`: it signs launches, checks our answers, and keeps a gradebook.

Served on loopback, for nothing here leaves the machine. What goes wrong there is set by the tests: `fails`, `slow`.
"""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from lti1p3platform.exceptions import LtiException, LtiServiceException, MissingRequiredClaim
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.membership import Context
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from lti1p3platform.request import Request
from lti1p3platform.response import Response
from lti1p3platform.score import UpdateScoreStatus
from lti1p3platform.service_connector import AssignmentsGradesService, NamesRoleProvisioningService

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
LEARNER, INSTRUCTOR = MEMBERSHIP + "Learner", MEMBERSHIP + "Instructor"
CLIENT, DEPLOYMENT = "client-1", "deployment-1"


def make_keys() -> tuple[str, str]:
    """A private and a public key, as PEM."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = made.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public.decode()


@cache
def _read(private: str) -> Any:
    """The key itself: reading it is most of what a signature costs."""
    return serialization.load_pem_private_key(private.encode(), password=None)


@cache
def _jwks(public: str) -> dict[str, Any]:
    return dict(Registration.get_jwk(public))


class _Registration(Registration):
    """One whose keys are read once."""

    def get_kid(self) -> str:
        return str(self.get_jwks()[0]["kid"])

    def get_jwks(self) -> list[dict[str, Any]]:
        return [_jwks(self.get_platform_public_key())]


class _Config(LTI1P3PlatformConfAbstract):
    def init_platform_config(self, **kwargs: Any) -> None:
        self._registration = kwargs["registration"]

    def get_registration_by_params(self, **kwargs: Any) -> Registration:
        return self._registration


class _Request(Request):
    def build_metadata(self, request: dict[str, Any]) -> Any:
        return request


class _Login(OIDCLoginAbstract):
    def set_lti_message_hint(self, **kwargs: Any) -> None:
        self._lti_message_hint = kwargs["hint"]

    def get_redirect(self, url: str) -> str:
        return url


class _Launch(LTIAdvantageMessageLaunchAbstract):
    changes: dict[str, Any]

    def get_launch_message(self, include_extra_claims: bool = True) -> dict[str, Any]:
        message = super().get_launch_message(include_extra_claims)
        message.update(self.changes)
        return {name: value for name, value in message.items() if value is not None}

    def render_launch_form(self, launch_data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return launch_data


class _Grades(AssignmentsGradesService):
    platform: PlatformSide

    def find_lineitems(self, page: Any = 1, **wanted: Any) -> Any:
        names = {"resource_link_id": "resourceLinkId", "resource_id": "resourceId", "tag": "tag"}
        found = [
            item
            for item in self.platform.line_items.values()
            if self.platform.ignores_filters or all(item.get(names[name]) == value for name, value in wanted.items())
        ]
        size, page = self.platform.page_size, int(page)
        return {"content": found[(page - 1) * size : page * size], "has_next": page * size < len(found), "next": None}

    def find_lineitem(self, line_item_id: Any) -> Any:
        return self.platform.line_items[line_item_id]

    def create_lineitem(self, creation_data: Any) -> Any:
        return self.platform.add_line_item(**creation_data)

    def update_lineitem(self, update_data: Any) -> Any:
        raise NotImplementedError

    def delete_lineitem(self, line_item_id: Any) -> Any:
        raise NotImplementedError

    def update_score(self, line_item_id: Any, score: Any) -> Any:
        earlier = [
            one for item, one in self.platform.scores if item == line_item_id and one["userId"] == score["userId"]
        ]
        if earlier and score["timestamp"] < earlier[-1]["timestamp"]:
            return UpdateScoreStatus.OLD_TIMESTAMP
        self.platform.scores.append((line_item_id, score))
        return UpdateScoreStatus.SUCCESS

    def get_results(self, line_item_id: Any, **_wanted: Any) -> Any:
        raise NotImplementedError


class _Roster(NamesRoleProvisioningService):
    platform: PlatformSide

    def get_member_data_page(self, page: Any = 1, **_wanted: Any) -> Any:
        size, page = self.platform.page_size, int(page)
        members = self.platform.members
        return {"content": members[(page - 1) * size : page * size], "has_next": page * size < len(members)}

    def get_context_by_id(self) -> Context:
        return Context("course-1", "C1", "A course")


@dataclass
class PlatformSide:
    """One platform: what it is called, what it keeps, and what a test has it do wrong."""

    keys: tuple[str, str]
    tool: str
    client_id: str = CLIENT
    deployment: str = DEPLOYMENT
    issuer: str = "https://lms.example"
    address: str = ""
    line_items: dict[str, dict[str, Any]] = field(default_factory=dict)
    scores: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    fails: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    published: dict[str, Any] | None = None
    registered: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    configuration: dict[str, Any] = field(default_factory=dict)
    registration_answer: Any = None
    page_size: int = 100
    ignores_filters: bool = False
    lets_make: bool = True
    made: int = 0

    def __post_init__(self) -> None:
        read = _read(self.keys[0])
        made = _Registration().set_iss(self.issuer).set_client_id(self.client_id).set_deployment_id(self.deployment)
        made.set_launch_url(f"{self.tool}/lti/launch").set_deeplink_launch_url(f"{self.tool}/lti/launch")
        made.set_oidc_login_url(f"{self.tool}/lti/login")
        made.set_platform_private_key(read).set_platform_public_key(self.keys[1])
        self.registration = made
        self.config = _Config(registration=made)

    def login_address(self, user: str = "student-1", hint: str = "hint") -> str:
        """Where a browser begins a launch."""
        login = _Login(None, self.config)
        login.set_lti_message_hint(hint=hint)
        return str(login.initiate_login(user))

    def form(
        self,
        asked: str,
        *,
        user: str = "student-1",
        roles: tuple[str, ...] = (LEARNER,),
        link: str | None = "link-1",
        deep_linking: bool = False,
        services: bool = True,
        changes: dict[str, Any] | None = None,
    ) -> dict[str, str]:
        """The form that answers our request at ``asked``: ``changes`` are claims, None leaves one out."""
        launch = _Launch(_Request({"get_data": dict(parse_qsl(urlsplit(asked).query)), "form_data": {}}), self.config)
        launch.changes = changes or {}
        launch.set_user_data(user, list(roles), "Ada Lovelace", f"{user}@lms.example")
        launch.set_launch_context_claim("course-1", ["CourseSection"], "A course", "C1")
        launch.set_launch_presentation_claim("iframe", "https://pages.lms.example/back")
        if link is not None:
            launch.set_resource_link_claim(link, title="Rectifiers")
        if services:
            launch.set_ags(f"{self.address}/lineitems")
            launch.set_nrps(f"{self.address}/members")
        if deep_linking:
            launch.set_dl(f"{self.address}/picked", extra_data={"kept": "by the platform"})
        made: dict[str, str] = launch.lti_launch()
        return made

    def sign(self, message: dict[str, Any], **options: Any) -> str:
        """A message signed as this platform does."""
        return str(self.registration.platform_encode_and_sign(dict(message), **options))

    def add_line_item(self, **given: Any) -> dict[str, Any]:
        """A column of the gradebook."""
        self.made += 1
        address = f"{self.address}/lineitems/{self.made}/lineitem?type=1"
        self.line_items[address] = {**given, "id": address}
        return self.line_items[address]

    def jwks(self) -> dict[str, Any]:
        """The keys that it publishes."""
        return self.published if self.published is not None else dict(self.config.get_jwks())

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """What its server answers."""
        self.asked.append(f"{method} {path}")
        where = urlsplit(path)
        failing = next((found for part, found in self.fails.items() if part in path), None)
        if failing is not None:
            return failing
        if where.path == "/jwks":
            return _json(200, self.jwks())
        if where.path == "/configuration":
            return _json(200, self.configuration)
        if where.path == "/register":
            self.registered.append((headers.get("Authorization", ""), json.loads(body)))
            return _json(200, self.registration_answer)
        if where.path == "/token":
            try:
                return _json(200, dict(self.config.get_access_token(dict(parse_qsl(body.decode())))))
            except (LtiException, MissingRequiredClaim, jwt.PyJWTError) as problem:
                return _json(400, {"error": "invalid_client", "error_description": repr(problem)})
        return self._serve(method, where, path, headers, body)

    def _serve(
        self, method: str, where: Any, path: str, headers: Any, body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        data = {
            "method": method,
            "form_data": {},
            "get_data": dict(parse_qsl(where.query)),
            "headers": headers,
            "content_type": headers.get("Content-Type"),
            "path": where.path,
            "json": json.loads(body) if body else None,
        }
        data["get_data"].pop("type", None)
        if "page" in data["get_data"]:
            data["get_data"]["page"] = int(data["get_data"]["page"])  # the library counts on from it
        try:
            if where.path == "/members":
                roster = _Roster(_Request(data), self.config, f"{self.address}/members")
                roster.platform = self
                return _wrapped(roster.handle_resp(roster.handle_get_members), self, path)
            grades = _Grades(_Request(data), self.config, f"{self.address}/lineitems", None, self.lets_make)
            grades.platform = self
            if where.path == "/lineitems" and method == "GET":
                return _wrapped(grades.handle_resp(grades.handle_get_lineitems), self, path)
            if where.path == "/lineitems":
                return _wrapped(grades.handle_resp(grades.handle_create_lineitem), self, path)
            item = f"{self.address}{path.replace('/scores', '')}"
            if where.path.endswith("/scores") and item in self.line_items:
                return _wrapped(grades.handle_resp(lambda: grades.handle_update_score(item)), self, path)
        except (LtiException, LtiServiceException) as problem:
            return _json(getattr(problem, "status_code", 401), {"error": str(problem)})
        return _json(404, {"error": "no such thing"})


def _json(status: int, found: Any, more: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json", **(more or {})}, json.dumps(found).encode()


def _wrapped(response: Response, platform: PlatformSide, path: str) -> tuple[int, dict[str, str], bytes]:
    """The library's answer as its own Django view writes it."""
    result = response.result
    if not 200 <= response.code < 300:
        return _json(response.code, {"error": response.message})
    is_page = isinstance(result, dict) and "content" in result
    shown = result["content"] if is_page else result
    more = {"Content-Type": response.media_type}
    further = result.get("has_next") if isinstance(result, dict) else None
    if isinstance(result, dict) and "members" in result:
        number = int(dict(parse_qsl(urlsplit(path).query)).get("page", 1))
        further = number * platform.page_size < len(platform.members)
    if further:
        number = int(dict(parse_qsl(urlsplit(path).query)).get("page", 1))
        rest = re.sub(r"[?&]page=\d+", "", path)
        sign = "&" if "?" in rest else "?"
        more["Link"] = f'<{platform.address}{rest}{sign}page={number + 1}>; rel="next"'
    return _json(response.code, shown, more)


class Host:
    """A server on a free port of this machine, for one platform at a time."""

    def __init__(self) -> None:
        self.platform: PlatformSide | None = None
        host = self

        class Handler(BaseHTTPRequestHandler):
            def __getattr__(self, name: str) -> Any:
                if name in {"do_GET", "do_POST"}:
                    return self._answer
                raise AttributeError(name)

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                assert host.platform is not None
                status, headers, found = host.platform.answer(self.command, self.path, self.headers, body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(found)))
                self.end_headers()
                self.wfile.write(found)

            def log_message(self, *args: Any) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def serve(self, platform: PlatformSide) -> PlatformSide:
        """Be this platform from now on."""
        platform.address, self.platform = self.address, platform
        return platform
