"""A process that sends scores to an LMS which is a file: down now and then, slow, and sometimes its answer is lost.

    python -m tests.service.lms_process DATABASE_URL FILE

Run by the tests, which kill it.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from pathlib import Path

from autograder.service import outbox
from autograder.service.database import Database
from autograder.service.outbox import Later, Passback
from autograder.service.outgoing import Outgoing


class FileLms:
    """Takes scores as lines of a file; ``chance`` gives numbers from 0 to 1."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self._path, self._chance = path, chance

    def send(self, outgoing: Outgoing) -> None:
        """Take it, or not, or take it and not say so."""
        fate = self._chance.random()
        if fate < 0.15:
            raise Later("It does not answer.", 0.0)
        time.sleep(0.01 * self._chance.random())
        line = json.dumps([outgoing.person.key, outgoing.made_at, outgoing.score]) + "\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, line.encode())
        os.close(handle)
        if fate > 0.9:
            raise Later("It took the score, and its answer was lost.", 0.0)


if __name__ == "__main__":
    # Days in a minute: what a test can wait for.
    outbox._FIRST_SECONDS, outbox._LEASE_SECONDS, outbox._POLL_SECONDS = 0.2, 3.0, 0.05
    outbox._LONGEST_PAUSE_SECONDS = 0.1
    Passback(Database.open(sys.argv[1]), FileLms(Path(sys.argv[2]), random.Random())).run(threading.Event())
