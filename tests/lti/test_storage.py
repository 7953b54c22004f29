"""Where cookies do not reach a frame, the platform's own page keeps the proof that a launch began in this browser."""

from __future__ import annotations

import html
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from autograder.lti.platforms import Platform, add_platform
from autograder.lti.routes import make_tool, routes
from autograder.lti.settings import LtiSettings
from autograder.service.database import Database
from tests.lti.conftest import OFFERS, TOOL, Door, World
from tests.lti.platform_side import CLIENT, DEPLOYMENT, INSTRUCTOR, Host, PlatformSide


def test_cookies_work_inside_a_frame(world: World) -> None:
    """Each login has one of its own, for this host alone, kept apart by platform."""
    answer = world.client.get(world.platform.login_address(), follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(
        r"__Host-rectify-lti-[0-9a-f]{16}=[\w-]{43}; Path=/; HttpOnly; Max-Age=600; Secure; SameSite=None; Partitioned",
        cookie,
    )
    done = world.post(world.platform.form(answer.headers["location"]))
    assert "Max-Age=0" in done.headers["set-cookie"]


def test_a_platform_that_keeps_things_is_asked_to(world: World) -> None:
    """The page says where, under what name, and whom it may tell."""
    answer = world.client.get(world.platform.login_address() + "&lti_storage_target=holder")
    assert answer.status_code == 200 and "Partitioned" in answer.headers["set-cookie"]
    found = {name: html.unescape(value) for name, value in re.findall(r'data-([a-z]+)="([^"]*)"', answer.text)}
    asked = dict(parse_qsl(urlsplit(found["address"]).query))
    assert found["storage"] == "holder" and found["origin"] == "https://lms.example" and found["key"] == asked["state"]
    assert found["proof"] in answer.headers["set-cookie"]
    world.client.cookies.clear()
    again = world.post(world.platform.form(found["address"]))
    assert again.status_code == 200 and "recall.js" in again.text and not world.door.came
    refused = world.post(world.platform.form(found["address"]) | {"proof": ""}, origin=TOOL)
    assert refused.status_code == 403 and "Open it in a window of its own" in refused.text


def test_a_new_window_begins_the_same_launch(world: World) -> None:
    """The link repeats what the platform asked, and nothing more."""
    form = world.platform.form(world.begin())
    world.client.cookies.clear()
    link = html.unescape(re.findall(r'href="(/lti/login\?[^"]*)"', world.post(form).text)[0])
    asked = dict(parse_qsl(urlsplit(link).query))
    assert (
        asked["login_hint"] == "student-1" and asked["lti_message_hint"] == "hint" and "lti_storage_target" not in asked
    )
    again = world.client.get(link, follow_redirects=False)
    assert world.post(world.platform.form(again.headers["location"])).status_code == 303


def test_a_login_address_may_have_a_query(world: World) -> None:
    """Ours is added to it."""
    from tests.lti.conftest import as_known

    with world.tool.database.begin() as connection:
        add_platform(connection, as_known(world.platform, login_url="https://lms.example/go?to=lti"))
    address = world.begin()
    assert address.startswith("https://lms.example/go?to=lti&scope=openid") and address.count("?") == 1


@contextmanager
def running(app: Any, listener: socket.socket) -> Iterator[None]:
    """An application served until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


class Lms:
    """The platform's own pages: a course with the tool in a frame, and where it says who comes."""

    def __init__(self, platform: PlatformSide, *, storage: str) -> None:
        self.platform, self._storage, self.deep_linking = platform, storage, False
        self.picked: list[dict[str, Any]] = []

    def app(self) -> Starlette:
        """Its routes."""
        return Starlette(
            routes=[
                Route("/course", self._course),
                Route("/holder", self._holder),
                Route("/authorise", self._authorise),
                Route("/picked", self._picked, methods=["POST"]),
            ]
        )

    def _course(self, _request: Request) -> Response:
        address = self.platform.login_address() + (f"&lti_storage_target={self._storage}" if self._storage else "")
        holder = '<iframe name="holder" src="/holder"></iframe>' if self._storage == "holder" else ""
        shown = html.escape(address)
        # The frame of the tool comes once the one that keeps things is ready.
        script = "onload=\"document.getElementById('tool').src = document.getElementById('tool').dataset.src\""
        keep = KEEP if self._storage == "_parent" else ""
        return HTMLResponse(f'<body {script}>{holder}{keep}<iframe id="tool" name="tool" data-src="{shown}"></iframe>')

    def _holder(self, _request: Request) -> Response:
        return HTMLResponse(KEEP)

    def _authorise(self, request: Request) -> Response:
        roles = (INSTRUCTOR,) if self.deep_linking else ("Learner",)
        form = self.platform.form(str(request.url), roles=roles, deep_linking=self.deep_linking, services=False)
        fields = "".join(f'<input name="{name}" value="{html.escape(form[name])}">' for name in ("id_token", "state"))
        action = form["launch_url"]
        return HTMLResponse(f'<form id="f" method="post" action="{action}">{fields}</form><script>f.submit()</script>')

    async def _picked(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        self.picked += self.platform.config.validate_deeplinking_resp(form)
        return PlainTextResponse("taken")


#: What a platform's page does that keeps things for tools (the client side postMessage storage of LTI 1.3).
KEEP = """<script>
const kept = new Map();
addEventListener("message", (event) => {
  const asked = event.data;
  if (asked.subject === "lti.put_data") {
    kept.set(event.origin + asked.key, asked.value);
    event.source.postMessage({...asked, subject: "lti.put_data.response"}, event.origin);
  }
  if (asked.subject === "lti.get_data") {
    const value = kept.get(event.origin + asked.key);
    event.source.postMessage({...asked, value, subject: "lti.get_data.response"}, event.origin);
  }
});
</script>"""


@contextmanager
def classroom(tmp_path: Path, host: Host, keys: tuple[str, str], storage: str) -> Iterator[tuple[Lms, Door, str]]:
    """A tool and an LMS on this machine, under names that browsers take for two sites."""
    with socket.create_server(("127.0.0.1", 0)) as ours, socket.create_server(("127.0.0.1", 0)) as theirs:
        tool_url, lms_url = (
            f"http://127.0.0.1:{ours.getsockname()[1]}",
            f"http://localhost:{theirs.getsockname()[1]}",
        )
        database = Database.open(f"sqlite:///{tmp_path / 'rectify.sqlite3'}")
        tool, door = make_tool(database, LtiSettings(public_url=tool_url, data=tmp_path), lambda: OFFERS), Door()
        platform = host.serve(PlatformSide(keys, tool_url, issuer=lms_url))
        platform.registration.set_tool_key_set(tool.keyring.published())
        known = Platform("LMS", lms_url, CLIENT, f"{lms_url}/authorise", f"{lms_url}/token", f"{host.address}/jwks")
        with database.begin() as connection:
            add_platform(connection, known, [DEPLOYMENT])
        lms = Lms(platform, storage=storage)
        shelf = Route("/", lambda _request: PlainTextResponse("the shelf"))
        with running(Starlette(routes=[*routes(tool, door), shelf]), ours), running(lms.app(), theirs):
            platform.address = lms_url
            yield lms, door, f"{lms_url}/course"
        database.close()


@pytest.mark.parametrize("storage", ["holder", "_parent"])
def test_a_browser_without_our_cookies_comes_in(
    browser: Any,
    tmp_path: Path,
    host: Host,
    keys: tuple[str, str],
    tool_keys: tuple[str, str],
    storage: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Through the frame that the platform names, or through its page itself."""
    monkeypatch.setenv("RECTIFY_LTI_PRIVATE_KEY", tool_keys[0])
    with classroom(tmp_path, host, keys, storage) as (_lms, door, course):
        page = browser.new_page()
        page.goto(course)
        page.frame_locator("#tool").get_by_text("the shelf").wait_for(timeout=60_000)
        assert door.came[0][0].key == "lti:1:student-1"
        assert not [cookie for cookie in page.context.cookies() if cookie["name"].startswith("rectify-lti")]
        page.close()


def test_a_browser_without_any_storage_is_told_what_to_do(
    browser: Any,
    tmp_path: Path,
    host: Host,
    keys: tuple[str, str],
    tool_keys: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A window of its own, where cookies are no third party's."""
    monkeypatch.setenv("RECTIFY_LTI_PRIVATE_KEY", tool_keys[0])
    with classroom(tmp_path, host, keys, "") as (_lms, door, course):
        page = browser.new_page()
        page.goto(course)
        link = page.frame_locator("#tool").get_by_text("Open it in a window of its own")
        link.wait_for(timeout=60_000)
        assert link.get_attribute("target") == "_blank" and not door.came
        page.close()


def test_an_instructor_picks_in_a_browser(
    browser: Any,
    tmp_path: Path,
    host: Host,
    keys: tuple[str, str],
    tool_keys: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By keyboard; the answer goes back by itself."""
    monkeypatch.setenv("RECTIFY_LTI_PRIVATE_KEY", tool_keys[0])
    with classroom(tmp_path, host, keys, "_parent") as (lms, _door, course):
        lms.deep_linking = True
        page = browser.new_page()
        page.goto(course)
        frame = page.frame_locator("#tool")
        frame.get_by_role("checkbox", name="Rectifiers 20 points").focus()
        page.keyboard.press("Space")
        frame.get_by_role("button", name="Add").focus()
        page.keyboard.press("Enter")
        frame.get_by_text("taken").wait_for(timeout=60_000)
        assert [item["title"] for item in lms.picked] == ["Rectifiers"]
        page.close()
