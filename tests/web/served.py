"""A local site that browsers can open, with a real worker beside it where one is wanted."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from autograder.course.course import Course
from autograder.service.database import Database, database_url
from autograder.web import local
from autograder.web.app import make_app
from autograder.web.server import listen
from autograder.web.site import Settings, Site

LOADED = "Failed to load resource"  # what a browser says of a page whose status is 404 or 422


@contextmanager
def served(course: Course, data: Path) -> Iterator[Site]:
    """The course on a free port, and its doors."""
    database = Database.open(database_url(data))
    with listen("127.0.0.1", 0) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        site = Site(database, course, Settings(public_url=address, local=True, secret=b"s" * 32, data=data))
        local.prepare(site)
        config = uvicorn.Config(make_app(site), log_level="error", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield site
        finally:
            server.should_exit = True
            thread.join()
            database.close()


@contextmanager
def grading(course: Course, data: Path) -> Iterator[None]:
    """`rectify work` on the site's database, in a process of its own."""
    command = [sys.executable, "-m", "autograder.cli", "--course", str(course.root), "work"]
    command += ["--data", str(data), "--jobs", "1", "--isolation", "none"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        try:
            yield
        finally:
            worker.terminate()


@contextmanager
def page_of(browser: Any, site: Site, *, name: str = "", width: int = 1200, **how: Any) -> Iterator[Any]:
    """A page of somebody who came in as ``name``; nothing but this machine is reached, nothing complained of."""
    elsewhere: list[str] = []
    complaints: list[str] = []

    def only_here(route: Any) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": width, "height": 740}, **how)
    context.route("**/*", only_here)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(local.student_link(site.settings))
        if name:
            page.get_by_label("Your name").fill(name)
            page.get_by_role("button", name="Come in").click()
            page.wait_for_url("**/welcome")
        yield page
    finally:
        context.close()
    assert not elsewhere
    assert not [one for one in complaints if not one.startswith(LOADED)]
