"""A placement's column in the platform's gradebook: found before any is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pylti1p3.lineitem import LineItem

from autograder.lti.connection import Connector
from autograder.lti.errors import PlatformRefused, PlatformUnreachable
from autograder.lti.fetching import json_of
from autograder.lti.names import LINE_ITEM_READ_SCOPE, LINE_ITEM_SCOPE, LINE_ITEM_TYPE, LINE_ITEMS_TYPE
from autograder.service.models import Placement

_TAG = "rectify"


def resource_id(placement: Placement) -> str:
    """What the column of an activity is called for us, in every course."""
    return f"{placement.kind.value}:{placement.name}"


def find_or_make(connector: Connector, placement: Placement, line_items_url: str, scopes: list[str]) -> str:
    """The address of the placement's line item: the link's own, else one that no link has, else a new one.

    Raises PlatformUnreachable, and PlatformRefused where the platform lets us neither find nor make one.
    """
    if not line_items_url:
        raise PlatformRefused(
            f"The platform names no gradebook for `{placement.title}`. Switch on grades for the tool there, then open "
            "the activity once."
        )
    found = _found(connector, placement, line_items_url, scopes)
    if found:
        return found
    if LINE_ITEM_SCOPE not in scopes or placement.max_score <= 0:
        raise PlatformRefused(
            f"`{placement.title}` has no column in the platform's gradebook, and the tool may not make one. "
            "Allow it there (column management), or make the link anew by picking the activity."
        )
    made = LineItem().set_label(placement.title).set_score_maximum(placement.max_score)
    made.set_resource_id(resource_id(placement)).set_resource_link_id(placement.key).set_tag(_TAG)
    body = made.get_value()
    answer = json_of(connector.call([LINE_ITEM_SCOPE], line_items_url, LINE_ITEM_TYPE, body=body, sent=LINE_ITEM_TYPE))
    return _address(answer)


def _found(connector: Connector, placement: Placement, line_items_url: str, scopes: list[str]) -> str:
    allowed = next((scope for scope in (LINE_ITEM_SCOPE, LINE_ITEM_READ_SCOPE) if scope in scopes), None)
    if allowed is None:
        return ""
    wanted = {"resource_link_id": placement.key}
    for item in _items(connector, allowed, with_query(line_items_url, wanted)):
        if item.get("resourceLinkId") == placement.key:
            return _address(item)
    wanted = {"resource_id": resource_id(placement)}
    for item in _items(connector, allowed, with_query(line_items_url, wanted)):
        # Another link to the same activity has a column of its own: it is not this one's.
        if item.get("resourceId") == wanted["resource_id"] and not item.get("resourceLinkId"):
            return _address(item)
    return ""


def _items(connector: Connector, scope: str, address: str) -> Iterator[dict[str, Any]]:
    for page in connector.pages([scope], address, LINE_ITEMS_TYPE):
        if not isinstance(page, list):
            raise PlatformUnreachable(f"`{address}` is no list of line items: it is asked for again later.")
        yield from (item for item in page if isinstance(item, dict))


def _address(item: Any) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    if not isinstance(found, str) or not found:
        raise PlatformUnreachable("The platform gave a line item without an address: it is asked again later.")
    return found


def with_query(address: str, more: dict[str, str]) -> str:
    """The address with further parameters."""
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *more.items()])
    return urlunsplit(parts._replace(query=query))


def below(address: str, ending: str) -> str:
    """An address one step below: ``…/lineitem?type=1`` and ``scores`` give ``…/lineitem/scores?type=1``."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{ending}"))
