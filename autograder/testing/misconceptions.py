"""Typical wrong answers, and whether a submission behaves like one of them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import torch

from autograder.errors import AuthorError
from autograder.sandbox.answers import Answer, Problem
from autograder.sandbox.inside.calls import Want, copied, perform, seed_generators, worker_seed
from autograder.testing.call import Call
from autograder.testing.data import first_difference
from autograder.testing.modules import load_module
from autograder.testing.submission import Interaction
from autograder.testing.tolerance import GRADIENTS, Tolerance, away_from, differs


@dataclass(frozen=True)
class Misconception:
    """One typical wrong answer to one exercise: its file's name, its hint, and the function itself."""

    name: str
    exercise: str
    hint: str
    function: Callable[..., Any]


def load_misconceptions(paths: Sequence[Path], exercises: Sequence[str]) -> list[Misconception]:
    """Read the files: each defines one exercise's function, and its docstring is the hint.

    Raises AuthorError where a file defines none, or has no docstring.
    """
    found = []
    for path in paths:
        module = load_module(path)
        exercise = _exercise_of(module, path, exercises)
        hint = " ".join((module.__doc__ or "").split())
        if not hint:
            raise AuthorError(f"`{path}` has no docstring: write the hint for whoever makes this mistake there.")
        found.append(Misconception(path.stem, exercise, hint, getattr(module, exercise)))
    return found


def _exercise_of(module: ModuleType, path: Path, exercises: Sequence[str]) -> str:
    defined = [name for name in exercises if isinstance(vars(module).get(name), FunctionType | type)]
    named = [name for name in defined if path.stem.startswith(f"{name}_")]
    choice = max(named or defined, key=len, default="")
    if not choice:
        raise AuthorError(f"`{path}` defines none of this assignment's exercises ({', '.join(exercises)}).")
    return choice


def behaves_like(
    misconception: Misconception, interactions: Sequence[Interaction], seed: int, *, values_only: bool = False
) -> bool:
    """Whether the misconception, asked the same, answers the same: values, dtypes, gradients, exceptions.

    ``values_only`` leaves gradients out: of two right functions, each may choose its own where a branch switches.
    """
    if values_only:
        own = [entry for entry in interactions if entry.target == misconception.exercise]
        asked = [replace(entry, want=replace(entry.want, gradients=False)) for entry in own]
    else:
        asked = _comparable(interactions, misconception.exercise)
    return bool(asked) and all(_same_answers(misconception.function, entry, seed) for entry in asked)


def is_right(misconception: Misconception, interactions: Sequence[Interaction], reference: object, seed: int) -> bool:
    """Whether the reference, asked the same, answers as the misconception does: then it explains no failure there."""
    function = getattr(reference, misconception.exercise, None)
    return function is not None and all(
        _same_answers(misconception.function, replace(entry, answers=_answers(function, entry, seed)), seed)
        for entry in _comparable(interactions, misconception.exercise)
    )


def can_be_compared(interactions: Sequence[Interaction], exercise: str) -> bool:
    """Whether a check asked ``exercise`` for anything that a misconception could answer, too."""
    return bool(_comparable(interactions, exercise))


def _comparable(interactions: Sequence[Interaction], exercise: str) -> list[Interaction]:
    return [entry for entry in interactions if entry.target == exercise and _brought_something(entry)]


def _brought_something(asked: Interaction) -> bool:
    """Whether there is anything to compare: a call that was only counted or timed agrees with every misconception."""
    want = asked.want
    return want.value or want.gradients or want.arguments_after or any(answer.problem for answer in asked.answers)


def _answers(function: Callable[..., Any], asked: Interaction, seed: int) -> list[Answer]:
    """What a function of ours answers to the same calls."""
    function = _asked_by_driver(function, asked, seed)
    return [_answer(function, call, asked.want) for call in asked.calls]


def _answer(function: Callable[..., Any], call: Call, want: Want) -> Answer:
    try:
        ours = _performed(function, call, want)
    except Exception as problem:  # noqa: BLE001  (to raise may be right)
        return Answer(problem=Problem(type(problem).__name__, str(problem)))
    return Answer(ours.get("value"), ours.get("gradients"), ours.get("after", ()))


def _asked_by_driver(function: Callable[..., Any], asked: Interaction, seed: int) -> Callable[..., Any]:
    seed_generators(worker_seed(seed))  # as the worker does before each request
    return function if asked.driver is None else partial(asked.driver, function)


def _performed(function: Callable[..., Any], call: Call, want: Want) -> dict[str, Any]:
    args, kwargs = copied(list(call.args)), copied(dict(call.kwargs))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a mistake may warn, here as in the sandbox
        return perform(function, args, kwargs, replace(want, operators=False))


def _same_answers(function: Callable[..., Any], asked: Interaction, seed: int) -> bool:
    function = _asked_by_driver(function, asked, seed)
    pairs = zip(asked.calls, asked.answers, strict=True)
    return all(_same_answer(function, call, asked, answer) for call, answer in pairs)


def _same_answer(function: Callable[..., Any], call: Call, asked: Interaction, answer: Answer) -> bool:
    want = asked.want
    try:
        ours = _performed(function, call, want)
    except Exception as problem:  # noqa: BLE001  (a misconception may be that the function raises)
        same = answer.problem is not None and answer.problem.kind == type(problem).__name__
        return same and answer.problem is not None and answer.problem.message[:40] == str(problem)[:40]
    if answer.problem is not None or answer.unusable:
        return False
    if "value" in ours and first_difference(answer.value, ours["value"], asked.tolerance) is not None:
        return False
    if not _same_dtype(ours.get("value"), answer.value):
        return False
    if want.arguments_after and first_difference(list(answer.after), ours["after"]) is not None:
        return False
    if not want.gradients:
        return True
    counted = away_from(call.args[0], asked.kinks) if isinstance(call.args[0], torch.Tensor) else None
    return _same_gradients(ours["gradients"], answer.gradients, counted)


def _same_dtype(ours: Any, theirs: Any) -> bool:
    """Of two tensors. Whether a number comes as a float or in an array is nobody's misconception."""
    both = isinstance(ours, torch.Tensor) and isinstance(theirs, torch.Tensor)
    return ours.dtype is theirs.dtype if both else True


def _same_gradients(ours: Sequence[Any] | None, theirs: Sequence[Any] | None, counted: torch.Tensor | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return len(ours) == len(theirs) and all(
        _same_gradient(one, other, counted) for one, other in zip(ours, theirs, strict=True)
    )


def _same_gradient(ours: Any, theirs: Any, counted: torch.Tensor | None) -> bool:
    """Whether two gradients are the same in the entries that are ``counted``."""
    if not isinstance(ours, torch.Tensor) or not isinstance(theirs, torch.Tensor):
        return ours is None and theirs is None
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        return False
    different = differs(theirs, ours, GRADIENTS.get(ours.dtype, Tolerance(0.05, 0.05)))
    return not bool(
        (different & counted if counted is not None and counted.shape == different.shape else different).any()
    )
