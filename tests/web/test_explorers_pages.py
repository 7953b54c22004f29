"""The explorers' pages in a real browser: on a phone, in the dark, by keyboard, by axe's rules, and by a link."""

import math
import re
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.web.explorers.explorers import EXPLORERS
from autograder.web.explorers.gallery import GROUPS, formula
from tests.web.explorer_browser import ROOT, STATIC, Pages, pages_of_a_site, settle, until, visitor

PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "reduced_motion": "reduce"}
DESK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
READINGS = "[...document.querySelectorAll('#readings tr')].map((row) => [...row.cells].map((cell) => cell.textContent))"
#: How much of the numbers at the cursor is out of sight.
CUT_OFF = "((at) => at.offsetWidth - at.parentElement.clientWidth)(document.querySelector('.readings'))"
MINUS = "\u2212"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    made = pages_of_a_site(tmp_path_factory.mktemp("site"))
    with made.client:
        yield made


@pytest.fixture(scope="module")
def axe() -> Any:
    return pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()


def number(text: str) -> float:
    """A number as the page writes it."""
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    front, _dot, power = text.replace(MINUS, "-").partition("·10")
    return float(f"{front}e{power.translate(raised) or 0}")


@pytest.mark.parametrize("how", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", EXPLORERS)
def test_a_page_fits(browser: Any, site: Pages, name: str, how: dict[str, Any]) -> None:
    """Unfolded, nothing scrolls sideways; what is drawn is said as well; where that is asked for, nothing moves."""
    with visitor(browser, site, f"/explorers/{name}", **how) as page:
        settle(page)
        page.eval_on_selector_all("details", "(all) => all.forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= how["viewport"]["width"]
        assert page.evaluate(CUT_OFF) <= 0
        if how is DESK:
            edges = [page.locator(one).first.bounding_box() for one in ("#share", "main .card")]
            right = [box["x"] + box["width"] for box in edges if box]
            assert right[0] == pytest.approx(right[1], abs=1)
        labels = page.eval_on_selector_all("svg.chart", "(all) => all.map((one) => one.getAttribute('aria-label'))")
        assert labels
        assert all(len(label) > 40 for label in labels)
        assert page.locator("path.curve").count() > 3
        until(page, "document.getElementById('status').textContent.length > 40")
        moving = "(all) => all.filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
        assert how is DESK or page.eval_on_selector_all(".explorer *", moving) == 0


@pytest.mark.parametrize(
    ("name", "how", "unfolded"),
    [
        ("activations", DESK, "details"),
        ("activations", PHONE, "details:not(#reference)"),
        ("gradients", PHONE, "details:not(#reference)"),
        ("distributions", DESK, "details:not(#reference)"),
    ],
    ids=["activations-desk", "activations-phone", "gradients-phone", "distributions-desk"],
)
def test_a_page_keeps_to_axes_rules(
    browser: Any, site: Pages, axe: Any, name: str, how: dict[str, Any], unfolded: str
) -> None:
    """Light and dark, the formulas of all activations once, six curves so that every look is seen."""
    six = "show=relu,elu:1.5,gelu,tanh,silu,mish"
    with visitor(browser, site, f"/explorers/{name}#{six}", **how) as page:
        settle(page)
        page.eval_on_selector_all(unfolded, "(all) => all.forEach((one) => { one.open = true; })")
        results = axe.run(page)
        assert results.violations_count == 0, results.generate_report()


def test_the_cursor_is_moved_by_pointer_and_by_keyboard(browser: Any, site: Pages) -> None:
    """The values beside it are read from the curves' functions, and both charts mark the place."""
    with visitor(browser, site, "/explorers/activations#show=tanh,relu&reach=4&at=1", **DESK) as page:
        settle(page)
        slider = page.get_by_role("slider", name="x", exact=True)
        slider.focus()
        page.keyboard.press("ArrowRight")
        rows = page.evaluate(READINGS)
        assert [row[0] for row in rows] == ["Tanh", "ReLU"]
        assert number(rows[0][1]) == pytest.approx(math.tanh(1.01), rel=1e-3)
        assert number(rows[0][2]) == pytest.approx(1 - math.tanh(1.01) ** 2, rel=1e-3)
        assert rows[1][1:] == ["1.01", "1"]
        assert (
            slider.get_attribute("aria-valuetext") == "x = 1.01: Tanh 0.7658 with slope 0.4136; ReLU 1.01 with slope 1"
        )
        page.locator("#values").scroll_into_view_if_needed()
        area = page.locator("#values .area").bounding_box()
        page.mouse.move(area["x"] + area["width"] / 4, area["y"] + area["height"] / 2)
        until(page, "document.querySelector('#cursor input').value === '-2'")
        assert page.evaluate(READINGS)[1] == ["ReLU", "0", "0"]
        assert page.locator(".knob").count() == 4
        until(page, f"document.getElementById('status').textContent.includes('At x = {MINUS}2')")
        assert page.url.endswith("#show=tanh,relu&reach=4&at=-2")


def test_a_parameter_is_moved_by_keyboard(browser: Any, site: Pages) -> None:
    """Curve, values, properties and address follow, and the slider keeps the keyboard."""
    with visitor(browser, site, "/explorers/activations#show=elu&at=-3", **DESK) as page:
        settle(page)
        before = page.locator("#values path.curve").get_attribute("d")
        page.get_by_role("slider", name="\u03b1").focus()
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        assert page.url.endswith("#show=elu:1.1&reach=5&at=-3")
        assert number(page.evaluate(READINGS)[0][1]) == pytest.approx(1.1 * math.expm1(-3), rel=1e-3)
        assert page.locator("dl.properties dd").first.inner_text() == f"({MINUS}1.1, ∞)"
        assert page.locator("#values path.curve").get_attribute("d") != before
        assert page.evaluate("document.activeElement.type") == "range"


def test_six_are_shown_at_most(browser: Any, site: Pages) -> None:
    """Then other tiles cannot be pressed; taking one away frees its look, and the keyboard goes to the next card."""
    with visitor(browser, site, "/explorers/activations#show=relu,elu,selu,celu,gelu", **DESK) as page:
        settle(page)
        page.get_by_role("button", name="Tanh", exact=True).press("Space")
        assert page.locator(".pick[aria-pressed=true]").count() == 6
        assert page.get_by_role("button", name="Mish", exact=True).is_disabled()
        page.get_by_role("button", name="Remove ELU").press("Enter")
        assert page.evaluate("document.activeElement.ariaLabel") == "Remove ReLU"
        page.get_by_role("button", name="Mish", exact=True).press("Enter")
        assert page.locator(".pick.look-1").inner_text() == "Mish"
        assert "show=relu,selu,celu,gelu,tanh,mish" in page.url
        for title in ("ReLU", "SELU", "CELU", "GELU", "Tanh", "Mish"):
            page.get_by_role("button", name=f"Remove {title}", exact=True).click()
        assert page.locator("#empty").is_visible()
        assert page.evaluate("document.activeElement.id") == "chosen"


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_address_may_hold_anything(browser: Any, site: Pages, name: str) -> None:
    """What can be read of it is shown, within its bounds; the rest is passed over."""
    strange = [
        "show=&at=&reach=&depth=", "show=relu:1:2:3,nobody,elu:x,__proto__,elu:9e99&at=NaN&depth=1e9&start=toString",
        "%E0%A4%A", "show=prelu:-Infinity:,,,:::&width=-5&seed=0.5&side=x&reach=1e-9&gain=", "=&&==&show", "x" * 5000,
    ]  # fmt: skip
    with visitor(browser, site, f"/explorers/{name}", **DESK) as page:
        settle(page)
        for address in strange:
            page.evaluate("(address) => { window.location.hash = address; }", address)
            until(page, "window.location.hash.startsWith('#show=')")
        page.evaluate("window.location.hash = 'show=elu:9,relu:4,prelu:-8&depth=1000000&reach=3'")
        until(page, "window.location.hash.startsWith('#show=elu:3,relu,prelu:-1&')")
        settle(page)
        assert "depth" not in page.evaluate("window.location.hash") or "&depth=60&" in page.url


@pytest.mark.parametrize("name", ["gradients", "distributions"])
def test_a_page_shows_what_its_experiment_finds(browser: Any, site: Pages, name: str) -> None:
    """The numbers at the chosen layer, in the table and in words are the module's, through the worker."""
    with visitor(browser, site, f"/explorers/{name}#show=sigmoid,relu&depth=12&width=16&seed=4", **DESK) as page:
        settle(page)
        script = """async ([experiment, start]) => {
          const found = await import("/static/explorers/experiments.js");
          const network = { depth: 12, width: 16, start, gain: 1, bias: 0, seed: 4 };
          const activations = ["sigmoid", "relu"].map((name) => ({ name, settings: [] }));
          return found[experiment]({ network, activations, starts: 4, side: "after", reach: 3 });
        }"""
        asked = ["gradientFlow", "he"] if name == "gradients" else ["signalFlow", "lecun"]
        found = page.evaluate(script, asked)
        slider = page.get_by_role("slider", name="Layer", exact=True)
        slider.focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        rows = page.evaluate(READINGS)
        said = page.locator("#summary").inner_text()
        table = page.locator("#table-body tr")
        assert table.count() == 12
        if name == "gradients":
            assert [number(row[1]) for row in rows] == pytest.approx([one["weights"][1] for one in found], rel=1e-2)
            assert "Sigmoid: the gradient vanishes." in said
            assert number(table.last.locator("td").first.text_content()) == pytest.approx(
                found[0]["weights"][11], rel=1e-2
            )
        else:
            assert [number(row[2]) for row in rows] == pytest.approx([one[1]["deviation"] for one in found], rel=1e-2)
            assert re.search(r"ReLU: the signal (shrinks|is lost)\.", said)
            assert page.locator(".ridge.is-marked").count() == 2


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_view_to_try_opens(browser: Any, site: Pages, name: str) -> None:
    """Each shows its curves, whole, with what its address asks for."""
    with visitor(browser, site, f"/explorers/{name}", **DESK) as page:
        settle(page)
        for address, question in EXPLORERS[name].tries:
            page.get_by_role("link", name=question).click()
            asked = dict(part.split("=") for part in address.split("&"))
            until(page, f"window.location.hash.startsWith('#show={asked['show']}&')")
            settle(page)
            until(page, f"document.querySelectorAll('#readings tr').length === {len(asked['show'].split(','))}")
            assert all(f"{key}={value}" in page.url for key, value in asked.items())


@pytest.mark.parametrize("name", ["gradients", "distributions"])
def test_an_experiment_that_cannot_run_says_so(browser: Any, site: Pages, name: str) -> None:
    """Where a browser has no workers of modules; and nowhere else."""
    broken = "window.Worker = class extends EventTarget { postMessage() { this.dispatchEvent(new Event('error')); } };"
    with visitor(browser, site, f"/explorers/{name}", **DESK) as page:
        settle(page)
        assert page.locator("#failed").is_hidden()
        page.add_init_script(broken)
        page.reload()
        page.locator("#failed").wait_for()
        assert "open it in a current Firefox" in page.locator("#failed").inner_text()


def test_a_link_is_copied_or_shown(browser: Any, site: Pages) -> None:
    """Where the browser refuses the clipboard, as in a frame, the address can be copied by hand."""
    with visitor(browser, site, "/explorers/activations#show=gelu", **DESK) as page:
        settle(page)
        page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
        page.get_by_role("button", name="Copy a link to this view").click()
        field = page.get_by_role("textbox", name="Address of this view")
        field.wait_for()
        assert field.input_value() == page.url
        page.evaluate("void (navigator.clipboard.writeText = async (text) => { window.kept = text; })")
        page.get_by_role("button", name="Copy a link to this view").click()
        until(page, "document.getElementById('shared').textContent === 'Copied.'")
        assert page.evaluate("window.kept") == page.url


def test_without_script_the_formulas_are_there(browser: Any, site: Pages) -> None:
    """And the page says why nothing is drawn."""
    with visitor(browser, site, "/explorers/activations", java_script_enabled=False) as page:
        assert page.locator("noscript .note").is_visible()
        page.locator("#reference > summary").click()
        assert page.locator("#reference math").count() >= 76


def test_the_shelf_leads_to_every_explorer(site: Pages) -> None:
    """And an explorer that there is not is no page."""
    shelf = site.get("/explorers").text
    for name, explorer in EXPLORERS.items():
        assert f'href="/explorers/{name}"' in shelf
        assert explorer.summary in shelf
        assert site.get(f"/explorers/{name}").status_code == 200
    assert site.get("/explorers/nobody").status_code == 404


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_browser_asks_for_a_pages_modules_at_once(site: Pages, name: str) -> None:
    """All that its script needs, itself aside; the shared ones as well."""
    said = re.findall(r'rel="modulepreload" href="/static/explorers/(\w+\.js)"', site.get(f"/explorers/{name}").text)
    assert {"selection.js", "activations.js", "normal.js", "parameter.js"} <= set(said)
    assert len(said) == len(set(said))
    for module in [*said, f"{name}_page.js"]:
        text = (STATIC / module).read_text(encoding="utf-8")
        assert set(re.findall(r'from "\./(.+?)"', text)) <= set(said), module


def test_the_gallery_has_what_the_modules_have() -> None:
    """The same names, each once, with formulas that became MathML whole."""
    members = [one for group in GROUPS for one in group.members]
    written = " ".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    computed = set(re.findall(r'name: "(\w+)"', written)) | set(re.findall(r'gated\("(\w+)"', written))
    assert sorted(one.name for one in members) == sorted(computed)
    assert len({one.title for one in members}) == len(members)
    for one in members:
        for latex in (one.value, one.slope):
            html = str(formula(latex))
            assert "<math" in html and "\\" not in html and "merror" not in html, one.name


def test_pages_bring_no_inline_script_or_style() -> None:
    """Nothing that the content security policy would have to allow, nothing that reads text as markup."""
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|\beval\(|new Function|document\.write|https?://(?!www\.w3\.org/2000/svg)"
    )
    for path in [*STATIC.glob("*.js"), *STATIC.glob("*.css")]:
        text = path.read_text(encoding="utf-8")
        assert not forbidden.search(text), path
        assert text.count("\n") <= 300, path
    for path in (ROOT / "autograder/web/explorers/templates").glob("*.jinja"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"style=|<style|\bon\w+=|<script(?![^>]*src=)", text), path
