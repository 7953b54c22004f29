"""Compare gradients: with what autograd gives for the expected function, or with the function's own differences.

Kinks, where a definition switches branch and any choice of gradient is right, are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from autograder.errors import CheckFailed, UnusableAnswer
from autograder.report import Evidence
from autograder.sandbox.answers import Answer
from autograder.sandbox.inside.calls import Want, perform
from autograder.testing.call import Call, Calls, as_calls, format_number, format_pair, simplicity
from autograder.testing.compare import no_tensor, require_usable, tensor_value
from autograder.testing.difference import Expected, failing_entries, is_elementwise
from autograder.testing.submission import RemoteFunction
from autograder.testing.tolerance import GRADIENTS, Tolerance, away_from, differs


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
    pending = submitted.start(listed, want, kinks)
    all_wanted = [perform(expected, call.args, call.kwargs, want)["gradients"] for call in listed]
    for call, answer, wanted in zip(listed, pending.answers(), all_wanted, strict=True):
        found = gradients_value(submitted.name, call, answer, len(wanted))
        for number, (ours, theirs) in enumerate(zip(found, wanted, strict=True)):
            if theirs is not None:
                _compare_gradient(submitted.name, expected, call, number, ours, theirs, kinks)


def gradients_value(name: str, call: Call, answer: Answer, count: int) -> Sequence[torch.Tensor | None]:
    """The answer's gradients. Raises an AnswerError, or CheckFailed where autograd is cut off."""
    require_usable(name, call, answer)
    if answer.gradients is None:
        if not isinstance(answer.value, torch.Tensor):
            raise no_tensor(call.text(name), answer.value, "a tensor")
        raise CheckFailed(
            f"`{call.text(name)}` does not depend on its input as far as autograd can see. "
            "Keep to torch operations: `.item()`, `.detach()`, `.numpy()`, `no_grad` and new tensors made from numbers "
            "cut it off."
        )
    gradients = answer.gradients
    if len(gradients) != count or not all(entry is None or isinstance(entry, torch.Tensor) for entry in gradients):
        text = call.text(name)
        raise UnusableAnswer(f"`{text}` sent back gradients that no worker writes.", call=text)
    return gradients


def _compare_gradient(
    name: str,
    expected: Expected,
    call: Call,
    number: int,
    ours: torch.Tensor | None,
    theirs: torch.Tensor,
    kinks: Sequence[float],
) -> None:
    argument = "its input" if number == 0 else f"tensor argument {number + 1}"
    if ours is None:
        raise CheckFailed(f"`{call.text(name)}`: autograd finds no way from the output back to {argument}.")
    if ours.shape != theirs.shape:
        raise CheckFailed(
            f"`{call.text(name)}`: the gradient of {argument} has shape {tuple(ours.shape)}, not {tuple(theirs.shape)}."
        )
    bad = differs(ours, theirs, GRADIENTS.get(theirs.dtype, Tolerance(0.05, 0.05)))
    first = call.args[0]
    if isinstance(first, torch.Tensor) and first.shape == bad.shape:
        bad &= away_from(first, kinks)
    if not bad.any():
        return
    text = call.text(name)
    if isinstance(first, torch.Tensor) and first.shape == bad.shape:
        x, got, wanted = min(failing_entries(first, ours, theirs, bad), key=lambda entry: simplicity(entry[0]))
        one, other = format_pair(got, wanted)
        if number == 0 and is_elementwise(expected, call):
            text = call.with_first(x).text(name)
            said = f"The gradient of `{text}` is {one}, expected {other}."
        else:
            said = f"`{text}`: the gradient of {argument} at its entry {format_number(x)} is {one}, expected {other}."
        raise CheckFailed(said + _nan_hint(got), evidence=Evidence(call=f"d/dx {text}", returned=one, expected=other))
    got, wanted = ours[bad].flatten()[0].item(), theirs[bad].flatten()[0].item()
    one, other = format_pair(got, wanted)
    raise CheckFailed(
        f"`{text}`: the gradient of {argument} is {one}, expected {other}." + _nan_hint(got),
        evidence=Evidence(call=f"gradient of {text}", returned=one, expected=other),
    )


def compare_with_differences(
    submitted: RemoteFunction, calls: Calls, kinks: Sequence[float] = (0.0,), *, step: float = 1e-5
) -> None:
    """The gradient that autograd gives must be the slope of the function itself, by central differences.

    For element-wise functions of a float64 first argument: ``(f(x + step) - f(x - step)) / (2 * step)``, whose error
    is of the order of ``step**2``. Entries nearer than ``2 * step`` to one of ``kinks`` are left out. Raises
    CheckFailed on the simplest input where they differ: the backward of a hand-written autograd function is wrong.
    """
    for call in as_calls(calls):
        x = call.args[0]
        (answer,) = submitted.many([call], Want(gradients=True, value=False), kinks)
        gradient = gradients_value(submitted.name, call, answer, 1)[0]
        moved = [call.with_first(x + step), call.with_first(x - step)]
        answers = submitted.many(moved)
        above, below = (tensor_value(submitted.name, c, a, x) for c, a in zip(moved, answers, strict=True))
        slope = (above - below) / (2 * step)
        if gradient is None or gradient.shape != slope.shape:
            raise CheckFailed(f"`{call.text(submitted.name)}`: autograd finds no gradient for each entry of its input.")
        bad = differs(gradient, slope, Tolerance(1e-4, 1e-4)) & away_from(x, kinks, 2 * step)
        if bad.any():
            entries = failing_entries(x, gradient, slope, bad)
            at, got, wanted = min(entries, key=lambda entry: simplicity(entry[0]))
            text = call.with_first(at).text(submitted.name)
            raise CheckFailed(
                f"Around `{text}` your function rises by {format_number(wanted)} per unit of input, "
                f"but its gradient says {format_number(got)}. Look at its `backward`.",
                evidence=Evidence(call=f"d/dx {text}", returned=format_number(got), expected=format_number(wanted)),
            )


def _nan_hint(got: float) -> str:
    if got == got:  # noqa: PLR0124  (the one value that differs from itself)
        return ""
    return (
        " NaN is what 0 * inf, inf / inf and 0 / 0 give: look for what overflows there or is divided by 0, and clamp "
        "what goes into it first. A branch that `torch.where` does not choose still takes part in the gradient."
    )
