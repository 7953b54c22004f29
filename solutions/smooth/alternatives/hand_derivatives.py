"""One torch.autograd.Function per unit, each with its derivative worked out by hand."""

import math
from typing import Any

import torch


def _unit(value: Any, slope: Any) -> Any:
    class Unit(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
            ctx.save_for_backward(x)
            return value(x)  # type: ignore[no-any-return]

        @staticmethod
        def backward(ctx: Any, *grad_outputs: torch.Tensor) -> torch.Tensor:
            (x,) = ctx.saved_tensors
            return grad_outputs[0] * slope(x)  # type: ignore[no-any-return]

    return Unit.apply


def _silu_slope(x: torch.Tensor) -> torch.Tensor:
    s = torch.sigmoid(x)
    return s * (1 + x * (1 - s))


def _gelu_slope(x: torch.Tensor) -> torch.Tensor:
    density = torch.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    return torch.erfc(-x / math.sqrt(2)) / 2 + x * density


def _tanh_gate(x: torch.Tensor) -> torch.Tensor:
    return (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3)))) / 2


def _gelu_tanh_slope(x: torch.Tensor) -> torch.Tensor:
    gate = _tanh_gate(x)
    inner = math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * x.pow(2))
    return gate + 2 * x * gate * (1 - gate) * inner


def _mish_slope(x: torch.Tensor) -> torch.Tensor:
    gate = torch.tanh(torch.nn.functional.softplus(x))
    return gate + x * (1 - gate**2) * torch.sigmoid(x)


def _hardswish_slope(x: torch.Tensor) -> torch.Tensor:
    return torch.where(x < -3, 0.0, torch.where(x > 3, 1.0, x / 3 + 0.5)).to(x.dtype)


silu = _unit(lambda x: x * torch.sigmoid(x), _silu_slope)
gelu = _unit(lambda x: x * torch.special.ndtr(x), _gelu_slope)
gelu_tanh = _unit(lambda x: x * _tanh_gate(x), _gelu_tanh_slope)
mish = _unit(lambda x: x * torch.tanh(torch.nn.functional.softplus(x)), _mish_slope)
hardswish = _unit(lambda x: x * (x + 3).clamp(min=0, max=6) / 6, _hardswish_slope)
