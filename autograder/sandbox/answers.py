"""What comes back from a worker, read with suspicion: answers to calls, and exceptions as they describe themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.errors import OutOfMemory, UnusableAnswer

FORGED = "the sandbox was sent a frame that no worker writes"


@dataclass(frozen=True, slots=True)
class Problem:
    """An exception inside the sandbox, as it described itself; none of it is trusted to be true."""

    kind: str
    message: str
    place: str = ""
    line: int = 0
    text: str = ""
    memory: bool = False

    @classmethod
    def from_data(cls, data: Any) -> Problem:
        """Read what a worker sent. Raises UnusableAnswer where it is no problem's shape."""
        expected = {"kind": str, "message": str, "place": str, "line": int, "text": str, "memory": bool}
        if not isinstance(data, dict) or any(type(data.get(key)) is not kind for key, kind in expected.items()):
            raise UnusableAnswer(FORGED)
        return cls(**{key: data[key] for key in expected})

    @property
    def where(self) -> str:
        """``rectifiers.py, line 12``, or nothing where it is unknown."""
        return f"{self.place}, line {self.line}" if self.place and self.line else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call brought back: its value and extras, or why there is none."""

    value: Any = None
    gradients: Sequence[Any] | None = None
    after: Sequence[Any] = ()
    operators: Sequence[str] = ()
    operator_count: int = 0
    problem: Problem | None = None
    unusable: str = ""


def read_answer(entry: Any) -> Answer:
    """One answer from what a worker sent. Raises OutOfMemory, and UnusableAnswer where it is none."""
    if not isinstance(entry, dict):
        raise UnusableAnswer(FORGED)
    if "raised" in entry:
        problem = Problem.from_data(entry["raised"])
        if problem.memory:
            raise OutOfMemory("asked for more memory than a submission may have.")
        return Answer(problem=problem)
    if "unusable" in entry:
        return Answer(unusable=str(entry["unusable"]))
    gradients, after, operators = entry.get("gradients"), entry.get("after", []), entry.get("operators", [])
    count = entry.get("operator_count", 0)
    if not isinstance(gradients, list | None) or not isinstance(after, list) or not isinstance(operators, list):
        raise UnusableAnswer(FORGED)
    names = tuple(str(name) for name in operators)
    return Answer(entry.get("value"), gradients, after, names, count if type(count) is int else 0)
