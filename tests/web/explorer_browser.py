"""A browser's page that has the explorers' modules at hand; they are answered from their folder, without a server."""

from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent.parent.parent / "autograder/web/explorers/static"
ORIGIN = "http://explorers.test"


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
