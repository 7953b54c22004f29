"""What a class gave: items, and each student's attempts. Every format is read into this, and all figures come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from quizzes.analysis.remarks import Remarks


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """An option that is known beforehand, from a bank or a key: its id, what it says, and whether it is right."""

    label: str
    text: str
    key: bool


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One item as the file names it. ``options`` is empty where only the responses tell what could be chosen.

    ``varies`` says that students had different variants, or different questions, under that name.
    """

    name: str
    text: str
    possible: float
    options: tuple[OptionSeen, ...] = ()
    varies: bool = False


class State(Enum):
    """Whether there is a response."""

    GIVEN = auto()
    MISSING = auto()
    NOT_SHOWN = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one attempt has for one item.

    ``earned`` is in points; None where there is no score, because the item was not shown or is not graded yet.
    ``response`` is what was given, as it reads, "" where the file tells scores alone; ``chosen`` the options in it.
    """

    state: State
    earned: float | None
    response: str = ""
    chosen: tuple[str, ...] = ()


NOT_SHOWN = Answer(State.NOT_SHOWN, None)
#: A missing response counts 0 points, unless the policy leaves it out.
MISSING = Answer(State.MISSING, 0.0)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt of one student: where it stands in the file, its number or time where one is given, its answers.

    ``answers`` holds an answer for each item of the test, in the test's order.
    """

    student: str
    line: int
    answers: tuple[Answer, ...]
    order: tuple[float, ...] = ()

    @property
    def earned(self) -> float:
        """Its points, as far as there is a score."""
        return sum(answer.earned or 0.0 for answer in self.answers)


@dataclass
class Responses:
    """A whole file: what format it was in, its items, its attempts, and all that was left out or taken for granted."""

    source: str
    items: tuple[ItemSeen, ...]
    sittings: list[Sitting]
    remarks: Remarks = field(default_factory=Remarks)
