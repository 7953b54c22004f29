"""The page in a real browser: it fits a phone and a desk, in light and dark, for keyboards and screen readers."""

from pathlib import Path
from typing import Any

import pytest

from quizzes.analysis.page import render_page
from quizzes.analysis.responses import Responses
from tests.quizzes.analysis_samples import analysed, chosen

CLASS = ["ABCDA", "ABCDB", "ABCCA", "ABDDA", "BBCDA", "ACCDC", "BACA.", "CBDB.", "DACC.", "BDAB.", "ABCDA", "CCCCC"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with long names and long responses in it."""
    sample = chosen(CLASS, "ABCDA")
    long = "a-name-without-any-place-to-break-it-" * 4
    items = tuple(
        type(item)(f"{item.name}-{long}", f"{long} and words", item.possible, item.options) for item in sample.items
    )
    path = tmp_path_factory.mktemp("analysis") / "page.html"
    analysis = analysed(Responses(sample.source, items, sample.sittings))
    path.write_text(render_page(analysis, long), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits(browser: Any, file: Path, width: int, scheme: str) -> None:
    """No sideways scrolling, no complaint in the console, nothing fetched."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg").count() > 2
    assert not complaints
    context.close()


def test_every_item_opens_by_keyboard_and_is_led_to(browser: Any, file: Path) -> None:
    """A link to an item leads there, and its summary opens and closes it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator('a[href="#item-3"]').first.click()
    assert page.url.endswith("#item-3")
    box = page.locator("#item-3").bounding_box()
    assert box is not None and 0 <= box["y"] < 800
    before = page.evaluate("document.querySelector('#item-3').open")
    page.locator("#item-3 > summary").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#item-3').open") != before
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(browser: Any, file: Path, scheme: str) -> None:
    """By axe's rules, with all items open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    results = axe.Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()
