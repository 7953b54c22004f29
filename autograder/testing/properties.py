"""The rules that hold for every tensor function: shapes, dtypes, purity, extremes, speed."""

from __future__ import annotations

from collections.abc import Callable

import torch

from autograder.errors import CheckFailed, UnusableAnswer
from autograder.report import Evidence
from autograder.sandbox.answers import Answer
from autograder.sandbox.inside.calls import Want, perform
from autograder.testing.answered import problem_error
from autograder.testing.call import Call, format_number, simplicity
from autograder.testing.compare import compare_values, require_usable, tensor_value
from autograder.testing.difference import Expected
from autograder.testing.gradients import gradients_value
from autograder.testing.inputs import EXTREME, SIMPLE, shaped_inputs
from autograder.testing.submission import RemoteFunction
from autograder.testing.tolerance import EXTREMES, differs

Arguments = Callable[[torch.Tensor], Call]

_LOOP_ENTRIES = 4096
_SPEED_ROWS = 200
_KEEPS = Want(gradients=True)
#: What changes an argument, by what a function works on.
_WAYS = {
    "A tensor": "Operations whose name ends in `_`, assignments to entries (`x[…] = …`) and `*=`, `+=` and the like",
    "An array": "Assignments to entries (`x[…] = …`), `*=`, `+=` and the like, and `out=`",
}


def check_shapes(submitted: RemoteFunction, expected: Expected, arguments: Arguments = Call) -> None:
    """A number, an empty tensor, many dimensions, transposed, strided, expanded: shape and values are right."""
    compare_values(submitted, expected, [arguments(x) for x in shaped_inputs()])


def check_dtypes(submitted: RemoteFunction, expected: Expected, arguments: Arguments = Call) -> None:
    """float32, float64 and bfloat16 come back as they went in, right to each one's own precision."""
    x = torch.tensor(SIMPLE, dtype=torch.float64)
    compare_values(submitted, expected, [arguments(x.to(d)) for d in (torch.float32, torch.float64, torch.bfloat16)])


def check_purity(submitted: RemoteFunction, arguments: Arguments = Call) -> None:
    """The input holds the same values after the call. Raises CheckFailed that names an entry that changed."""
    inputs = [x for x in shaped_inputs() if x.numel() > 1 and 0 not in x.stride()]
    calls = submitted.as_calls([arguments(x) for x in inputs])
    for call, answer in zip(calls, submitted.many(calls, Want(arguments_after=True)), strict=True):
        text = call.text(submitted.name)
        if answer.problem is not None:
            raise problem_error(answer.problem, text)
        before = call.args[0]
        after = answer.after[0] if answer.after else None
        if not isinstance(after, torch.Tensor) or after.shape != before.shape:
            raise UnusableAnswer(f"`{text}` sent back arguments that no worker writes.", call=text)
        changed = differs(after, before, EXTREMES[torch.float64])
        if changed.any():
            was, now = before[changed].flatten()[0].item(), after[changed].flatten()[0].item()
            raise CheckFailed(
                f"`{submitted.name}` changed its own input: {format_number(was)} became {format_number(now)}. "
                f"{_WAYS[call.wanted_kind]} write into what the caller passed: work on a new one.",
                evidence=Evidence(
                    call=text, returned=f"x holds {format_number(now)}", expected=f"x still holds {format_number(was)}"
                ),
            )


def check_extremes(
    submitted: RemoteFunction, expected: Expected, arguments: Arguments = Call, *, gradients: bool = True
) -> None:
    """Out to ±1e4, in float32 and float64: values finite and at their limit, gradients finite."""
    calls = [arguments(torch.tensor(EXTREME, dtype=dtype)) for dtype in (torch.float64, torch.float32)]
    pending = submitted.start(calls, _KEEPS if gradients else Want())
    all_wanted = [expected(*call.args, **call.kwargs) for call in calls]
    for call, answer, wanted in zip(calls, pending.answers(), all_wanted, strict=True):
        value = tensor_value(submitted.name, call, answer, wanted)
        x = call.args[0]
        bad = differs(value, wanted, EXTREMES[x.dtype])
        if bad.any():
            raise _extreme(submitted.name, call, x, value, wanted, bad)
        if gradients:
            count = len(perform(expected, call.args, call.kwargs, _KEEPS)["gradients"])
            gradient = gradients_value(submitted.name, call, answer, count)[0]
            lost = torch.ones_like(bad) if gradient is None or gradient.shape != x.shape else ~gradient.isfinite()
            if lost.any():
                at = call.with_first(min(x[lost].tolist(), key=simplicity)).text(submitted.name)
                raise CheckFailed(
                    f"The gradient of `{at}` in {x.dtype} is not finite. Something on the way "
                    "overflows, perhaps in a branch that `torch.where` does not choose: inf * 0 is NaN. "
                    "Keep what goes into `exp` from being large.",
                    evidence=Evidence(call=f"d/dx {at}", returned="nan or inf", expected="a finite number"),
                )


def _extreme(
    name: str, call: Call, x: torch.Tensor, value: torch.Tensor, wanted: torch.Tensor, bad: torch.Tensor
) -> CheckFailed:
    if x.shape != bad.shape:
        return CheckFailed(f"`{call.text(name)}` is wrong for large inputs: something on the way overflows.")
    at, got, right = min(
        zip(x[bad].tolist(), value[bad].tolist(), wanted[bad].tolist(), strict=True),
        key=lambda entry: simplicity(entry[0]),
    )
    text = call.with_first(at).text(name)
    reason = (
        ""
        if abs(got) < float("inf")
        else " Something on the way overflows: `exp(89)` is already more than float32 holds."
    )
    return CheckFailed(
        f"`{text}` in {x.dtype} returned {format_number(got)}, expected {format_number(right)}.{reason}",
        evidence=Evidence(call=text, returned=format_number(got), expected=format_number(right)),
    )


def check_speed(submitted: RemoteFunction, arguments: Arguments = Call) -> None:
    """A large tensor is worked on as a whole, and done within the time limit.

    What tells a loop over entries is the number of operators that ran, not the clock of this machine. Raises
    CheckFailed, or the AnswerError of a call that failed or took too long.
    """
    entries = torch.linspace(-3, 3, _LOOP_ENTRIES)
    answer = _plain_answer(submitted, arguments(entries), Want(operators=True, value=False))
    if answer.operator_count > _LOOP_ENTRIES // 2:
        raise CheckFailed(
            f"On {_LOOP_ENTRIES} entries `{submitted.name}` ran {answer.operator_count} operations, some for each "
            "entry: a loop in Python. One operation on the whole tensor does the same, a thousand times faster."
        )
    # Many entries that take no memory to send: each row is the same.
    large = torch.linspace(-3, 3, 1000).expand(_SPEED_ROWS, 1000)
    _plain_answer(submitted, arguments(large), Want(value=False))


def _plain_answer(submitted: RemoteFunction, call: Call, want: Want) -> Answer:
    (answer,) = submitted.many([call], want)
    require_usable(submitted.name, call, answer)
    return answer
