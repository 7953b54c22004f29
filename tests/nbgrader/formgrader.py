"""nbgrader's formgrader, served as an instructor serves it, and seen with a browser."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.guarded import guarded
from tests.nbgrader.instructor import Instructor

TOKEN = "a-token-of-the-tests"
START_SECONDS = 120


class Formgrader:
    """The formgrader at ``url``, open in a window of ``browser``: ``page`` is Playwright's."""

    def __init__(self, url: str, browser: Any) -> None:
        self.url = url
        self.page = browser.new_page(viewport={"width": 1200, "height": 900})
        self.page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{url}formgrader?token={TOKEN}")  # from here on the window has the cookie

    def rows(self, path: str) -> list[list[str]]:
        """The table on a page such as ``gradebook`` or ``manage_students/ada``, by the text of its cells."""
        self.page.goto(f"{self.url}formgrader/{path}")
        self.page.wait_for_function(
            "/^(?!.*Loading, please wait).*\\S/s.test(document.querySelector('tbody').innerText)"
        )
        rows = self.page.locator("tbody tr").all()
        return [[text.strip() for text in row.locator("td").all_inner_texts()] for row in rows]

    def open_submission(self, student: str, assignment: str) -> Any:
        """The page where a student's only notebook of an assignment is graded, once its scores and comments are in."""
        self.rows(f"manage_students/{student}/{assignment}")
        self.page.click("tbody a[href*='/formgrader/submissions/']")
        self.page.wait_for_function("window.formgrader?.grades?.loaded && window.formgrader.comments?.loaded")
        return self.page

    def press(self, button: str) -> str:
        """Press a button in the table, by its column's class; what the window says that opens. It is closed again."""
        self.page.click(f"tbody .{button} a")
        self.page.wait_for_selector(".modal.in")
        said: str = self.page.inner_text(".modal.in")
        self.page.click(".modal.in .modal-footer button")
        self.page.wait_for_selector(".modal", state="detached")
        return said

    def enter(self, field: str, text: str) -> None:
        """Type into one of the fields of that page, leave it, and wait until it is saved."""
        with self.page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
            self.page.fill(f"[id='{field}']", text)
            self.page.press(f"[id='{field}']", "Tab")
        assert saved.value.ok


@contextmanager
def serving_formgrader(instructor: Instructor, browser: Any) -> Iterator[Formgrader]:
    """``jupyter server`` in the instructor's course folder, on a free port of this machine's own address alone."""
    runtime = Path(instructor.environment["JUPYTER_RUNTIME_DIR"])
    command = ["jupyter", "server", "--allow-root", "--no-browser", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"]
    log = runtime.parent / "formgrader.log"
    environment = instructor.environment | {"JUPYTER_TOKEN": TOKEN}
    with guarded(command, folder=instructor.folder, log=log, ended_by="TERM", env=environment):
        window = Formgrader(_address(runtime, log), browser)
        yield window
        window.page.close()


def _address(runtime: Path, log: Path) -> str:
    """The server's URL, once it answers."""
    for _ in range(START_SECONDS * 10):
        try:
            url: str = json.loads(next(runtime.glob("jpserver-*.json")).read_text(encoding="utf-8"))["url"]
            urlopen(f"{url}login").close()
        except (StopIteration, ValueError, URLError):
            time.sleep(0.1)
        else:
            return url
    raise AssertionError(f"The formgrader does not answer. Its log:\n{log.read_text(encoding='utf-8')}")
