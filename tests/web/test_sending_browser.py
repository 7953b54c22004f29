"""Handing in from the editor, in a real browser: nothing typed is lost, and nothing is sent twice."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection

from autograder.course.course import Course
from autograder.service import people
from autograder.service.models import Context, Kind
from autograder.service.policy import Policy
from autograder.web.site import Site
from tests.browsing import follow
from tests.small_course import make_small_course
from tests.web.served import page_of, served

OWN, LATER = "relu = abs\n", "relu = max\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small course's pages, without anybody who grades."""
    course: Course = make_small_course(tmp_path_factory.mktemp("course"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.web.offers.bank_names", list)
        with served(course, tmp_path_factory.mktemp("data")) as made:
            yield made


def local(connection: Connection) -> Context:
    return people.find_or_add_context(connection, people.LOCAL)


def units(site: Site) -> str:
    """The address of the assignment's page."""
    with site.database.begin() as connection:
        found = people.placements(connection, local(connection))
    number = next(one.id for one in found if one.kind is Kind.ASSIGNMENT)
    return f"{site.settings.public_url}/assignments/{number}"


def attempts(page: Any) -> int:
    return int(page.locator("#attempts tbody tr").count())


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Any, name: str, text: str) -> None:
    page.get_by_text("Work with files").click()
    page.get_by_label("Your file").set_input_files({"name": name, "mimeType": "", "buffer": text.encode()})


def test_why_a_hand_in_was_not_taken_is_said_beside_the_editor(browser: Any, site: Site) -> None:
    """Where the browser is known no more, too; what was typed stays, and comes back with its owner."""
    with page_of(browser, site, name="Lost") as page:
        page.goto(units(site))
        editor = page.get_by_role("textbox", name="units.py")
        editor.fill("  ")
        press(page, "Hand in")
        page.get_by_text("There is no code to look at").wait_for()
        editor.fill(OWN)
        cookies = page.context.cookies()
        page.context.clear_cookies()
        press(page, "Hand in")
        page.get_by_text("This browser is not known here").wait_for()
        assert "stays in the editor" in page.inner_text("#result")
        assert editor.input_value() == OWN
        page.context.add_cookies(cookies)
        press(page, "Hand in")
        page.wait_for_url("**/handins/*")


def test_a_file_that_is_not_taken_is_told_of_in_place(browser: Any, site: Site) -> None:
    """As a check, and handed in."""
    with page_of(browser, site, name="Files") as page:
        page.goto(units(site))
        choose(page, "units.zip", "PK")
        for name in ("Check the file", "Hand in the file"):
            press(page, name)
            page.get_by_role("heading", name=name).wait_for()
            page.get_by_text("This file is neither").wait_for()
        page.get_by_label("Your file").set_input_files({"name": "units.py", "mimeType": "", "buffer": OWN.encode()})
        press(page, "Hand in the file")
        page.wait_for_url("**/handins/*")


def test_a_file_that_is_too_large_is_told_what_to_do_with_it(browser: Any, site: Site) -> None:
    """Outputs are cleared in a notebook alone."""
    with page_of(browser, site, name="Large") as page:
        page.goto(units(site))
        page.get_by_text("Work with files").click()
        field = page.get_by_label("Your file")
        for name, advice in (
            ("units.py", "Take data out of the code."),
            ("units.IPYNB", "Clear the notebook's outputs."),
        ):
            field.set_input_files({"name": name, "mimeType": "", "buffer": b"x" * (6 * 2**20)})
            assert field.evaluate("one => one.validationMessage") == f"The most that is taken is 5 MB. {advice}"
        field.set_input_files({"name": "units.py", "mimeType": "", "buffer": OWN.encode()})
        assert field.evaluate("one => one.validationMessage") == ""


def test_a_check_opens_no_hand_in_that_is_closed(browser: Any, site: Site) -> None:
    """The script lets go of the buttons that it held, and of no other."""
    with site.database.begin() as connection:
        [placement] = [one for one in people.placements(connection, local(connection)) if one.kind is Kind.ASSIGNMENT]
        people.set_policy(connection, placement, Policy(due=datetime(2020, 1, 1, tzinfo=UTC), late=False))
    try:
        with page_of(browser, site, name="Closed") as page:
            page.goto(units(site))
            page.get_by_role("textbox", name="units.py").fill(" ")
            press(page, "Check")
            page.get_by_text("There is no code to look at").wait_for()
            page.wait_for_function("!document.querySelector('[aria-disabled]')")
            page.get_by_text("Work with files").click()
            for name, works in (
                ("Check", True),
                ("Check the file", True),
                ("Hand in", False),
                ("Hand in the file", False),
            ):
                assert page.get_by_role("button", name=name, exact=True).is_enabled() is works, name
    finally:
        with site.database.begin() as connection:
            people.set_policy(connection, placement, placement.policy)


def test_a_second_click_hands_in_nothing(browser: Any, site: Site) -> None:
    """And who goes back finds the buttons at work."""
    with page_of(browser, site, name="Twice") as page:
        page.goto(units(site))
        page.get_by_role("textbox", name="units.py").fill(OWN)
        sent = []
        page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        page.get_by_role("button", name="Hand in", exact=True).dblclick()
        page.wait_for_url("**/handins/*")
        assert len(sent) == 1
        page.go_back()
        assert attempts(page) == 1
        page.get_by_role("textbox", name="units.py").fill(LATER)
        press(page, "Hand in")
        page.wait_for_url("**/handins/*")


def test_a_draft_that_was_sent_is_none_any_more(browser: Any, site: Site) -> None:
    """Not when another file was sent after it, either."""
    with page_of(browser, site, name="Sent") as page:
        page.goto(units(site))
        editor = page.get_by_role("textbox", name="units.py")
        editor.fill(OWN)
        press(page, "Hand in")
        page.wait_for_url("**/handins/*")
        page.goto(units(site))
        choose(page, "units.py", LATER)
        press(page, "Hand in the file")
        page.wait_for_url("**/handins/*")
        page.goto(units(site))
        assert editor.input_value() == LATER
        assert not page.get_by_text("What you typed in this browser").is_visible()


def test_what_is_typed_after_beginning_again_is_kept(browser: Any, site: Site) -> None:
    """Over a reload: the stub comes once, when it is asked for."""
    with page_of(browser, site, name="Again") as page:
        page.goto(units(site))
        page.get_by_role("textbox", name="units.py").fill(LATER)
        page.get_by_text("Work with files").click()
        follow(page, page.get_by_role("link", name="put the stub into the editor"))
        editor = page.get_by_role("textbox", name="units.py")
        assert "NotImplementedError" in editor.input_value()
        editor.fill(OWN)
        page.reload()
        assert editor.input_value() == OWN


def test_what_is_typed_before_the_script_is_there_is_kept(browser: Any, site: Site) -> None:
    """A textarea can be typed in at once, and the script that keeps drafts may come late."""
    with page_of(browser, site, name="Early") as page:
        held: list[Any] = []

        def hold(route: Any) -> None:
            held.append(route)

        page.route(re.compile(r"/editor\.js"), hold, times=1)
        with page.expect_request(re.compile(r"/editor\.js")):
            page.goto(units(site), wait_until="commit")
        page.get_by_role("textbox", name="units.py").fill(OWN)
        held[0].continue_()
        page.wait_for_load_state()
        page.reload()
        assert page.get_by_role("textbox", name="units.py").input_value() == OWN
        assert page.get_by_text("What you typed in this browser").is_visible()
