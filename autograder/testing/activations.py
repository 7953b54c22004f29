"""A student's activation module in the contest: it answers from the sandbox, and learns nothing of what it is for.

Inside, the module sees numbers in a random order, and its own learnable numbers. Labels, weights, images and the test
set stay here, and so do the learnable numbers between two calls.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import torch

from autograder.contest.training import Response
from autograder.errors import CheckFailed, StudentRaised, TimedOut, UnusableAnswer
from autograder.sandbox.inside.calls import Want
from autograder.sandbox.inside.elementwise import values
from autograder.testing.answered import require_value
from autograder.testing.call import Call
from autograder.testing.submission import RemoteFunction, RemoteObject, SubmissionUnderTest

_MOST_PARAMETERS = 8
_ORDERS = 32
_KEPT_OF_A_CALL = 6
_KEPT_CALLS = 40
_SAME = 1e-4
#: How close the float64 function, called plainly, comes to what was answered in training, where nothing is extreme.
_NEAR = 1e-3
_SLOPE_NEAR = 0.02
_TAME = 100.0
_MOST_STRANGE = 0.02
_MOST_LIES = 0.1
#: A whole contest takes a minute. Processor time has a limit of its own; this one is for who sleeps.
_MOST_SECONDS = 900.0


class _Kept(NamedTuple):
    """Some entries that were asked for in training, the learnable numbers at the time, and what was answered."""

    x: torch.Tensor
    parameters: dict[str, torch.Tensor]
    values: torch.Tensor
    slopes: torch.Tensor


class SubmittedActivation:
    """A module of the submission as the contest's challenger. See ``autograder.contest.training.Activation``.

    ``generator`` draws the orders in which values are sent, and which answers are asked for again by ``audit``.
    """

    def __init__(self, submission: SubmissionUnderTest, module: RemoteFunction, generator: torch.Generator) -> None:
        self._submission = submission
        self._module = module
        self._generator = generator
        self._built: RemoteObject = module.build()
        self._mode = "vmap"
        self._orders: dict[int, list[tuple[torch.Tensor, torch.Tensor]]] = {}
        self._kept: list[_Kept] = []
        self._seen = 0
        self._seconds = 0.0
        self.parameters: Mapping[str, float] = _parameters(module.name, self._built.drive(_describe))

    def respond(self, x: torch.Tensor, parameters: Mapping[str, torch.Tensor]) -> Response:
        """Values and slopes at ``x``, float32 (pairs, n), and by each of ``parameters`` (pairs,).

        Raises an AnswerError where the module fails, CheckFailed where it returns something else than such tensors.
        """
        order, back = self._order(x.shape[1])
        answers = self._ask(x.index_select(1, order), parameters)
        values, slopes, *others = (part.index_select(1, back) for part in answers)
        self._keep(x, parameters, values, slopes)
        return Response(values, slopes, dict(zip(parameters, others, strict=True)))

    def audit(self) -> None:
        """Ask again, in a fresh worker, what was answered during training. Raises CheckFailed where it differs.

        Whoever looks at the order of the input, counts calls or remembers anything answers differently now. Whoever
        is one function in training and another to the checks, by shape, by dtype or by who calls, does so in the
        plain call that follows; and its central differences tell whose slopes in training were not its own.
        """
        self._submission.renew()
        self._built = self._module.build()
        for kept in self._kept:
            again, slopes = self._ask(kept.x, kept.parameters)[:2]
            for before, now in ((kept.values, again), (kept.slopes, slopes)):
                if not torch.allclose(before, now, rtol=_SAME, atol=_SAME, equal_nan=True):
                    raise CheckFailed(
                        f"`{self._module.name}` is not the same function all the time: asked again for numbers that it "
                        "met in training, alone and in a fresh process, it answers differently. Let each entry of the "
                        "output depend on that entry of the input and on the learnable numbers, and on nothing else."
                    )
        self._audit_plainly()

    def _audit_plainly(self) -> None:
        strange = lies = met = 0
        for x, parameters, told, slopes in self._kept:
            step = 1e-3 * (1 + x.double().abs())
            asked = torch.cat([x.double(), x.double() + step, x.double() - step], 1)
            (answer,) = self._submission.ask(self._module.name, [Call(asked, parameters)], Want(), driver=values)
            plain = [require_value(answer, f"{self._module.name}()")]
            (answers,) = _tensors(self._module.name, plain, 1, asked.shape, torch.float64)
            now, above, below = answers.chunk(3, 1)
            tame = (x.abs() < _TAME) & told.isfinite() & slopes.isfinite()
            met += int(tame.sum())
            strange += int((tame & ~torch.isclose(told.double(), now, rtol=_NEAR, atol=_NEAR)).sum())
            found = (above - below) / (2 * step)
            lies += int((tame & ~torch.isclose(slopes.double(), found, rtol=_SLOPE_NEAR, atol=_SLOPE_NEAR)).sum())
        if strange > _MOST_STRANGE * met:
            raise CheckFailed(
                f"`{self._module.name}` is one function in training and another when it is called on a float64 tensor "
                "of one dimension. It must be the same function for every shape and dtype, whoever calls it."
            )
        if lies > _MOST_LIES * met:
            raise CheckFailed(
                f"The derivative that `{self._module.name}` gave in training is not the slope of its own values. If "
                "you wrote the backward yourself, derive the function once more; else keep to torch operations."
            )

    def _order(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """A random order of ``count`` entries, and the order that undoes it."""
        orders = self._orders.setdefault(count, [])
        if len(orders) < _ORDERS:
            order = torch.randperm(count, generator=self._generator)
            orders.append((order, order.argsort()))
            return orders[-1]
        return orders[int(torch.randint(_ORDERS, (1,), generator=self._generator))]

    def _ask(self, x: torch.Tensor, parameters: Mapping[str, torch.Tensor]) -> list[torch.Tensor]:
        began = time.monotonic()
        try:
            answers = self._built.drive(_respond, x, dict(parameters), self._mode)
        except StudentRaised:
            if not parameters or self._mode == "differences":
                raise
            # Not every right module can be mapped over its parameters, or derived twice: there is a plainer way.
            self._mode = {"vmap": "loop", "loop": "differences"}[self._mode]
            return self._ask(x, parameters)
        self._seconds += time.monotonic() - began
        if self._seconds > _MOST_SECONDS:
            raise TimedOut(
                f"`{self._module.name}` took more than {_MOST_SECONDS:g} s by the clock for its answers in training. "
                "Take out what waits, and work on the whole tensor at once."
            )
        return _tensors(self._module.name, answers, 2 + len(parameters), x.shape)

    def _keep(
        self, x: torch.Tensor, parameters: Mapping[str, torch.Tensor], values: torch.Tensor, slopes: torch.Tensor
    ) -> None:
        """Remember some entries of some calls, later ones as likely as earlier ones."""
        self._seen += 1
        place = int(torch.randint(self._seen, (1,), generator=self._generator))
        if place >= _KEPT_CALLS:
            return
        entries = torch.randint(x.shape[1], (_KEPT_OF_A_CALL,), generator=self._generator)
        copies = {name: value.clone() for name, value in parameters.items()}
        kept = _Kept(x[:, entries], copies, values[:, entries], slopes[:, entries])
        if len(self._kept) < _KEPT_CALLS:
            self._kept.append(kept)
        else:
            self._kept[place] = kept


def _parameters(name: str, described: Any) -> dict[str, float]:
    if not isinstance(described, dict) or not all(
        isinstance(key, str) and isinstance(value, torch.Tensor) for key, value in described.items()
    ):
        raise UnusableAnswer(f"`{name}` sent back parameters that no worker writes.")
    vectors = [key for key, value in described.items() if value.numel() != 1]
    if vectors or len(described) > _MOST_PARAMETERS:
        what = (
            f"`{vectors[0]}` holds {described[vectors[0]].numel()} numbers" if vectors else f"it has {len(described)}"
        )
        raise CheckFailed(
            f"`{name}` may have up to {_MOST_PARAMETERS} learnable parameters, each a single number; {what}. "
            "An element-wise function knows no channels."
        )
    return {key: float(value) for key, value in described.items()}


def _tensors(
    name: str, answers: Any, count: int, shape: torch.Size, dtype: torch.dtype = torch.float32
) -> list[torch.Tensor]:
    if not isinstance(answers, list) or len(answers) != count:
        raise UnusableAnswer(f"`{name}` sent back an answer that no worker writes.")
    for answer in answers:
        if not isinstance(answer, torch.Tensor) or answer.shape != shape or not answer.is_floating_point():
            raise CheckFailed(f"`{name}` must return a tensor of the shape of its input; in training it did not.")
    return [answer.to(dtype) for answer in answers]


def _describe(module):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  (runs inside, where no types are)
    learned = {name: parameter for name, parameter in module.named_parameters() if parameter.requires_grad}
    return {name: parameter.detach().double() for name, parameter in learned.items()}


def _respond(module, x, parameters, mode):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    from autograder.sandbox.inside.elementwise import respond

    return respond(module, x, parameters, mode)
