"""What machines ask: whether the service is well, and its figures. Neither names a person."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from autograder.service.health import health
from autograder.web.errors import NotHere
from autograder.web.site import site_of

_LOOPBACK = {"127.0.0.1", "::1"}


def routes() -> list[Route]:
    """Both."""
    return [Route("/health", _health), Route("/metrics", _metrics)]


def _health(request: Request) -> Response:
    """200 while the database answers and takes what is written, so that nothing is lost; 503 where it does not."""
    found = health(site_of(request).database)
    told: dict[str, object] = {"ok": found.ok, "workers": found.workers, "waiting": found.waiting}
    if _is_ours(request):
        told["problems"] = found.problems
    return JSONResponse(told, 200 if found.ok else 503)


def _metrics(request: Request) -> Response:
    """For Prometheus, by its token or from this machine; anybody else learns nothing. Raises NotHere."""
    from autograder.service.metrics import metrics_text

    if not _is_ours(request):
        raise NotHere("there is no such page: go back to the first one")
    return Response(metrics_text(site_of(request).database), media_type="text/plain; version=0.0.4")


def _is_ours(request: Request) -> bool:
    token = site_of(request).settings.metrics_token
    if token is None:
        return request.client is not None and request.client.host in _LOOPBACK and not _is_forwarded(request)
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), token.encode())


def _is_forwarded(request: Request) -> bool:
    """Whether a proxy asks for somebody else: one on this machine that we were not told of looks like the machine."""
    return any(name in request.headers for name in ("forwarded", "x-forwarded-for"))
