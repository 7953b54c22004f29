"""A browser's pages that have the explorers, answered without a server and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import urldefrag

from httpx2 import Response
from starlette.testclient import TestClient

from autograder.course.course import Course
from autograder.service.database import Database
from autograder.web.app import make_app
from autograder.web.site import Settings, Site

ROOT = Path(__file__).parent.parent.parent
STATIC = ROOT / "autograder/web/explorers/static"
ORIGIN = "http://explorers.test"
HOME = "http://127.0.0.1:8000"


def page_with_modules(browser: Any) -> Any:
    """An empty page on whose origin `/NAME.js` is each module of ours."""
    page = browser.new_page()
    page.route(f"{ORIGIN}/**", _answer)
    page.goto(f"{ORIGIN}/")
    return page


def _answer(route: Any) -> None:
    name = route.request.url.removeprefix(f"{ORIGIN}/")
    if not name:
        route.fulfill(content_type="text/html", body="<!doctype html><title>modules</title>")
        return
    route.fulfill(content_type="text/javascript", body=(STATIC / name).read_text(encoding="utf-8"))


@dataclass
class Pages:
    """A site's pages. Each answer is kept, for they are the same for everybody."""

    client: TestClient
    kept: dict[str, Response] = field(default_factory=dict)

    def get(self, path: str) -> Response:
        """The answer to a visitor without a session."""
        if path not in self.kept:
            self.kept[path] = self.client.get(path)
        return self.kept[path]


def pages_of_a_site(data: Path) -> Pages:
    """Of a site with a course and no database: whatever asked one would fail."""
    site = Site(cast(Database, None), Course(ROOT), Settings(local=True, secret=b"s" * 16, data=data))
    return Pages(TestClient(make_app(site), base_url=HOME))


@contextmanager
def visitor(browser: Any, pages: Pages, path: str, **how: Any) -> Iterator[Any]:
    """A page at ``path`` of the site, in a browser set ``how``. Nothing else is reached, nothing complained of."""
    complaints: list[str] = []

    def answer(route: Any) -> None:
        url = urldefrag(route.request.url).url
        if not url.startswith(HOME):
            complaints.append(f"asked for {url}")
            route.abort()
            return
        found = pages.get(url.removeprefix(HOME))
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    context = browser.new_context(**how)
    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(f"{HOME}{path}")
        yield page
    finally:
        context.close()
    assert not complaints


def until(page: Any, expression: str) -> None:
    """Wait until a JavaScript expression is true; Playwright's own way needs `eval`, which our pages forbid."""
    for _ in range(1500):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never: {expression}")


def settle(page: Any) -> None:
    """Wait until an explorer has drawn what its address says."""
    until(page, "document.querySelector('#stage[aria-busy=false], #count:not(:empty)') !== null")
