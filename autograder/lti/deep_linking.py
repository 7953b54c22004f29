"""Deep linking: an instructor picks what a course links to, and the platform gets the links, signed."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from pylti1p3.deep_link import DeepLink, TDeepLinkData
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.lineitem import LineItem
from sqlalchemy import delete, insert, select

from autograder.lti import tables
from autograder.lti.arrivals import known_role
from autograder.lti.claims import DeepLinking
from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.fetching import is_safe_address
from autograder.lti.launch import Launch
from autograder.lti.library import registration_of
from autograder.lti.names import DEEP_LINKING_DATA
from autograder.lti.offers import PARAMETER, Offer
from autograder.lti.platforms import Platform, platform
from autograder.lti.tool import Tool, digest, fresh
from autograder.service.database import now
from autograder.service.models import Role

#: How long an instructor may look around.
PICKING_SECONDS = 4 * 3600
_TAG = "rectify"


@dataclass(frozen=True)
class Picking:
    """An instructor who picks: what there is, and whether the platform takes several at once."""

    token: str
    platform: Platform
    deployment: str
    settings: DeepLinking


@dataclass(frozen=True)
class Reply:
    """What the browser takes back to the platform."""

    address: str
    jwt: str
    platform_name: str


def begin_picking(tool: Tool, launch: Launch) -> Picking:
    """Let an instructor pick. Raises LaunchRefused for others, and where the platform takes no links."""
    settings = launch.claims.deep_linking
    if known_role(launch.claims) is not Role.INSTRUCTOR:
        raise LaunchRefused(
            "Only an instructor may add activities to a course.",
            fault=Fault.VISITOR,
            remedy="Whoever runs the course can add it, or make you an instructor.",
            status=403,
        )
    if settings is None or "ltiResourceLink" not in settings.accept_types:
        raise LaunchRefused(
            "The platform takes no links to activities here.",
            fault=Fault.SET_UP,
            remedy="Add the activity from another place of your course, such as its list of activities.",
        )
    if not is_safe_address(settings.deep_link_return_url):
        raise LaunchRefused(
            "The platform does not say where the chosen links go.",
            fault=Fault.PLATFORM,
            remedy="Whoever looks after the learning platform can mend this: show them this page.",
        )
    made = Picking(fresh(), launch.platform, launch.claims.deployment, settings)
    row = {
        "token": digest(made.token),
        "platform_id": launch.platform.id,
        "deployment": made.deployment,
        "settings": json.dumps(settings.model_dump()),
        "ends_at": now() + PICKING_SECONDS,
    }
    with tool.database.begin() as connection:
        connection.execute(delete(tables.pickings).where(tables.pickings.c.ends_at < now()))
        connection.execute(insert(tables.pickings).values(row))
    return made


def picking(tool: Tool, token: str) -> Picking:
    """The picking with that token. Raises LaunchRefused where it is over, or there is none."""
    with tool.database.read() as connection:
        row = connection.execute(
            select(tables.pickings).where(tables.pickings.c.token == digest(token), tables.pickings.c.ends_at > now())
        ).one_or_none()
        if row is None:
            raise _over()
        found = platform(connection, row.platform_id)
    return Picking(token, found, row.deployment, DeepLinking.model_validate(json.loads(row.settings)))


def reply(tool: Tool, found: Picking, chosen: Collection[str]) -> Reply:
    """The links to what was chosen, by their ids; none takes the instructor back without any.

    Raises LaunchRefused where something else was sent than could be chosen, or the choice was made already.
    """
    offers = [offer for offer in tool.offers() if offer.id in chosen]
    if len(offers) != len(set(chosen)) or (len(offers) > 1 and not found.settings.accept_multiple):
        raise LaunchRefused(
            "This cannot be chosen.",
            fault=Fault.BROWSER,
            remedy="Go back, and choose from the list; the platform may take one at a time.",
            status=422,
        )
    with tool.database.begin() as connection:
        ended = delete(tables.pickings).where(tables.pickings.c.token == digest(found.token))
        if connection.execute(ended).rowcount == 0:
            raise _over()
    registration, claim = registration_of(found.platform, tool.keyring.signing()), found.settings.model_dump()
    signed = _Signed(registration, found.deployment, cast("TDeepLinkData", claim))
    jwt = signed.get_response_jwt([_link(tool, offer, graded=found.settings.accept_lineitem) for offer in offers])
    return Reply(found.settings.deep_link_return_url, jwt, found.platform.name)


class _Signed(DeepLink):
    """The library's answer, without an empty `data`: platforms take it for theirs."""

    def get_message_jwt(self, resources: Sequence[DeepLinkResource]) -> dict[str, object]:
        """The message before it is signed."""
        message = super().get_message_jwt(resources)
        return {name: value for name, value in message.items() if name != DEEP_LINKING_DATA or value is not None}


def _link(tool: Tool, offer: Offer, *, graded: bool) -> DeepLinkResource:
    made = DeepLinkResource().set_title(offer.title).set_url(tool.settings.address(offer.path))
    made.set_custom_params({PARAMETER: offer.id})
    if graded and offer.max_score:
        line_item = LineItem().set_label(offer.title).set_score_maximum(offer.max_score)
        made.set_lineitem(line_item.set_resource_id(offer.id).set_tag(_TAG))
    return made


def _over() -> LaunchRefused:
    return LaunchRefused(
        "This choice was made already, or too long ago.",
        fault=Fault.BROWSER,
        remedy="Begin again in your course, where activities are added.",
        status=409,
    )
