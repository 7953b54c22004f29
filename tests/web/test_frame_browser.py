"""Inside an LMS's frame in a real browser: the cookie holds there, and where it does not, a window of its own opens."""

import datetime as dt
import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from autograder.service.models import Person, Placement, Role
from autograder.web.app import make_app
from autograder.web.entrance import Entrance
from autograder.web.server import listen
from tests.web.school import School

HOST = "127.0.0.1"
#: An LMS opens an activity in a frame by a form.
COURSE = (
    '<iframe name="tool" width="800" height="600"></iframe><form method="post" target="tool" action="{}/lti/launch">'
    "</form><script>document.forms[0].submit()</script>"
)


def write_certificate(folder: Path) -> tuple[str, str]:
    """A key, and a certificate of its own for this machine: their files."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return str(folder / "key.pem"), str(folder / "certificate.pem")


@contextmanager
def tool(
    pages: School, ada: Person, work: Placement, *, is_known: bool = True, is_kept: bool = True
) -> Iterator[tuple[str, str]]:
    """The pages over TLS, whose ``/lti/launch`` lets in as Ada, and an LMS: the addresses of both.

    The LMS is the same server by another name, which makes it another site to a browser. ``is_known``: whether it may
    show the pages; ``is_kept``: whether the browser keeps the cookie of a launch.
    """
    key, certificate = write_certificate(pages.folder)
    with listen(HOST, 0) as listener:
        port = listener.getsockname()[1]
        address, lms = f"https://{HOST}:{port}", f"https://localhost:{port}"
        frames = [lms] if is_known else ["https://other.example"]
        settings = pages.site.settings.model_copy(update={"public_url": address})
        site = replace(pages.site, settings=settings, frames=lambda: frames)

        def launch(_request: Request) -> Response:
            response = Entrance(site).enter(ada, pages.context, Role.STUDENT, work, f"/assignments/{work.id}")
            if not is_kept:
                del response.headers["set-cookie"]
            return response

        app = make_app(site, [Route("/lti/launch", launch, methods=["POST"])])

        async def both(scope: Scope, receive: Receive, send: Send) -> None:
            is_lms = scope["type"] == "http" and Request(scope).headers["host"].startswith("localhost")
            await (HTMLResponse(COURSE.format(address)) if is_lms else app)(scope, receive, send)

        config = uvicorn.Config(
            both, log_level="critical", ssl_keyfile=key, ssl_certfile=certificate, timeout_graceful_shutdown=2
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address, lms
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def opened(browser: Any) -> Iterator[Any]:
    """A page that does not mind who signed the certificate."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 900, "height": 700})
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.mark.parametrize("known", [True, False])
def test_a_known_platform_shows_the_pages_in_its_frame(
    browser: Any, pages: School, ada: Person, units: Placement, known: bool
) -> None:
    """With the cookie, whose forms work there; in an unknown one's frame nothing is shown."""
    with tool(pages, ada, units, is_known=known) as (_address, lms), opened(browser) as page:
        if not known:
            with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
                page.goto(lms)
            return
        page.goto(lms)
        frame = page.frame_locator("iframe")
        frame.get_by_role("heading", name="Units", level=1).wait_for()
        [cookie] = page.context.cookies()
        assert (cookie["name"], cookie["sameSite"], cookie["secure"]) == ("__Host-rectify", "None", True)
        assert cookie["partitionKey"] == "https://localhost"
        frame.get_by_role("button", name="Hand in", exact=True).click()
        frame.get_by_text("In line: yours is next.").wait_for()


def test_a_frame_that_keeps_no_cookie_leads_to_a_window(
    browser: Any, pages: School, ada: Person, units: Placement
) -> None:
    """There the same activity opens, for the same person."""
    with tool(pages, ada, units, is_kept=False) as (address, lms), opened(browser) as page:
        page.goto(lms)
        frame = page.frame_locator("iframe")
        frame.get_by_role("heading", name="Go on in a new window").wait_for()
        with page.expect_popup() as popup:
            frame.get_by_role("button", name="Open the activity").click()
        window = popup.value
        window.get_by_role("heading", name="Units", level=1).wait_for()
        assert window.url == f"{address}/assignments/{units.id}"
        assert "Ada Lovelace" in window.locator(".who").inner_text()
