"""The graders that a process keeps for more tasks, and the sandbox that they use by turns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.course import Assignment

if TYPE_CHECKING:
    from autograder.grading.grader import Grader
    from autograder.sandbox.opening import KeptSandbox


class KeptGraders:
    """One grader for each assignment and isolation, made at its first use. They grade one at a time; release them."""

    def __init__(self) -> None:
        self._graders: dict[tuple[Path, str, bool], Grader] = {}
        self._sandboxes: dict[str, KeptSandbox] = {}

    def of(self, assignment: Assignment, isolation: str, *, public_only: bool = False) -> Grader:
        """The grader for ``assignment``: with all checks, or the public ones alone."""
        key = (assignment.folder, isolation, public_only)
        if key not in self._graders:
            from autograder.grading.grader import CheckSet, Grader, Isolation

            checks = CheckSet(assignment, public_only=public_only)
            self._graders[key] = Grader(checks, Isolation(isolation), self.sandbox(isolation))
        return self._graders[key]

    def sandbox(self, isolation: str) -> KeptSandbox:
        """One for all that may share it; those graded ``fresh`` close it before each submission."""
        from autograder.sandbox.opening import KeptSandbox

        return self._sandboxes.setdefault(isolation, KeptSandbox(walled=isolation != "none"))

    def keep(self, grader: Grader) -> None:
        """Have tasks of the grader's assignment graded with it, and close it with the others."""
        checks = grader.check_set
        self._graders[checks.assignment.folder, grader.isolation.value, checks.public_only] = grader

    def release(self) -> None:
        """Close every sandbox, and forget the graders."""
        for grader in self._graders.values():
            grader.close()
        for sandbox in self._sandboxes.values():  # its graders may have been replaced by others
            sandbox.close()
        self._graders.clear()
        self._sandboxes.clear()
