"""Copies the input and writes into the copy wherever the input is negative."""

import torch


def relu(x):
    answer = x.clone()
    answer[answer < 0] = 0
    return answer


def leaky_relu(x, negative_slope=0.01):
    answer = x.clone()
    answer[x < 0] *= negative_slope
    return answer


def prelu(x, weight):
    answer = x.clone()
    negative = x < 0
    if weight.numel() == 1:
        answer[negative] = x[negative] * weight
        return answer
    shape = [1] * x.dim()
    shape[1] = weight.numel()
    slopes = weight.reshape(shape).expand(x.shape)
    answer[negative] = x[negative] * slopes[negative]
    return answer


def rrelu(x, lower=1 / 8, upper=1 / 3, training=False):
    answer = x.clone()
    negative = x < 0
    if training:
        count = int(negative.sum())
        answer[negative] = x[negative] * torch.empty(count, dtype=x.dtype).uniform_(lower, upper)
    else:
        answer[negative] = x[negative] * (lower + upper) / 2
    return answer


def elu(x, alpha=1.0):
    answer = x.clone()
    negative = x < 0
    answer[negative] = alpha * (x[negative].exp() - 1)
    return answer


def selu(x):
    return elu(x, alpha=1.6732632423543772).mul_(1.0507009873554805)
