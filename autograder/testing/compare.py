"""Compare a submission's function with what is expected, over many calls in one round trip."""

from __future__ import annotations

from typing import Any

import torch

from autograder.errors import CheckFailed
from autograder.report import Evidence
from autograder.sandbox.answers import Answer
from autograder.testing.answered import problem_error, unusable_error
from autograder.testing.call import Call, Calls, format_value
from autograder.testing.difference import Expected, WrongCall, wrong_values
from autograder.testing.submission import RemoteFunction
from autograder.testing.tolerance import Tolerance, differs, value_tolerance


def require(condition: object, message: str, *, call: str = "", returned: Any = "", expected: Any = "") -> None:
    """Fail the check with ``message`` unless ``condition`` holds; the rest becomes the evidence. Raises CheckFailed."""
    if not condition:
        evidence = Evidence(call=call, returned=_shown(returned), expected=_shown(expected)) if call else None
        raise CheckFailed(message, evidence=evidence)


def compare_values(
    submitted: RemoteFunction, expected: Expected, calls: Calls, tolerance: Tolerance | None = None
) -> None:
    """Shape, dtype and values of every call must be the expected ones.

    ``expected`` is called here with the same arguments. Raises CheckFailed with the simplest failing input, or the
    AnswerError of the first call that gave no value.
    """
    listed = submitted.as_calls(calls)
    tolerance_of = value_tolerance if tolerance is None else lambda _dtype: tolerance
    pending = submitted.start(listed, tolerance=tolerance)
    all_wanted = [expected(*call.args, **call.kwargs) for call in listed]
    wrong: list[WrongCall] = []
    for call, answer, wanted in zip(listed, pending.answers(), all_wanted, strict=True):
        value = tensor_value(submitted.name, call, answer, wanted)
        bad = differs(value, wanted, tolerance_of(wanted.dtype))
        if bad.any():
            wrong.append(WrongCall(call, value, wanted, bad))
    if wrong:
        raise wrong_values(submitted, expected, wrong, tolerance_of)


def tensor_value(name: str, call: Call, answer: Answer, wanted: torch.Tensor) -> torch.Tensor:
    """The answer's tensor, of the wanted shape and dtype. Raises an AnswerError, or CheckFailed with what it is."""
    require_usable(name, call, answer)
    value = answer.value
    if isinstance(value, torch.Tensor) and value.shape == wanted.shape and value.dtype == wanted.dtype:
        return value
    text = call.text(name)
    if not isinstance(value, torch.Tensor):
        raise no_tensor(text, value, call.shown(wanted), call.wanted_kind)
    if value.shape != wanted.shape:
        raise CheckFailed(
            f"`{text}` returned shape {tuple(value.shape)}, expected {tuple(wanted.shape)}.",
            evidence=Evidence(call=text, returned=call.shown(value), expected=call.shown(wanted)),
        )
    raise CheckFailed(
        f"`{text}` returned dtype `{value.dtype}`, expected `{wanted.dtype}`: the input's dtype must be kept.",
        evidence=Evidence(call=text, returned=str(value.dtype), expected=str(wanted.dtype)),
    )


def no_tensor(text: str, value: Any, wanted: str, wanted_kind: str = Call.wanted_kind) -> CheckFailed:
    """The failure of a call that returned something else than a tensor."""
    kind = "nothing (`None`): is a `return` missing?" if value is None else f"a `{type(value).__name__}`."
    evidence = Evidence(call=text, returned=format_value(value), expected=wanted)
    return CheckFailed(f"`{text}` returned {kind} {wanted_kind} is wanted.", evidence=evidence)


def require_usable(name: str, call: Call, answer: Answer) -> None:
    """Raise the AnswerError that ``answer`` amounts to, if it does."""
    if answer.problem is not None:
        raise problem_error(answer.problem, call.text(name))
    if answer.unusable:
        raise unusable_error(answer.unusable, call.text(name))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else format_value(value)
