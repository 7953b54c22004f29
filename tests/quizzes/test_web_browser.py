"""The pages of a quiz in a real browser: by keyboard alone, on a phone, in the dark, without a network; and by axe."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browsing import follow
from tests.quizzes.web_site import KINDS, every_kind, served

LOADED = "Failed to load resource"  # what a browser says of a page whose status is 422 or 404
WRONG = {"numeric": "3", "short_text": "horse", "code_output": "3"}


@pytest.fixture(scope="module")
def axe() -> Any:
    """The accessibility rules of axe-core."""
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()


@contextmanager
def visit(browser: Any, store: Path, *, width: int = 360, **how: Any) -> Iterator[Any]:
    """A page that has come in by the door; nothing but this machine is reached, and nothing is complained of."""
    elsewhere: list[str] = []
    complaints: list[str] = []

    def only_here(route: Any) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    with served(store, every_kind()) as address:
        context = browser.new_context(viewport={"width": width, "height": 740}, **how)
        context.route("**/*", only_here)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            page.goto(address)
            page.wait_for_url(re.compile(r":\d+/$"))
            yield page
        finally:
            context.close()
    assert not elsewhere
    assert not [complaint for complaint in complaints if not complaint.startswith(LOADED)]


def home(page: Any) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"


def begin(page: Any, mode: str = "Practise") -> str:
    """Begin a sitting of the sample bank; its address."""
    page.goto(f"{home(page)}/banks/sample")
    follow(page, page.get_by_role("button", name=mode, exact=True))
    return str(page.url).partition("/items")[0]


def respond(page: Any, kind: str) -> None:
    """Give some response, as a hand on a screen does."""
    if kind in {"single_choice", "true_false"}:
        page.get_by_role("radio").first.check()
    elif kind == "multiple_response":
        page.get_by_role("checkbox").first.check()
    for field in page.get_by_role("combobox").all():
        field.select_option(index=1)
    for field in page.get_by_role("textbox").all():
        field.fill(WRONG.get(kind, "3"))


def every_page(page: Any) -> Iterator[str]:
    """Go to every kind of page; the name of each, when it is there."""
    yield "the list"
    page.goto(f"{home(page)}/banks/sample")
    yield "a bank"
    sitting = begin(page)
    for number, kind in enumerate(KINDS, start=1):
        page.goto(f"{sitting}/items/{number}")
        yield f"{kind}, asked"
        if kind != "ordering":
            follow(page, page.get_by_role("button", name="Check"))
            yield f"{kind}, not answered"
        if page.get_by_role("button", name="Hint").count():
            follow(page, page.get_by_role("button", name="Hint"))
            yield f"{kind}, with a hint"
        respond(page, kind)
        follow(page, page.get_by_role("button", name="Check"))
        yield f"{kind}, answered"
    page.goto(f"{sitting}/end")
    yield "before the end"
    follow(page, page.get_by_role("button", name="Finish"))
    yield "the result"
    page.goto(home(page))
    yield "the list with what is due"
    graded = begin(page, "Begin")
    respond(page, "single_choice")
    follow(page, page.get_by_role("button", name="Keep response"))
    yield "a response is kept"
    page.goto(f"{graded}/end")
    yield "before handing in"
    follow(page, page.get_by_role("button", name="Hand in"))
    yield "handed in"
    page.goto(f"{graded}/items/2")
    yield "an item left out"
    page.goto(f"{home(page)}/banks/none")
    yield "not here"


def grave(found: Any) -> list[tuple[str, list[str]]]:
    """What axe calls serious or critical, with the elements."""
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found.response["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


def test_every_page_fits_and_axe_finds_nothing_serious(browser: Any, axe: Any, tmp_path: Path) -> None:
    """No sideways scrolling down to 320 pixels; nothing that axe-core calls serious or critical, in light and dark."""
    contrast = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
    with visit(browser, tmp_path / "q", color_scheme="light", reduced_motion="reduce") as page:
        for name in every_page(page):
            for width in (1280, 320, 360):
                page.set_viewport_size({"width": width, "height": 740})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert not grave(axe.run(page)), name
            page.emulate_media(color_scheme="dark")
            assert not grave(axe.run(page, options=contrast)), f"{name}, in the dark"
            page.emulate_media(color_scheme="light")


class Keyboard:
    """Somebody without a mouse."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def tab_to(self, selector: str) -> None:
        """Press Tab until the first element of that selector has the keyboard, and see that it shows."""
        wanted = self.page.locator(selector).first.element_handle()
        for _turn in range(80):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("(wanted) => document.activeElement === wanted", wanted):
                style = "(e) => getComputedStyle(e.closest('.option') ?? e)"
                assert (
                    self.page.evaluate(f"(e) => ({style})(e).outlineStyle + ({style})(e).outlineWidth", wanted)
                    == "solid3px"
                )
                return
        raise AssertionError(f"the keyboard does not come to {selector}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def follow(self, selector: str) -> None:
        """Go to a link or a button, press it, and wait for the page that comes."""
        self.tab_to(selector)
        with self.page.expect_navigation():
            self.press("Enter")

    def focused(self) -> str:
        """The text of what has the keyboard, once the page has drawn itself and given it."""
        for _turn in range(500):
            if self.page.evaluate("document.activeElement !== document.body"):
                break
            self.page.wait_for_timeout(20)
        return str(self.page.evaluate("document.activeElement.textContent")).strip()


def answer_by_keys(keys: Keyboard, kind: str) -> None:
    if kind in {"single_choice", "true_false"}:
        keys.tab_to("input[type=radio]")
        keys.press("Space", "ArrowDown")
    elif kind == "multiple_response":
        keys.tab_to("input[type=checkbox] >> nth=1")
        keys.press("Space")
    elif kind == "ordering":
        keys.tab_to("[data-move=down]")
        keys.press("Enter")
    elif kind in {"matching", "cloze"}:
        for place in range(keys.page.locator("select").count()):
            keys.tab_to(f"select >> nth={place}")
            keys.press("ArrowDown")
        for place in range(keys.page.locator(".blank input").count()):
            keys.tab_to(f".blank input >> nth={place}")
            keys.page.keyboard.type("3")
    else:
        keys.tab_to("[name=value]")
        keys.page.keyboard.type(WRONG[kind])


def test_a_whole_quiz_by_keyboard_alone(browser: Any, tmp_path: Path) -> None:
    """From the list of banks to the result: each page leads the keyboard to what is new on it."""
    with visit(browser, tmp_path / "q") as page:
        keys = Keyboard(page)
        keys.follow("a:text-is('Sample')")
        keys.follow("button:text-is('Practise')")
        for number, kind in enumerate(KINDS, start=1):
            assert keys.focused() == f"Item {number} of 9"
            if kind == "numeric":
                keys.follow("button:has-text('Check')")
                assert keys.focused() == "Nothing was given; type a response."
                keys.follow("button:has-text('Hint')")
                assert keys.focused().startswith("Hint 1")
            answer_by_keys(keys, kind)
            if kind in WRONG and kind != "code_output":
                with page.expect_navigation():
                    keys.press("Enter")  # a form of one field is sent from the field
            else:
                keys.follow("button:has-text('Check')")
            assert re.match(r"[✓◐✗] (Right|Partly right|Not right) \d", " ".join(keys.focused().split()))
            keys.follow("a:text-is('Next item')" if number < 9 else "button:has-text('See the result')")
        assert keys.focused() == "Result"
        assert "9 of 9 items answered" in page.content()


def test_an_order_moves_under_the_keyboard_and_is_told(browser: Any, tmp_path: Path) -> None:
    """No new page, the keyboard stays, a live region says the place; at an end the other button takes over."""
    with visit(browser, tmp_path / "q") as page:
        page.goto(f"{begin(page)}/items/{KINDS.index('ordering') + 1}")
        keys, before = Keyboard(page), page.url
        order = page.locator("[name=entry]").evaluate_all("all => all.map(e => e.value)")
        keys.tab_to(f"[data-move=down][value='down:{order[1]}']")
        for there, label in ((2, "down"), (3, "up")):
            keys.press("Enter")
            now = page.locator("[name=entry]").evaluate_all("all => all.map(e => e.value)")
            assert now.index(order[1]) == there
            assert page.evaluate("document.activeElement.value") == f"{label}:{order[1]}"
            assert page.get_by_role("status").inner_text().endswith(f"is now {there + 1} of 4.")
        assert page.url == before
        assert (
            page.locator(f"[value='up:{now[0]}']").is_hidden() and page.locator(f"[value='down:{now[3]}']").is_hidden()
        )


def test_the_pages_work_without_a_script(browser: Any, tmp_path: Path) -> None:
    """Every kind is answered, and an order is moved by sending it."""
    with visit(browser, tmp_path / "q", java_script_enabled=False) as page:
        sitting = begin(page)
        for number, kind in enumerate(KINDS, start=1):
            page.goto(f"{sitting}/items/{number}")
            if kind == "ordering":
                first = page.locator("[name=entry]").first.get_attribute("value")
                follow(page, page.locator("[data-move=down]").first)
                assert page.locator("[name=entry]").nth(1).get_attribute("value") == first
            respond(page, kind)
            follow(page, page.get_by_role("button", name="Check"))
            assert page.locator("#result").count() == 1, kind


def test_a_screen_reader_hears_what_each_field_is(browser: Any, tmp_path: Path) -> None:
    """By role and name, with the question as the group's description."""
    with visit(browser, tmp_path / "q") as page:
        sitting = begin(page)

        def on(kind: str) -> Any:
            page.goto(f"{sitting}/items/{KINDS.index(kind) + 1}")
            return page.get_by_role

        assert on("single_choice")("radio", name="a dead neuron").count() == 1
        assert page.get_by_role("group", name="Choose one").get_attribute("aria-describedby") == "stem"
        assert on("multiple_response")("group", name="Choose all that apply").get_by_role("checkbox").count() == 4
        assert on("true_false")("radio", name="False").count() == 1
        assert on("numeric")("textbox", name="Your number").count() == 1
        assert on("short_text")("textbox", name="Your response").count() == 1
        assert on("matching")("combobox", name="ELU (c)").count() == 1
        assert on("matching")("option", name="[0, ∞)").count() == 3
        assert on("ordering")("button", name=re.compile("^Move b (up|down)$")).count() >= 1
        assert on("cloze")("combobox", name="Blank 1 of 3").count() == 1
        assert on("cloze")("textbox", name="Blank 3 of 3").count() == 1
        assert on("code_output")("textbox", name="What the program prints").count() == 1
        assert page.get_by_role("navigation", name="Items").get_by_role("link", name="Item 9, open").count() == 1
        assert page.get_by_role("link", name="Skip to the content").count() == 1
        assert page.get_by_role("heading", level=1).inner_text() == "Item 9 of 9"


def test_formulas_are_typeset_and_scroll_in_their_own_box(browser: Any, tmp_path: Path) -> None:
    """A fraction is drawn as one; what is wider than a phone scrolls, and the keyboard can scroll it."""
    with visit(browser, tmp_path / "q", bypass_csp=True) as page:
        begin(page)
        fraction = page.locator(".option mfrac").first
        over, under = (fraction.locator(":scope > *").nth(place).bounding_box() for place in (0, 1))
        assert over["y"] + over["height"] <= under["y"] + 1
        wide = page.locator(".formula[tabindex]").first
        assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
        Keyboard(page).tab_to(".formula[tabindex]")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_dark_is_dark_and_still_is_still(browser: Any, tmp_path: Path) -> None:
    """As the reader's system asks."""
    lightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).reduce((sum, one) => sum + +one, 0)"
    moving = "getComputedStyle(document.querySelector('.button')).transitionDuration"
    with visit(browser, tmp_path / "q", color_scheme="dark", reduced_motion="reduce") as page:
        assert page.evaluate(lightness) < 150
        assert page.evaluate(moving) == "0s"
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        assert page.evaluate(lightness) > 600
        assert page.evaluate(moving) != "0s"


def test_a_page_of_another_site_gets_nothing_and_sends_nothing(browser: Any, tmp_path: Path) -> None:
    """Its form arrives without the cookie, and its own name in the Origin."""
    with visit(browser, tmp_path / "q") as page:
        own = home(page)
        sitting = begin(page)
        page.context.unroute_all()
        page.context.route(
            "http://evil.example/",
            lambda route: route.fulfill(
                content_type="text/html",
                body=f'<form method="post" action="{sitting}/finish"><input name="sure"><button>x</button></form>'
                f'<iframe src="{own}/"></iframe>',
            ),
        )
        other = page.context.new_page()
        other.goto("http://evil.example/")
        assert "Quizzes" not in other.frames[-1].content()
        other.locator("button").click()
        other.wait_for_url(f"{sitting}/finish")
        assert "sent from another page" in other.content()
        page.goto(f"{sitting}/end")
        assert page.get_by_role("button", name="Finish").count() == 1
