"""The double of a session: the same conversation in this very process, without walls and without limits.

For the project's own tests, and for the floor that the benchmark measures grading against. Never for a submission
that somebody handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.sandbox.answers import Problem
from autograder.sandbox.inside.calls import copied, worker_seed
from autograder.sandbox.inside.worker import SubmissionWorker
from autograder.sandbox.session import LoadReport, Session


class DirectSession(Session):
    """A session whose worker is an object instead of a process."""

    def __init__(self, cells: Sequence[tuple[str, str]], *, seed: int = 0) -> None:
        self._cells = list(cells)
        self._seed = worker_seed(seed)
        self._reply: dict[str, Any] = {}
        self.renew()

    def renew(self) -> None:
        """Load the file again, into an object of its own."""
        self._worker = SubmissionWorker()
        reply = self._worker.answer({"do": "load", "cells": self._cells, "definitions_only": False, "ready_made": []})
        problems = [Problem.from_data(problem) for problem in reply["problems"]]
        self._report = LoadReport(tuple(reply["names"]), problems)

    @property
    def loaded(self) -> LoadReport:
        """What loading the file showed."""
        return self._report

    def close(self) -> None:
        """Nothing to end."""

    def _ask(self, request: dict[str, Any]) -> None:
        if "calls" in request:  # as over the wire, the submission gets copies of its own
            request["calls"] = [(copied(list(args)), copied(kwargs)) for args, kwargs in request["calls"]]
        self._reply = self._worker.answer(request | {"seed": self._seed})

    def _receive(self) -> dict[str, Any]:
        return self._reply
