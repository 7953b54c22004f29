"""Compare any data that crosses the wall: numbers, tensors, arrays, text, and lists and dicts of them.

What a student may choose does not count: a float or a 0-d tensor, a list or a tuple, a tensor or an array of the same
shape are the same data. Where two differ, the first place that does is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch

from autograder.errors import CheckFailed
from autograder.report import Evidence
from autograder.testing.call import Calls, as_calls, format_pair, format_value
from autograder.testing.compare import require_usable
from autograder.testing.difference import Expected
from autograder.testing.submission import RemoteFunction
from autograder.testing.tolerance import Tolerance, differs, value_tolerance

_SHOWN_WHOLE = 8


class Difference(NamedTuple):
    """The first place where two data differ: where it is, what is there, and what is wanted, as text."""

    where: str
    found: str
    wanted: str

    def sentence(self, call: str) -> str:
        """What a student reads about the call that returned it."""
        if self.where:
            return f"`{call}`: {self.where} is {self.found}, expected {self.wanted}."
        return f"`{call}` returned {self.found}, expected {self.wanted}."


def compare_data(
    submitted: RemoteFunction, expected: Expected, calls: Calls, tolerance: Tolerance | None = None
) -> None:
    """What every call returns must be the expected data; ``expected`` is called here with copies of the arguments.

    Keys of a dict that a driver returns are read by students: phrase them as what they hold. Raises CheckFailed with
    the first difference, or the AnswerError of the first call that gave no value.
    """
    from autograder.sandbox.inside.calls import copied

    listed = as_calls(calls)
    pending = submitted.start(listed, tolerance=tolerance)
    all_wanted = [expected(*map(copied, call.args), **copied(dict(call.kwargs))) for call in listed]
    for call, answer, wanted in zip(listed, pending.answers(), all_wanted, strict=True):
        require_usable(submitted.name, call, answer)
        found = first_difference(answer.value, wanted, tolerance)
        if found is not None:
            text = call.text(submitted.name)
            evidence = Evidence(call=text, returned=found.found, expected=found.wanted)
            raise CheckFailed(found.sentence(call.brief(submitted.name)), evidence=evidence)


def first_difference(found: Any, wanted: Any, tolerance: Tolerance | None = None, where: str = "") -> Difference | None:
    """The first place where ``found`` is not ``wanted``, or None. ``tolerance``: None is the wanted dtype's own."""
    if isinstance(wanted, Mapping):
        return _mapping_difference(found, wanted, tolerance, where)
    numbers = as_numbers(wanted)
    if numbers is not None:
        return _number_difference(found, wanted, numbers, tolerance, where)
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return _sequence_difference(found, wanted, tolerance, where)
    if type(found) is type(wanted) and found == wanted:
        return None
    return Difference(where, _told(found), _told(wanted))


def as_numbers(value: Any) -> torch.Tensor | None:
    """Numbers in whatever form as one tensor: a number, a tensor, an array, a list of numbers. None for other data."""
    if isinstance(value, torch.Tensor):
        return value.detach()
    if isinstance(value, np.ndarray | np.generic):
        return _of_array(np.asarray(value))
    if isinstance(value, bool | int | float):
        return torch.tensor(value, dtype=torch.float64 if isinstance(value, float) else None)
    if isinstance(value, list | tuple) and value:
        parts = [as_numbers(entry) for entry in value]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and len({part.shape for part in known}) == 1:
            return torch.stack([part.to(torch.float64) for part in known])
    return None


def _of_array(value: np.ndarray[Any, Any]) -> torch.Tensor | None:
    try:
        return torch.from_numpy(np.array(value, order="C", copy=True))
    except TypeError:
        return None


def _mapping_difference(
    found: Any, wanted: Mapping[Any, Any], tolerance: Tolerance | None, where: str
) -> Difference | None:
    if not isinstance(found, Mapping):
        return Difference(where, _told(found), f"a dict with the keys {_told(list(wanted))}")
    if set(found) != set(wanted):
        return Difference(
            _joined(where, "the set of keys"), _told(sorted(map(str, found))), _told(sorted(map(str, wanted)))
        )
    for key in wanted:
        difference = first_difference(found[key], wanted[key], tolerance, _joined(where, str(key)))
        if difference is not None:
            return difference
    return None


def _sequence_difference(
    found: Any, wanted: Sequence[Any], tolerance: Tolerance | None, where: str
) -> Difference | None:
    if not isinstance(found, list | tuple):
        return Difference(where, _told(found), _told(wanted))
    if len(found) != len(wanted):
        return Difference(where, f"{_told(found)} (length {len(found)})", f"{_told(wanted)} (length {len(wanted)})")
    for number, (one, other) in enumerate(zip(found, wanted, strict=True)):
        difference = first_difference(one, other, tolerance, _joined(where, f"entry {number}"))
        if difference is not None:
            return difference
    return None


def _number_difference(
    found: Any, wanted: Any, numbers: torch.Tensor, tolerance: Tolerance | None, where: str
) -> Difference | None:
    ours = as_numbers(found)
    boolean = numbers.dtype is torch.bool
    if ours is None or ours.is_complex() or (ours.dtype is torch.bool) is not boolean:
        return Difference(where, _told(found), _told(_as_known(wanted, found)))
    if ours.shape != numbers.shape:
        if isinstance(wanted, list | tuple):
            return Difference(where, _told(found), _told(wanted))
        return Difference(_joined(where, "the shape"), str(tuple(ours.shape)), str(tuple(numbers.shape)))
    bad = differs(ours, numbers, tolerance or value_tolerance(numbers.dtype))
    if not bad.any():
        return None
    if numbers.dim() > 0:
        place = bad.nonzero()[0].tolist()
        pair = [one[place[0]] for one in (found, wanted) if isinstance(one, list | tuple)]
        if len(pair) == 2 and all(type(entry) is int for entry in pair):
            return Difference(_joined(where, f"entry {place[0]}"), *map(str, pair))
        where = _joined(where, f"entry {place[0] if len(place) == 1 else place}")
    one, other = format_pair(float(ours[bad].flatten()[0]), float(numbers[bad].flatten()[0]))
    if not numbers.is_floating_point():
        one, other = _told(ours[bad].flatten()[0].item()), _told(numbers[bad].flatten()[0].item())
    return Difference(where, one, other)


def _joined(where: str, step: str) -> str:
    return f"{where}, {step}" if where else step


def _as_known(wanted: Any, found: Any) -> Any:
    """What is wanted as an array, for who works with arrays."""
    parts = found if isinstance(found, list | tuple) else [found]
    has_arrays = any(isinstance(part, np.ndarray) for part in parts)
    return (
        wanted.numpy() if has_arrays and isinstance(wanted, torch.Tensor) and wanted.dtype is torch.float64 else wanted
    )


def _told(value: Any) -> str:
    if value is None:
        return "nothing (`None`)"
    if isinstance(value, np.generic):
        value = value.item()
    elif isinstance(value, np.ndarray) and as_numbers(value) is None:
        value = str(value)
    text = format_value(value)
    return text if len(text) <= 160 else f"{text[:160]}…"
