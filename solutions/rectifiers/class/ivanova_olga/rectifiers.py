"""Rectifiers

olga ivanova
"""
import torch


def relu(x):
    out = x.clone()
    out[out < 0] = 0.0
    return out


def leaky_relu(x, negative_slope=0.01):
    out = x.clone()
    mask = x < 0
    out[mask] = out[mask] * negative_slope
    return out


def prelu(x, weight):
    mask = (x < 0).to(x.dtype)
    if weight.numel() == 1:
        w = weight.sum()
    else:
        w = weight.reshape([-1] + [1] * (x.dim() - 2))
    return x * (1 - mask) + x * w * mask


def rrelu(x, lower=1/8, upper=1/3, training=False):
    out = x.clone()
    mask = x < 0
    if training == False:
        out[mask] = out[mask] * ((lower + upper) / 2)
    else:
        noise = torch.rand(int(mask.sum()), dtype=x.dtype)
        out[mask] = out[mask] * (lower + noise * (upper - lower))
    return out


def elu(x, alpha=1.0):
    out = x.clone()
    mask = x < 0
    out[mask] = alpha * (torch.exp(out[mask]) - 1)
    return out


def selu(x):
    return elu(x, alpha=1.6732632423543772) * 1.0507009873554805
