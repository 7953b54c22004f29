"""The instructor's pages and quizzes in a real browser: on a phone, in the dark, by keyboard, in a frame; by axe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from autograder.service.models import Person, Role
from quizzes.delivery.web.server import _listening
from tests.browsing import follow
from tests.quizzes.test_web_browser import LOADED, axe, grave
from tests.web.lesson import Lesson, come_in, served_lesson, served_on

__all__ = ["axe"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Lesson, str]]:
    with served_lesson(tmp_path_factory.mktemp("lesson")) as found:
        yield found


@contextmanager
def visit(
    browser: Any, lesson: Lesson, person: Person, role: Role = Role.STUDENT, **how: Any
) -> Iterator[tuple[Any, list[str]]]:
    """A page of somebody who has come in, and what the browser complained of, which must be nothing at the end."""
    complaints: list[str] = []
    context = browser.new_context(**({"viewport": {"width": 360, "height": 740}, "reduced_motion": "reduce"} | how))
    come_in(context, lesson, person, role)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page, complaints
    finally:
        context.close()
    assert not [said for said in complaints if not said.startswith(LOADED)]


#: Controls that reach over the edge of their card's content.
STICKING_OUT = """() => [...document.querySelectorAll(".card")].flatMap((card) => {
  const edge = card.getBoundingClientRect().right - parseFloat(getComputedStyle(card).paddingRight);
  return [...card.querySelectorAll("input, select, textarea, .button")]
    .filter((one) => !one.closest(".scroll") && one.getBoundingClientRect().right > edge + 1)
    .map((one) => one.outerHTML);
})"""


def looked_at(page: Any, axe: Any, name: str) -> None:
    """Nothing scrolls sideways or sticks out of its card, and axe-core finds nothing serious."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(STICKING_OUT) == [], name
    assert not grave(axe.run(page, options={"resultTypes": ["violations"]})), name


def looked_at_in_the_dark(page: Any, axe: Any, name: str) -> None:
    """The colours that an operating system set to dark brings are told apart, too."""
    page.emulate_media(color_scheme="dark")
    found = axe.run(page, options={"runOnly": ["color-contrast"], "resultTypes": ["violations"]})
    assert not grave(found), f"{name}, in the dark"
    page.emulate_media(color_scheme="light")


def take(page: Any, home: str, lesson: Lesson) -> None:
    """Begin the quiz, answer an item, hand in."""
    page.goto(f"{home}/quizzes/{lesson.quiz.id}")
    follow(page, page.get_by_role("button", name="Begin"))
    sitting = page.url.partition("/items")[0]
    page.get_by_role("radio").first.check()
    follow(page, page.get_by_role("button", name="Keep response"))
    page.goto(f"{sitting}/end")
    follow(page, page.get_by_role("button", name="Hand in"))
    assert page.get_by_role("heading", name="Result").is_visible()


def test_every_page_of_the_instructor_fits_and_axe_finds_nothing_serious(
    browser: Any, axe: Any, served: tuple[Lesson, str]
) -> None:
    """With students in every state, and a quiz that somebody took."""
    lesson, home = served
    with visit(browser, lesson, lesson.students[5]) as (page, _complaints):
        take(page, home, lesson)
    work, quiz = f"{home}/teaching/{lesson.work.id}", f"{home}/teaching/{lesson.quiz.id}"
    ada, taker = lesson.students[0], lesson.students[5]
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR) as (page, _complaints):
        for address in (
            f"{home}/teaching",
            work,
            f"{work}?q=nobody+at+all",
            f"{work}/people/{ada.id}",
            f"{work}/handins/{lesson.handin.id}",
            f"{work}/analysis",
            f"{work}/regrades",
            f"{work}/settings",
            quiz,
            f"{quiz}/analysis",
            f"{quiz}/people/{taker.id}",
            f"{home}/teaching/people/{ada.id}",
            f"{home}/teaching/audit",
        ):
            page.goto(address)
            looked_at(page, axe, address)
            if address in {work, f"{work}/people/{ada.id}", f"{quiz}/analysis"}:
                looked_at_in_the_dark(page, axe, address)
        page.goto(f"{quiz}/people/{taker.id}")
        follow(page, page.get_by_role("link", name="Attempt 1"))
        assert page.get_by_role("heading", name="Item 1").is_visible()
        looked_at(page, axe, "a sitting")
        page.goto(f"{work}/people/{ada.id}")
        page.get_by_label("Reason").fill("why")
        follow(page, page.get_by_role("button", name="Set the score"))
        assert page.get_by_role("alert").is_visible()
        looked_at(page, axe, "a refusal")
        assert page.evaluate("document.activeElement.id") == "problem"


def test_every_page_of_a_quiz_fits_and_axe_finds_nothing_serious(
    browser: Any, axe: Any, served: tuple[Lesson, str]
) -> None:
    """Before, while and after."""
    lesson, home = served
    with visit(browser, lesson, lesson.students[6]) as (page, _complaints):
        page.goto(f"{home}/quizzes/{lesson.quiz.id}")
        looked_at(page, axe, "the first page")
        take(page, home, lesson)
        looked_at(page, axe, "the result")
        follow(page, page.get_by_role("link", name="Item 1"))
        looked_at(page, axe, "an item afterwards")
        follow(page, page.get_by_role("link", name=lesson.quiz.title))
        looked_at(page, axe, "the first page afterwards")
        follow(page, page.get_by_role("button", name="Begin"))
        looked_at(page, axe, "an item")


def test_no_label_of_the_item_analysis_lies_on_its_value(browser: Any, served: tuple[Lesson, str]) -> None:
    """On a phone, where each figure has its name before it."""
    lesson, home = served
    with visit(browser, lesson, lesson.students[8]) as (page, _complaints):
        take(page, home, lesson)
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR) as (page, _complaints):
        page.goto(f"{home}/teaching/{lesson.quiz.id}/analysis")
        places = page.eval_on_selector_all(
            ".analysis td[data-label]", "(all) => all.map((one) => getComputedStyle(one, '::before').position)"
        )
        assert len(places) > 10
        assert set(places) == {"static"}


def test_a_quiz_is_taken_by_keyboard_alone(browser: Any, served: tuple[Lesson, str]) -> None:
    """From its first page to its result."""
    lesson, home = served
    with visit(browser, lesson, lesson.students[7]) as (page, _complaints):
        page.goto(f"{home}/quizzes/{lesson.quiz.id}")
        enter(page, "Begin")
        page.locator("h1:focus").wait_for()
        for _times in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.type") == "radio":
                break
        page.keyboard.press("Space")
        enter(page, "Keep response")
        page.locator("h1:focus", has_text="Item 2").wait_for()
        assert page.get_by_role("status").first.inner_text() == "Your response to item 1 is kept."
        enter(page, "Look over and hand in")
        page.locator("h1:focus", has_text="Look over").wait_for()
        enter(page, "Hand in")
        page.get_by_role("heading", name="Result").wait_for()


def enter(page: Any, words: str) -> None:
    """Go there by keyboard, and on to the page that it leads to."""
    press_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_to(page: Any, words: str) -> None:
    """Tab until what has these words has the keyboard; it is seen that it has."""
    for _times in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == words:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"the keyboard does not reach {words}")


def test_entries_of_an_order_move_by_the_script(browser: Any, served: tuple[Lesson, str]) -> None:
    """Without a new page, under the policy that allows our own files alone."""
    lesson, home = served
    with visit(browser, lesson, lesson.students[8]) as (page, _complaints):
        page.goto(f"{home}/quizzes/{lesson.quiz.id}")
        follow(page, page.get_by_role("button", name="Begin"))
        page.goto(page.url.replace("/items/1", "/items/5"))
        before = page.locator("input[name=entry]").evaluate_all("(all) => all.map((one) => one.value)")
        page.get_by_role("button", name="down").first.click()
        after = page.locator("input[name=entry]").evaluate_all("(all) => all.map((one) => one.value)")
        assert after == [before[1], before[0], *before[2:]] and page.url.endswith("/items/5")


@contextmanager
def platform() -> Iterator[tuple[str, Callable[[str], None]]]:
    """A page of another origin, by its address; what it is told to show stands there in a frame."""
    shown = [""]

    async def answer(request: Request) -> HTMLResponse:
        frame = f'<iframe id="tool" title="tool" src="{shown[0]}" width="480" height="600"></iframe>'
        return HTMLResponse(
            f'<!doctype html><html lang="en"><title>LMS</title>{frame if request.url.path == "/" else ""}'
        )

    with _listening(0) as listener, served_on(listener, Starlette(routes=[Route("/{path:path}", answer)])):
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", lambda address: shown.__setitem__(0, address)


def test_a_quiz_works_in_a_frame(browser: Any, tmp_path: Path) -> None:
    """Of a platform that is known."""
    with (
        platform() as (outer, show),
        served_lesson(tmp_path, frames=(outer,)) as (lesson, home),
        visit(browser, lesson, lesson.students[0]) as (page, complaints),
    ):
        show(f"{home}/quizzes/{lesson.quiz.id}")
        page.goto(outer)
        frame = page.frame_locator("#tool")
        frame.get_by_role("button", name="Begin").click()
        frame.get_by_role("radio").first.check()
        with page.expect_event("framenavigated"):  # the page before has the same link
            frame.get_by_role("button", name="Keep response").click()
        frame.get_by_role("link", name="Look over and hand in").click()
        frame.get_by_role("button", name="Hand in").click()
        frame.get_by_role("heading", name="Result").wait_for()
        # A frame may not take the keyboard from the page around it.
        assert all(said.startswith("Blocked autofocusing") for said in complaints)
        complaints.clear()


def test_a_page_of_somebody_else_frames_nothing_of_it(browser: Any, served: tuple[Lesson, str]) -> None:
    """The browser refuses, and says which rule."""
    lesson, home = served
    with platform() as (outer, show), visit(browser, lesson, lesson.students[0]) as (page, complaints):
        show(f"{home}/quizzes/{lesson.quiz.id}")
        page.goto(outer)
        page.wait_for_load_state("networkidle")
        assert page.frame_locator("#tool").get_by_role("button", name="Begin").count() == 0
        assert any("frame-ancestors" in said for said in complaints)
        complaints.clear()


def test_rows_are_narrowed_as_one_types(browser: Any, served: tuple[Lesson, str]) -> None:
    """By the script at once, and without it by the form."""
    lesson, home = served
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR) as (page, _complaints):
        page.goto(f"{home}/teaching/{lesson.work.id}")
        rows = page.locator(".everybody tbody tr:visible")
        assert rows.count() == len(lesson.students)
        page.get_by_label("Rows with").fill("nothing yet")
        assert rows.count() == 1 and "Tony Hoare" in rows.first.inner_text()
        assert page.locator("#shown").inner_text() == f"1 of {len(lesson.students)} shown."
        page.get_by_label("Rows with").fill("nobody at all")
        assert "0 of" in page.locator("#shown").inner_text()
        assert "Nobody's row has all of these words." in page.locator("#shown").inner_text()
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR, java_script_enabled=False) as (
        page,
        _complaints,
    ):
        page.goto(f"{home}/teaching/{lesson.work.id}")
        page.get_by_label("Rows with").fill("nothing yet")
        follow(page, page.get_by_role("button", name="Show"))
        assert "?q=" in page.url
        assert page.locator(".everybody tbody tr").count() == 1


def test_a_long_name_without_a_space_widens_no_table(browser: Any, served: tuple[Lesson, str]) -> None:
    """It breaks; and on a phone all that the table is sorted by is in sight."""
    lesson, home = served
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR) as (page, _complaints):
        page.goto(f"{home}/teaching/{lesson.work.id}")
        page.locator(".everybody tbody th a").first.evaluate("one => { one.textContent = 'M'.repeat(60); }")
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            box = page.locator(".scroll:has(.everybody)")
            assert box.evaluate("one => one.scrollWidth - one.clientWidth") == 0, width
            edges = box.bounding_box()
            for link in page.locator(".everybody thead a").all():
                place = link.bounding_box()
                assert edges["x"] <= place["x"], (width, link.inner_text())
                assert place["x"] + place["width"] <= edges["x"] + edges["width"], (width, link.inner_text())


def test_a_long_report_is_read_beside_the_source(browser: Any, served: tuple[Lesson, str]) -> None:
    """Which stays in sight where there is room for both."""
    lesson, home = served
    how = {"viewport": {"width": 1280, "height": 500}}
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR, **how) as (page, _complaints):
        page.goto(f"{home}/teaching/{lesson.work.id}/handins/{lesson.handin.id}")
        page.evaluate(
            "window.scrollTo(0, document.querySelector('.halves .result').getBoundingClientRect().bottom - 550)"
        )
        box = page.get_by_role("heading", name="What was handed in").bounding_box()
        assert box is not None and box["y"] >= 0


def test_an_instructor_sets_a_score_and_takes_it_back(browser: Any, served: tuple[Lesson, str]) -> None:
    """On a phone; each page says what was done."""
    lesson, home = served
    with visit(browser, lesson, lesson.school.teacher, Role.INSTRUCTOR) as (page, _complaints):
        page.goto(f"{home}/teaching/{lesson.work.id}")
        follow(page, page.get_by_role("link", name="Frances Allen"))
        page.get_by_label("Score, from 0").fill("9,5")
        page.get_by_label("Reason").fill("Looked at it.")
        follow(page, page.get_by_role("button", name="Set the score"))
        assert page.get_by_text("The score is set.").is_visible()
        assert "9.5" in page.locator(".score").inner_text()
        page.get_by_label("Reason").fill("Graded rightly.")
        follow(page, page.get_by_role("button", name="Take it back"))
        assert page.get_by_text("The score set by hand is taken back").is_visible()
        assert "9.5" not in page.locator(".score").inner_text()
