"""Compare a submission's function with what is expected, over many calls in one round trip, and explain the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from autograder.errors import CheckFailed, UnusableAnswer
from autograder.report import Curve, Evidence
from autograder.sandbox.inside.calls import Want, perform
from autograder.sandbox.session import Answer
from autograder.testing.call import Call, Calls, as_calls, format_number, format_pair, format_value, simplicity
from autograder.testing.submission import RemoteFunction, problem_error
from autograder.testing.tolerance import GRADIENTS, Tolerance, differs, value_tolerance

Expected = Callable[..., Any]
ToleranceOf = Callable[[torch.dtype], Tolerance]

_CURVE_POINTS = 121
_CURVE_HALF_WIDTH = 6.0
_TRIED_ALONE = 6


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
    listed = as_calls(calls)
    tolerance_of = value_tolerance if tolerance is None else lambda _dtype: tolerance
    answers = submitted.many(listed)
    wrong: list[tuple[Call, torch.Tensor, torch.Tensor, torch.Tensor]] = []
    for call, answer in zip(listed, answers, strict=True):
        wanted = expected(*call.args, **call.kwargs)
        value = tensor_value(submitted.name, call, answer, wanted)
        bad = differs(value, wanted, tolerance_of(wanted.dtype))
        if bad.any():
            wrong.append((call, value, wanted, bad))
    if wrong:
        raise _wrong_values(submitted, expected, wrong, tolerance_of)


def compare_gradients(
    submitted: RemoteFunction,
    expected: Expected,
    calls: Calls,
    kinks: Sequence[float] = (0.0,),
    *,
    weighted: bool = False,
) -> None:
    """The gradient of the summed output, with regard to every floating tensor argument, must be the expected one.

    Entries of the first argument that sit on one of ``kinks``, where a definition switches branch and any choice is
    right, are left out. ``weighted`` sums the output with fixed uneven weights: for functions whose plain sum is flat.
    """
    listed = as_calls(calls)
    want = Want(gradients=True, weighted=weighted, value=False)
    answers = submitted.many(listed, want)
    for call, answer in zip(listed, answers, strict=True):
        text = call.text(submitted.name)
        wanted = perform(expected, call.args, call.kwargs, want)["gradients"]
        found = gradients_value(text, answer, len(wanted))
        for number, (ours, theirs) in enumerate(zip(found, wanted, strict=True)):
            if theirs is not None:
                _compare_gradient(submitted.name, call, number, ours, theirs, kinks)


def tensor_value(name: str, call: Call, answer: Answer, wanted: torch.Tensor) -> torch.Tensor:
    """The answer's tensor, of the wanted shape and dtype. Raises an AnswerError, or CheckFailed that says what it is."""
    text = call.text(name)
    if answer.problem is not None:
        raise problem_error(answer.problem, text)
    if answer.unusable:
        raise UnusableAnswer(f"`{text}` returned something that cannot be graded: {answer.unusable}.", call=text)
    value = answer.value
    if not isinstance(value, torch.Tensor):
        kind = "nothing (`None`): is a `return` missing?" if value is None else f"a `{type(value).__name__}`."
        raise CheckFailed(
            f"`{text}` returned {kind} A tensor is wanted.",
            evidence=Evidence(call=text, returned=format_value(value), expected=format_value(wanted)),
        )
    if value.shape != wanted.shape:
        raise CheckFailed(
            f"`{text}` returned shape {tuple(value.shape)}, expected {tuple(wanted.shape)}.",
            evidence=Evidence(call=text, returned=format_value(value), expected=format_value(wanted)),
        )
    if value.dtype != wanted.dtype:
        raise CheckFailed(
            f"`{text}` returned dtype `{value.dtype}`, expected `{wanted.dtype}`: the input's dtype must be kept.",
            evidence=Evidence(call=text, returned=str(value.dtype), expected=str(wanted.dtype)),
        )
    return value


def gradients_value(text: str, answer: Answer, count: int) -> Sequence[torch.Tensor | None]:
    """The answer's gradients. Raises an AnswerError, or CheckFailed where autograd is cut off."""
    if answer.problem is not None:
        raise problem_error(answer.problem, text)
    if answer.unusable:
        raise UnusableAnswer(f"`{text}` returned something that cannot be graded: {answer.unusable}.", call=text)
    if answer.gradients is None:
        raise CheckFailed(
            f"`{text}` does not depend on its input as far as autograd can see. "
            "Keep to torch operations: `.item()`, `.detach()`, `.numpy()`, `no_grad` and new tensors made from numbers cut it off."
        )
    gradients = answer.gradients
    if len(gradients) != count or not all(entry is None or isinstance(entry, torch.Tensor) for entry in gradients):
        raise UnusableAnswer(f"`{text}` sent back gradients that no worker writes.", call=text)
    return gradients


def _compare_gradient(
    name: str, call: Call, number: int, ours: torch.Tensor | None, theirs: torch.Tensor, kinks: Sequence[float]
) -> None:
    text = call.text(name)
    argument = "its input" if number == 0 else f"tensor argument {number + 1}"
    if ours is None:
        raise CheckFailed(f"`{text}`: autograd finds no way from the output back to {argument}.")
    if ours.shape != theirs.shape:
        raise CheckFailed(f"`{text}`: the gradient of {argument} has shape {tuple(ours.shape)}, not {tuple(theirs.shape)}.")
    bad = differs(ours, theirs, GRADIENTS.get(theirs.dtype, Tolerance(0.05, 0.05)))
    first = call.args[0]
    if isinstance(first, torch.Tensor) and first.shape == bad.shape:
        for kink in kinks:
            bad &= (first - kink).abs() > 1e-9
    if not bad.any():
        return
    if isinstance(first, torch.Tensor) and first.shape == bad.shape:
        x, got, wanted = min(_failing(first, ours, theirs, bad), key=lambda entry: simplicity(entry[0]))
        one, other = format_pair(got, wanted)
        at = f"{name}({format_number(x)})" if number == 0 else text
        raise CheckFailed(
            f"The gradient of `{at}` is {one}, expected {other}." + _nan_hint(got),
            evidence=Evidence(call=f"d/dx {at}", returned=one, expected=other),
        )
    got, wanted = ours[bad].flatten()[0].item(), theirs[bad].flatten()[0].item()
    one, other = format_pair(got, wanted)
    raise CheckFailed(
        f"`{text}`: the gradient of {argument} is {one}, expected {other}." + _nan_hint(got),
        evidence=Evidence(call=f"gradient of {text}", returned=one, expected=other),
    )


def _nan_hint(got: float) -> str:
    if got == got:  # noqa: PLR0124  (the one value that differs from itself)
        return ""
    return (
        " A branch that `torch.where` does not choose still takes part in the gradient: if it overflows, 0 * inf is NaN. "
        "Clamp what goes into it first."
    )


def _failing(
    inputs: torch.Tensor, values: torch.Tensor, wanted: torch.Tensor, bad: torch.Tensor
) -> Iterator[tuple[float, float, float]]:
    columns = (part[bad].to(torch.float64).tolist() for part in (inputs, values, wanted))
    return zip(*columns, strict=True)


def is_elementwise(expected: Expected, call: Call) -> bool:
    """Whether ``expected`` treats every entry of the first argument alone, the other arguments kept."""
    probe = torch.tensor([-1.3, 0.4, 2.2], dtype=torch.float64)
    if any(isinstance(arg, torch.Tensor) and arg.numel() > 1 for arg in call.args[1:]):
        return False
    try:
        whole = expected(*call.with_first(probe).args, **call.kwargs)
        parts = [expected(*call.with_first(probe[i : i + 1]).args, **call.kwargs) for i in range(3)]
    except Exception:  # noqa: BLE001  (a function that cannot be asked this way is not element-wise)
        return False
    return whole.shape == probe.shape and torch.allclose(torch.cat(parts), whole)


def _wrong_values(
    submitted: RemoteFunction,
    expected: Expected,
    wrong: list[tuple[Call, torch.Tensor, torch.Tensor, torch.Tensor]],
    tolerance_of: ToleranceOf,
) -> CheckFailed:
    call, value, wanted, bad = min(wrong, key=lambda entry: entry[0].size)
    first = call.args[0] if call.args else None
    if not isinstance(first, torch.Tensor) or first.shape != wanted.shape or not is_elementwise(expected, call):
        text = call.text(submitted.name)
        one, other = format_pair(value[bad].flatten()[0].item(), wanted[bad].flatten()[0].item())
        if value.numel() <= 8:
            one, other = format_value(value), format_value(wanted)
        return CheckFailed(
            f"`{text}` returned {one}, expected {other}." if value.numel() <= 8 else f"In `{text}` an entry is {one}, expected {other}.",
            evidence=Evidence(call=text, returned=one, expected=other),
        )
    entries = [entry for c, v, w, b in wrong for entry in _failing(c.args[0], v, w, b) if c.kwargs == call.kwargs]
    entries.sort(key=lambda entry: simplicity(entry[0]))
    x, got, right = _alone(submitted, expected, call, entries, tolerance_of) or entries[0]
    one, other = format_pair(got, right)
    text = call.with_first(x).text(submitted.name)
    message = f"`{text}` returned {one}, expected {other}." + _closeness(entries)
    error = CheckFailed(message, evidence=Evidence(call=text, returned=one, expected=other))
    error.curve = _curve(submitted, expected, call)
    return error


def _alone(
    submitted: RemoteFunction,
    expected: Expected,
    call: Call,
    entries: Sequence[tuple[float, float, float]],
    tolerance_of: ToleranceOf,
) -> tuple[float, float, float] | None:
    """The simplest input that fails when it is passed alone; None where none of the simplest does."""
    dtype = call.args[0].dtype
    tried = [call.with_first(torch.tensor([x], dtype=dtype)) for x, _got, _right in entries[:_TRIED_ALONE]]
    for one, answer in zip(tried, submitted.many(tried), strict=True):
        wanted = expected(*one.args, **one.kwargs)
        value = answer.value
        if isinstance(value, torch.Tensor) and value.shape == wanted.shape == (1,):
            if differs(value, wanted, tolerance_of(dtype)).any():
                return one.args[0].item(), value.item(), wanted.item()
    return None


def _closeness(entries: Sequence[tuple[float, float, float]]) -> str:
    """A sentence for answers that are nearly right: how far off, at most, and where."""
    gaps = [(abs(got - right), x) for x, got, right in entries]
    if not all(gap < 0.05 * max(1.0, abs(right)) for (gap, _x), (_, _, right) in zip(gaps, entries, strict=True)):
        return ""
    gap, x = max(gaps)
    return f" It is close everywhere: off by {gap:.1e} at most (at {format_number(x)}), so look at a constant or an approximation."


def _curve(submitted: RemoteFunction, expected: Expected, call: Call) -> Curve | None:
    grid = torch.linspace(-_CURVE_HALF_WIDTH, _CURVE_HALF_WIDTH, _CURVE_POINTS, dtype=torch.float64)
    (answer,) = submitted.many([call.with_first(grid)])
    if not isinstance(answer.value, torch.Tensor) or answer.value.shape != grid.shape or answer.value.is_complex():
        return None
    wanted = expected(*call.with_first(grid).args, **call.kwargs)
    return Curve(x=grid.tolist(), submitted=_finite(answer.value), expected=_finite(wanted))


def _finite(values: torch.Tensor) -> list[float | None]:
    return [round(value, 9) if abs(value) < float("inf") else None for value in values.to(torch.float64).tolist()]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else format_value(value)
