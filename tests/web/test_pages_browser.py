"""The students' pages in a real browser: by hand, by keyboard, on a phone, without script, by axe."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course
from autograder.service import people
from autograder.service.handins import hand_in, handin
from autograder.service.models import HandInKind, Kind, Placement
from autograder.web.site import Site
from tests.browsing import follow
from tests.sample_reports import CURVE, FAILED, check, report
from tests.small_course import make_small_course
from tests.web.school import keep_report
from tests.web.served import grading, page_of, served

RIGHT, WRONG = "return max(x, 0)", "return -x"
READING = (
    "# Units\n\nA unit that passes $x$ where $x > 0$ is a **rectifier**.\n\n"
    "$$\\mathrm{relu}(x) = \\max(0, x), \\qquad \\mathrm{elu}(x) = \\begin{cases} x & x > 0 \\\\ "
    "\\alpha(e^x - 1) & x \\le 0 \\end{cases}$$\n\n"
    "![A bend](units.svg)\n\n| function | for positive inputs | for negative inputs | range of values | who |\n"
    "| --- | --- | --- | --- | --- |\n| `relu(x)` | $x$ | 0 | $[0, \\infty)$ | Nair & Hinton |\n"
)
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 560 340'><style>path{fill:none;stroke:#0072b2}</style>"
    "<path d='M0 300h280L560 20'/></svg>"
)

#: How large the numbers in drawings are on the screen, in pixels.
SIZES = """() => [...document.querySelectorAll("svg.plot text")].map(
  (one) => one.getScreenCTM().a * parseFloat(getComputedStyle(one).fontSize))"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course with something to read."""
    made = make_small_course(tmp_path_factory.mktemp("course"))
    folder = made.root / "assignments/units"
    (folder / "README.md").write_text(READING)
    (folder / "units.svg").write_text(SVG)
    return made


@pytest.fixture(scope="module")
def site(lesson: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Its pages, without anybody who grades."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.web.offers.bank_names", lambda: ["gallery"])
        with served(lesson, tmp_path_factory.mktemp("data")) as made:
            yield made


@pytest.fixture(scope="module")
def axe() -> Any:
    """The accessibility rules of axe-core."""
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()


def units(site: Site) -> Placement:
    with site.database.begin() as connection:
        context = people.find_or_add_context(connection, people.LOCAL)
        found = people.placements(connection, context)
    return next(one for one in found if one.kind is Kind.ASSIGNMENT)


def write(page: Any, answer: str) -> None:
    """Put an answer where the stub has none."""
    editor = page.get_by_role("textbox", name="units.py")
    editor.fill(editor.input_value().replace("raise NotImplementedError", answer))


def test_from_the_door_to_the_feedback(browser: Any, lesson: Course, tmp_path: Path) -> None:
    """With a real worker: come in, check, mend, hand in, see that it counts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.web.offers.bank_names", lambda: ["gallery"])
        with served(lesson, tmp_path) as site, grading(lesson, tmp_path), page_of(browser, site, name="Ada") as page:
            page.set_default_timeout(90_000)
            follow(page, page.get_by_role("link", name="To the assignments"))
            follow(page, page.get_by_role("link", name="Units").first)
            write(page, WRONG)
            page.get_by_role("button", name="Check", exact=True).click()
            page.get_by_text("0 of 1 points", exact=False).first.wait_for()
            assert "/assignments/" in page.url  # the result came without a new page
            assert "Failed." in page.locator("#result").inner_text()
            editor = page.get_by_role("textbox", name="units.py")
            editor.fill(editor.input_value().replace(WRONG, RIGHT))
            page.get_by_role("button", name="Hand in", exact=True).click()
            page.wait_for_url("**/handins/*")
            page.get_by_text("this score counts", exact=True).wait_for()
            assert "Every check passes." in page.inner_text("main")
            follow(page, page.get_by_role("link", name="Back to your code"))
            assert "Attempt 1" in page.locator("#attempts").inner_text()
            page.goto(site.settings.public_url)
            assert "3 of 3" in page.inner_text("main")


def test_the_editor_by_keyboard(browser: Any, site: Site) -> None:
    """Tab indents and Shift+Tab takes it back; a new line keeps its indent; Esc, then Tab, leaves."""
    with page_of(browser, site, name="Keys") as page:
        page.goto(f"{site.settings.public_url}/assignments/{units(site).id}")
        editor = page.get_by_role("textbox", name="units.py")
        editor.fill("")
        keys = page.keyboard
        keys.type("def f(x):")
        keys.press("Enter")
        keys.type("return x")
        assert editor.input_value() == "def f(x):\n    return x"
        keys.press("Control+a")
        keys.press("Tab")
        assert editor.input_value() == "    def f(x):\n        return x"
        keys.press("Shift+Tab")
        keys.press("Control+/")
        assert editor.input_value() == "# def f(x):\n    # return x"
        keys.press("Control+/")
        keys.press("Control+End")
        keys.press("Enter")
        keys.press("Backspace")
        keys.type("y")
        keys.press("Tab")
        assert editor.input_value() == "def f(x):\n    return x\ny   "
        keys.press("Control+z")
        assert page.locator(".gutter").inner_text().split() == ["1", "2", "3"]
        keys.press("Escape")
        keys.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Check"
        keys.press("Shift+Tab")
        keys.press("Tab")  # what was left is entered anew, and Tab indents again
        assert page.evaluate("document.activeElement.id") == "source"


def test_what_was_typed_is_kept_until_it_is_sent(browser: Any, site: Site) -> None:
    """Over a reload; and it can be thrown away."""
    with page_of(browser, site, name="Draft") as page:
        page.goto(f"{site.settings.public_url}/assignments/{units(site).id}")
        editor = page.get_by_role("textbox", name="units.py")
        assert not page.get_by_text("What you typed").is_visible()
        write(page, RIGHT)
        page.reload()
        assert RIGHT in editor.input_value()
        page.get_by_role("button", name="Show what was sent last").click()
        assert RIGHT not in editor.input_value()
        page.reload()
        assert not page.get_by_text("What you typed").is_visible()


def test_without_script_all_works_but_live(browser: Any, site: Site) -> None:
    """A check has a page of its own, which asks anew."""
    with page_of(browser, site, name="Plain", java_script_enabled=False) as page:
        page.goto(f"{site.settings.public_url}/assignments/{units(site).id}")
        write(page, RIGHT)
        follow(page, page.get_by_role("button", name="Check", exact=True))
        assert "/handins/" in page.url
        assert "In line" in page.inner_text("main")
        identifier = page.url.rpartition("/")[2]
        with site.database.begin() as connection:
            keep_report(connection, handin(connection, identifier), report("x", FAILED, exercise={"curve": CURVE}))
        page.get_by_text("0 of 2 points").first.wait_for(timeout=30_000)
        page.goto(f"{site.settings.public_url}/assignments/{units(site).id}")
        page.get_by_text("Work with files").click()
        page.get_by_label("Your file").set_input_files({"name": "units.zip", "mimeType": "", "buffer": b"PK"})
        follow(page, page.get_by_role("button", name="Hand in the file"))
        assert "neither .py nor .ipynb" in page.inner_text("main")


def test_what_a_check_cannot_do_is_said_in_place(browser: Any, site: Site) -> None:
    """Nothing is lost: the text stays in the editor."""
    with page_of(browser, site, name="Empty") as page:
        page.goto(f"{site.settings.public_url}/assignments/{units(site).id}")
        page.get_by_role("textbox", name="units.py").fill(" ")
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_text("There is no code to look at").wait_for()
        page.context.set_offline(True)
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_text("could not be reached").wait_for()


def grave(axe: Any, page: Any) -> list[tuple[str, list[str]]]:
    """What axe calls serious or critical, with the elements."""
    found = axe.run(page).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious]


def every_page(page: Any, site: Site) -> Iterator[str]:
    """Go to every kind of page; the name of each, when it is there."""
    home, work = site.settings.public_url, units(site)
    yield "welcome"
    page.goto(home)
    yield "the shelf"
    page.goto(f"{home}/assignments/{work.id}")
    yield "an assignment"
    name = page.locator(".who").inner_text()
    with site.database.begin() as connection:
        person = people.find_or_add_person(connection, f"local:{name.casefold()}")
    waiting = hand_in(site.database, person, work, "units.py", b"x = 1", HandInKind.HAND_IN)
    page.goto(f"{home}/handins/{waiting.id}")
    page.get_by_text("In line").wait_for()
    assert page.get_by_text("The result comes here by itself").is_visible()
    yield "a hand-in that waits"
    passed = check("test_range", measurements=[])
    with site.database.begin() as connection:
        found = report("x", FAILED, passed, exercise={"curve": CURVE, "hint": "It mirrors.", "misconception": "m"})
        keep_report(connection, waiting, found)
    page.get_by_text("this score counts", exact=True).wait_for()
    assert not page.get_by_text("The result comes here by itself").is_visible()
    yield "its feedback, come by itself"
    page.reload()
    yield "its feedback"
    page.goto(f"{home}/assignments/{work.id}")
    yield "an assignment with an attempt"
    page.goto(f"{home}/nowhere")
    yield "not here"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1400, "dark")])
def test_every_page_fits_and_can_be_read_by_all(browser: Any, site: Site, axe: Any, width: int, scheme: str) -> None:
    """No sideways scrolling on a phone; nothing that axe calls serious."""
    with page_of(browser, site, name=f"Eyes {width} {scheme}", width=width, color_scheme=scheme) as page:
        for name in every_page(page, site):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert not grave(axe, page), name
            assert min(page.evaluate(SIZES), default=9) >= 9, name


def test_a_door_says_what_is_wrong_with_a_name(browser: Any, site: Site, axe: Any) -> None:
    """And where; the field keeps what was typed."""
    with page_of(browser, site, name="Taken"):
        pass
    with page_of(browser, site, width=360) as page:
        page.get_by_label("Your name").fill("taken")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("alert").inner_text().startswith("This name is taken")
        page.wait_for_function("document.activeElement.id === 'name'")  # the browser moves there once the page is drawn
        assert page.get_by_label("Your name").input_value() == "taken"
        assert not grave(axe, page)
