"""``rectify serve``: the pages, what grades, and what sends scores to the LMS, until it is told to stop."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import rich_click as click

from autograder.cli.console import say
from autograder.cli.jobs import available_processors
from autograder.cli.service_options import (
    cluster_option,
    data_option,
    isolation_option,
    log_to_stderr,
    require_gradable,
    stop_on_signals,
)
from autograder.errors import WrongUsage

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from autograder.course.course import Course
    from autograder.service.database import Database
    from autograder.service.outbox import Sender
    from autograder.service.supervisor import Supervisor
    from autograder.web.site import Site

_FRAMES_SECONDS = 10.0


@click.command("serve")
@click.option(
    "--local", is_flag=True, help="Without an LMS, for a workshop or for yourself: by links, not by launches."
)
@data_option()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; `0.0.0.0` for all.")
@click.option("--port", type=int, default=8000, show_default=True, metavar="N", help="0 takes any that is free.")
@click.option(
    "--public-url", envvar="RECTIFY_PUBLIC_URL", metavar="URL", help="The address that browsers see: `https://…`."
)
@click.option(
    "--proxy", "proxies", multiple=True, metavar="IP", help="A proxy before it, whose word on who asks is taken."
)
@click.option(
    "--workers",
    type=click.IntRange(0, 256),
    default=None,
    metavar="N",
    help="How many hand-ins to grade at a time; 0: none here, `rectify work` does it. Default: one per processor.",
)
@click.option(
    "--most-people",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    metavar="N",
    help="How many students `--local` lets in.",
)
@isolation_option()
@cluster_option()
@click.pass_obj
def command(course: Path | None, /, **given: Any) -> None:
    """Serve assignments, quizzes and explorers: to the courses of an LMS, or with `--local` to whoever has a link.

    For an LMS, `rectify lti setup` says what to enter there. Ctrl-C ends it; what was handed in is kept.
    """
    _require_extra()
    from autograder.course.course import find_course
    from autograder.service.database import Database, database_url
    from autograder.service.outbox import Passback
    from autograder.web.server import listen, serve

    options = _Options(**given)
    if not options.local and not options.public_url:
        raise WrongUsage(
            "An LMS opens the pages by their public address: name it with `--public-url https://…`. "
            "Without an LMS, use `--local`."
        )
    found = find_course(course)
    public_only = options.local and not (found.root / "solutions").is_dir()
    if options.jobs and not options.cluster:
        require_gradable(found, options.isolation, public_only=public_only)
    if public_only:
        say("This is the students' course: what is handed in is graded by the public checks alone.", "yellow")
    log_to_stderr()
    stop = stop_on_signals()
    if not options.local:
        from autograder.lti import tables  # the database makes these, too

        assert tables.platforms is not None
    database = Database.open(database_url(options.data))
    with listen(options.host, options.port) as listener:
        address = options.public_url or f"http://{_in_url(options.host)}:{listener.getsockname()[1]}"
        app, sender = _pages(database, found, options, address)
        with _Beside(stop) as beside:
            if options.jobs:
                beside.start(_worker(found, options, public_only=public_only).run)
            if sender is not None:
                beside.start(Passback(database, sender).run)
            serve(app, listener, proxies=options.proxies)
    database.close()
    say("Ended.", "dim")


@dataclass(frozen=True)
class _Options:
    """What was asked for, as the options have it."""

    local: bool
    data: Path
    host: str
    port: int
    public_url: str | None
    proxies: tuple[str, ...]
    workers: int | None
    most_people: int
    isolation: str
    cluster: str | None

    @property
    def jobs(self) -> int:
        """How many to grade at a time."""
        return available_processors() if self.workers is None else self.workers


class _Beside:
    """What runs in threads beside the pages, and is ended with them."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self

    def start(self, run: Callable[[threading.Event], None]) -> None:
        """Run ``run(stop)`` in a thread."""
        thread = threading.Thread(target=run, args=(self._stop,))
        self._threads.append(thread)
        thread.start()

    def __exit__(self, *_problem: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def _pages(database: Database, course: Course, options: _Options, address: str) -> tuple[ASGIApp, Sender | None]:
    """The application, with the LMS's side of it and what sends scores there, or the local doors."""
    from pydantic import ValidationError

    from autograder.course.secret import course_secret
    from autograder.web.app import make_app
    from autograder.web.entrance import Entrance
    from autograder.web.site import Settings, Site

    secret = hmac.digest(course_secret(course.root), b"rectify serve", hashlib.sha256)
    token = os.environ.get("RECTIFY_METRICS_TOKEN") or None
    try:
        settings = Settings(
            public_url=address,
            local=options.local,
            secret=secret,
            data=options.data,
            metrics_token=token,
            most_people=options.most_people,
        )
    except ValidationError as problem:
        said = problem.errors()[0]["msg"].removeprefix("Value error, ")
        raise WrongUsage(f"The settings cannot be: {said}.") from problem
    if options.local:
        site = Site(database, course, settings)
        _say_links(site)
        return make_app(site), None
    from autograder.cli.lti_offers import offers_of
    from autograder.lti.roster import Roster
    from autograder.lti.routes import make_tool, routes
    from autograder.lti.sender import AgsSender
    from autograder.lti.settings import settings_of

    tool = make_tool(database, settings_of(address, options.data), lambda: offers_of(course))
    site = Site(database, course, settings, _Frames(database), Roster(tool))
    say(f"The pages are at {settings.public_url}. `rectify lti setup` says what to enter in your LMS. Ctrl-C ends it.")
    return make_app(site, routes(tool, Entrance(site))), AgsSender(tool)


class _Frames:
    """The origins that may show the pages in a frame: asked for with each page, and looked up now and then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._found: Sequence[str] = ()
        self._read_at = -_FRAMES_SECONDS

    def __call__(self) -> Sequence[str]:
        """The origins. A database that does not answer is the page's to complain of."""
        from autograder.lti.platforms import frame_origins
        from autograder.service.errors import DatabaseUnusable

        if time.monotonic() - self._read_at >= _FRAMES_SECONDS:
            self._read_at = time.monotonic()
            with contextlib.suppress(DatabaseUnusable), self._database.read() as connection:
                self._found = frame_origins(connection)
        return self._found


def _worker(course: Course, options: _Options, *, public_only: bool) -> Supervisor:
    """What keeps `rectify work` running beside the pages."""
    from autograder.service.supervisor import Supervisor
    from autograder.service.worker import GRACE_SECONDS, worker_name

    command = [sys.executable, "-m", "autograder.cli", "--course", str(course.root), "work", "--with-input"]
    # Whoever bears the name lets go what the one before held: there is one at a time.
    command += ["--name", worker_name(), "--data", str(options.data), "--jobs", str(options.jobs)]
    command += ["--isolation", options.isolation, *(["--cluster", options.cluster] if options.cluster else [])]
    command += ["--public-only"] if public_only else []
    return Supervisor(command, name="The grading", grace_seconds=GRACE_SECONDS + 10)


def _say_links(site: Site) -> None:
    """Where students and the instructor come in."""
    from autograder.web.local import instructor_link, prepare, student_link

    prepare(site)
    say(f"For students      {student_link(site.settings)}", "bold")
    say(f"For yourself      {instructor_link(site.settings)}")
    say("Whoever has a link comes in by it. Ctrl-C ends the pages; what was handed in is kept.", "dim")


def _require_extra() -> None:
    """Raises WrongUsage where what the pages need is not installed."""
    missing = [name for name in ("sqlalchemy", "pylti1p3", "prometheus_client") if find_spec(name) is None]
    if missing:
        raise WrongUsage(f'`{missing[0]}` is not installed here. Install it with: pip install "rectify-course[serve]"')


def _in_url(host: str) -> str:
    """The host as it stands in an address that a browser on this machine can open."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104  (compared with, not listened at)
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
