"""What several tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course
from tests.box import HURRIED, Box
from tests.postgres import Server, programs, serving
from tests.small_course import make_small_course

ROOT = Path(__file__).parent.parent
_LONGEST_VALUE_IN_A_NAME = 80
#: The files that take longest, longest first: who shares out the files begins with them, so that all end together.
LONGEST_FILES = (
    "test_odd_answers.py",
    "nbgrader/test_semester.py",
    "quizzes/test_web_browser.py",
    "web/test_explorers_pages.py",
    "test_bundled_classes.py",
    "test_grading_class.py",
    "test_notebook_check.py",
    "service/test_kills.py",
    "web/test_pages_browser.py",
    "web/test_teaching_browser.py",
    "test_pytest_plugin.py",
    "nbgrader/test_class_grading.py",
    "doors/test_gradescope.py",
    "service/test_commands.py",
    "nbgrader/test_formgrader.py",
    "test_notebook_serve.py",
    "test_sandbox_spawned.py",
    "test_grading_executors.py",
    "quizzes/test_proofs.py",
    "quizzes/test_exchange_cartridge.py",
    "quizzes/test_exchange_qti21_import.py",
)

#: Debian's names of one engine. The shell comes first: a whole browser draws a window around each page, with toolbars
#: that are pages themselves, and takes five times the processor time.
BROWSERS = ("chromium-headless-shell", "chromium")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """What a parameter's value is called in a test's name: bytes and texts that nobody could read, by the parameter.

    Two processes that run the tests must find the same names, and what is packed or drawn may hold the time.
    """
    if isinstance(val, bytes):
        return argname
    unreadable = isinstance(val, str) and (len(val) > _LONGEST_VALUE_IN_A_NAME or not val.isprintable())
    return argname if unreadable else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first, then those that start a browser or a database server."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST_FILES)}
    servers = {item.path for item in items if {"browser", "postgres"} & set(getattr(item, "fixturenames", ()))}
    items.sort(key=lambda item: places.get(item.path, len(places) + (item.path not in servers)))


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this checkout."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def sandbox() -> None:
    """Skips where the sandbox cannot be built, with the reason; fails instead where $RECTIFY_REQUIRE_SANDBOX is set."""
    from autograder.sandbox.bubblewrap import why_no_sandbox

    reason = why_no_sandbox()
    if reason and os.environ.get("RECTIFY_REQUIRE_SANDBOX"):
        pytest.fail(f"The sandbox is required here: {reason}")
    if reason:
        pytest.skip(reason)


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own progress, secret or course."""
    monkeypatch.setenv("RECTIFY_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("RECTIFY_SECRET_FILE", str(tmp_path_factory.mktemp("secret") / "secret"))
    monkeypatch.delenv("RECTIFY_COURSE", raising=False)
    monkeypatch.delenv("RECTIFY_DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def box(sandbox: None) -> Iterator[Box]:
    """A sandbox for hostile code."""
    made = Box()
    yield made
    made.zygote.close()


@pytest.fixture(scope="session")
def hurried(sandbox: None) -> Iterator[Box]:
    """A sandbox whose clocks run out soon, for loops that never end."""
    made = Box(HURRIED)
    yield made
    made.zygote.close()


@pytest.fixture
def small(tmp_path: Path) -> Course:
    """A course with one assignment of one exercise."""
    return make_small_course(tmp_path)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server; skips where none is installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed; `.ci/run` installs it")
    with serving(binaries) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium, driven by playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        pytest.skip(f"{BROWSERS[0]} is not installed; `.ci/run` installs it")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=flags)
        yield opened
        opened.close()
