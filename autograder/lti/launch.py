"""The second step of a launch: the platform's signed message, and all that must be right about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Any
from urllib.parse import urlsplit

from pylti1p3.exception import LtiException

from autograder.lti import names
from autograder.lti.claims import Claims, clean, read_claims, read_times
from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.library import Fields, Kept, Message, Proven
from autograder.lti.login import Awaited, awaited, is_proven, use
from autograder.lti.platforms import Platform, UnknownDeployments, note_for_approval, note_page
from autograder.lti.tool import Tool
from autograder.service.database import now

#: How far the platform's clock and ours may be apart.
LEEWAY_SECONDS = 60
#: No message counts for longer, whatever it says of itself.
LONGEST_SECONDS = 3600
_LONGEST_TOKEN = 256 * 1024
_TYPES = (names.LINK_MESSAGE, names.DEEP_LINKING_MESSAGE, names.REVIEW_MESSAGE)


@dataclass(frozen=True)
class Launch:
    """A message that was found right."""

    platform: Platform
    claims: Claims


class Unproven(LaunchRefused):
    """The browser shows no proof that the launch began in it; ``login`` says how to ask for it, or to begin again."""

    def __init__(self, login: Awaited) -> None:
        super().__init__(
            "Nothing shows that this launch began in this browser.",
            fault=Fault.BROWSER,
            remedy="It may keep no cookies inside your course's page: open the activity in a window of its own.",
            status=403,
        )
        self.login = login


def read_launch(tool: Tool, fields: Mapping[str, str], proof: str) -> Launch:
    """The launch in the form that a browser brought. Raises LaunchRefused; Unproven where the proof alone is missing.

    The login is used up by a message that is rightly signed and new, whatever else is wrong with it.
    """
    _check_form(fields)
    login = awaited(tool, fields["state"])
    proven = is_proven(tool, login, proof)
    if not proven:
        raise Unproven(login)
    request = Fields(fields, secure=tool.settings.is_secure)
    message = Message(tool, login.platform, request, Kept(request, login.nonce_digest), Proven(proven=proven))
    message.validate_state()
    _check_signature(message, login.platform)
    _check_nonce(message)
    use(tool, login)
    _check_times(message.body)
    claims = read_claims(message.body)
    _check_claims(tool, claims)
    _check_deployment(tool, message, login.platform, claims.deployment)
    with tool.database.begin() as connection:
        note_page(connection, login.platform, claims.presentation.return_url)
    return Launch(login.platform, claims)


def _check_form(fields: Mapping[str, str]) -> None:
    if fields.get("error"):
        raise LaunchRefused(
            f"The platform let nobody in: {clean(fields['error'])}. {clean(fields.get('error_description'))}".strip(),
            fault=Fault.PLATFORM,
            remedy="Log in to your course again, then open the activity.",
            status=403,
        )
    for name in ("state", "id_token"):
        if not fields.get(name) or len(fields[name]) > _LONGEST_TOKEN:
            raise LaunchRefused(
                f"The launch has no usable `{name}`.",
                fault=Fault.PLATFORM,
                remedy="Open the activity in your course: this page shows itself to nobody who comes another way.",
            )


def _check_signature(message: Message, platform: Platform) -> None:
    try:
        message.validate_jwt_format()
    except LtiException as problem:
        raise _unreadable() from problem
    if not message.body:
        raise _unreadable()
    _check_addressee(message.body, platform)
    message.validate_registration()
    try:
        message.validate_jwt_signature()
    except LtiException as problem:
        raise LaunchRefused(
            "The signature of the message is not the platform's.",
            fault=Fault.BROWSER,
            remedy="Somebody may have changed it on its way: open the activity in your course again.",
            status=403,
        ) from problem


def _unreadable() -> LaunchRefused:
    return LaunchRefused(
        "The platform's message cannot be read.",
        fault=Fault.PLATFORM,
        remedy="Open the activity in your course again. If that does not help, show this page to whoever looks after "
        "the learning platform.",
    )


def _check_addressee(body: Mapping[str, Any], platform: Platform) -> None:
    if body.get("iss") != platform.issuer:
        raise LaunchRefused(
            f"The message is from `{clean(body.get('iss'))}`, and the launch began at `{platform.issuer}`.",
            fault=Fault.PLATFORM,
            remedy="Open the activity in your course again. If that does not help, the operator of this service "
            "compares the issuer that the platform shows with `rectify lti list`.",
            status=403,
        )
    audience = body.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    party = body.get("azp", platform.client_id)
    if platform.client_id not in named or party != platform.client_id or (len(named) > 1 and "azp" not in body):
        raise LaunchRefused(
            "The message is meant for another tool.",
            fault=Fault.SET_UP,
            remedy=f"It should be for the client id `{platform.client_id}`: whoever added this tool to the learning "
            "platform compares it there.",
            status=403,
        )


def _check_nonce(message: Message) -> None:
    try:
        message.validate_nonce()
    except LtiException as problem:
        raise LaunchRefused(
            "The message answers another launch than the one that began here.",
            fault=Fault.BROWSER,
            remedy="It may be an old one: open the activity in your course again.",
            status=403,
        ) from problem


def _check_times(body: dict[str, Any]) -> None:
    times = read_times(body)
    clocks = "The clocks of the platform and of this service may differ: their operators compare them."
    if times.exp < now() - LEEWAY_SECONDS or times.iat < now() - LONGEST_SECONDS:
        raise LaunchRefused(
            "The message is too old.",
            fault=Fault.BROWSER,
            remedy=f"Open the activity in your course again. {clocks}",
            status=403,
        )
    if times.iat > now() + LEEWAY_SECONDS:
        raise LaunchRefused(
            "The message comes from the future.",
            fault=Fault.PLATFORM,
            remedy=f"{clocks} Then open the activity in your course again.",
            status=403,
        )


def _check_claims(tool: Tool, claims: Claims) -> None:
    if claims.version != "1.3.0":
        raise LaunchRefused(
            f"The message is of LTI `{clean(claims.version)}`.",
            fault=Fault.SET_UP,
            remedy="This tool speaks LTI 1.3: whoever added it to the learning platform chooses that version there.",
        )
    if claims.message_type not in _TYPES:
        raise LaunchRefused(
            f"A message of the type `{clean(claims.message_type)}` means nothing here.",
            fault=Fault.SET_UP,
            remedy=f"Whoever added this tool to the learning platform chooses one of {', '.join(_TYPES)}.",
        )
    if claims.target or claims.message_type == names.LINK_MESSAGE:
        _check_target(tool, claims.target)


def _check_target(tool: Tool, target: str) -> None:
    try:
        parts = urlsplit(target)
    except ValueError:
        parts = urlsplit("")
    if f"{parts.scheme}://{parts.netloc}".lower() != tool.settings.public_url:
        raise LaunchRefused(
            f"The link leads to `{clean(target)}`, which is not this service.",
            fault=Fault.LINK,
            remedy=f"Whoever made the link gives it the address `{tool.settings.address('/launch')}`, or makes it anew "
            "by picking an activity.",
        )


def _check_deployment(tool: Tool, message: Message, platform: Platform, deployment: str) -> None:
    try:
        message.validate_deployment()
    except LtiException as problem:
        asks = platform.unknown_deployments is UnknownDeployments.ASK
        if asks:
            with tool.database.begin() as connection:
                note_for_approval(connection, platform, deployment)
        command = f"`rectify lti approve {platform.id} {quote(deployment)}`"
        raise LaunchRefused(
            f"The deployment `{deployment}` of this platform is not approved here.",
            fault=Fault.SET_UP,
            remedy=("It is noted: whoever" if asks else "Whoever")
            + f" operates this service approves it with {command}. Then open the activity again.",
            status=403,
        ) from problem
