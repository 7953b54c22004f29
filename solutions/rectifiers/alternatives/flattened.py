"""Lays every input out flat, works on the positions of its negative entries, and folds the answer back."""

import torch


def on_negative_entries(x, change):
    flat = x.reshape(-1)
    places = (flat < 0).nonzero().squeeze(1)
    return flat.index_copy(0, places, change(flat[places], places)).reshape(x.shape)


def relu(x: torch.Tensor, inplace: bool = False) -> torch.Tensor:
    assert not inplace
    return on_negative_entries(x, lambda entries, _places: torch.zeros_like(entries))


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    return on_negative_entries(x, lambda entries, _places: entries * negative_slope)


def prelu(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    inner = x[0, 0].numel() if x.dim() > 2 else 1
    return on_negative_entries(x, lambda entries, places: entries * weight[places // inner % len(weight)])


def rrelu(x: torch.Tensor, lower: float = 1 / 8, upper: float = 1 / 3, training: bool = False) -> torch.Tensor:
    def change(entries, _places):
        if training:
            return entries * (torch.rand(len(entries)).to(x.dtype) * (upper - lower) + lower)
        return entries * (lower + upper) / 2

    return on_negative_entries(x, change)


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    return on_negative_entries(x, lambda entries, _places: alpha * entries.expm1())


def selu(x: torch.Tensor) -> torch.Tensor:
    return on_negative_entries(
        1.0507009873554805 * x, lambda entries, _places: 1.7580993408473766 * (entries / 1.0507009873554805).expm1()
    )
