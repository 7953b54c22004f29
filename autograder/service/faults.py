"""Mistakes of ours in a process that goes on: each is written down once, however often it is met."""

from __future__ import annotations

import traceback

from autograder.grading.own_fault import note_own_fault


class Faults:
    """What was written down so far, by the kind of mistake and the line that it came from."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str, int | None], str] = {}

    def note(self, problem: BaseException) -> str:
        """The sentence that says where the traceback is."""
        frames = traceback.extract_tb(problem.__traceback__)
        file, line = (frames[-1].filename, frames[-1].lineno) if frames else ("", None)
        key = (type(problem).__name__, file, line)
        if key not in self._said:
            self._said[key] = note_own_fault(problem)
        return self._said[key]
