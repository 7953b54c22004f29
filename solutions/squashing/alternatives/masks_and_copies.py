"""Style: boolean masks fill an empty tensor, side by side; the input is only ever read."""

import torch
from torch import Tensor


def sigmoid(x: Tensor) -> Tensor:
    result = torch.empty_like(x)
    right = x >= 0
    result[right] = 1 / (1 + torch.exp(-x[right]))
    powers = torch.exp(x[~right])
    result[~right] = powers / (1 + powers)
    return result


def tanh(x: Tensor) -> Tensor:
    result = x.clone()
    right = x > 0
    falling = torch.exp(-2 * x[right])
    rising = torch.exp(2 * x[~right])
    result[right] = (1 - falling) / (1 + falling)
    result[~right] = (rising - 1) / (rising + 1)
    return result


def softplus(x: Tensor, beta: float = 1.0) -> Tensor:
    scaled = x * beta
    result = scaled.clone()
    low = scaled < 30
    result[low] = torch.log1p(torch.exp(scaled[low]))
    return result / beta


def softmax(x: Tensor, dim: int = -1) -> Tensor:
    if x.dim() == 0:
        return torch.ones_like(x)
    last = x.movedim(dim, -1)
    rows = last.reshape(-1, last.shape[-1])
    powers = torch.exp(rows - rows.max(dim=1)[0][:, None])
    weights = powers / (powers @ powers.new_ones(powers.shape[1], 1))
    return weights.reshape(last.shape).movedim(-1, dim)
