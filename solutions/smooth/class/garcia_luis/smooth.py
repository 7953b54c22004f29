"""Luis Garcia. Everything goes through one helper."""
import math
import torch


class Helpers:
    @staticmethod
    def sigmoid(z):
        # two ways to write it, each for the side on which it is safe
        e = torch.exp(-z.abs())
        return torch.where(z >= 0, 1 / (1 + e), e / (1 + e))

    @staticmethod
    def clip(z, low, high):
        return z.clip(low, high)


def silu(x):
    return x * Helpers.sigmoid(x)


def gelu(x):
    return x * (0.5 + 0.5 * torch.special.erf(x / math.sqrt(2)))


def gelu_tanh(x):
    # (1 + tanh(u)) / 2 == sigmoid(2 u)
    u = math.sqrt(2 / math.pi) * x * (1 + 0.044715 * x**2)
    return x * Helpers.sigmoid(2 * u)


def mish(x):
    # tanh(log(s)) = (s^2 - 1) / (s^2 + 1); the gate is 1 from 20 on anyway
    s = 1 + torch.exp(Helpers.clip(x, None, 20.0))
    return x * (s**2 - 1) / (s**2 + 1)


def hardswish(x):
    return x * Helpers.clip(x + 3, 0, 6) / 6
