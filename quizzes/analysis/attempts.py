"""One attempt of each student: the first, the last or the best. The others are left out, and it is said how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from quizzes.analysis.remarks import Remarks
from quizzes.analysis.responses import Sitting

#: Which attempt of a student counts.
Attempts = Literal["first", "last", "best"]


def one_each(sittings: Sequence[Sitting], which: Attempts, remarks: Remarks) -> list[Sitting]:
    """One attempt of each student, in the order of the file.

    Attempts follow one another by their number or time, where all of a student's have one, else by their lines. Of
    several that are equally good, the first is the best.
    """
    by_student: dict[str, list[Sitting]] = defaultdict(list)
    for sitting in sittings:
        by_student[sitting.student].append(sitting)
    kept = {id(_chosen(attempts, which, remarks)) for attempts in by_student.values()}
    for sitting in sittings:
        if id(sitting) not in kept:
            remarks.say_of(sitting.line, f"left out: another attempt of a student, of whom the {which} counts")
    return [sitting for sitting in sittings if id(sitting) in kept]


def _chosen(attempts: list[Sitting], which: Attempts, remarks: Remarks) -> Sitting:
    if len(attempts) == 1:
        return attempts[0]
    orders = {sitting.order for sitting in attempts}
    if () in orders or len(orders) < len(attempts):
        remarks.say("attempts have no number and no time that can be read: those of a student follow as the lines do")
        ordered = sorted(attempts, key=lambda sitting: sitting.line)
    else:
        ordered = sorted(attempts, key=lambda sitting: sitting.order)
    if which == "best":
        return max(ordered, key=lambda sitting: sitting.earned)
    return ordered[0] if which == "first" else ordered[-1]
