"""Which exercise of which assignment is meant, from a name or an object and what else the notebook holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from autograder.course.course import Assignment, Course
from autograder.errors import UnknownAssignment, WrongUsage
from autograder.notebook_check.live import Live


@dataclass(frozen=True)
class Wanted:
    """The assignment, the exercise (empty: all of them), and the names as they are to be understood."""

    assignment: Assignment
    exercise: str
    live: Live

    @property
    def exercises(self) -> list[str]:
        """The names of the exercises that are looked at."""
        return [self.exercise] if self.exercise else [one.name for one in self.assignment.spec.exercises]


def find_wanted(course: Course, live: Live, target: Any, assignment: str | None) -> Wanted:
    """What ``check(target, assignment=…)`` asks for; no target (None) means all exercises.

    Raises WrongUsage and its subclasses, in words for whoever called.
    """
    candidates = [course.assignment(assignment)] if assignment else list(course.assignments)
    if target is None:
        return Wanted(_by_names(candidates, live), "", live)
    names = _names_of(target, live)
    holders = [one for one in candidates if _exercises(one) & set(names)]
    if not holders:
        raise WrongUsage(_unknown(names[0], candidates, assignment))
    found = holders[0] if len(holders) == 1 else _by_names(holders, live, names[0])
    name = next(name for name in names if name in _exercises(found))
    if isinstance(target, str):
        if name not in live.names:
            raise WrongUsage(_missing(name, live))
    else:
        live = live.meaning(name, target)
    return Wanted(found, name, live)


def _names_of(target: Any, live: Live) -> list[str]:
    """What ``target`` is called, the likeliest name first. Raises WrongUsage where it is nothing to check."""
    if isinstance(target, str):
        return [target]
    own = getattr(target, "__name__", None)
    if not callable(target) or not isinstance(own, str | None) or (own is None and hasattr(target, "shape")):
        raise WrongUsage(
            f"`check` takes a function, a class or a name; this is a `{type(target).__name__}`. Write `check(relu)`, "
            "without calling it."
        )
    bound = [name for name, value in live.names.items() if value is target and not name.startswith("_")]
    first = [own] if own and not own.startswith("<") else []
    return [*first, *bound] or [f"{type(target).__name__}"]


def _exercises(assignment: Assignment) -> set[str]:
    return {exercise.name for exercise in assignment.spec.exercises}


def _by_names(candidates: list[Assignment], live: Live, name: str = "") -> Assignment:
    """By the notebook's own name, else by the exercises that it holds. Raises UnknownAssignment where nothing tells."""
    stem = live.title.rpartition(".")[0].lower()
    exact = [one for one in candidates if one.name == stem] or [one for one in candidates if one.name in stem]
    if len(exact) == 1:
        return exact[0]
    if len(candidates) == 1:
        return candidates[0]
    counts: Mapping[str, int] = {one.name: len(_exercises(one) & live.names.keys()) for one in candidates}
    most = max(counts.values(), default=0)
    best = [one for one in candidates if counts[one.name] == most > 0]
    if len(best) == 1:
        return best[0]
    listed = ", ".join(f"`{one.name}`" for one in best or candidates)
    call = f"check({name}, " if name else "check("
    what = f"`{name}` is an exercise of several assignments" if name else "Nothing here tells which assignment it is"
    raise UnknownAssignment(f'{what}. Say which: `{call}assignment="NAME")`, NAME being one of {listed}.')


def _unknown(name: str, candidates: list[Assignment], assignment: str | None) -> str:
    known = sorted({exercise for one in candidates for exercise in _exercises(one)})
    near = get_close_matches(name, known, 1)
    where = f"in `{assignment}`" if assignment else "in this course"
    if near:
        return f"There is no exercise `{name}` {where}. Did you mean `{near[0]}`? It has to have exactly this name."
    listed = ", ".join(f"`{one}`" for one in known) if assignment else "`check()` checks all that is here."
    return f"There is no exercise `{name}` {where}. {'There are: ' + listed + '.' if assignment else listed}"


def _missing(name: str, live: Live) -> str:
    where = "notebook" if live.is_notebook else "file"
    return f"`{name}` is not defined in the {where} yet. Write it, run its cell, then check again."
