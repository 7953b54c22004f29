"""How a submission's values differ from the expected ones, put into words: on the simplest input that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import torch

from autograder.errors import CheckFailed
from autograder.report import Curve, Evidence
from autograder.testing.call import Call, format_number, format_pair, format_value, simplicity
from autograder.testing.submission import RemoteFunction
from autograder.testing.tolerance import Tolerance, differs

Expected = Callable[..., Any]
ToleranceOf = Callable[[torch.dtype], Tolerance]

_CURVE_POINTS = 121
_CURVE_HALF_WIDTH = 6.0
_TRIED_ALONE = 6


class WrongCall(NamedTuple):
    """One call whose values are not all right, and which are not."""

    call: Call
    value: torch.Tensor
    wanted: torch.Tensor
    bad: torch.Tensor


def failing_entries(
    inputs: torch.Tensor, values: torch.Tensor, wanted: torch.Tensor, bad: torch.Tensor
) -> Iterator[tuple[float, float, float]]:
    """Input, value and wanted value of each entry that is ``bad``, as floats."""
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


def wrong_values(
    submitted: RemoteFunction,
    expected: Expected,
    wrong: Sequence[WrongCall],
    tolerance_of: ToleranceOf,
) -> CheckFailed:
    """The failure that tells most simply where ``submitted`` is wrong, with its curve where it is element-wise."""
    call, value, wanted, bad = min(wrong, key=lambda entry: entry[0].size)
    first = call.args[0] if call.args else None
    if not isinstance(first, torch.Tensor) or first.shape != wanted.shape or not is_elementwise(expected, call):
        text = call.text(submitted.name)
        one, other = format_pair(value[bad].flatten()[0].item(), wanted[bad].flatten()[0].item())
        if value.numel() <= 8:
            one, other = format_value(value), format_value(wanted)
        return CheckFailed(
            f"`{text}` returned {one}, expected {other}."
            if value.numel() <= 8
            else f"In `{text}` an entry is {one}, expected {other}.",
            evidence=Evidence(call=text, returned=one, expected=other),
        )
    alike = call.with_first(0.0).text("")
    entries = [
        entry
        for c, v, w, b in wrong
        for entry in failing_entries(c.args[0], v, w, b)
        if c.with_first(0.0).text("") == alike
    ]
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
        is_one = isinstance(value, torch.Tensor) and value.shape == wanted.shape == (1,)
        if is_one and differs(value, wanted, tolerance_of(dtype)).any():
            return one.args[0].item(), value.item(), wanted.item()
    return None


def _closeness(entries: Sequence[tuple[float, float, float]]) -> str:
    """A sentence for answers that are nearly right: how far off, at most, and where."""
    gaps = [(abs(got - right), x) for x, got, right in entries]
    if not all(gap < 0.05 * max(1.0, abs(right)) for (gap, _x), (_, _, right) in zip(gaps, entries, strict=True)):
        return ""
    (gap, x), right = max(zip(gaps, (right for _x, _got, right in entries), strict=True))
    if gap > max(abs(right) / 2, 1e-3):
        return ""  # where it is furthest off it is another number: ten times as large, or of the other sign
    # A wrong factor is off by 1.5 at 30: as a share of what is right that is close, as a number it would not sound so.
    share = max(gap / max(1.0, abs(right)) for (gap, _x), (_, _, right) in zip(gaps, entries, strict=True))
    how_far = f"{gap:.1e}" if gap < 0.05 else f"{100 * share:.2g} percent"
    return (
        f" It is close everywhere: off by {how_far} at most (at {format_number(x)}), "
        "so look at a constant or an approximation."
    )


def _curve(submitted: RemoteFunction, expected: Expected, call: Call) -> Curve | None:
    grid = torch.linspace(-_CURVE_HALF_WIDTH, _CURVE_HALF_WIDTH, _CURVE_POINTS, dtype=torch.float64)
    (answer,) = submitted.many([call.with_first(grid)])
    if not isinstance(answer.value, torch.Tensor) or answer.value.shape != grid.shape or answer.value.is_complex():
        return None
    wanted = expected(*call.with_first(grid).args, **call.kwargs)
    return Curve(x=grid.tolist(), submitted=_finite(answer.value), expected=_finite(wanted))


def _finite(values: torch.Tensor) -> list[float | None]:
    return [round(value, 9) if abs(value) < float("inf") else None for value in values.to(torch.float64).tolist()]
