"""Where the services of each kind of platform are, by its own address: what an administrator need not copy."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from autograder.lti.errors import LtiSetUpError
from autograder.lti.fetching import is_safe_address, origin_of
from autograder.lti.platforms import Platform

_CANVAS = "https://sso.canvaslms.com"
_BLACKBOARD = "https://developer.blackboard.com/api/v1"


def _moodle(site: str, client_id: str) -> Platform:
    tool = f"{site}/mod/lti"
    return Platform("Moodle", site, client_id, f"{tool}/auth.php", f"{tool}/token.php", f"{tool}/certs.php")


def _canvas(site: str, client_id: str) -> Platform:
    return Platform(
        "Canvas",
        "https://canvas.instructure.com",
        client_id,
        f"{_CANVAS}/api/lti/authorize_redirect",
        f"{_CANVAS}/login/oauth2/token",
        f"{_CANVAS}/api/lti/security/jwks",
        hosts=(urlsplit(site).netloc,),
        pages=(site,),
    )


def _blackboard(site: str, client_id: str) -> Platform:
    return Platform(
        "Blackboard",
        "https://blackboard.com",
        client_id,
        f"{_BLACKBOARD}/gateway/oidcauth",
        f"{_BLACKBOARD}/gateway/oauth2/jwttoken",
        f"{_BLACKBOARD}/management/applications/{client_id}/jwks.json",
        hosts=(urlsplit(site).netloc,),
        pages=(site,),
    )


def _brightspace(site: str, client_id: str) -> Platform:
    return Platform(
        "Brightspace",
        site,
        client_id,
        f"{site}/d2l/lti/authenticate",
        "https://auth.brightspace.com/core/connect/token",
        f"{site}/d2l/.well-known/jwks",
        audience="https://api.brightspace.com/auth/token",
    )


PRESETS: dict[str, Callable[[str, str], Platform]] = {
    "moodle": _moodle,
    "canvas": _canvas,
    "blackboard": _blackboard,
    "brightspace": _brightspace,
}


def preset(lms: str, site: str, client_id: str) -> Platform:
    """The platform of that kind at that address. Raises LtiSetUpError where it is no https address.

    Moodle may lie below a path; the others are at a host of their own.
    """
    address = site.rstrip("/")
    if not is_safe_address(address) or (lms != "moodle" and address.lower() != origin_of(address)):
        raise LtiSetUpError(f"`{site}` is no address of a platform. It is like `https://lms.example.edu`.")
    return PRESETS[lms](address, client_id)
