from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial, reduce
from typing import Callable, Final, Protocol, TypeAlias, overload

import torch
from torch import Tensor

NegativeBranch: TypeAlias = Callable[[Tensor], Tensor]


class Mode(Enum):
    TRAIN = auto()
    EVAL = auto()


@dataclass(frozen=True, slots=True)
class SeluConstants:
    alpha: float = 1.6732632423543772
    scale: float = 1.0507009873554805


CONSTANTS: Final[SeluConstants] = SeluConstants()


@dataclass
class Rectifier:
    """A piecewise function: identity on the right, `negative` on the left."""

    negative: NegativeBranch
    scale: float = 1.0
    history: list[str] = field(default_factory=list)

    def __call__(self, x: Tensor) -> Tensor:
        left = self.negative(torch.minimum(x, torch.zeros_like(x)))
        right = torch.maximum(x, torch.zeros_like(x))
        result = left + right
        return result if self.scale == 1.0 else self.scale * result


def relu(x: Tensor) -> Tensor:
    return Rectifier(torch.zeros_like)(x)


def leaky_relu(x: Tensor, negative_slope: float = 0.01) -> Tensor:
    return Rectifier(partial(torch.mul, other=negative_slope))(x)


def prelu(x: Tensor, weight: Tensor) -> Tensor:
    match weight.shape[0], x.dim():
        case 1, _:
            aligned = weight.reshape(())
        case c, d if d >= 2:
            aligned = weight.reshape(1, c, *(1 for _ in range(d - 2)))
        case _:
            raise ValueError("prelu: weight does not fit")
    return Rectifier(lambda left: aligned * left)(x)


def rrelu(x: Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> Tensor:
    mode = Mode.TRAIN if training else Mode.EVAL
    match mode:
        case Mode.TRAIN:
            slope: Tensor | float = torch.empty_like(x, requires_grad=False).uniform_(lower, upper)
        case Mode.EVAL:
            slope = 0.5 * (lower + upper)
    return Rectifier(lambda left: left * slope)(x)


def elu(x: Tensor, alpha: float = 1.0) -> Tensor:
    return Rectifier(lambda left: alpha * left.expm1())(x)


def selu(x: Tensor) -> Tensor:
    return Rectifier(lambda left: CONSTANTS.alpha * left.expm1(), scale=CONSTANTS.scale)(x)
