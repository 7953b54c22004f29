"""Grades what waits: claims it, gives it to an executor, keeps the reports. Any number may run at once."""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading.lasting import EndProcess
from autograder.report import Report
from autograder.service import queue
from autograder.service.database import Database
from autograder.service.errors import DatabaseUnusable
from autograder.service.faults import Faults
from autograder.service.health import beat, forget_beat
from autograder.service.jobs import Job, grade_job, sweep
from autograder.service.models import HandInKind
from autograder.service.queue import LEASE_SECONDS, Claimed

_POLL_SECONDS = 0.1
_BEAT_SECONDS = LEASE_SECONDS / 4
_DATABASE_SECONDS = 2.0
#: How long what is being graded may go on once the worker was told to stop.
GRACE_SECONDS = 8.0

_log = logging.getLogger("rectify")


def worker_name() -> str:
    """A name that no other worker has."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


class Worker:
    """One claimer of hand-ins. ``name`` must be nobody else's: what it held before is let go when it starts.

    ``course`` is read anew for each hand-in, ``isolation`` is how they are graded (``shared``, ``fresh``, ``none``).
    ``public_only``: hand-ins, too, by the public checks, all that there is in a students' course.
    """

    def __init__(
        self,
        database: Database,
        course: Course,
        secret: bytes,
        executor: Executor,
        isolation: str,
        name: str = "",
        *,
        public_only: bool = False,
    ) -> None:
        self._database = database
        self._course = course.root
        self._secret = secret
        self._executor = executor
        self._isolation = isolation
        self._public_only = public_only
        self._faults = Faults()
        self.name = name or worker_name()
        self.jobs = max(1, int(getattr(executor, "_max_workers", 1) or 1))
        self._flying: dict[Future[Report], tuple[Claimed, int]] = {}
        #: What is claimed, by its name and its try: leases of a worker that stood still may be its own again.
        self._held: dict[tuple[str, int], Claimed] = {}

    def run(self, stop: threading.Event, *, once: bool = False) -> None:
        """Grade until ``stop`` is set; then what is being graded has `GRACE_SECONDS`, and is let go.

        ``once``: until nothing is ready any more. A database that does not answer is waited for.
        """
        self._patiently(stop, lambda: queue.release(self._database, self.name))
        with self._beating():
            while not stop.is_set():
                answers = self._take()
                if once and answers and not self._flying:
                    break
                if not answers:
                    stop.wait(_DATABASE_SECONDS)
                self._settle(_POLL_SECONDS, stop)
            self._leave(stop)

    def _take(self) -> bool:
        """Claim as many as may be graded at once; False where the database does not answer."""
        room = self.jobs - len(self._flying)
        try:
            claims = queue.claim(self._database, self.name, room) if room and queue.is_any_ready(self._database) else []
        except DatabaseUnusable as problem:
            _log.warning("%s", problem)
            return False
        self._held |= {(claimed.id, claimed.tries): claimed for claimed in claims}
        for claimed in claims:
            self._submit(claimed, 0)
        return True

    def _submit(self, claimed: Claimed, replaced: int) -> None:
        """Begin to grade; ``replaced`` processes had read another version of the course."""
        future: Future[Report]
        try:
            future = self._executor.submit(grade_job, self._job(claimed))
        except (AutograderError, BrokenExecutor, OSError) as problem:
            future = Future()
            future.set_exception(problem)
        self._flying[future] = claimed, replaced

    def _job(self, claimed: Claimed) -> Job:
        assignment = Course(self._course).assignment(claimed.placement.name)
        return Job(
            course=self._course,
            assignment=assignment.name,
            digest=assignment.digest,
            student=claimed.person.name,
            file_name=claimed.file_name,
            source=claimed.source,
            public_only=self._public_only or claimed.kind is HandInKind.CHECK,
            isolation=self._isolation,
            secret=self._secret,
        )

    def _settle(self, seconds: float, stop: threading.Event) -> None:
        """Keep the reports that are done; wait for one for so long."""
        if not self._flying:
            stop.wait(seconds)
            return
        done, _ = wait(self._flying, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in done:
            claimed, replaced = self._flying.pop(future)
            if isinstance(future.exception(), EndProcess) and replaced <= self.jobs:
                self._submit(claimed, replaced + 1)
                continue
            self._patiently(stop, self._ending(claimed, future))
            self._held.pop((claimed.id, claimed.tries))

    def _ending(self, claimed: Claimed, future: Future[Report]) -> Callable[[], object]:
        """What becomes of a hand-in whose grading has ended."""
        problem = future.exception()
        if problem is None:
            report = future.result()
            return lambda: queue.finish(self._database, claimed, report)
        if isinstance(problem, BrokenExecutor):
            said = "The process that graded this ended by itself, perhaps for want of memory."
        else:
            said = str(problem) if isinstance(problem, AutograderError) else self._faults.note(problem)
        _log.warning("%s: %s", claimed.id, said)
        return lambda: queue.finish_ungraded(self._database, claimed, said)

    def _leave(self, stop: threading.Event) -> None:
        """Wait a little for what is being graded, keep what comes, and let go of the rest."""
        wait(self._flying, timeout=GRACE_SECONDS)
        for future in [future for future in self._flying if future.done()]:
            claimed, _ = self._flying.pop(future)
            if not isinstance(future.exception(), EndProcess | BrokenExecutor | CancelledError):
                self._patiently(stop, self._ending(claimed, future))
                self._held.pop((claimed.id, claimed.tries))
        self._patiently(stop, lambda: queue.give_back(self._database, list(self._held.values())))
        self._patiently(stop, lambda: forget_beat(self._database, self.name))
        self._flying.clear()
        self._held.clear()

    def _patiently(self, stop: threading.Event, action: Callable[[], object]) -> None:
        """Do it as soon as the database answers; once told to stop, try no more than once: the lease will end."""
        while True:
            try:
                action()
            except DatabaseUnusable as problem:
                _log.warning("%s", problem)
                if stop.wait(_DATABASE_SECONDS):
                    return
            else:
                return

    @contextmanager
    def _beating(self) -> Iterator[None]:
        """Within the block, leases are renewed, and this worker is known to be there."""
        ended = threading.Event()
        thread = threading.Thread(target=self._beat, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _beat(self, ended: threading.Event) -> None:
        while True:
            sweep()
            try:
                beat(self._database, self.name, "worker", self.jobs)
                queue.renew(self._database, list(self._held.values()))
            except DatabaseUnusable as problem:
                _log.warning("%s", problem)
            if ended.wait(_BEAT_SECONDS):
                return
