"""The options of an item: those that a bank or a key names, or those that students gave; and which are right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.analysis.responses import Answer, ItemSeen, State

#: More different responses than these are shown by the commonest alone.
MOST = 12
#: Of so many different responses, each of which somebody else gave too, so many are shown.
COMMONEST = 10


@dataclass(frozen=True, slots=True)
class OptionShown:
    """A row of an item's table. ``worth`` is the share of the points for it, from 0 to 1; None where it has no score.

    ``known`` says that it was there to be chosen, whether or not somebody chose it.
    """

    label: str
    text: str
    worth: float | None
    known: bool

    @property
    def key(self) -> bool:
        """Whether it is right."""
        return self.worth == 1.0


@dataclass(frozen=True, slots=True)
class OptionTable:
    """The rows of an item's table; or none, and ``reason`` says why. ``is_open``: students wrote what they liked."""

    options: tuple[OptionShown, ...] = ()
    is_open: bool = False
    reason: str = ""


def options_of(item: ItemSeen, answers: Sequence[Answer]) -> OptionTable:
    """The table's rows for these answers, one for each student; rows of an open item do not hold all responses.

    Options that are known come first, in their own order; then the others that were given, right ones and common ones
    first.
    """
    given = [answer for answer in answers if answer.state is State.GIVEN and answer.chosen]
    known = [OptionShown(option.label, option.text, float(option.key), known=True) for option in item.options]
    if not given and not known:
        return OptionTable(reason="the file does not tell what was chosen")
    if item.varies and not known:
        return OptionTable(reason="it was not the same for all students")
    shares = _shares(item, given)
    if not known and any(len(found) > 1 for found in shares.values()):
        return OptionTable(
            reason="the same response earned different points: it was not the same for all students, or graded by hand"
        )
    counts = Counter(choice for answer in given for choice in answer.chosen)
    for option in item.options:
        del counts[option.label]
    worth = {choice: next(iter(shares[choice]), None) for choice in counts}
    ordered = sorted(counts, key=lambda choice: (worth[choice] != 1.0, -counts[choice], choice))
    if all(len(choice) == 1 for choice in [*counts, *(option.label for option in known)]):
        letters = [*known, *(OptionShown(each, each, worth[each], known=False) for each in counts)]
        return OptionTable(tuple(sorted(letters, key=lambda option: option.label)))
    is_open = len(ordered) > MOST
    if is_open:
        ordered = [choice for choice in ordered if counts[choice] > 1][:COMMONEST]
    shown = (*known, *(OptionShown(each, each, worth[each], known=False) for each in ordered))
    return OptionTable(shown, is_open, "" if shown else "no two students gave the same response")


def _shares(item: ItemSeen, given: Sequence[Answer]) -> dict[str, set[float]]:
    """For each response, the different shares of the points that it earned."""
    shares: dict[str, set[float]] = defaultdict(set)
    for answer in given:
        for choice in answer.chosen:
            shares[choice] |= set() if answer.earned is None else {round(answer.earned / item.possible, 6)}
    return shares
