"""The checks of one exercise, out of those that were collected for the whole assignment."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.grading.grader import CheckSet
from autograder.testing.checks import Check


@dataclass(frozen=True)
class ChosenChecks(CheckSet):
    """A set of checks that is a part of another."""

    chosen: tuple[Check, ...] = ()

    @classmethod
    def of(cls, whole: CheckSet, exercise: str) -> ChosenChecks:
        """The checks of ``exercise``. Raises AuthorError where they cannot be collected."""
        chosen = tuple(check for check in whole.checks if check.exercise == exercise)
        return cls(whole.assignment, whole.public_only, chosen)

    @property
    def checks(self) -> list[Check]:
        """The checks, collected by the whole."""
        return list(self.chosen)
