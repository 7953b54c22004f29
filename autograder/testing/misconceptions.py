"""Typical wrong answers, and whether a submission behaves like one of them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import torch

from autograder.errors import AuthorError
from autograder.sandbox.inside.calls import Want, perform
from autograder.sandbox.session import Answer
from autograder.testing.call import Call
from autograder.testing.modules import load_module
from autograder.testing.submission import Interaction
from autograder.testing.tolerance import GRADIENTS, Tolerance, differs, value_tolerance


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


def behaves_like(misconception: Misconception, interactions: Sequence[Interaction], seed: int) -> bool:
    """Whether the misconception, asked the same, gives the same answers: values, dtypes, gradients, kinds of exception."""
    asked = [entry for entry in interactions if entry.target == misconception.exercise]
    return bool(asked) and all(_same_answers(misconception.function, entry, seed) for entry in asked)


def _same_answers(function: Callable[..., Any], asked: Interaction, seed: int) -> bool:
    torch.default_generator.manual_seed(seed % 2**63)  # as the worker does before each request
    pairs = zip(asked.calls, asked.answers, strict=True)
    return all(_same_answer(function, call, asked.want, answer) for call, answer in pairs)


def _same_answer(function: Callable[..., Any], call: Call, want: Want, answer: Answer) -> bool:
    args = [_copied(arg) for arg in call.args]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a mistake may warn, here as in the sandbox
            ours = perform(function, args, dict(call.kwargs), Want(want.gradients, want.weighted, want.arguments_after))
    except Exception as problem:  # noqa: BLE001  (a misconception may be that the function raises)
        same = answer.problem is not None and answer.problem.kind == type(problem).__name__
        return same and answer.problem is not None and answer.problem.message[:40] == str(problem)[:40]
    if answer.problem is not None or answer.unusable:
        return False
    if want.value and not _same(ours["value"], answer.value):
        return False
    if want.arguments_after and not all(map(_same, ours["after"], answer.after)):
        return False
    return not want.gradients or _same_gradients(ours["gradients"], answer.gradients)


def _copied(arg: Any) -> Any:
    """A copy with the same strides, so that what fails on an expanded tensor fails on the copy."""
    if not isinstance(arg, torch.Tensor) or arg.numel() == 0:
        return arg
    span = 1 + sum((size - 1) * stride for size, stride in zip(arg.shape, arg.stride(), strict=True))
    return arg.as_strided((span,), (1,)).clone().as_strided(arg.shape, arg.stride())


def _same_gradients(ours: Sequence[Any] | None, theirs: Sequence[Any] | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return len(ours) == len(theirs) and all(_same(one, other, gradient=True) for one, other in zip(ours, theirs, strict=True))


def _same(ours: Any, theirs: Any, *, gradient: bool = False) -> bool:
    if not isinstance(ours, torch.Tensor) or not isinstance(theirs, torch.Tensor):
        return type(ours) is type(theirs) and (ours is None or bool(ours == theirs))
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        return False
    loose = Tolerance(0.05, 0.05)
    tolerance = GRADIENTS.get(ours.dtype, loose) if gradient else value_tolerance(ours.dtype)
    return not bool(differs(theirs, ours, tolerance).any())
