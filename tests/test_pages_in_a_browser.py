"""The pages in a real browser: nothing overflows on a phone, nothing complains, and the table sorts and filters."""

from pathlib import Path
from typing import Any

import pytest

from autograder.feedback.class_page import ClassRow, render_class
from autograder.feedback.page import render_feedback, render_fragment, render_message
from tests.sample_reports import CURVE, FAILED, check, report, unread

LONG = FAILED.model_copy(update={"message": f"`{'x' * 300}` returned {'long words ' * 30}"})


def opened(browser: Any, html: str, folder: Path, width: int) -> tuple[Any, list[str]]:
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    (folder / "page.html").write_text(html, encoding="utf-8")
    page.goto((folder / "page.html").as_uri())
    return page, complaints


@pytest.mark.parametrize("width", [360, 1200])
def test_a_feedback_page_fits(browser: Any, tmp_path: Path, width: int) -> None:
    """No sideways scrolling, no complaint in the console."""
    html = render_feedback(report("ada", check(), LONG, exercise={"curve": CURVE, "hint": "h"}), release_hidden=True)
    page, complaints = opened(browser, html, tmp_path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg.plot").count() == 1
    assert not complaints


@pytest.mark.parametrize("width", [360, 1200])
def test_the_class_page_fits_sorts_and_filters(browser: Any, tmp_path: Path, width: int) -> None:
    """By its one small script, and by keyboard."""
    reports = [report("cy", LONG), report("ada", check()), unread("bo")]
    html = render_class([ClassRow(one, "a.html", "b.html") for one in reports])
    page, complaints = opened(browser, html, tmp_path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    names = (
        "[...document.querySelectorAll('.everybody tbody tr')].filter(r => !r.hidden).map(r => r.cells[0].textContent)"
    )
    assert page.evaluate(names) == ["ada", "bo", "cy"]
    page.locator(".everybody th button").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(names) == ["cy", "bo", "ada"]
    page.fill("#filter", "could not be read")
    assert page.evaluate(names) == ["bo"]
    assert not complaints


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize(
    ("host", "light"), [("", True), ('data-jp-theme-light="true"', True), ('data-jp-theme-light="false"', False)]
)
def test_a_piece_of_a_notebook_follows_its_host(
    browser: Any, tmp_path: Path, width: int, host: str, light: bool
) -> None:
    """Plot and paper are light or dark as the notebook is, whatever the system prefers; nothing overflows."""
    one = report("ada", check(), LONG, exercise={"curve": CURVE, "hint": "h"})
    piece = render_fragment(one, [one.exercises[0].name], release_hidden=True, remarks=["long" * 100])
    html = f"<!doctype html><meta charset='utf-8'><body {host}>{piece}{render_message('`x` ' * 99)}</body>"
    page, complaints = opened(browser, html, tmp_path, width)
    page.emulate_media(color_scheme="dark" if light else "light")
    paper = "getComputedStyle(document.querySelector('.rectify')).backgroundColor"
    plot = "getComputedStyle(document.querySelector('.rectify .plot rect')).fill"
    assert page.evaluate(paper) == page.evaluate(plot) == ("rgb(255, 255, 255)" if light else "rgb(23, 26, 33)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not complaints
