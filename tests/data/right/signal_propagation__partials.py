"""A Keras/JAX person: one initialiser family."""
from __future__ import annotations
import torch
from torch import Tensor, nn
from typing import Literal, Callable
from functools import partial

Mode = Literal["fan_in", "fan_avg"]
Distribution = Literal["normal", "uniform"]

def variance_scaling(w: Tensor, *, scale: float, mode: Mode, distribution: Distribution) -> Tensor:
    fan_out, fan_in = w.shape[0], w.shape[1]
    denominator = {"fan_in": fan_in, "fan_avg": (fan_in + fan_out) / 2}[mode]
    variance = scale / denominator
    if distribution == "normal":
        nn.init.normal_(w, mean=0.0, std=variance ** 0.5)
    else:
        limit = (3 * variance) ** 0.5
        nn.init.uniform_(w, a=-limit, b=limit)
    return w

he_normal_ = partial(variance_scaling, scale=2.0, mode="fan_in", distribution="normal")
lecun_normal_ = partial(variance_scaling, scale=1.0, mode="fan_in", distribution="normal")
xavier_uniform_ = partial(variance_scaling, scale=1.0, mode="fan_avg", distribution="uniform")

INITIALIZERS: dict[str, Callable[[Tensor], Tensor]] = {"he": he_normal_, "lecun": lecun_normal_, "xavier": xavier_uniform_}
ACTIVATIONS: dict[str, nn.Module] = {"relu": nn.ReLU(), "tanh": nn.Tanh(), "sigmoid": nn.Sigmoid(), "selu": nn.SELU(), "identity": nn.Identity()}

def signal_statistics(depth: int, width: int, activation: str, init: str, x: Tensor) -> tuple[list[float], list[float]]:
    layers = [nn.Linear(width, width, bias=False) for _ in range(depth)]
    for layer in layers:
        INITIALIZERS[init](layer.weight)
    h, stats = x, []
    for layer in layers:
        h = ACTIVATIONS[activation](layer(h))
        stats.append((float(h.mean()), float(h.var(unbiased=False))))
    means, variances = map(list, zip(*stats))
    return means, variances
