# -*- coding: latin-1 -*-
"""Unités lissées, par Zoé Laurent. Déjà vérifié à la main."""
import math
import torch


def porte(x, pente=1.0):
    """La porte: une sigmoïde."""
    return torch.sigmoid(pente * x)


def silu(x):
    return x * porte(x)


def gelu(x):
    # répartition de la loi normale centrée réduite
    return x * torch.special.ndtr(x)


def gelu_tanh(x):
    # tanh à travers la sigmoïde
    return x * porte(x + 0.044715 * x**3, pente=2 * math.sqrt(2 / math.pi))


def mish(x):
    # 1 - 2 / ((1 + e^x)^2 + 1), borné pour ne pas déborder
    e = torch.exp(x.clamp(max=25.0))
    return x * (e * e + 2 * e) / (e * e + 2 * e + 2)


def hardswish(x):
    return x * torch.clamp(x + 3, 0, 6) / 6


print("terminé")
