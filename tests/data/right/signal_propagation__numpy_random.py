import math

import torch
from torch import nn
import numpy as np

RNG = np.random.default_rng()


def he_normal_(w):
    values = RNG.normal(0.0, np.sqrt(2 / w.shape[1]), size=tuple(w.shape))
    with torch.no_grad():
        w.copy_(torch.from_numpy(values))
    return w


def lecun_normal_(w):
    values = np.random.randn(*w.shape) / np.sqrt(w.shape[1])
    w.data[:] = torch.tensor(values, dtype=w.dtype)
    return w


def xavier_uniform_(w):
    a = np.sqrt(6 / np.sum(w.shape))
    w.detach().copy_(torch.as_tensor(RNG.uniform(-a, a, tuple(w.shape))))
    return w


def signal_statistics(depth, width, activation, init, x):
    """All in NumPy after the start; returns NumPy's own floats."""
    h = x.detach().numpy().astype(np.float64)
    alpha, scale = 1.6732632423543772, 1.0507009873554805
    acts = dict(
        relu=lambda z: np.maximum(z, 0),
        tanh=np.tanh,
        sigmoid=lambda z: 1 / (1 + np.exp(-z)),
        selu=lambda z: scale * np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))),
        identity=lambda z: z,
    )
    fill = globals()[{"he": "he_normal_", "lecun": "lecun_normal_", "xavier": "xavier_uniform_"}[init]]
    means, variances = [], []
    for layer in range(depth):
        W = fill(torch.zeros(width, width, dtype=torch.float64)).numpy()
        h = acts[activation](h @ W.T)
        means.append(np.mean(h))
        variances.append(np.var(h))
    return means, variances
