"""What a request brings: its query and its form, within bounds; and the proof of a login, as a cookie."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from autograder.lti.errors import Fault, LaunchRefused
from autograder.lti.login import LOGIN_SECONDS
from autograder.lti.settings import LtiSettings
from autograder.lti.tool import digest

MOST_BYTES = 512 * 1024
_MOST_FIELDS = 500


class Form:
    """The fields of a request, each with all its values."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    @property
    def fields(self) -> dict[str, str]:
        """Each field with its first value."""
        return dict(reversed(self._pairs))

    def get(self, name: str) -> str:
        """The field's first value, or nothing."""
        return self.fields.get(name, "")

    def all(self, name: str) -> list[str]:
        """All values of a field."""
        return [value for key, value in self._pairs if key == name]


async def read_form(request: Request) -> Form:
    """The form of a request, or its query where it has none. Raises LaunchRefused where there is too much of it."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise _too_much()
    text = body.decode("utf-8", "replace") if request.method == "POST" else request.url.query
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS)
    except ValueError as problem:
        raise _too_much() from problem
    return Form(pairs)


def _too_much() -> LaunchRefused:
    return LaunchRefused(
        "More was sent than a launch holds.",
        fault=Fault.PLATFORM,
        remedy="Open the activity in your course again.",
        status=413,
    )


def proof_of(request: Request, settings: LtiSettings, state: str) -> str:
    """The proof that the browser brings for that login, or nothing."""
    return request.cookies.get(_cookie(settings, state), "")


def keep_proof(response: Response, settings: LtiSettings, state: str, proof: str) -> None:
    """Have the browser keep the proof of a login, also inside a platform's page."""
    _write(response, settings, state, proof, LOGIN_SECONDS)


def forget_proof(response: Response, settings: LtiSettings, state: str) -> None:
    """Have the browser forget it."""
    _write(response, settings, state, "", 0)


def _cookie(settings: LtiSettings, state: str) -> str:
    # Each login has its own: several activities on one page begin at once.
    return f"{'__Host-' if settings.is_secure else ''}rectify-lti-{digest(state)[:16]}"


def _write(response: Response, settings: LtiSettings, state: str, proof: str, seconds: int) -> None:
    # Written out: `Response.set_cookie` knows `Partitioned` from Python 3.14 on.
    where = "Secure; SameSite=None; Partitioned" if settings.is_secure else "SameSite=Lax"
    name = _cookie(settings, state)
    response.headers.append("set-cookie", f"{name}={proof}; Path=/; HttpOnly; Max-Age={seconds}; {where}")
