"""Whoever was found to write from scratch is watched on: an answer could behave only while it is looked at."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import CheckFailed
from autograder.report import Evidence
from autograder.sandbox.answers import Answer
from autograder.sandbox.session import PendingCall
from autograder.testing.call import Call
from autograder.testing.scratch import ScratchRule

#: Recording makes an answer that loops over entries some times slower: no call with more entries is recorded.
_MOST_ENTRIES = 10_000


class ScratchWatch:
    """Chooses one call of each later request to be recorded, which the submission cannot foresee; and judges it."""

    def __init__(self, rule: ScratchRule, seed: int) -> None:
        self._rule = rule
        self._random = random.Random(f"{seed}: watched calls")  # noqa: S311  (secret, since the seed is)
        self._watched: set[tuple[str, str]] = set()

    def begin(self, exercise: str, driver: str = "") -> None:
        """Watch the answer to ``exercise`` from now on, called by itself or by the driver of that name."""
        self._watched.add((exercise, driver))

    def choose(self, target: str, driver: str, calls: Sequence[Call]) -> int | None:
        """The number of the call to record, if any."""
        if (target, driver) not in self._watched:
            return None
        numbers = [number for number, call in enumerate(calls) if call.size <= _MOST_ENTRIES]
        return self._random.choice(numbers) if numbers else None

    def judge(self, exercise: str, call: Call, answer: Answer) -> None:
        """Raises CheckFailed, forbidden, where the recorded call went through what is ready-made."""
        found = self._rule.forbidden_operators(answer.operators)
        if not found:
            return
        text = call.text(exercise)
        raise CheckFailed(
            f"When `{exercise}` ran, it went through the ready-made `{found[0]}`, by whatever name. "
            "Write the function from its formula.",
            evidence=Evidence(call=text, returned=f"ran {found[0]}", expected="an answer from scratch"),
            forbidden=True,
        )


@dataclass(frozen=True, slots=True)
class WatchedCall:
    """Calls that are being answered, one of them recorded."""

    pending: PendingCall
    watch: ScratchWatch
    target: str
    calls: Sequence[Call]
    number: int

    def answers(self) -> list[Answer]:
        """Wait for the answers. Raises CheckFailed where the recorded call went through what is ready-made."""
        answers = self.pending.answers()
        self.watch.judge(self.target, self.calls[self.number], answers[self.number])
        return answers
